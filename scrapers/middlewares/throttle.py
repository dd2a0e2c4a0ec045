"""When an outlet may be asked again, kept beside the archive: the delay holds also across a kill and a restart.

A file an outlet in ``<archive>.pace/``, with the moment (Unix seconds) before which nothing is to be asked. It is
written as each request goes out, in place, forty bytes: what a killed process wrote is in the kernel's hands.
"""

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

if TYPE_CHECKING:
    from scrapy.http import Request, Response

LONGEST = 600.0
"""Never wait longer than a server may ask for; a clock that was set back must not stop a night."""
WIDTH = 40


class Pace:
    """Of one outlet. Where its file cannot be written the crawl goes on: the archive itself will say what is wrong."""

    def __init__(self, archive: Path, outlet: str) -> None:
        self.file = archive.with_name(archive.name + ".pace") / outlet
        self._handle: int | None = None
        self._first = True

    def sent(self, delay: float) -> None:
        """A request goes out now; the next may follow after so many seconds."""
        self._write(time.time() + delay)

    def hold(self, seconds: float) -> None:
        """The server told us to wait."""
        self._write(time.time() + min(seconds, LONGEST))

    def wait(self) -> float:
        """Seconds to wait before the first request of this run; 0 for every other."""
        first, self._first = self._first, False
        if not first:
            return 0.0
        try:
            until = float(self.file.read_text(encoding="ascii").split()[0])
        except (OSError, ValueError, IndexError):
            return 0.0
        return max(0.0, min(until - time.time(), LONGEST))

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _write(self, until: float) -> None:
        try:
            if self._handle is None:
                self.file.parent.mkdir(exist_ok=True)
                self._handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
            os.pwrite(self._handle, f"{until:.3f}".ljust(WIDTH - 1).encode() + b"\n", 0)
        except OSError:
            self.close()


class PacedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, told of an outlet's pace: nearest to the wire, where a request really goes out."""

    async def download_request(self, request: "Request") -> "Response":
        """Wait where an earlier process asked a moment ago, note the time, and ask."""
        spider: Any = self.crawler.spider
        pace: Pace | None = getattr(getattr(spider, "run", None), "pace", None)
        if pace is not None:
            slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
            if (seconds := pace.wait()) > 0:
                await asyncio.sleep(seconds)
                if slot is not None:
                    slot.lastseen = time.monotonic()
            pace.sent(slot.delay if slot is not None else 0.0)
        response: Response = await super().download_request(request)
        return response
