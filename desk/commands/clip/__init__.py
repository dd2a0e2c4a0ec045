"""`news clip`: one group of verbs that change one object."""
