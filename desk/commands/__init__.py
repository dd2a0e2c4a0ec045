"""One file a verb of `news`: arguments, one service, what is printed, the exit code."""
