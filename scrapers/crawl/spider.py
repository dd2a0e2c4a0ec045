"""The one spider: an outlet's lists to article requests, and those to pages.

Requests are sent newest first: a request's priority is the day it is about, so that tonight's articles come before
last month's leftovers, and a list is walked further down only when everything newer on it has been sent. All requests
of an outlet share one download slot, whatever its hosts: an outlet gets one request at a time.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.revisit_rules import DueRevisit
from models.records.url_states import Found, State
from pipelines.contracts.layout import Layout
from pipelines.crawl_run import ExtractedPage, FetchedPage
from scrapers.addon import delay_settings
from scrapers.crawl.discovery import ListReader
from scrapers.crawl.list_walk import listed_day
from scrapers.crawl.outlet_run import OutletRun
from scrapers.crawl.session import open_single_run
from scrapers.families.base import Family, on_host
from scrapers.middlewares.responses import check_length, make_page
from scrapers.middlewares.slots import is_open
from scrapers.outcomes.request_ended import RequestEndedError, why_of
from scrapers.registry import load_family

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

REVISIT_PRIORITY = -1
"""Below that of any day."""


class OutletSpider(Spider):
    """Crawls one outlet; ``make_spider_class`` binds it. ``from_crawler`` gets its ``run`` or opens one."""

    outlet: ClassVar[Outlet]
    family: ClassVar[Family]
    run: OutletRun

    @classmethod
    def update_settings(cls, settings: "BaseSettings") -> None:
        """The delay and the cookies of the outlet's declaration."""
        if cls.outlet.delay is not None:
            for name, value in delay_settings(cls.outlet.delay).items():
                settings.set(name, value, priority="spider")
        if cls.outlet.cookies:
            settings.set("COOKIES_ENABLED", True, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Without ``run`` (``scrapy crawl``), one is opened on the archive of the settings and closed at the end."""
        if "run" not in kwargs:
            kwargs["run"] = open_single_run(cls.outlet, crawler, kwargs)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.run.crawler = crawler
        spider.run.on_end = spider.list_reader.article_ended
        crawler.signals.connect(spider.spider_is_idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.pipeline_failed, signal=signals.item_error)
        return spider

    @cached_property
    def last_requests(self) -> list[Request]:
        """Requests for the end of the run."""
        return []

    @cached_property
    def list_reader(self) -> ListReader:
        """The reader of this run's lists."""
        return ListReader(self.outlet, self.family, self.run, self.request_articles, self.push, self.is_onsite)

    @cached_property
    def layout(self) -> Layout:
        """Where the outlet's pages keep each part."""
        return self.family.layout(self.outlet)

    @property
    def stopping(self) -> bool:
        """True when the run is to end: nothing is tried again."""
        return self.run.finish is not None

    # -- what belongs to the outlet -----------------------------------------------------------------------------

    def is_home(self, origin: str) -> bool:
        """True for the origin of the outlet's home, by http or https."""
        return urlsplit(origin).netloc.lower() == urlsplit(self.outlet.home).netloc.lower()

    def is_onsite(self, url: str) -> bool:
        """True for the outlet's hosts, and those of its feeds and sitemaps."""
        return on_host(url, self.outlet) is not None or urlsplit(url).netloc.lower() in self._list_hosts

    def is_article(self, url: str) -> bool:
        """True where the address names an article of the outlet."""
        return self.family.identify(url, self.outlet) is not None

    @cached_property
    def _list_hosts(self) -> frozenset[str]:
        urls = (*self.family.feeds(self.outlet), *self.family.sitemaps(self.outlet))
        return frozenset(urlsplit(url).netloc.lower() for url in urls)

    # -- requests -----------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """What earlier runs left, then feeds, sitemaps and lists; what could not be reached before waits to the end."""
        for request in self.list_reader.start():
            if request.meta.get("failed_before"):
                self.last_requests.append(request)
            else:
                yield request
        for request in self.request_revisits():
            yield request

    def request_articles(self, founds: Iterable[Found], priority: int) -> Iterator[Request]:
        """Article requests; ``priority`` is for those without a day."""
        for found in founds:
            day = listed_day(found)
            meta: dict[str, Any] = {"kind": "article", "key": found.key, "listing": found.listing}
            meta["download_slot"] = self.outlet.id
            if found.failed_before:
                meta |= {"failed_before": True, "max_retry_times": 0}
            try:
                yield Request(
                    check_length(found.url),
                    callback=self.read_article,
                    errback=self.article_failed,
                    meta=meta,
                    dont_filter=True,
                    priority=day.toordinal() if day else priority,
                )
            except ValueError as error:
                self.run.end(found.key, State.FAILED, f"bad_url: {error}", tried=True)

    def request_revisits(self) -> Iterator[Request]:
        """Stored articles of the last days, after all others, with their pages' ETag and Last-Modified."""
        try:
            dues = self.run.revisits.start()
        except ArchiveError as error:
            self.run.commit.fail(error)
            return
        for due in dues:
            pairs = {"If-None-Match": due.etag, "If-Modified-Since": due.last_modified}
            meta = {"kind": "article", "revisit": due, "listing": due.listing, "download_slot": self.outlet.id}
            try:
                yield Request(
                    check_length(due.url),
                    callback=self.read_revisit,
                    errback=self.revisit_failed,
                    headers={} if due.quarantined else {name: value for name, value in pairs.items() if value},
                    meta=meta,
                    dont_filter=True,
                    priority=REVISIT_PRIORITY,
                )
            except ValueError as error:
                self.run.revisits.note_no_answer(due.key, f"bad_url: {error}")

    def spider_is_idle(self) -> None:
        """Scrapy's signal that all is done: now those that could not be reached before. Raises DontCloseSpider."""
        requests, self.last_requests = self.last_requests, []
        if requests and not self.stopping:
            for request in requests:
                self.push(request)
            raise DontCloseSpider

    def push(self, request: Request) -> None:
        """Hand a request to the engine outside a callback, where the engine still takes any."""
        if not self.stopping and is_open(self.crawler):
            self.crawler.engine.crawl(request)

    # -- answers and failures -----------------------------------------------------------------------------------

    def read_article(self, response: Response) -> list[FetchedPage]:
        """A page, or the end of its URL."""
        key: str = response.meta["key"]
        if response.status != 200:
            self.run.end(key, State.FAILED, f"http_{response.status}", tried=True)
            return []
        return [FetchedPage(make_page(response, self.outlet.id, response.meta["listing"]), key)]

    def article_failed(self, failure: Failure) -> None:
        """The end of an article's URL that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, RequestEndedError):
            self.run.end(request.meta["key"], error.state, why_of(error), tried=error.tried)
        else:
            self.run.end(request.meta["key"], State.FAILED, why_of(error), tried=True)

    def read_revisit(self, response: Response) -> list[FetchedPage]:
        """A stored article that is checked again: unchanged, another text, or no good answer."""
        due: DueRevisit = response.meta["revisit"]
        if response.status == 304:
            self.run.revisits.note_unchanged(due.key)
        elif response.status != 200:
            self.run.revisits.note_no_answer(due.key, f"http_{response.status}")
        else:
            return [FetchedPage(make_page(response, self.outlet.id, response.meta["listing"]), due.key, revisit=True)]
        return []

    def revisit_failed(self, failure: Failure) -> None:
        """A stored article that was checked again and brought no answer."""
        due: DueRevisit = failure.request.meta["revisit"]  # type: ignore[attr-defined]
        if isinstance(failure.value, RequestEndedError) and failure.value.state is State.LEFT:
            self.run.revisits.note_left(due.key)
        else:
            self.run.revisits.note_no_answer(due.key, why_of(failure.value))

    def callback_failed(self, failure: Failure, response: Response | None) -> None:
        """Scrapy's signal for an exception in a callback, an errback or start()."""
        request: Request | None = getattr(response, "request", None)
        meta = request.meta if request is not None else {}
        if meta.get("walk") is not None:
            meta["walk"].failed = True
        key = meta["revisit"].key if "revisit" in meta else meta.get("key", "")
        self._note_error(key, failure, f"{meta.get('kind', 'start')} {request.url if request else ''}")

    def pipeline_failed(self, item: FetchedPage | ExtractedPage, failure: Failure) -> None:
        """Scrapy's signal for an exception in an item pipeline."""
        self._note_error(item.key, failure, item.key)

    def _note_error(self, key: str, failure: Failure, where: str) -> None:
        is_memory = isinstance(failure.value, MemoryError)
        reason = "memory" if is_memory else f"error:{type(failure.value).__name__}"
        if key in self.run.open:
            self.run.end(key, State.FAILED, reason, tried=True)
        elif key in self.run.revisits.open:
            self.run.revisits.note_no_answer(key, reason)
        self.run.add_error(failure.value, where)

    def closed(self, reason: str) -> None:
        """Scrapy's signal that the spider has ended: the run ends, too."""
        self.run.close(reason, is_walked=self.list_reader.is_whole)


def make_spider_class(outlet: Outlet) -> type[OutletSpider]:
    """The spider of one outlet, named by its id. Raises OutletError where its family does not exist."""
    bound: dict[str, Any] = {"name": outlet.id, "outlet": outlet, "family": load_family(outlet.family)}
    return type(f"Spider_{outlet.id.replace('-', '_')}", (OutletSpider,), bound)
