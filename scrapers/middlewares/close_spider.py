"""Ending an outlet's run early: requests that still wait for their turn are given back, not sent."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.records.run_finish import Finish
from models.records.url_states import State
from scrapers.middlewares.slots import drop_waiting
from scrapers.middlewares.spider_context import spider_context
from scrapers.outcomes.request_ended import RequestEndedError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

CHECK_SECONDS = 0.1
_closing: set["asyncio.Task[None]"] = set()
"""The event loop holds its tasks weakly; these must not be collected before they are done."""


def stop_outlet(crawler: "Crawler", finish: Finish, detail: str = "") -> None:
    """Close the spider with that reason when the requests on the wire are answered; a second call changes nothing."""
    context = spider_context(crawler)
    if context is not None and not context.run.stop(finish, detail):
        return
    task = asyncio.get_running_loop().create_task(_close_spider(crawler, finish))
    _closing.add(task)
    task.add_done_callback(_closing.discard)


async def _close_spider(crawler: "Crawler", finish: Finish) -> None:
    if crawler.spider is None or not crawler.crawling:
        return
    closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=str(finish)))
    await wait_until_closed([crawler], closing, finish)


async def wait_until_closed(crawlers: "Sequence[Crawler]", closing: "asyncio.Future[None]", finish: Finish) -> None:
    """Give back what waits, and what comes to wait meanwhile, until the closing is done."""
    await asyncio.sleep(0)
    while not closing.done():
        for crawler in crawlers:
            if crawler.spider is not None:
                give_back(crawler, finish)
        await asyncio.wait([closing], timeout=CHECK_SECONDS)
    await closing


def give_back(crawler: "Crawler", finish: Finish) -> None:
    """End every request that waits in a download slot as left: its URL is carried over to the next run."""
    drop_waiting(crawler, lambda: RequestEndedError(State.LEFT, str(finish), tried=False))
