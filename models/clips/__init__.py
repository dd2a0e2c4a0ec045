"""The clip of a day: what it is, and what a rule may change in it. Pure: nothing here reads or writes an archive."""
