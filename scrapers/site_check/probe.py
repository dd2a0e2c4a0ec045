"""Looking at a few pages of outlets outside a crawl, under the same guard, robots rules, politeness and limits.

An errand is a coroutine that is given a ``Visit`` of one outlet and asks for one address after another. ``probe`` runs
the errands of many outlets side by side. No archive is touched.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings
from scrapy.utils.reactor import is_reactor_installed

from models.records.page import Page
from models.records.run_finish import Finish
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages
from scrapers.addon import delay_settings
from scrapers.middlewares.responses import page_of, short
from scrapers.middlewares.robots import RobotsMiddleware, Rules
from scrapers.outcomes.network_errors import DOWNLOAD_ERRORS
from scrapers.outcomes.request_ended import why_of

if TYPE_CHECKING:
    from scrapers.crawl.outlet_run import Run

T = TypeVar("T")
PARALLEL = 8


@dataclass(frozen=True, slots=True)
class Got:
    """What came of asking an address: the page, or ``why`` there is none (``http_404``, ``robots``, ``dns`` …)."""

    asked: str
    page: Page | None = None
    why: str = ""

    @property
    def text(self) -> str:
        """The page's text, decoded, without server messages; empty where there is no page."""
        if self.page is None:
            return ""
        return strip_php_messages(decode(self.page.body, self.page.header("content-type")).text).html


class Visit:
    """One outlet being looked at. Stands where a crawl has its run, and is told when the outlet is to be left alone."""

    def __init__(self, name: str, home: str) -> None:
        self.name = name
        self.home = home
        self.crawler: Crawler | None = None
        self.background: set[asyncio.Task[None]] = set()
        self.finish: Finish | None = None
        self._answers: dict[str, Got] = {}

    async def ask(self, url: str, kind: str = "page") -> Got:
        """Ask for an address, once; ``kind`` article, list, feed or sitemap: answers are judged as in a crawl."""
        if url not in self._answers:
            self._answers[url] = await self._ask(url, kind)
        return self._answers[url]

    async def _ask(self, url: str, kind: str) -> Got:
        assert self.crawler is not None
        if self.finish is not None or self.crawler.engine.spider is None:
            return Got(url, why=str(self.finish or "stopped"))
        try:
            meta = {"kind": kind, "download_slot": self.name}
            request = Request(short(url), callback=NO_CALLBACK, meta=meta, dont_filter=True)
            response = await self.crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            return Got(url, why=why_of(error))
        except ValueError as error:
            return Got(url, why=f"bad address: {error}")
        if response.status != 200:
            return Got(url, why=f"http_{response.status}")
        return Got(url, page_of(response, self.name, None))

    def rules(self, url: str) -> Rules | None:
        """What robots.txt says of the address's host; None where that was not asked yet."""
        assert self.crawler is not None
        robots = self.crawler.get_downloader_middleware(RobotsMiddleware)
        parts = urlsplit(url)
        return robots.rules.get(f"{parts.scheme}://{parts.netloc}") if robots else None

    def stop(self, finish: Finish, _detail: str = "") -> bool:
        """The outlet is to be left alone; False where that was known."""
        first = self.finish is None
        self.finish = self.finish or finish
        return first


Errand = Callable[[Visit], Awaitable[T]]


class ProbeSpider(Spider, Generic[T]):
    """Runs one errand; asks nothing by itself."""

    name = "probe"
    run: "Visit | Run"

    def __init__(self, visit: Visit, errand: Errand[T], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run = self.visit = visit
        self.errand = errand
        self.task: asyncio.Task[T] | None = None

    async def start(self) -> AsyncIterator[Any]:
        """The errand, to its end."""
        self.visit.crawler = self.crawler
        self.task = asyncio.ensure_future(self.errand(self.visit))
        await asyncio.wait([self.task])
        return
        yield

    @property
    def stopping(self) -> bool:
        """True when nothing is to be asked again."""
        return self.visit.finish is not None

    def is_home(self, origin: str) -> bool:
        """True for the origin of the outlet's home, by http or https."""
        return urlsplit(origin).netloc.lower() == urlsplit(self.visit.home).netloc.lower()


class ProbeProcess(AsyncCrawlerProcess, Generic[T]):
    """Scrapy's process, running a few visits at a time."""

    def __init__(
        self, errands: Sequence[tuple[Visit, Errand[T]]], settings: Settings, on_result: Callable[[T], None]
    ) -> None:
        super().__init__(settings)
        self.on_result = on_result
        self.tasks: dict[int, asyncio.Task[T]] = {}
        self._queue = list(enumerate(errands))[::-1]

    async def join(self) -> None:
        """Run all errands; Scrapy stops the reactor when this is done."""
        await asyncio.gather(*(self._work() for _ in range(min(PARALLEL, len(self._queue)))))

    async def _work(self) -> None:
        while self._queue:
            place, (visit, errand) = self._queue.pop()
            crawler = Crawler(ProbeSpider, self.settings.copy())
            await asyncio.wait([self.crawl(crawler, visit=visit, errand=errand)])
            task = getattr(crawler.spider, "task", None)
            if task is not None:
                self.tasks[place] = task
                await asyncio.wait([task])
                if not task.cancelled() and task.exception() is None:
                    self.on_result(task.result())


def probe(
    errands: Sequence[tuple[Visit, Errand[T]]],
    *,
    allow_loopback: bool = False,
    delay: float | None = None,
    on_result: Callable[[T], None] = lambda _result: None,
) -> list[T]:
    """The results of the errands, in their order; ``on_result`` is given each as soon as it is there.

    An interrupted probe gives those that came to an end. Raises what an errand raised, when all have ended. Once in a
    process (a Twisted reactor cannot be started again). ``delay``: seconds between two requests to an outlet.
    """
    if is_reactor_installed():
        raise RuntimeError("probe() can run only once in a process, and before anything else starts a reactor")
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    given: dict[str, Any] = {
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
        "ITEM_PIPELINES": {},
        "ALLOW_LOOPBACK": allow_loopback,
        "LOG_ENABLED": False,
        "RETRY_TIMES": 1,
        "DOWNLOAD_TIMEOUT": 20,
    }
    given |= delay_settings(delay) if delay is not None else {}
    for name, value in given.items():
        settings.set(name, value, priority="cmdline")
    process = ProbeProcess(errands, settings, on_result)
    process.start()
    return [process.tasks[place].result() for place in sorted(process.tasks)]
