"""The one spider: an outlet's feeds, sitemaps and lists to article requests, and those to pages.

Requests are asked newest first: a request's priority is the day it is about, so that tonight's articles come before
last month's leftovers, and a list is walked further down only when everything newer on it has been asked. All requests
of an outlet share one download slot, whatever its hosts: an outlet is asked one thing at a time.
"""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from models.errors import ArchiveError
from models.kst import now
from models.ledger import Found, State
from models.outlet import Outlet
from models.page import Listing, Page
from pipelines.decode import decode
from pipelines.layout import Layout
from pipelines.listing import read_feed, read_list, read_sitemap
from pipelines.stages import Fetched
from pipelines.strip import strip
from scrapers.ended import Ended
from scrapers.families.family import Family, on_host
from scrapers.network import reason_of
from scrapers.run import Run, day_of
from scrapers.walk import Link, Step, Walk, judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from models.archive import Writer

URL_LENGTH = 2083
MOST_SITEMAPS = 20
log = logging.getLogger(__name__)


class OutletSpider(Spider):  # type: ignore[misc]
    """Crawls one outlet. ``registry.spider_class`` binds it; a ``run`` is given to ``from_crawler``, or opened there."""

    outlet: ClassVar[Outlet]
    family: ClassVar[Family]
    run: Run

    @classmethod
    def update_settings(cls, settings: "BaseSettings") -> None:
        """What an outlet's declaration says of how it wants to be asked."""
        if cls.outlet.delay is not None:
            settings.set("DOWNLOAD_DELAY", cls.outlet.delay, priority="spider")
            settings.set("AUTOTHROTTLE_START_DELAY", cls.outlet.delay, priority="spider")
            if cls.outlet.delay == 0:
                settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")
        if cls.outlet.cookies:
            settings.set("COOKIES_ENABLED", True, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Without ``run`` (``scrapy crawl``), one is opened on the archive of the settings and closed at the end."""
        if "run" not in kwargs:
            from scrapers.alone import open_alone  # noqa: PLC0415  (a way in, not a layer below)

            kwargs["run"] = open_alone(cls.outlet, crawler, kwargs)
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider.run.crawler = crawler
        spider.run.on_end = spider.article_ended
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.pipeline_failed, signal=signals.item_error)
        return spider

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.walks = [Walk(walk.name, walk.page_url) for walk in self.family.lists(self.outlet)]
        self.feeds_read = 0
        self._sitemaps = 0
        self._waiting: list[tuple[Walk, Sequence[Link], set[str], int]] = []
        self._top = now().date().toordinal() + 2

    @cached_property
    def layout(self) -> Layout:
        """Where the outlet's pages keep each part."""
        return self.family.layout(self.outlet)

    @property
    def stopping(self) -> bool:
        """True when the run is to end: nothing is asked again."""
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
        """What earlier runs left, then feeds, sitemaps and lists; a bad address ends as such and the rest goes on."""
        try:
            pending = self.run.take_pending()
        except ArchiveError:
            return
        for request in self._articles(pending, self._top - 2):
            yield request
        lists = [
            *((url, "feed", None) for url in self.family.feeds(self.outlet)),
            *((url, "sitemap", None) for url in self.family.sitemaps(self.outlet)),
            *((walk.page_url(0), "list", walk) for walk in self.walks),
        ]
        for url, kind, walk in lists:
            if request := self._list(url, kind, walk, self._top, self._conditions(url)):
                yield request

    def _articles(self, founds: Iterable[Found], priority: int) -> Iterator[Request]:
        for found in founds:
            day = day_of(found)
            meta = {"kind": "article", "key": found.key, "listing": found.listing, "download_slot": self.outlet.id}
            try:
                yield Request(
                    _short(found.url),
                    callback=self.read_article,
                    errback=self.article_failed,
                    meta=meta,
                    dont_filter=True,
                    priority=day.toordinal() if day else priority,
                )
            except ValueError as error:
                self.run.end(found.key, State.FAILED, f"bad_url: {error}", tried=True)

    def _list(
        self, url: str, kind: str, walk: Walk | None, priority: int, headers: dict[str, str] | None = None
    ) -> Request | None:
        read = {"feed": self.read_feed, "sitemap": self.read_sitemap, "list": self.read_list}[kind]
        meta = {"kind": kind, "walk": walk, "asked": url, "download_slot": self.outlet.id}
        try:
            return Request(
                _short(url),
                callback=read,
                errback=self.list_failed,
                headers=headers,
                meta=meta,
                dont_filter=True,
                priority=priority,
            )
        except ValueError as error:
            self._lose_list(meta, f"bad address {url!a} ({error})")
            return None

    def _conditions(self, url: str) -> dict[str, str]:
        """Headers that let the server say that nothing is new; not where the user asks for a span of days."""
        if self.run.window.since is not None or self.run.window.until is not None:
            return {}
        etag, last_modified = self.run.commit.archive.ledger.validators(url)
        pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return {name: value for name, value in pairs.items() if value}

    # -- lists --------------------------------------------------------------------------------------------------

    def read_list(self, response: Response) -> Iterator[Request]:
        """One page of a list: its articles, then how to go on."""
        walk: Walk = response.meta["walk"]
        if response.status == 304:
            walk.step = Step.OLD_GROUND
            return
        text = self._text(response)
        if text is None:
            return
        founds = self._founds(read_list(text, self.family.list_rules, response.url, fetched_at=now()))
        try:
            knowns = self.run.discover(founds)
        except ArchiveError:
            return
        links = [
            Link(known.found.key, day_of(found), known.old_ground) for known, found in zip(knowns, founds, strict=True)
        ]
        if walk.page == 0:
            self.run.validators.extend(_validators(response))
            if not links:
                self._lose_list(response.meta, "no article link on it")
        step = walk.decide(links, self.run.window)
        yield from self._articles(self.run.to_ask(founds), response.request.priority)
        oldest = min((link.day.toordinal() for link in links if link.day), default=response.request.priority)
        priority = min(oldest, response.request.priority)
        if step is Step.WAIT and (awaited := {link.key for link in links if link.key in self.run.open}):
            self._waiting.append((walk, links, awaited, priority))
        elif request := self._further(walk, priority):
            yield request

    def _further(self, walk: Walk, priority: int) -> Request | None:
        """The next page of a walk, where there is to be one."""
        if walk.step is Step.CAP:
            self.run.find(f"list {walk.name}: no end after {walk.page + 1} pages")
        if not walk.step.goes_on or self.run.is_full:
            return None
        walk.page += 1
        return self._list(walk.page_url(walk.page), "list", walk, priority)

    def article_ended(self, key: str) -> None:
        """A list without dates goes on when its page's articles have told theirs."""
        for waiting in list(self._waiting):
            walk, links, keys, priority = waiting
            keys.discard(key)
            if keys:
                continue
            self._waiting.remove(waiting)
            judged = judge(links, self.run.window, self.run.day)
            walk.step = walk.step if judged.goes_on else judged
            request = self._further(walk, priority)
            if request is not None and not self.stopping and self.crawler.engine.spider is not None:
                self.crawler.engine.crawl(request)

    def read_feed(self, response: Response) -> Iterator[Request]:
        """RSS or Atom."""
        if (text := self._text(response)) is not None:
            yield from self._ask_all(read_feed(text, response.url), response)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """A sitemap, or an index of some."""
        if (text := self._text(response)) is None:
            return
        sitemap = read_sitemap(text, response.url)
        yield from self._ask_all(sitemap.listings, response)
        for url in sitemap.sitemaps:
            if self._sitemaps < MOST_SITEMAPS and self.is_onsite(url):
                self._sitemaps += 1
                if request := self._list(url, "sitemap", None, response.request.priority):
                    yield request

    def _ask_all(self, listings: Iterable[Listing], response: Response) -> Iterator[Request]:
        founds = self._founds(listings)
        validators = _validators(response)

        def remember(writer: "Writer") -> None:
            for url, etag, last_modified in validators:
                writer.ledger.set_validators(url, etag, last_modified, now())

        try:
            self.run.discover(founds, *([remember] if validators else []))
        except ArchiveError:
            return
        self.feeds_read += 1
        yield from self._articles(self.run.to_ask(founds), self._top - 2)

    def _founds(self, listings: Iterable[Listing]) -> list[Found]:
        """The article links among what a list shows, each once."""
        founds: dict[str, Found] = {}
        for listing in listings:
            identity = self.family.identify(listing.url, self.outlet)
            if identity is not None and identity.canonical_url not in founds:
                url = self.family.article_url(identity, self.outlet, "desktop")
                founds[identity.canonical_url] = Found(identity.canonical_url, url, listing)
        return list(founds.values())

    def _text(self, response: Response) -> str | None:
        """The text of a list, or None where there is nothing to read; what is wrong with it is noted."""
        if response.status == 304:
            self.feeds_read += 1
            return None
        if response.status != 200:
            self._lose_list(response.meta, f"http {response.status}")
            return None
        self.run.counts["list_pages"] += 1
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        stripped = strip(decode(response.body, content_type).text)
        self.run.counts["php_messages"] += stripped.messages
        return stripped.html

    # -- answers and failures -----------------------------------------------------------------------------------

    def read_article(self, response: Response) -> list[Fetched]:
        """A page, or the end of its URL."""
        key: str = response.meta["key"]
        if response.status != 200:
            self.run.end(key, State.FAILED, f"http_{response.status}", tried=True)
            return []
        headers = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        page = Page(
            outlet=self.outlet.id,
            url=response.url,
            body=response.body,
            fetched_at=now(),
            status=response.status,
            headers=headers,
            listing=response.meta["listing"],
        )
        return [Fetched(page, key)]

    def article_failed(self, failure: Failure) -> None:
        """The end of an article's URL that brought no answer."""
        key = failure.request.meta["key"]
        error = failure.value
        if isinstance(error, Ended):
            self.run.end(key, error.state, _reason(error), tried=error.tried)
        else:
            self.run.end(key, State.FAILED, reason_of(error), tried=True)

    def list_failed(self, failure: Failure) -> None:
        """A list that brought no answer: a finding, unless the whole run is ending."""
        error = failure.value
        why = _reason(error) if isinstance(error, Ended) else reason_of(error)
        self._lose_list(failure.request.meta, why)

    def _lose_list(self, meta: dict[str, Any], why: str) -> None:
        walk: Walk | None = meta["walk"]
        if walk is not None:
            walk.failed = True
        if self.stopping:
            return
        guessed = walk is None and self.walks and meta["asked"] not in (*self.outlet.feeds, *self.outlet.sitemaps)
        if guessed:
            log.info("%s: %s %s cannot be read: %s", self.outlet.id, meta["kind"], meta["asked"], why)
        else:
            self.run.find(f"{meta['kind']} {meta['asked']} cannot be read: {why}")

    def callback_failed(self, failure: Failure, response: Any) -> None:
        """Scrapy's signal for an exception in a callback, an errback or start()."""
        request: Request | None = getattr(response, "request", None)
        meta = request.meta if request is not None else {}
        self._broken(meta.get("key", ""), failure, f"{meta.get('kind', 'start')} {request.url if request else ''}")
        if meta.get("walk") is not None:
            meta["walk"].failed = True

    def pipeline_failed(self, item: Any, failure: Failure) -> None:
        """Scrapy's signal for an exception in an item pipeline."""
        self._broken(item.key, failure, item.key)

    def _broken(self, key: str, failure: Failure, where: str) -> None:
        name = type(failure.value).__name__
        if key in self.run.open:
            self.run.end(key, State.FAILED, f"error:{name}", tried=True)
        self.run.find(f"a fault of this program: {name} at {where}")

    def closed(self, reason: str) -> None:
        """The last word of the run."""
        self.run.close(reason, walked=all(walk.is_whole for walk in self.walks) if self.walks else self.feeds_read > 0)


def _short(url: str) -> str:
    if len(url) > URL_LENGTH:
        raise ValueError(f"longer than {URL_LENGTH} characters")
    return url


def _reason(error: Ended) -> str:
    return f"{error.reason}: {error.detail[:200]}" if error.detail else error.reason


def _validators(response: Response) -> list[tuple[str, str, str]]:
    """The address asked with its ETag and Last-Modified, where the server gave either."""
    etag, last_modified = (
        (response.headers.get(name) or b"").decode("latin-1")[:500] for name in ("ETag", "Last-Modified")
    )
    return [(response.meta["asked"], etag, last_modified)] if etag or last_modified else []
