"""Two thin Scrapy item pipelines: a fetched page becomes an article or a reject, and that is stored. No text logic."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import DropItem

from models.records.article import Article
from models.records.errors import ArchiveError, RecordRefusedError
from models.records.page import Page
from models.records.url_states import State
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reason, Reject
from pipelines.cross_check import find_differences, is_sampled, without_selectors
from pipelines.extract import extract

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from models.archive.write.archive import Stored, Writer

PASSING = frozenset({Reason.SERVER_ERROR, Reason.TRUNCATED, Reason.CHALLENGE})
"""Rejects that say something of tonight, not of the article: failed, and asked again another night."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came in, and the ledger's key of the URL that was asked."""

    page: Page
    key: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a fetched page turned out to be. ``again``: its address was settled before and is looked at again.

    ``differs``: the fields that another reading gives differently; None where the page was read in one way only.
    """

    page: Page
    key: str
    result: Article | Reject
    again: bool = False
    differs: tuple[str, ...] | None = None


class Extract:
    """Page to Article or Reject, by the layout of the spider's outlet."""

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """The spider of the crawler must have a ``layout``."""
        return cls(crawler)

    def process_item(self, item: Fetched) -> Extracted:
        """Pure work, on the reactor's own thread."""
        spider: Any = self.crawler.spider
        result = extract(item.page, spider.layout)
        return Extracted(item.page, item.key, result, item.again, _cross_checked(item, result, spider.layout))


def _cross_checked(item: Fetched, result: Article | Reject, layout: Layout) -> tuple[str, ...] | None:
    """What a reading without selectors gives differently; a page that cannot be read so says nothing."""
    if isinstance(result, Reject) or item.again or layout.generic or not is_sampled(item.key):
        return None
    other = extract(item.page, without_selectors(layout))
    return find_differences(result, other) if isinstance(other, Article) else None


class Store:
    """Hands what was read to the run's probation, and what comes out of it to the run's group commit."""

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """The spider of the crawler must have a ``run``."""
        return cls(crawler)

    async def process_item(self, item: Extracted) -> Extracted:
        """Returns when the archive has what had to leave; raises DropItem where it cannot take anything any more."""
        run: Any = getattr(self.crawler.spider, "run")  # noqa: B009  (Scrapy's Spider has none)
        try:
            if item.again:
                await run.revisits.take(item)
            elif isinstance(item.result, Reject) and item.result.reason in PASSING:
                run.end(item.key, State.FAILED, str(item.result.reason), tried=True)
            else:
                run.read(item.key, item.result, item.differs)
                waiting = run.probation.take(item)
                if waiting is not None:
                    why = run.probation.judge(waiting)
                    written = run.commit.add(_writing(waiting.item, why, run.run_id))
                    await asyncio.wait([written])
                    _written(run, waiting.item, why, written)
        except RecordRefusedError:
            raise
        except ArchiveError as error:
            raise DropItem("the archive cannot be written", log_level="DEBUG") from error
        return item

    def close_spider(self) -> None:
        """What is still on probation is judged and written; what the whole run explains is believed after all."""
        run: Any = getattr(self.crawler.spider, "run", None)
        if run is None:
            return
        rest = [(waiting.item, run.probation.judge(waiting)) for waiting in run.probation.drain()]
        _write_all(run, [(item, why, run.commit.add(_writing(item, why, run.run_id))) for item, why in rest])
        for waiting in run.probation.released():
            item = waiting.item
            future = run.commit.add(_writing(item, (), run.run_id))
            run.commit.flush()
            if future.exception() is None:
                same = isinstance(item.result, Article) and future.result().outcome == "unchanged"
                good = State.UNCHANGED if same else State.STORED
                run.released(item.key, good if isinstance(item.result, Article) else State.REJECTED)
        run.commit.flush()


Why = tuple[str, ...]


def _write_all(run: Any, written: "list[tuple[Extracted, Why, asyncio.Future[Any]]]") -> None:
    run.commit.flush()
    for item, why, future in written:
        if not isinstance(future.exception(), ArchiveError) or isinstance(future.exception(), RecordRefusedError):
            _written(run, item, why, future)


def _written(run: Any, item: Extracted, why: Why, future: "asyncio.Future[Any]") -> None:
    """Tell the run what the archive has; raises ArchiveError. A bad record is the end of its own address alone."""
    error = future.exception()
    if isinstance(error, ArchiveError) and not isinstance(error, RecordRefusedError):
        raise error
    if error is not None:
        run.end(item.key, State.FAILED, f"error:{type(error).__name__}", tried=True)
        run.find(f"a fault of this program: {type(error).__name__} at {item.key}")
    elif why:
        run.quarantined(item.key, ", ".join(why), len(item.page.body))
    elif isinstance(item.result, Article):
        run.stored(item.key, item.result, future.result(), len(item.page.body))
    else:
        run.rejected(item.key, item.result, len(item.page.body))


def _writing(item: Extracted, why: Why, run_id: int) -> Any:
    if why:
        return lambda writer: writer.quarantine(item.page, item.key, ", ".join(why), run_id=run_id)
    if isinstance(item.result, Article):
        return _storing(item.result, item.page, item.key, run_id)
    return _rejecting(item.result, item.page, item.key, run_id)


def _storing(article: Article, page: Page, key: str, run_id: int) -> Any:
    def store(writer: "Writer") -> "Stored":
        return writer.store(article, page, run_id=run_id, key=key)

    return store


def _rejecting(reject: Reject, page: Page, key: str, run_id: int) -> Any:
    def put_aside(writer: "Writer") -> None:
        writer.reject(page, key, str(reject.reason), reject.detail, run_id=run_id)

    return put_aside
