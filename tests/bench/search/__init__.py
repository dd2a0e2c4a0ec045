"""`make bench-search`: an archive of invented news by the hundred thousand, searched by us and by our peers."""
