"""Polite retries: what is worth another try, how long to wait, and when to leave an outlet alone for this run.

* 429 and 503: the whole outlet waits as ``Retry-After`` says (seconds or a date), at most ten minutes; a server that
  asks for longer, or does so twice in a row, is left alone for this run.
* Other server errors and network failures: up to ``RETRY_TIMES`` further tries, each behind everything that waits.
  A certificate that is not valid, and a failed TLS handshake, are not tried again in this run.
* Five addresses in a row that cannot be reached: what came in tonight is asked for again, an article, else a list. If
  it comes in, it is the addresses that are dead; if nothing does, the outlet is unreachable, and its run ends. An
  address counts once, however often it is tried, and one that failed in an earlier run not at all. As long as lists
  alone come in, no address is tried twice, and after ``IDLE_SECONDS`` of that the outlet is left for this run.
* Soft errors (see soft_errors.py) are tried again. A page that stays without its closing tag, byte for byte the same,
  on an outlet of which no closed page of its kind was seen yet, is how the outlet writes pages; elsewhere it has
  failed.
"""

import asyncio
import hashlib
import logging
import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http.request import NO_CALLBACK

from models.records.run_finish import Finish
from models.records.url_states import State
from scrapers.delays import IDLE_SECONDS, MAX_BUSY_ANSWERS, MAX_NETWORK_FAILURES, MAX_WAIT_SECONDS, busy_wait
from scrapers.middlewares.close_spider import stop_outlet
from scrapers.middlewares.robots import ROBOTS
from scrapers.middlewares.slots import hold_slot, send_first
from scrapers.middlewares.soft_errors import APOLOGY, UNCLOSED, soft_error
from scrapers.middlewares.spider_context import spider_context
from scrapers.outcomes.network_errors import DOWNLOAD_ERRORS, RETRIED, UNREACHABLE, is_certificate, is_handshake
from scrapers.outcomes.request_ended import RequestEndedError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

LISTS = frozenset({"list", "feed", "sitemap"})
PROBE = "probe"
"""The ``kind`` of a request that asks only whether the outlet is there."""
BUSY = frozenset({429, 503})
PIECE_BYTES, MAX_PIECE_BYTES = 1 << 12, 1 << 18
"""How much of a packed body is unpacked at a time, and to how much."""
SERVER_ERRORS = frozenset({408, 500, 502, 504, 520, 521, 522, 523, 524})
log = logging.getLogger(__name__)


