"""How Scrapy sees the outlets: each is a spider of its id (``scrapy list``, ``scrapy crawl newspim``)."""

from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from scrapers.crawl.spider import make_spider_class
from scrapers.registry import Registry, load_registry


class OutletSpiderLoader:
    """``SPIDER_LOADER_CLASS``: every outlet is a spider of its id."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Reads ``ARCHIVE`` (default: ``NEWS_ARCHIVE``, then ``archive.db``); the user's outlets are in its folder."""
        return cls(load_registry(settings.get("ARCHIVE")))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class; raises KeyError as Scrapy wants it."""
        if spider_name not in self.registry.outlets:
            raise KeyError(f"Spider not found: {spider_name}")
        return make_spider_class(self.registry.outlets[spider_name])

    def list(self) -> list[str]:
        """All ids."""
        return list(self.registry.outlets)

    def find_by_request(self, request: Request) -> "list[str]":  # type: ignore[valid-type]
        """The outlet an address belongs to."""
        outlet = self.registry.recognise(request.url)
        return [outlet.id] if outlet else []
