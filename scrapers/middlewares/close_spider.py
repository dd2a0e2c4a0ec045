"""Ending an outlet's run early: requests that still wait for their turn are given back, not asked."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.records.run_finish import Finish
from models.records.url_states import State
from scrapers.outcomes.request_ended import Ended

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


LOOK_AGAIN = 0.1


def stop_outlet(crawler: "Crawler", finish: Finish, detail: str = "") -> None:
    """Close the spider with that reason as soon as what is on the wire has come in; a second call changes nothing."""
    run = getattr(crawler.spider, "run", None)
    if run is not None and not run.stop(finish, detail):
        return
    task = asyncio.get_running_loop().create_task(_close(crawler, finish))
    held: set[asyncio.Task[None]] = crawler.__dict__.setdefault("halting", set())  # the loop holds tasks weakly
    held.add(task)
    task.add_done_callback(held.discard)


async def _close(crawler: "Crawler", finish: Finish) -> None:
    if crawler.spider is None or not crawler.crawling:
        return
    await until_closed([crawler], asyncio.ensure_future(crawler.engine.close_spider_async(reason=str(finish))), finish)


async def until_closed(crawlers: "Sequence[Crawler]", closing: "asyncio.Future[None]", finish: Finish) -> None:
    """Give back what waits, and what comes to wait meanwhile, until the closing is done."""
    await asyncio.sleep(0)
    while not closing.done():
        for crawler in crawlers:
            if crawler.spider is not None:
                give_back(crawler, finish)
        await asyncio.wait([closing], timeout=LOOK_AGAIN)
    await closing


def give_back(crawler: "Crawler", finish: Finish) -> None:
    """End every request that waits in a download slot as left: its URL is carried over to the next run."""
    for slot in crawler.engine.downloader.slots.values():
        while slot.queue:
            _, answer = slot.queue.popleft()
            answer.errback(Ended(State.LEFT, str(finish), tried=False))
