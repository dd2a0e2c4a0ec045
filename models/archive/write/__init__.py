"""Writes the archive by SQLAlchemy; a file here has the name of its twin in read/."""
