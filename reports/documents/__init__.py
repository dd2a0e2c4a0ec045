"""Documents to print and hand in: one content, written as PDF, Word and Hangul files."""
