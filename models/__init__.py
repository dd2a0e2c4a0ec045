"""What an article is, how it is kept and found. Imports nothing of the project outside this room."""
