"""Redirects, each of which ends somewhere: Scrapy loses those to themselves or off the site without a word."""

from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from scrapy.http import Request
from w3lib.url import safe_url_string

from models.records.url_states import State
from scrapers.middlewares.robots import ROBOTS
from scrapers.outcomes.request_ended import Ended

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

STATUSES = frozenset({301, 302, 303, 307, 308})


class RedirectMiddleware:
    """Follows up to ``REDIRECT_MAX_TIMES`` redirects within the outlet; every other ends as failed, with its reason.

    An outlet that sets a cookie and sends you to the same address again is followed only where its declaration
    allows cookies; robots.txt may lead to any host (RFC 9309, 2.3.1.2). The guard judges each new address.
    """

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler
        self.most = crawler.settings.getint("REDIRECT_MAX_TIMES")
        self.cookies = crawler.settings.getbool("COOKIES_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads ``REDIRECT_MAX_TIMES`` and ``COOKIES_ENABLED``."""
        return cls(crawler)

    def process_response(self, request: Request, response: "Response") -> "Request | Response":
        """The answer, or the request that follows the redirect; raises Ended."""
        if response.status not in STATUSES:
            return response
        location = response.headers.get("Location")
        if not location:
            raise Ended(State.FAILED, "redirect_nowhere")
        target = self._target(request, location)
        chain = [*request.meta.get("redirect_urls", []), request.url]
        if target in chain and not self.cookies:
            raise Ended(State.FAILED, "redirect_loop", target)
        if len(chain) > self.most:
            raise Ended(State.FAILED, "redirect_limit", target)
        self._judge(request, target)
        return request.replace(url=target, dont_filter=True, meta={**request.meta, "redirect_urls": chain})

    def _target(self, request: Request, location: bytes) -> str:
        try:
            joined = urljoin(request.url, safe_url_string(location.decode("utf-8", "replace").strip()))
            return Request(joined).url.partition("#")[0]
        except ValueError as error:
            raise Ended(State.FAILED, "redirect_bad", str(error)) from error

    def _judge(self, request: Request, target: str) -> None:
        spider: Any = self.crawler.spider
        kind = request.meta.get("kind")
        if kind == ROBOTS or not hasattr(spider, "is_onsite"):
            return
        if not spider.is_onsite(target):
            raise Ended(State.FAILED, "redirect_offsite", target)
        if kind == "article" and not spider.is_article(target):
            raise Ended(State.FAILED, "redirect_elsewhere", target)
