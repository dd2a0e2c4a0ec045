"""`make bench-scale`: what a night, a check and a way back cost, against the size of the archive."""
