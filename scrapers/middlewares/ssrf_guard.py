"""The guard: nothing but public addresses is ever connected to, however a URL was spelled or came to us.

Two doors, because each alone leaks. A name is judged when it is resolved; the address judged is the address connected
to, so a name cannot change its mind in between. An address written as a literal never meets a resolver and is judged
from its spelling. The middleware comes before robots and redirects: every request of a crawl passes it.
``ALLOW_LOOPBACK`` (setting, off) lets 127.0.0.0/8 and ::1 through for sample outlets; private networks stay shut.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from models.records.url_states import State
from scrapers.middlewares.public_addresses import refuse_address, refuse_url
from scrapers.outcomes.request_ended import RequestEndedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

REASON = "address"


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver (IPv4, cached, with a time limit) that gives away public addresses only.

    ``refused`` remembers, name by name, what was held back and why.
    """

    def __init__(self, reactor: "ReactorBase", cache_size: int, timeout: float, *, allow_loopback: bool = False):
        super().__init__(reactor, cache_size, timeout)
        self.allow_loopback = allow_loopback
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> Self:
        """Built by the crawling process, which knows settings only."""
        settings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(reactor, size, settings.getfloat("DNS_TIMEOUT"), allow_loopback=settings.getbool("ALLOW_LOOPBACK"))

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802
        """The address of a name, or DNSLookupError where it has none that may be fetched from."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._judge, name)

    def _judge(self, address: str, name: str) -> str:
        why = refuse_address(address, allow_loopback=self.allow_loopback)
        if why:
            self.refused[name] = why
            raise DNSLookupError(f"{name}: {why}")
        return address


class SsrfGuardMiddleware:
    """Ends every request whose address may not be fetched, before anything is sent."""

    def __init__(self, *, allow_loopback: bool):
        self.allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads ``ALLOW_LOOPBACK``."""
        return cls(allow_loopback=crawler.settings.getbool("ALLOW_LOOPBACK"))

    def process_request(self, request: "Request") -> None:
        """Judge the address as it is spelled; raises RequestEndedError."""
        why = refuse_url(request.url, allow_loopback=self.allow_loopback)
        if why:
            raise RequestEndedError(State.FAILED, REASON, why)

    def process_exception(self, request: "Request", exception: Exception) -> None:
        """Tell a name that was held back from a name that does not exist; raises RequestEndedError."""
        if isinstance(exception, CannotResolveHostError):
            why = refused_names().get(urlparse_cached(request).hostname or "")
            if why:
                raise RequestEndedError(State.FAILED, REASON, why) from exception


def refused_names() -> dict[str, str]:
    """What the installed resolver held back; empty where another resolver is installed."""
    from twisted.internet import reactor

    resolver: Any = getattr(reactor, "resolver", None)
    return resolver.refused if isinstance(resolver, PublicResolver) else {}
