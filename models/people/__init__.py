"""People who use the web desk: who they are, what each may do, that they are here, and what they did."""
