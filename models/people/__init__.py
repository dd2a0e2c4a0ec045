"""People who use the web desk, and what each of them may do."""
