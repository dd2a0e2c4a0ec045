"""Asking again, politely: what is worth another try, how long to wait, and when to leave an outlet alone tonight.

* 429 and 503: the whole outlet waits as ``Retry-After`` says (seconds or a date), at most ten minutes; a server that
  asks for longer, or says so twice in a row, is left alone for this run.
* Other server errors and network failures: up to ``RETRY_TIMES`` further tries, each behind everything that waits.
  A certificate that is not valid is not asked about again tonight.
* Five network failures in a row: the outlet is unreachable, and its run ends.
* Soft errors (see soft_errors.py) are tried again. A page that stays without its closing tag, byte for byte the same,
  on an outlet of which no closed page of its kind was seen yet, is the outlet's way of writing; elsewhere it has
  failed.
"""

import email.utils
import hashlib
import logging
import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.downloadermiddlewares.retry import get_retry_request

from models.records.run_finish import Finish
from models.records.url_states import State
from scrapers.middlewares.close_spider import stop_outlet
from scrapers.middlewares.robots import ROBOTS
from scrapers.middlewares.soft_errors import UNCLOSED, soft_error
from scrapers.outcomes.network_errors import RETRIED, UNREACHABLE, is_certificate
from scrapers.outcomes.request_ended import Ended

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

BUSY = frozenset({429, 503})
SERVER_ERRORS = frozenset({408, 500, 502, 504, 520, 521, 522, 523, 524})
CAP = 600.0
STRIKES = 2
BREAKER = 5
log = logging.getLogger(__name__)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a ``Retry-After`` header asks for, never negative; None where it cannot be read."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


class RetryMiddleware:
    """Decides after each answer or failure whether to ask again, and holds the outlet's download slot meanwhile."""

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler
        self.strikes = 0
        self.failures = 0
        self.closed_kinds: set[str] = set()
        self.delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        crawler.signals.connect(self.answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads ``RETRY_TIMES`` and ``DOWNLOAD_DELAY``."""
        return cls(crawler)

    def answered(self, response: "Response", request: "Request") -> None:
        """Hold the slot before the next request leaves it (this signal is sent before the queue moves on)."""
        self.failures = 0
        if response.status in BUSY and request.meta.get("kind") != ROBOTS:
            self.strikes += 1
            wait = self._wait(response)
            told = min(wait, CAP)
            # After the last strike nothing more goes out tonight; another run need only wait as long as was asked.
            self._hold(request, CAP if self.strikes >= STRIKES else told, told)
        elif response.status < 400:
            self.strikes = 0

    def process_response(self, request: "Request", response: "Response") -> "Request | Response":
        """The answer, or the request to send again; raises Ended for what has failed for good."""
        kind = request.meta.get("kind")
        if response.status in BUSY and kind != ROBOTS:
            return self._busy(request, response)
        if response.status in SERVER_ERRORS:
            return self._again(request, f"http_{response.status}") or response
        raw = request.meta.pop("gzip", None)
        if raw is not None and not gzip_is_whole(raw):
            return self._again_or_fail(request, "truncated")
        if response.status == 200 and kind in {"article", "list", "feed", "sitemap"}:
            return self._judge(request, response)
        return response

    def process_exception(self, request: "Request", exception: Exception) -> "Request | None":
        """The request to send again after a network failure, or None."""
        if isinstance(exception, Ended) or not isinstance(exception, (*RETRIED, EOFError, zlib.error)):
            return None
        if isinstance(exception, UNREACHABLE):
            self.failures += 1
            if self.failures >= BREAKER:
                stop_outlet(self.crawler, Finish.UNREACHABLE, f"{BREAKER} failures in a row, the last {exception!r}")
                return None
        return None if is_certificate(exception) else self._again(request, type(exception).__name__)

    def _busy(self, request: "Request", response: "Response") -> "Request":
        wait = self._wait(response)
        if self.strikes >= STRIKES or wait > CAP:
            asked = f", asks for {wait:.0f} s" if wait > CAP else ""
            stop_outlet(self.crawler, Finish.BUSY, f"http {response.status}{asked}")
            raise Ended(State.LEFT, str(Finish.BUSY), tried=False)
        return self._again_or_fail(request, f"http_{response.status}")

    def _wait(self, response: "Response") -> float:
        said = retry_after((response.headers.get("Retry-After") or b"").decode("latin-1"), datetime.now(UTC))
        return 5 * self.delay if said is None else said

    def _hold(self, request: "Request", seconds: float, told: float) -> None:
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None and seconds > 0:
            log.info("%s waits %.0f s as the server asked", request.meta.get("download_slot"), seconds)
            slot.lastseen = time.monotonic() + seconds
            pace = getattr(getattr(self.crawler.spider, "run", None), "pace", None)
            if pace is not None:
                pace.hold(told)

    def _judge(self, request: "Request", response: "Response") -> "Request | Response":
        kind = request.meta["kind"]
        fault = soft_error(response.body, kind)
        if not fault:
            self.closed_kinds.add(kind)
            return response
        digest = hashlib.sha256(response.body).digest()
        if fault == UNCLOSED and kind not in self.closed_kinds and request.meta.get("unclosed") == digest:
            return response
        again = self._again(request, fault)
        if again is None:
            raise Ended(State.FAILED, fault)
        again.meta["unclosed"] = digest
        return again

    def _again_or_fail(self, request: "Request", reason: str) -> "Request":
        again = self._again(request, reason)
        if again is None:
            raise Ended(State.FAILED, reason)
        return again

    def _again(self, request: "Request", reason: str) -> "Request | None":
        if not self.crawler.spider or getattr(self.crawler.spider, "stopping", False):
            return None
        again: Request | None = get_retry_request(
            request, spider=self.crawler.spider, reason=reason, give_up_log_level="INFO"
        )
        return again


def gzip_is_whole(body: bytes) -> bool:
    """True where the gzip members in the body end as they should: Scrapy takes half of one for the whole.

    Unpacked in pieces, never kept; what follows the first member and is no gzip is no harm.
    """
    rest, members = body, 0
    while rest:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while not unpacker.eof:
                piece = unpacker.decompress(rest, 1 << 16)
                rest = unpacker.unconsumed_tail
                if not piece and not rest:
                    return unpacker.eof
        except zlib.error:
            return members > 0
        members += 1
        rest = unpacker.unused_data
    return members > 0


class GzipWitness:
    """Stands nearer to the wire than Scrapy's decompression and keeps the packed bytes until they are judged."""

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Remember a gzip body in ``request.meta["gzip"]``."""
        if b"gzip" in (response.headers.get("Content-Encoding") or b"").lower():
            request.meta["gzip"] = response.body
        return response
