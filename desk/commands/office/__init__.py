"""Verbs for the office: what runs by itself, when, and whom it tells."""
