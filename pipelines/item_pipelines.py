"""Two thin Scrapy item pipelines: a fetched page becomes an article or a reject, and that is stored. No text logic."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy.exceptions import DropItem

from models.records.article import Article
from models.records.errors import ArchiveError, RecordRefusedError
from models.records.page import Page
from models.records.url_states import State
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reason, Reject
from pipelines.crawl_run import CrawlRun, ExtractedPage, FetchedPage, JudgedPage, OutletCrawler
from pipelines.cross_check import find_differences, is_sampled, without_selectors
from pipelines.extract import extract
from pipelines.store_article import HeldText, store_article
from pipelines.time_budget import BudgetSpentError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from models.interface import Transaction
    from models.records.stored_article import Stored

PASSING = frozenset({Reason.SERVER_ERROR, Reason.TRUNCATED, Reason.CHALLENGE})
"""Rejects that tell of tonight, not of the article: failed, and fetched again another night."""


class ExtractPipeline:
    """Page to Article or Reject, by the layout of the spider's outlet."""

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """The spider of the crawler must be an OutletCrawler."""
        return cls(crawler)

    def process_item(self, item: FetchedPage) -> ExtractedPage:
        """Pure work on the reactor's own thread, within its time; raises DropItem where the outlet's is used up."""
        spider = cast(OutletCrawler, self.crawler.spider)
        if spider.run.reading.is_exhausted:
            spider.run.leave(item.key, revisit=item.revisit)
            raise DropItem("reading this outlet takes too long", log_level="DEBUG")
        result: Article | Reject
        try:
            with spider.run.reading.step():
                result = extract(item.page, spider.layout)
        except BudgetSpentError as error:
            result = Reject(Reason.PARSE_LIMIT, str(error))
        try:
            with spider.run.reading.step():
                differs = _cross_check(item, result, spider.layout)
        except BudgetSpentError:
            differs = None
        return ExtractedPage(item.page, item.key, result, item.revisit, differs)


def _cross_check(item: FetchedPage, result: Article | Reject, layout: Layout) -> tuple[str, ...] | None:
    """The fields that a reading without selectors gives differently; None where there is no such reading."""
    if isinstance(result, Reject) or item.revisit or layout.generic or not is_sampled(item.key):
        return None
    other = extract(item.page, without_selectors(layout))
    return find_differences(result, other) if isinstance(other, Article) else None


class StorePipeline:
    """Hands what was read to the run's quarantine, and what comes out of it to the run's group commit."""

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """The spider of the crawler must be an OutletCrawler."""
        return cls(crawler)

    async def process_item(self, item: ExtractedPage) -> ExtractedPage:
        """Returns when the archive has what came out of quarantine; raises DropItem where it can store nothing more."""
        run = cast(OutletCrawler, self.crawler.spider).run
        try:
            if item.revisit:
                await run.revisits.take(item)
            elif isinstance(item.result, Reject) and item.result.reason in PASSING:
                run.end(item.key, State.FAILED, str(item.result.reason), tried=True)
            else:
                run.note_read(item.key, item.result, item.differs)
                if isinstance(item.result, Article):
                    run.named.note(item.result)
                judged = run.quarantine.judge_next(item)
                if judged is not None:
                    written = run.commit.add(_write_operation(judged, run))
                    await asyncio.wait([written])
                    _count_written(run, judged, written)
        except RecordRefusedError:
            raise
        except ArchiveError as error:
            raise DropItem("the archive cannot be written", log_level="DEBUG") from error
        return item

    def close_spider(self) -> None:
        """What is still in quarantine is judged and written; what the whole run explains is believed after all."""
        run: CrawlRun | None = getattr(self.crawler.spider, "run", None)
        if run is None:
            return
        rest = list(run.quarantine.judge_rest())
        _write_all(run, [(judged, run.commit.add(_write_operation(judged, run))) for judged in rest])
        for item in run.quarantine.release():
            future = run.commit.add(_write_operation(JudgedPage(item), run))
            run.commit.flush()
            if future.exception() is None:
                run.count_released(item.key, _settled_state(item, future))
        run.commit.flush()


def _settled_state(item: ExtractedPage, written: "asyncio.Future[Any]") -> State:
    if isinstance(item.result, Reject):
        return State.REJECTED
    if isinstance(written.result(), HeldText):
        return State.QUARANTINED
    return State.UNCHANGED if written.result().outcome == "unchanged" else State.STORED


def _write_all(run: CrawlRun, pages: "list[tuple[JudgedPage, asyncio.Future[Any]]]") -> None:
    run.commit.flush()
    for judged, future in pages:
        if not isinstance(future.exception(), ArchiveError) or isinstance(future.exception(), RecordRefusedError):
            _count_written(run, judged, future)


def _count_written(run: CrawlRun, judged: JudgedPage, future: "asyncio.Future[Any]") -> None:
    """Tell the run what the archive has; raises ArchiveError. A bad record is the end of its own address alone."""
    item, error = judged.item, future.exception()
    if isinstance(error, ArchiveError) and not isinstance(error, RecordRefusedError):
        raise error
    if error is not None:
        run.end(item.key, State.FAILED, f"error:{type(error).__name__}", tried=True)
        run.add_internal_error(type(error).__name__, item.key)
    elif judged.reasons:
        run.count_quarantined(item.key, ", ".join(judged.reasons), len(item.page.body))
    elif isinstance(written := future.result(), HeldText):
        run.count_quarantined(item.key, str(written.doubt), len(item.page.body))
    elif isinstance(item.result, Article):
        run.count_stored(item.key, item.result, written, len(item.page.body))
    else:
        run.count_rejected(item.key, item.result, len(item.page.body))


def _write_operation(judged: JudgedPage, run: CrawlRun) -> "Callable[[Transaction], Any]":
    """What is to be written of a judged page."""
    item, run_id = judged.item, run.run_id
    if judged.reasons:
        return lambda writer: writer.quarantine(item.page, item.key, ", ".join(judged.reasons), run_id=run_id)
    if isinstance(item.result, Article):
        return _store_operation(run.named.settle(item.result, item.key), item.page, item.key, run_id)
    return _reject_operation(item.result, item.page, item.key, run_id)


def _store_operation(
    article: Article, page: Page, key: str, run_id: int
) -> "Callable[[Transaction], Stored | HeldText]":
    def store(writer: "Transaction") -> "Stored | HeldText":
        stored = store_article(writer, article, page, key, run_id=run_id)
        if isinstance(stored, HeldText):
            writer.quarantine(page, key, stored.reason, run_id=run_id)
        return stored

    return store


def _reject_operation(reject: Reject, page: Page, key: str, run_id: int) -> "Callable[[Transaction], None]":
    def write_reject(writer: "Transaction") -> None:
        writer.reject(page, key, str(reject.reason), reject.detail, run_id=run_id)

    return write_reject
