"""One crawl: its process, session, runs and spider, and what they decide. May import everything in scrapers but
site_check and importing.
"""
