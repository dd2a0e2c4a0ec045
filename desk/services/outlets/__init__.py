"""The outlets: what is declared of them, which a crawl takes, what their pages teach."""
