"""An outlet's feeds, sitemaps and lists to URLs in the ledger, and those to requests."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.page import Listing
from models.records.times import now
from models.records.url_states import Found
from pipelines.lists import read_feed, read_list, read_sitemap
from scrapers.crawl.list_walk import Link, Step, Walk, judge
from scrapers.crawl.outlet_run import Run
from scrapers.crawl.progress_event import day_of
from scrapers.families.base import Family
from scrapers.middlewares.responses import Validators, list_text, short, validators
from scrapers.outcomes.request_ended import why_of

if TYPE_CHECKING:
    from models.archive.write.archive import Writer

MOST_SITEMAPS = 20
TODAY_AHEAD = 2
BEYOND = frozenset({400, 404, 410})  # how servers answer for a page behind a list's last
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Waiting:
    """A walk that goes on when the articles of its last page have told their days."""

    walk: Walk
    links: Sequence[Link]
    open: set[str]
    priority: int


class Discovery:
    """Reads one outlet's lists for one run. ``articles`` makes requests of what is to be asked.

    ``push`` hands a request to the engine outside a callback. ``is_onsite`` judges what a sitemap leads to.
    """

    def __init__(
        self,
        outlet: Outlet,
        family: Family,
        run: Run,
        articles: Callable[[Iterable[Found], int], Iterator[Request]],
        push: Callable[[Request], None],
        is_onsite: Callable[[str], bool],
    ) -> None:
        self.outlet = outlet
        self.family = family
        self.run = run
        self.walks = [Walk(walk.name, walk.page_url) for walk in family.lists(outlet)]
        self.top = run.today.toordinal() + TODAY_AHEAD
        self._articles = articles
        self._push = push
        self._is_onsite = is_onsite
        self._feeds_read = 0
        self._sitemaps = 0
        self._waiting: list[_Waiting] = []

    @property
    def is_whole(self) -> bool:
        """True where every list was walked to its stop; for an outlet without lists, where a feed was read."""
        return all(walk.is_whole for walk in self.walks) if self.walks else self._feeds_read > 0

    def start(self) -> Iterator[Request]:
        """What earlier runs left, then feeds, sitemaps and lists; a bad address ends as such and the rest goes on."""
        try:
            pending = self.run.take_pending()
            lists = [
                *((url, "feed", None, self._conditions(url)) for url in self.family.feeds(self.outlet)),
                *((url, "sitemap", None, self._conditions(url)) for url in self.family.sitemaps(self.outlet)),
                *((url := walk.page_url(0), "list", walk, self._conditions(url)) for walk in self.walks),
            ]
        except ArchiveError as error:
            self.run.commit.fail(error)
            return
        yield from self._articles(pending, self.top - TODAY_AHEAD)
        for url, kind, walk, conditions in lists:
            if request := self._request(url, kind, walk, self.top, conditions):
                yield request

    def _conditions(self, url: str) -> dict[str, str]:
        """Headers that let the server say that nothing is new; not where the user asks for a span of days."""
        if self.run.window.since is not None or self.run.window.until is not None:
            return {}
        etag, last_modified = self.run.commit.archive.ledger.validators(url)
        pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return {name: value for name, value in pairs.items() if value}

    def _request(
        self, url: str, kind: str, walk: Walk | None, priority: int, headers: dict[str, str] | None = None
    ) -> Request | None:
        read = {"feed": self.read_feed, "sitemap": self.read_sitemap, "list": self.read_list}[kind]
        meta = {"kind": kind, "walk": walk, "asked": url, "download_slot": self.outlet.id}
        try:
            return Request(
                short(url),
                callback=read,
                errback=self.failed,
                headers=headers,
                meta=meta,
                dont_filter=True,
                priority=priority,
            )
        except ValueError as error:
            self._lose(meta, f"bad address {url[:200]!a} ({error})")
            return None

    # -- lists --------------------------------------------------------------------------------------------------

    def read_list(self, response: Response) -> Iterator[Request]:
        """One page of a list: its articles, then how to go on."""
        walk: Walk = response.meta["walk"]
        if response.status == 304:
            walk.step = Step.OLD_GROUND
            return
        if response.status in BEYOND and walk.page > 0:
            walk.step = Step.END
            return
        text = self._text(response)
        if text is None:
            return
        founds = self._founds(read_list(text, self.family.list_rules, response.url, fetched_at=now()))
        try:
            knowns = self.run.discover(founds)
        except ArchiveError:
            return
        links = [Link(found.key, day_of(found), known.old_ground) for known, found in zip(knowns, founds, strict=True)]
        if walk.page == 0:
            self._linked(len(links))
            self.run.validators.extend(validators(response, response.meta["asked"]))
            if not links:
                self._lose(response.meta, "no article link on it")
        step = walk.decide(links, self.run.window)
        asked_at = _priority(response)
        yield from self._articles(self.run.to_ask(founds), asked_at)
        priority = min([asked_at, *(link.day.toordinal() for link in links if link.day)])
        awaited = {link.key for link in links if self.run.awaits(link.key)} if step is Step.WAIT else set()
        if awaited:
            self._waiting.append(_Waiting(walk, links, awaited, priority))
            return
        if step is Step.WAIT:
            self._judge(walk, links)
        if request := self._further(walk, priority):
            yield request

    def _further(self, walk: Walk, priority: int) -> Request | None:
        """The next page of a walk, where there is to be one."""
        if walk.step is Step.CAP:
            self.run.find(f"list {walk.name}: no end after {walk.page + 1} pages")
        if not walk.step.goes_on or self.run.is_full:
            return None
        walk.page += 1
        return self._request(walk.page_url(walk.page), "list", walk, priority)

    def article_ended(self, key: str) -> None:
        """A list without dates goes on when the articles of its last page have told theirs."""
        for waiting in list(self._waiting):
            waiting.open.discard(key)
            if waiting.open:
                continue
            self._waiting.remove(waiting)
            self._judge(waiting.walk, waiting.links)
            if request := self._further(waiting.walk, waiting.priority):
                self._push(request)

    def _judge(self, walk: Walk, links: Sequence[Link]) -> None:
        """End a walk where the days learnt from its articles say so."""
        judged = judge(links, self.run.window, self.run.day)
        if not judged.goes_on:
            walk.step = judged

    def _linked(self, count: int) -> None:
        self.run.links = (self.run.links or 0) + count

    def read_feed(self, response: Response) -> Iterator[Request]:
        """RSS or Atom."""
        text = self._text(response)
        if text is not None:
            yield from self._ask_all(read_feed(text, response.url), response)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """A sitemap, or an index of some."""
        text = self._text(response)
        if text is None:
            return
        sitemap = read_sitemap(text, response.url)
        yield from self._ask_all(sitemap.listings, response)
        for url in sitemap.sitemaps:
            if self._sitemaps < MOST_SITEMAPS and self._is_onsite(url):
                self._sitemaps += 1
                if request := self._request(url, "sitemap", None, _priority(response)):
                    yield request

    def _ask_all(self, listings: Iterable[Listing], response: Response) -> Iterator[Request]:
        founds = self._founds(listings)
        self._linked(len(founds))
        remember = [_remembering(one) for one in validators(response, response.meta["asked"])]
        try:
            self.run.discover(founds, *remember)
        except ArchiveError:
            return
        self._feeds_read += 1
        yield from self._articles(self.run.to_ask(founds), self.top - TODAY_AHEAD)

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
            self._feeds_read += 1
            return None
        if response.status != 200:
            self._lose(response.meta, f"http_{response.status}")
            return None
        text, messages = list_text(response)
        self.run.counts["list_pages"] += 1
        self.run.counts["php_messages"] += messages
        return text

    # -- failures -----------------------------------------------------------------------------------------------

    def failed(self, failure: Failure) -> None:
        """A list that brought no answer: a finding, unless the whole run is ending."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._lose(request.meta, why_of(failure.value))

    def _lose(self, meta: dict[str, Any], why: str) -> None:
        walk: Walk | None = meta["walk"]
        if walk is not None:
            walk.failed = True
        if self.run.finish is not None:
            return
        guessed = walk is None and self.walks and meta["asked"] not in (*self.outlet.feeds, *self.outlet.sitemaps)
        if guessed:
            log.info("%s: %s %s cannot be read: %s", self.outlet.id, meta["kind"], meta["asked"], why)
        else:
            self.run.find(f"{meta['kind']} {meta['asked'][:200]} cannot be read: {why}")


def _priority(response: Response) -> int:
    return response.request.priority if response.request else 0


def _remembering(one: Validators) -> "Callable[[Writer], None]":
    def remember(writer: "Writer") -> None:
        writer.ledger.set_validators(*one, now())

    return remember
