"""Verifies, backs up and restores an archive."""
