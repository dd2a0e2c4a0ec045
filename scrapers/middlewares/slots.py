"""The one file that touches Scrapy's internals: an outlet's download slot, AutoThrottle, the engine's state.

``tests/scrapers/middlewares/test_slots.py`` checks each of them against the installed Scrapy.
"""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from scrapy.extensions.throttle import AutoThrottle

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Request


def find_slot(crawler: "Crawler", request: "Request") -> "Slot | None":
    """The download slot of a request's outlet; None where nothing of it was sent yet."""
    slot: Slot | None = crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
    return slot


def read_delay(crawler: "Crawler", request: "Request") -> float:
    """Seconds between two requests of the request's slot; 0 without a slot."""
    slot = find_slot(crawler, request)
    return float(slot.delay) if slot is not None else 0.0


def hold_slot(crawler: "Crawler", request: "Request", seconds: float) -> bool:
    """Send nothing from the request's slot for so many seconds, and its delay; False where there is no slot.

    Scrapy counts the delay from ``lastseen``, the time of the slot's last request: it is put into the future.
    """
    slot = find_slot(crawler, request)
    if slot is None:
        return False
    slot.lastseen = time.monotonic() + seconds
    return True


def send_first(crawler: "Crawler", request: "Request") -> None:
    """Let a request go before all that waits in its slot. For Scrapy's signal that it has come there.

    The signal is sent just before the request is put at the queue's end and the queue is served.
    """
    slot = find_slot(crawler, request)
    if slot is not None:
        waiting = list(slot.queue)
        slot.queue.clear()
        asyncio.get_running_loop().call_soon(slot.queue.extend, waiting)


def drop_waiting(crawler: "Crawler", make_error: Callable[[], Exception]) -> None:
    """Fail every request that waits in a download slot, with an error of its own each."""
    for slot in crawler.engine.downloader.slots.values():
        while slot.queue:
            _, answer = slot.queue.popleft()
            answer.errback(make_error())


def raise_min_delay(crawler: "Crawler", seconds: float) -> None:
    """Never ask an outlet more often than once in so many seconds, in this crawl; never speeds anything up."""
    throttle = crawler.get_extension(AutoThrottle)
    if throttle is not None and hasattr(throttle, "mindelay"):
        throttle.mindelay = max(throttle.mindelay, seconds)
        throttle.maxdelay = max(throttle.maxdelay, seconds)
    downloader = crawler.engine.downloader
    for key, slot in downloader.slots.items():
        slot.delay = max(slot.delay, seconds)
        slot.jitter = 0.0
        # A slot that idles is thrown away; the next one of its name is made with these settings.
        downloader.per_slot_settings[key] = {"delay": slot.delay, "jitter": 0.0}


def is_open(crawler: "Crawler") -> bool:
    """Whether the engine still takes requests."""
    return crawler.spider is not None and crawler.engine is not None and crawler.engine.spider is not None
