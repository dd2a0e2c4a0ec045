"""Searches the archive through its index. Standard library and StringZilla: a search starts at once."""
