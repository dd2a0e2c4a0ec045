"""Fetching a few pages of outlets outside a crawl, under the same guard, robots rules, politeness and limits.

A task is a coroutine that gets a ``ProbeSession`` with one outlet and fetches one address after another. ``probe`` runs
the tasks of many outlets side by side. No archive is touched.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings
from scrapy.utils.reactor import is_reactor_installed

from models.language import _
from models.records.page import Page
from models.records.run_finish import Finish
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages
from scrapers.addon import delay_settings
from scrapers.families.base import ListRequest
from scrapers.middlewares.responses import check_length, make_page
from scrapers.middlewares.robots import RobotsMiddleware, Rules
from scrapers.middlewares.slots import is_open
from scrapers.outcomes.network_errors import DOWNLOAD_ERRORS
from scrapers.outcomes.request_ended import why_of

T = TypeVar("T")
MAX_PARALLEL = 8


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """What an address gave: the page, or ``why`` there is none (``http_404``, ``robots``, ``dns`` …)."""

    url: str
    page: Page | None = None
    why: str = ""

    @property
    def text(self) -> str:
        """The page's text, decoded, without server messages; empty where there is no page."""
        if self.page is None:
            return ""
        return strip_php_messages(decode(self.page.body, self.page.header("content-type")).text).html


class ProbeSession:
    """Fetches from one outlet. It takes the place of a crawl's run, and learns when the outlet is to be left alone."""

    pace = None

    def __init__(self, name: str, home: str) -> None:
        self.name = name
        self.home = home
        self.crawler: Crawler | None = None
        self.finish: Finish | None = None
        self._answers: dict[tuple[str, str], ProbeAnswer] = {}

    async def fetch(self, wanted: str | ListRequest, kind: str = "page") -> ProbeAnswer:
        """Fetch an address, once; ``kind`` article, list, feed or sitemap: answers are judged as in a crawl."""
        request = ListRequest(url=wanted) if isinstance(wanted, str) else wanted
        key = (request.url, request.body)
        if key not in self._answers:
            self._answers[key] = await self._fetch(request, kind)
        return self._answers[key]

    async def _fetch(self, wanted: ListRequest, kind: str) -> ProbeAnswer:
        url = wanted.url
        assert self.crawler is not None
        if self.finish is not None or not is_open(self.crawler):
            return ProbeAnswer(url, why=str(self.finish or "stopped"))
        try:
            meta = {"kind": kind, "download_slot": self.name}
            request = Request(
                check_length(url),
                method=wanted.method,
                body=wanted.body,
                headers=dict(wanted.headers),
                callback=NO_CALLBACK,
                meta=meta,
                dont_filter=True,
            )
            response = await self.crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            return ProbeAnswer(url, why=why_of(error))
        except ValueError as error:
            return ProbeAnswer(url, why=_("bad address: {error}", error=error))
        if response.status != 200:
            return ProbeAnswer(url, why=f"http_{response.status}")
        return ProbeAnswer(url, make_page(response, self.name, None))

    def find_rules(self, url: str) -> Rules | None:
        """The robots.txt rules of the address's host; None where they were not fetched yet."""
        assert self.crawler is not None
        robots = self.crawler.get_downloader_middleware(RobotsMiddleware)
        parts = urlsplit(url)
        return robots.rules.get(f"{parts.scheme}://{parts.netloc}") if robots else None

    def note_robots(self, _origin: str, _digest: str) -> None:
        """Nothing lasts beyond a probe."""

    def stop(self, finish: Finish, _detail: str = "") -> bool:
        """The outlet is to be left alone; False where that was known."""
        first = self.finish is None
        self.finish = self.finish or finish
        return first


ProbeTask = Callable[[ProbeSession], Awaitable[T]]


class ProbeSpider(Spider, Generic[T]):
    """Runs one task; sends nothing by itself."""

    name = "probe"
    run: ProbeSession

    def __init__(self, session: ProbeSession, probe_task: ProbeTask[T], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run = session
        self.probe_task = probe_task
        self.task: asyncio.Task[T] | None = None

    async def start(self) -> AsyncIterator[Any]:
        """The task, to its end."""
        self.run.crawler = self.crawler
        self.task = asyncio.ensure_future(self.probe_task(self.run))
        await asyncio.wait([self.task])
        return
        yield

    @property
    def stopping(self) -> bool:
        """True when nothing is to be tried again."""
        return self.run.finish is not None

    def is_home(self, origin: str) -> bool:
        """True for the origin of the outlet's home, by http or https."""
        return urlsplit(origin).netloc.lower() == urlsplit(self.run.home).netloc.lower()

    def is_onsite(self, _url: str) -> bool:
        """True for every address: where a probe is redirected is part of what it finds out."""
        return True

    def is_article(self, _url: str) -> bool:
        """True for every address, too."""
        return True


class ProbeProcess(AsyncCrawlerProcess, Generic[T]):
    """Scrapy's process, running a few tasks at a time."""

    def __init__(
        self, tasks: Sequence[tuple[ProbeSession, ProbeTask[T]]], settings: Settings, on_result: Callable[[T], None]
    ) -> None:
        super().__init__(settings)
        self.on_result = on_result
        self.done: dict[int, asyncio.Task[T]] = {}
        self._queue = list(enumerate(tasks))[::-1]

    async def join(self) -> None:
        """Run all tasks; Scrapy stops the reactor when this is done."""
        await asyncio.gather(*(self._run_queue() for _ in range(min(MAX_PARALLEL, len(self._queue)))))

    async def _run_queue(self) -> None:
        while self._queue:
            place, (session, probe_task) = self._queue.pop()
            crawler = Crawler(ProbeSpider, self.settings.copy())
            await asyncio.wait([self.crawl(crawler, session=session, probe_task=probe_task)])
            task = getattr(crawler.spider, "task", None)
            if task is not None:
                self.done[place] = task
                await asyncio.wait([task])
                if not task.cancelled() and task.exception() is None:
                    self.on_result(task.result())


def probe(
    tasks: Sequence[tuple[ProbeSession, ProbeTask[T]]],
    *,
    allow_loopback: bool = False,
    delay: float | None = None,
    on_result: Callable[[T], None] = lambda _result: None,
) -> list[T]:
    """The results of the tasks, in their order; ``on_result`` is called with each as soon as it is there.

    An interrupted probe gives those that came to an end. Raises what a task raised, when all have ended. Once in a
    process (a Twisted reactor cannot be started again). ``delay``: seconds between two requests to an outlet.
    """
    if is_reactor_installed():
        raise RuntimeError("probe() can run only once in a process, and before anything else starts a reactor")
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    chosen: dict[str, Any] = {
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
        "ITEM_PIPELINES": {},
        "ALLOW_LOOPBACK": allow_loopback,
        "LOG_ENABLED": False,
        "RETRY_TIMES": 1,
        "DOWNLOAD_TIMEOUT": 20,
    }
    chosen |= delay_settings(delay) if delay is not None else {}
    for name, value in chosen.items():
        settings.set(name, value, priority="cmdline")
    process = ProbeProcess(tasks, settings, on_result)
    process.start()
    return [process.done[place].result() for place in sorted(process.done)]
