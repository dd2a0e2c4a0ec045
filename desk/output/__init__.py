"""What a person sees: messages, progress bars, and the lines that show what the services return."""
