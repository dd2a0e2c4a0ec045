"""Pages saved elsewhere into the archive, and stored pages read again. May import the crawl's quarantine."""
