"""Scrapy's project settings: everything polite and safe comes from the add-on, so that another project can take it."""

BOT_NAME = "local-news-archive"
ADDONS = {"scrapers.addon.PoliteCrawl": 100}
SPIDER_LOADER_CLASS = "scrapers.registry.OutletSpiderLoader"
ITEM_PIPELINES = {"pipelines.stages.Extract": 100, "pipelines.stages.Store": 200}
