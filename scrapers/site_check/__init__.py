"""A few pages of a site fetched outside a crawl: checks of declared outlets, proposals for new ones."""
