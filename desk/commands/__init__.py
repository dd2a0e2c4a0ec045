"""One file a verb of `news`: arguments, one service, what is printed, the exit code.

Verbs of the archive as a whole, of the office and of the clip have a folder each.
"""
