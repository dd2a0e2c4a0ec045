"""The whole morning in one go: the last crawl, releases, the clip and its files, who gets them, and a backup."""
