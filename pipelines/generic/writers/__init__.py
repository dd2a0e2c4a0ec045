"""Who wrote an article: lines that sign it, and the outside writers of columns."""
