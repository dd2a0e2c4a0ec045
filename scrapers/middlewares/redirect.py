"""Redirects, each of which ends somewhere: Scrapy loses those to themselves or off the site without a word."""

from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from scrapy.http import Request
from w3lib.url import safe_url_string

from models.records.url_states import State
from scrapers.middlewares.responses import read_url_bytes
from scrapers.middlewares.robots import ROBOTS
from scrapers.middlewares.spider_context import spider_context
from scrapers.outcomes.request_ended import RequestEndedError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

STATUSES = frozenset({301, 302, 303, 307, 308})
BODY_HEADERS = ("Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location")


class OutletRedirectMiddleware:
    """Follows up to ``REDIRECT_MAX_TIMES`` redirects within the outlet; every other ends as failed, with its reason.

    An outlet that sets a cookie and redirects to the same address is followed only where its declaration allows
    cookies; robots.txt may lead to any host (RFC 9309, 2.3.1.2). The guard judges each new address.
    No subclass of Scrapy's own: that one takes a redirect without a usable address for the answer, and all that
    differs here would override its private methods.
    """

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler
        self.max_redirects = crawler.settings.getint("REDIRECT_MAX_TIMES")
        self.cookies = crawler.settings.getbool("COOKIES_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads ``REDIRECT_MAX_TIMES`` and ``COOKIES_ENABLED``."""
        return cls(crawler)

    def process_response(self, request: Request, response: "Response") -> "Request | Response":
        """The answer, or the request that follows the redirect; raises RequestEndedError."""
        if response.status not in STATUSES:
            return response
        location = response.headers.get("Location")
        if not location:
            raise RequestEndedError(State.FAILED, "redirect_nowhere")
        target = self._read_target(request, location)
        chain = [*request.meta.get("redirect_urls", []), request.url]
        if target in chain and not self.cookies:
            raise RequestEndedError(State.FAILED, "redirect_loop", target)
        if len(chain) > self.max_redirects:
            raise RequestEndedError(State.FAILED, "redirect_limit", target)
        self._judge(request, target)
        if is_resent(request, response.status) and not is_same_host(request.url, target):
            raise RequestEndedError(State.FAILED, "redirect_offsite", target)
        return _follow(request, response.status, target, chain)

    def _read_target(self, request: Request, location: bytes) -> str:
        try:
            joined = urljoin(request.url, safe_url_string(read_url_bytes(location).strip()))
            return Request(joined).url.partition("#")[0]
        except ValueError as error:
            raise RequestEndedError(State.FAILED, "redirect_bad", str(error)) from error

    def _judge(self, request: Request, target: str) -> None:
        context = spider_context(self.crawler)
        kind = request.meta.get("kind")
        if kind == ROBOTS or context is None:
            return
        if not context.is_onsite(target):
            raise RequestEndedError(State.FAILED, "redirect_offsite", target)
        if kind == "article" and not context.is_article(target):
            raise RequestEndedError(State.FAILED, "redirect_elsewhere", target)


def _follow(request: Request, status: int, target: str, chain: list[str]) -> Request:
    """The next request. A POST becomes a GET as in browsers (RFC 9110, 15.4), but for 307 and 308."""
    meta = {**request.meta, "redirect_urls": chain}
    if request.method in {"GET", "HEAD"} or is_resent(request, status):
        return request.replace(url=target, dont_filter=True, meta=meta)
    followed = request.replace(url=target, method="GET", body=b"", dont_filter=True, meta=meta)
    for name in BODY_HEADERS:
        followed.headers.pop(name, None)
    return followed


def is_resent(request: Request, status: int) -> bool:
    """Whether the redirect asks for the same body at another address."""
    return request.method not in {"GET", "HEAD"} and status in {307, 308}


def is_same_host(url: str, target: str) -> bool:
    """Whether two addresses have one host and port."""
    return urlsplit(url).netloc.lower() == urlsplit(target).netloc.lower()
