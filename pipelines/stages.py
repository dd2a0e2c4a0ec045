"""Two thin Scrapy item pipelines: a fetched page becomes an article or a reject, and that is stored. No text logic."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import DropItem

from models.article import Article
from models.errors import ArchiveError, BadRecord
from models.ledger import State
from models.page import Page
from pipelines.extract import extract
from pipelines.reject import Reason, Reject

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from models.archive import Stored, Writer

PASSING = frozenset({Reason.SERVER_ERROR, Reason.TRUNCATED, Reason.CHALLENGE})
"""Rejects that say something of tonight, not of the article: failed, and asked again another night."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came in, and the ledger's key of the URL that was asked."""

    page: Page
    key: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a fetched page turned out to be."""

    page: Page
    key: str
    result: Article | Reject


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
        return Extracted(item.page, item.key, extract(item.page, spider.layout))


class Store:
    """Hands the result to the run's group commit and lets the item go only after COMMIT."""

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """The spider of the crawler must have a ``run``."""
        return cls(crawler)

    async def process_item(self, item: Extracted) -> Extracted:
        """Returns when the archive has it; raises DropItem where the archive cannot take anything any more."""
        run: Any = getattr(self.crawler.spider, "run")  # noqa: B009  (Scrapy's Spider has none)
        try:
            if isinstance(item.result, Article):
                stored = await run.commit.add(_storing(item.result, item.page, item.key, run.run_id))
                run.stored(item.key, item.result, stored, len(item.page.body))
            elif item.result.reason in PASSING:
                run.end(item.key, State.FAILED, str(item.result.reason), tried=True)
            else:
                await run.commit.add(_rejecting(item.result, item.page, item.key, run.run_id))
                run.rejected(item.key, item.result, len(item.page.body))
        except BadRecord:
            raise
        except ArchiveError as error:
            raise DropItem("the archive cannot be written", log_level="DEBUG") from error
        return item

    def close_spider(self) -> None:
        """Whatever still waits is written."""
        run: Any = getattr(self.crawler.spider, "run", None)
        if run is not None:
            run.commit.flush()


def _storing(article: Article, page: Page, key: str, run_id: int) -> Any:
    def store(writer: "Writer") -> "Stored":
        return writer.store(article, page, run_id=run_id, key=key)

    return store


def _rejecting(reject: Reject, page: Page, key: str, run_id: int) -> Any:
    def put_aside(writer: "Writer") -> None:
        writer.reject(page, key, str(reject.reason), reject.detail, run_id=run_id)

    return put_aside
