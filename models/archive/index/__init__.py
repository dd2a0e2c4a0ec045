"""Puts articles into the search tables, and rebuilds these."""
