"""When an outlet may get its next request, in a file next to the archive: the delay also holds across a restart.

A file an outlet in ``<archive>.pace/``, with the time (Unix seconds) before which nothing may be sent, and the time at
which it was written. It is written in place as each request goes out, forty bytes: what a killed process wrote is with
the kernel.
"""

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from scrapers.delays import MAX_WAIT_SECONDS
from scrapers.middlewares.slots import hold_slot, read_delay
from scrapers.middlewares.spider_context import spider_context

if TYPE_CHECKING:
    from scrapy.http import Request, Response

LINE_BYTES = 40


class OutletPace:
    """Of one outlet. Where its file cannot be written the crawl goes on: the archive itself will say what is wrong."""

    def __init__(self, archive: Path, outlet: str) -> None:
        self.file = archive.with_name(archive.name + ".pace") / outlet
        self._handle: int | None = None
        self._is_first = True

    def note_sent(self, delay: float) -> None:
        """A request goes out now; the next may follow after so many seconds."""
        self._write(delay)

    def hold(self, seconds: float) -> None:
        """The server asks us to wait."""
        self._write(min(seconds, MAX_WAIT_SECONDS))

    def take_first_wait(self) -> float:
        """Seconds to wait before the first request of this run; 0 for every other.

        Where the clock was set back since, the whole wait begins anew; never more than a server may ask for.
        """
        is_first, self._is_first = self._is_first, False
        if not is_first:
            return 0.0
        try:
            until, written = map(float, self.file.read_text(encoding="ascii").split())
        except (OSError, ValueError):
            return 0.0
        wait = until - max(time.time(), written)
        return min(wait, MAX_WAIT_SECONDS) if wait > 0 else 0.0

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _write(self, wait: float) -> None:
        written = time.time()
        try:
            if self._handle is None:
                self.file.parent.mkdir(exist_ok=True)
                self._handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
            line = f"{written + wait:.3f} {written:.3f}"
            os.pwrite(self._handle, line.ljust(LINE_BYTES - 1).encode() + b"\n", 0)
        except OSError:
            self.close()


class PacedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, which keeps an outlet's pace: nearest to the wire, where a request really goes out."""

    async def download_request(self, request: "Request") -> "Response":
        """Wait where an earlier process sent something just before, note the time, and send."""
        context = spider_context(self.crawler)
        pace = context.run.pace if context is not None else None
        if pace is not None:
            if (seconds := pace.take_first_wait()) > 0:
                await asyncio.sleep(seconds)
                hold_slot(self.crawler, request, 0)
            pace.note_sent(read_delay(self.crawler, request))
        response: Response = await super().download_request(request)
        return response
