"""Scrapy's project settings. What is polite and safe comes from the add-on, so that another project can take it too.

The rest is for our own spiders, whose URLs are known to the ledger and must never be dropped in silence: no dupe
filter, no off-site, depth or length filter, first in first out. CONCURRENT_ITEMS counts the items of one response, of
which there is one; Scrapy 2.19 starts that many tasks for each response. uvloop takes a seventh off a crawl's time; it
is not there for Windows.
"""

from importlib.util import find_spec

BOT_NAME = "local-news-archive"
ADDONS = {"scrapers.addon.PoliteCrawl": 100}
SPIDER_LOADER_CLASS = "scrapers.spider_loader.OutletSpiderLoader"
ITEM_PIPELINES = {"pipelines.item_pipelines.ExtractPipeline": 100, "pipelines.item_pipelines.StorePipeline": 200}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
EXTENSIONS = {
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapers.crawl.memory_limit.MemoryLimit": 0,
}
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False
STATS_DUMP = False
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if find_spec("uvloop") else None
