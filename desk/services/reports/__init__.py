"""What is handed in: the clip report and the month's, made from the archive for a verb or a web page."""
