"""What passes between a spider, the item pipelines and a run, and what the pipelines may ask of the two.

The crawl stands above the pipelines and is handed to them; these Protocols are all that they know of it.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from models.records.article import Article
from models.records.page import Page
from models.records.url_states import State
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.same_address import NamedAddresses
from pipelines.time_budget import ReadingTime

if TYPE_CHECKING:
    from models.interface import Transaction
    from models.records.stored_article import Stored

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came in, and its URL's key in the ledger. ``revisit``: a stored article that is checked again."""

    page: Page
    key: str
    revisit: bool = False


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What a fetched page turned out to be.

    ``differs``: the fields that another reading gives differently; None where the page was read in one way only.
    """

    page: Page
    key: str
    result: Article | Reject
    revisit: bool = False
    differs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page that left the quarantine; ``reasons``: why it is held back, empty where it is believed."""

    item: ExtractedPage
    reasons: tuple[str, ...] = ()


class PageQuarantine(Protocol):
    """Lets a page out when it was compared with those that came after it."""

    def judge_next(self, item: ExtractedPage) -> JudgedPage | None:
        """Let a page in; the one whose time is over comes out."""

    def judge_rest(self) -> Iterator[JudgedPage]:
        """All that still wait, in order."""

    def release(self) -> Iterator[ExtractedPage]:
        """Of the pages held back in this run, those that the whole run explains."""


class PageCommit(Protocol):
    """Writes in groups; each future is done after COMMIT."""

    def add(self, operation: "Callable[[Transaction], T]") -> asyncio.Future[T]:
        """Have it written with the next group."""

    def flush(self) -> None:
        """Write all that waits."""


class PageRevisits(Protocol):
    """Settled articles that are checked again."""

    async def take(self, item: ExtractedPage) -> None:
        """A page that was read again; returns when the archive has it. Raises ArchiveError."""


class CrawlRun(Protocol):
    """One outlet's run, as the item pipelines see it."""

    @property
    def run_id(self) -> int:
        """Its number in the archive."""

    @property
    def quarantine(self) -> PageQuarantine:
        """Where its pages wait to be believed."""

    @property
    def named(self) -> NamedAddresses:
        """The addresses that its articles name as their own."""

    @property
    def commit(self) -> PageCommit:
        """What writes its pages."""

    @property
    def reading(self) -> ReadingTime:
        """The time that reading its pages may take."""

    @property
    def revisits(self) -> PageRevisits:
        """Its articles that are checked again."""

    def end(self, key: str, state: State, reason: str = "", *, tried: bool = False) -> None:
        """The URL ended in that state, and nothing of its page is stored."""

    def leave(self, key: str, *, revisit: bool) -> None:
        """The page was fetched and is not read tonight: its URL is carried over to the next run."""

    def note_read(self, key: str, result: Article | Reject, differs: tuple[str, ...] | None = None) -> None:
        """The page was read; it is not committed yet."""

    def count_stored(self, key: str, article: Article, stored: "Stored", size: int) -> None:
        """The article is committed; ``size``: bytes of its page."""

    def count_rejected(self, key: str, reject: Reject, size: int) -> None:
        """The page is committed as not an article."""

    def count_quarantined(self, key: str, reasons: str, size: int) -> None:
        """The page is committed as one that is not believed."""

    def count_released(self, key: str, state: State) -> None:
        """A page held back in this run is believed after all, and committed as that."""

    def add_internal_error(self, name: str, where: str) -> None:
        """Report an error of the program itself; ``name``: of its class, ``where``: of which URL."""


class OutletCrawler(Protocol):
    """The spider, as the item pipelines see it."""

    @property
    def layout(self) -> Layout:
        """Where the outlet's pages keep each part."""

    @property
    def run(self) -> CrawlRun:
        """The run that it works for."""
