"""The month: its coverage against the month before and the same month of last year, and what became of releases."""
