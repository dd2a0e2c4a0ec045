"""What became of a press release: who ran it, when, how much of it, and what was added."""
