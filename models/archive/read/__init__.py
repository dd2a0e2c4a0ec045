"""Reads the archive. Standard library only (pages.py needs zstandard), so that a search starts at once."""
