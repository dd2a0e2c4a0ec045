"""An outlet's feeds, sitemaps and lists to URLs in the ledger, and those to requests."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.page import Listing
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.times import now
from models.records.url_states import Found
from pipelines.contracts.rejection import Reason
from pipelines.lists import describe_text, read_feed, read_list_page, read_sitemap
from pipelines.time_budget import BudgetSpentError
from scrapers.crawl.list_walk import ListLink, ListWalk, Step, judge_page, listed_day
from scrapers.crawl.outlet_run import OutletRun
from scrapers.families.base import Family, ListRequest, check_form
from scrapers.middlewares.responses import UnpackError, Validators, check_length, read_list_text, read_validators
from scrapers.outcomes.request_ended import why_of

if TYPE_CHECKING:
    from models.interface import Transaction

MAX_SITEMAPS = 20
DAYS_AHEAD = 2
"""Lists have the priority of a day that no article can have yet."""
STATUSES_BEHIND_LAST = frozenset({400, 404, 410})  # for a page behind a list's last
log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(slots=True)
class _WaitingWalk:
    """A walk that goes on when the days of the articles on its last page are known."""

    walk: ListWalk
    links: Sequence[ListLink]
    open: set[str]
    priority: int


class ListReader:
    """Reads one outlet's lists for one run. ``articles`` makes requests of what is to be fetched.

    ``push`` hands a request to the engine outside a callback. ``is_onsite`` judges what a sitemap leads to.
    """

    def __init__(
        self,
        outlet: Outlet,
        family: Family,
        run: OutletRun,
        articles: Callable[[Iterable[Found], int], Iterator[Request]],
        push: Callable[[Request], None],
        is_onsite: Callable[[str], bool],
    ) -> None:
        self.outlet = outlet
        self.family = family
        self.run = run
        self.walks = [ListWalk(source) for source in family.article_lists(outlet)]
        self.top = run.today.toordinal() + DAYS_AHEAD
        self._articles = articles
        self._push = push
        self._is_onsite = is_onsite
        self._feeds_read = 0
        self._sitemaps = 0
        self._waiting: list[_WaitingWalk] = []

    @property
    def is_whole(self) -> bool:
        """True where every list was walked to its stop; for an outlet without lists, where a feed was read."""
        return all(walk.is_whole for walk in self.walks) if self.walks else self._feeds_read > 0

    def start(self) -> Iterator[Request]:
        """What earlier runs left, then feeds, sitemaps and lists; a bad address ends as such and the rest goes on."""
        try:
            pending = self.run.take_pending()
            lists = [
                *((ListRequest(url=url), "feed", None) for url in self.family.feeds(self.outlet)),
                *((ListRequest(url=url), "sitemap", None) for url in self.family.sitemaps(self.outlet)),
                *((walk.source.request(0), "list", walk) for walk in self.walks),
            ]
            conditions = [self._conditions(request) for request, _, _ in lists]
        except ArchiveError as error:
            self.run.commit.fail(error)
            return
        yield from self._articles(pending, self.top - DAYS_AHEAD)
        for (wanted, kind, walk), headers in zip(lists, conditions, strict=True):
            if request := self._request(wanted, kind, walk, self.top, headers):
                yield request

    def _conditions(self, wanted: ListRequest) -> dict[str, str]:
        """Headers that let the server answer that nothing is new; not where the user chose the days."""
        if self.run.window.is_chosen or wanted.method != "GET":
            return {}
        etag, last_modified = self.run.commit.archive.ledger.validators(wanted.url)
        pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return {name: value for name, value in pairs.items() if value}

    def _request(
        self,
        wanted: ListRequest,
        kind: str,
        walk: ListWalk | None,
        priority: int,
        conditions: dict[str, str] | None = None,
    ) -> Request | None:
        read = {"feed": self.read_feed, "sitemap": self.read_sitemap, "list": self.read_list}[kind]
        meta = {"kind": kind, "walk": walk, "wanted": wanted, "download_slot": self.outlet.id}
        try:
            check_form(wanted, self.outlet)
            return Request(
                check_length(wanted.url),
                method=wanted.method,
                body=wanted.body,
                callback=read,
                errback=self.failed,
                headers={**wanted.headers, **(conditions or {})},
                meta=meta,
                dont_filter=True,
                priority=priority,
            )
        except ValueError as error:
            self._note_unreadable(meta, f"bad address {wanted.url[:200]!r} ({error})")
            return None

    # -- lists --------------------------------------------------------------------------------------------------

    def read_list(self, response: Response) -> Iterator[Request]:
        """One page of a list: its articles, then how to go on."""
        walk: ListWalk = response.meta["walk"]
        if response.status == 304:
            walk.step = Step.OLD_GROUND
            return
        if response.status in STATUSES_BEHIND_LAST and walk.page > 0:
            walk.step = Step.END
            return
        founds = self._read(response, lambda text: self._read_rows(text, response.url, walk))
        if founds is None:
            return
        try:
            knowns = self.run.discover(founds)
        except ArchiveError:
            return
        links = [
            ListLink(found.key, listed_day(found), known.old_ground)
            for known, found in zip(knowns, founds, strict=True)
        ]
        if walk.page == 0:
            self._count_links(len(links))
            self.run.validators.extend(_validators_of(response))
            if not links:
                self._note_unreadable(response.meta, "no article link on it")
        step = walk.decide(links, self.run.window)
        sent_priority = _priority(response)
        yield from self._articles(self.run.choose_open(founds), sent_priority)
        priority = min([sent_priority, *(link.day.toordinal() for link in links if link.day)])
        awaited = {link.key for link in links if self.run.awaits(link.key)} if step is Step.WAIT else set()
        if awaited:
            self._waiting.append(_WaitingWalk(walk, links, awaited, priority))
            return
        if step is Step.WAIT:
            self._judge_walk(walk, links)
        if request := self._request_next(walk, priority):
            yield request

    def _read_rows(self, text: str, url: str, walk: ListWalk) -> list[Found]:
        """The articles of a list page: of the rows that the family's selectors find, else of all its links."""
        page = read_list_page(
            text,
            self.family.list_rules,
            url,
            lambda address: self.family.identify(address, self.outlet) is not None,
            fetched_at=now(),
            is_generic=self.family.layout(self.outlet).generic,
            may_read_links=walk.page == 0 or walk.by_links,
        )
        founds = self._founds(page.listings)
        if page.by_links and walk.page == 0:
            walk.by_links = True
            self.run.add_finding(RunFinding(RunFindingCode.LIST_BY_LINKS, str(len(founds)), url[:200]))
        return founds

    def _request_next(self, walk: ListWalk, priority: int) -> Request | None:
        """The next page of a walk, where there is to be one."""
        if walk.step is Step.CAP:
            self.run.add_finding(RunFinding(RunFindingCode.LIST_WITHOUT_END, str(walk.page + 1), walk.name))
        if not walk.step.goes_on or self.run.is_full:
            return None
        walk.page += 1
        return self._request(walk.source.request(walk.page), "list", walk, priority)

    def article_ended(self, key: str) -> None:
        """A list without dates goes on when those of the articles on its last page are known."""
        for waiting in list(self._waiting):
            waiting.open.discard(key)
            if waiting.open:
                continue
            self._waiting.remove(waiting)
            self._judge_walk(waiting.walk, waiting.links)
            if request := self._request_next(waiting.walk, waiting.priority):
                self._push(request)

    def _judge_walk(self, walk: ListWalk, links: Sequence[ListLink]) -> None:
        """End a walk where the days read in its articles are before the window."""
        judged = judge_page(links, self.run.window, self.run.read_day)
        if not judged.goes_on:
            walk.step = judged

    def _count_links(self, count: int) -> None:
        self.run.links = (self.run.links or 0) + count

    def read_feed(self, response: Response) -> Iterator[Request]:
        """RSS or Atom."""
        found = self._read(response, lambda text: self._read_entries(text, response.url))
        if found is None:
            return
        founds, instead = found
        if instead:
            self._note_unreadable(response.meta, instead, RunFindingCode.NOT_A_LIST)
            return
        yield from self._request_all(founds, response)

    def _read_entries(self, text: str, url: str) -> tuple[list[Found], str]:
        """The articles of a feed, and what the text is where it is none."""
        listings = read_feed(text, url) or read_sitemap(text, url).listings
        return self._founds(listings), "" if listings else describe_text(text)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """A sitemap, or an index of some."""
        found = self._read(response, lambda text: self._read_map(text, response.url))
        if found is None:
            return
        founds, sitemaps, instead = found
        if instead:
            self._note_unreadable(response.meta, instead, RunFindingCode.NOT_A_LIST)
            return
        yield from self._request_all(founds, response)
        for url in sitemaps:
            if self._sitemaps < MAX_SITEMAPS and self._is_onsite(url):
                self._sitemaps += 1
                if request := self._request(ListRequest(url=url), "sitemap", None, _priority(response)):
                    yield request

    def _read_map(self, text: str, url: str) -> tuple[list[Found], tuple[str, ...], str]:
        """The articles of a sitemap, the sitemaps that it names, and what the text is where it is none."""
        sitemap = read_sitemap(text, url)
        listings = sitemap.listings or read_feed(text, url)
        return self._founds(listings), sitemap.sitemaps, "" if listings or sitemap.sitemaps else describe_text(text)

    def _request_all(self, founds: Sequence[Found], response: Response) -> Iterator[Request]:
        self._count_links(len(founds))
        operations = [_validators_operation(one) for one in _validators_of(response)]
        try:
            self.run.discover(founds, *operations)
        except ArchiveError:
            return
        self._feeds_read += 1
        yield from self._articles(self.run.choose_open(founds), self.top - DAYS_AHEAD)

    def _founds(self, listings: Iterable[Listing]) -> list[Found]:
        """The article links among what a list shows, each once."""
        founds: dict[str, Found] = {}
        for listing in listings:
            identity = self.family.identify(listing.url, self.outlet)
            if identity is not None and identity.canonical_url not in founds:
                url = self.family.article_url(identity, self.outlet, "desktop")
                founds[identity.canonical_url] = Found(identity.canonical_url, url, listing)
        return list(founds.values())

    def _read(self, response: Response, read: Callable[[str], T]) -> T | None:
        """What is read of a list, or None where there is nothing to read; what is wrong with it is noted."""
        if response.status == 304:
            self._feeds_read += 1
            return None
        if response.status != 200:
            self._note_unreadable(response.meta, f"http_{response.status}")
            return None
        try:
            with self.run.reading.step():
                text, messages = read_list_text(response)
                self.run.counts["list_pages"] += 1
                self.run.counts["php_messages"] += messages
                return read(text)
        except UnpackError as error:
            self._note_unreadable(response.meta, str(error), RunFindingCode.NOT_A_LIST)
        except BudgetSpentError as error:
            self._note_unreadable(response.meta, f"{Reason.PARSE_LIMIT}: {error}")
        return None

    # -- failures -----------------------------------------------------------------------------------------------

    def failed(self, failure: Failure) -> None:
        """A list that brought no answer: a finding, unless the whole run is ending."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._note_unreadable(request.meta, why_of(failure.value))

    def _note_unreadable(
        self, meta: dict[str, Any], why: str, code: RunFindingCode = RunFindingCode.LIST_UNREADABLE
    ) -> None:
        walk: ListWalk | None = meta["walk"]
        if walk is not None:
            walk.failed = True
        if self.run.finish is not None:
            return
        url = meta["wanted"].url
        is_guess = walk is None and self.walks and url not in (*self.outlet.feeds, *self.outlet.sitemaps)
        if is_guess:
            log.info("%s: %s %s cannot be read: %s", self.outlet.id, meta["kind"], url, why)
        else:
            where = f"{meta['kind']} {url[:200]}"
            self.run.add_finding(RunFinding(code, why, where))


def _priority(response: Response) -> int:
    return response.request.priority if response.request else 0


def _validators_of(response: Response) -> list[Validators]:
    """None for a POST: its address alone does not identify what was fetched."""
    wanted: ListRequest = response.meta["wanted"]
    return read_validators(response, wanted.url) if wanted.method == "GET" else []


def _validators_operation(one: Validators) -> "Callable[[Transaction], None]":
    def write(writer: "Transaction") -> None:
        writer.ledger.set_validators(*one, now())

    return write