class PoliteRetryMiddleware:
    """Decides after each answer or failure whether to ask again, and holds the outlet's download slot meanwhile.

    No subclass of Scrapy's own: what is the same, counting tries, is its function ``get_retry_request``.
    """

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler
        self.busy_answers = 0
        self.failed: set[str] = set()
        """Addresses that could not be reached, since the last answer."""
        self.good: dict[str, Request] = {}
        """What came in last, an article and a list."""
        self._failing_since: float | None = None
        """When articles began to fail while lists came in."""
        self._probe: asyncio.Task[bool] | None = None
        self.closed_kinds: set[str] = set()
        self.delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        crawler.signals.connect(self.response_downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(self.reached_downloader, signal=signals.request_reached_downloader)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads ``RETRY_TIMES`` and ``DOWNLOAD_DELAY``."""
        return cls(crawler)

    def reached_downloader(self, request: "Request") -> None:
        """The question whether the outlet is there goes before what waits: a dead host is not asked the rest."""
        if request.meta.get("kind") == PROBE:
            send_first(self.crawler, request)

    def response_downloaded(self, response: "Response", request: "Request") -> None:
        """Hold the slot before the next request leaves it (this signal is sent before the queue moves on)."""
        self.failed.clear()
        if response.status in (200, 304) and request.method == "GET":
            self._note_good(request)
        if response.status in BUSY and request.meta.get("kind") != ROBOTS:
            self.busy_answers += 1
            wait = min(self._wait(response), MAX_WAIT_SECONDS)
            # After the last one nothing more is sent in this run; the next run need only wait as long as was asked.
            self._hold(request, MAX_WAIT_SECONDS if self.busy_answers >= MAX_BUSY_ANSWERS else wait, wait)
        elif response.status < 400:
            self.busy_answers = 0

    def process_response(self, request: "Request", response: "Response") -> "Request | Response":
        """The answer, or the request to send again; raises RequestEndedError for what has failed for good."""
        kind = request.meta.get("kind")
        if response.status in BUSY and kind != ROBOTS:
            return self._busy(request, response)
        if response.status in SERVER_ERRORS:
            return self._retry(request, f"http_{response.status}") or response
        raw = request.meta.pop("gzip", None)
        if raw is not None and not gzip_is_whole(raw):
            return self._retry_or_fail(request, "truncated")
        if response.status == 200 and (kind == "article" or kind in LISTS):
            return self._judge(request, response)
        return response

    async def process_exception(self, request: "Request", exception: Exception) -> "Request | None":
        """The request to send again after a network failure, or None."""
        if isinstance(exception, RequestEndedError) or not isinstance(exception, (*RETRIED, EOFError, zlib.error)):
            return None
        if request.meta.get("kind") == PROBE:
            return None
        if isinstance(exception, UNREACHABLE) and not request.meta.get("failed_before"):
            self.failed.add(request.url)
            if len(self.failed) >= MAX_NETWORK_FAILURES and not await self._is_there():
                stop_outlet(
                    self.crawler,
                    Finish.UNREACHABLE,
                    f"{MAX_NETWORK_FAILURES} addresses in a row, the last {exception!r}",
                )
                return None
        once = self._failing_since is not None and request.meta.get("kind") == "article"
        if once or is_certificate(exception) or is_handshake(exception):
            return None
        return self._retry(request, type(exception).__name__)

    def _note_good(self, request: "Request") -> None:
        kind = request.meta.get("kind")
        if kind == "article":
            self.good["article"] = request
            self._failing_since = None
        elif kind in LISTS:
            self.good["list"] = request

    async def _is_there(self) -> bool:
        """Whether the outlet answers for what it answered for before; asked once for all who wait."""
        if self._probe is None:
            self._probe = asyncio.ensure_future(self._ask_again())
        try:
            return await self._probe
        finally:
            self._probe = None

    async def _ask_again(self) -> bool:
        if await self._comes_in("article"):
            return True
        if not await self._comes_in("list"):
            return False
        now = time.monotonic()
        self._failing_since = self._failing_since or now
        if now - self._failing_since > IDLE_SECONDS:
            stop_outlet(self.crawler, Finish.STALLED)
        return True

    async def _comes_in(self, kind: str) -> bool:
        good = self.good.pop(kind, None)
        if good is None:
            return False
        meta = {name: good.meta[name] for name in ("download_slot",) if name in good.meta}
        probe = good.replace(
            callback=NO_CALLBACK, errback=None, meta={**meta, "kind": PROBE}, headers={}, dont_filter=True
        )
        try:
            await self.crawler.engine.download_async(probe)
        except DOWNLOAD_ERRORS:
            return False
        self.good.setdefault(kind, good)
        return True

    def _busy(self, request: "Request", response: "Response") -> "Request":
        wait = self._wait(response)
        if self.busy_answers >= MAX_BUSY_ANSWERS or wait > MAX_WAIT_SECONDS:
            request_text = f", asks for {wait:.0f} s" if wait > MAX_WAIT_SECONDS else ""
            stop_outlet(self.crawler, Finish.BUSY, f"http {response.status}{request_text}")
            raise RequestEndedError(State.LEFT, str(Finish.BUSY), tried=False)
        return self._retry_or_fail(request, f"http_{response.status}")

    def _wait(self, response: "Response") -> float:
        retry_after = (response.headers.get("Retry-After") or b"").decode("latin-1")
        return busy_wait(retry_after, self.delay, datetime.now(UTC))

    def _hold(self, request: "Request", seconds: float, next_run: float) -> None:
        if seconds > 0 and hold_slot(self.crawler, request, seconds):
            log.info("%s waits %.0f s as the server asked", request.meta.get("download_slot"), seconds)
            context = spider_context(self.crawler)
            if context is not None and context.run.pace is not None:
                context.run.pace.hold(next_run)

    def _judge(self, request: "Request", response: "Response") -> "Request | Response":
        kind = request.meta["kind"]
        fault = soft_error(response.body, kind)
        if not fault:
            self.closed_kinds.add(kind)
            return response
        if fault == APOLOGY and "revisit" in request.meta:
            return response  # the article is stored: what came instead is kept, and asked again another night
        digest = hashlib.sha256(response.body).digest()
        if fault == UNCLOSED and kind not in self.closed_kinds and request.meta.get("unclosed") == digest:
            return response
        again = self._retry(request, fault)
        if again is None:
            raise RequestEndedError(State.FAILED, fault)
        again.meta["unclosed"] = digest
        return again

    def _retry_or_fail(self, request: "Request", reason: str) -> "Request":
        again = self._retry(request, reason)
        if again is None:
            raise RequestEndedError(State.FAILED, reason)
        return again

    def _retry(self, request: "Request", reason: str) -> "Request | None":
        context = spider_context(self.crawler)
        if not self.crawler.spider or (context is not None and context.stopping):
            return None
        again: Request | None = get_retry_request(
            request, spider=self.crawler.spider, reason=reason, give_up_log_level="INFO"
        )
        return again


def gzip_is_whole(body: bytes) -> bool:
    """True where the gzip members in the body end as they should: Scrapy takes half of one for the whole.

    Unpacked in pieces that are thrown away; bytes after the first member that are not gzip do no harm.
    """
    at, members = 0, 0
    while at < len(body):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while not unpacker.eof:
                # In small pieces: what is left of a piece is copied at each step and at the end of each member.
                rest = unpacker.unconsumed_tail
                taken = rest or body[at : at + PIECE_BYTES]
                at += 0 if rest else len(taken)
                if not unpacker.decompress(taken, MAX_PIECE_BYTES) and not unpacker.unconsumed_tail and at >= len(body):
                    return unpacker.eof
        except zlib.error:
            return members > 0
        members += 1
        at -= len(unpacker.unused_data)
    return members > 0


class GzipBodyMiddleware:
    """Keeps a packed body until it is judged: it is nearer to the wire than Scrapy's decompression."""

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Remember a gzip body in ``request.meta["gzip"]``."""
        if b"gzip" in (response.headers.get("Content-Encoding") or b"").lower():
            request.meta["gzip"] = response.body
        return response
