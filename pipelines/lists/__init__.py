"""Parts of the listing step: list pages, feeds, sitemaps."""
