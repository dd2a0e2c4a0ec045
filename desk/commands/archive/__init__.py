"""Verbs for the archive as a whole: keep it whole, read it again, put it back."""
