"""People of the web desk: who may log in, their passwords and sessions, what each has seen, and who did what."""
