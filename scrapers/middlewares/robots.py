"""robots.txt as RFC 9309 has it, for lists, feeds and articles alike.

A 2xx answer is obeyed; 4xx means there are no rules; 5xx, 429, a timeout, a broken connection or a redirect that leads
nowhere means complete disallow for this run (RFC 9309, 2.3.1.4), and where that is the outlet's home host, the outlet
is not crawled tonight. Crawl-delay becomes the least delay between two requests to the outlet.
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from protego import Protego
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from models.records.reject_reason import Reason
from models.records.run_finish import Finish
from models.records.url_states import State
from pipelines.time_budget import BudgetSpentError, time_budget
from scrapers.delays import MAX_WAIT_SECONDS, READING_SECONDS
from scrapers.middlewares.close_spider import stop_outlet
from scrapers.middlewares.responses import read_url_bytes
from scrapers.middlewares.slots import raise_min_delay
from scrapers.middlewares.spider_context import spider_context
from scrapers.outcomes.network_errors import DOWNLOAD_ERRORS, reason_of
from scrapers.outcomes.request_ended import RequestEndedError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ROBOTS = "robots"
"""The ``kind`` of a robots.txt request."""
MAX_ROBOTS_BYTES = 512 * 1024
"""More need not be read (RFC 9309, 2.5: at least 500 KiB)."""
USER_AGENT = re.compile(r"\s*user[- ]?agent\b[ \t]*:?(.*)", re.IGNORECASE)
OTHER_AGENT = "another-agent-than-ours"
log = logging.getLogger(__name__)


class Rules:
    """One host's rules for our product token; ``unavailable``: why nothing may be fetched."""

    def __init__(self, text: str = "", *, agent: str = "*", unavailable: str = ""):
        self.unavailable = unavailable
        self.digest = "" if unavailable else _digest(text)
        self._agent = agent
        self._parsed = Protego.parse("\n".join(_drop_other_agents(text, agent)))

    def allows(self, url: str) -> bool:
        """True where the rules let us fetch the URL."""
        return not self.unavailable and self._parsed.can_fetch(url, self._agent)

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between two requests, at most ten minutes; None where the rules do not say, or nothing sensible."""
        delay = self._parsed.crawl_delay(self._agent)
        return min(delay, MAX_WAIT_SECONDS) if delay is not None and delay > 0 else None

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names."""
        return tuple(self._parsed.sitemaps)


def _drop_other_agents(text: str, agent: str) -> Iterator[str]:
    """The lines of the file, with one name for all agents that are not ours, said once in a group.

    The parser gives every rule of a group to each agent of it: thousands of both would be millions.
    """
    named: set[str] = set()
    is_group = False
    for line in text.splitlines():
        found = USER_AGENT.match(line)
        if found is None:
            is_group = is_group and not line.partition("#")[0].strip()
            yield line
            continue
        if not is_group:
            named.clear()
        is_group = True
        name = found[1].partition("#")[0].strip().lower()
        bare = name.replace("*", "")
        ours = name if not bare or bare in agent.lower() else OTHER_AGENT
        if ours not in named:
            named.add(ours)
            yield f"User-agent: {ours}"


def _digest(text: str) -> str:
    """The same for the same rules, whatever the comments."""
    lines = (" ".join(line.partition("#")[0].split()).casefold() for line in text.splitlines())
    return hashlib.sha256("\n".join(filter(None, lines)).encode()).hexdigest()[:16]


def rules_of(response: Response, agent: str) -> Rules:
    """The rules that an answer to the robots.txt request means."""
    if 200 <= response.status < 300:
        return Rules(read_url_bytes(response.body[:MAX_ROBOTS_BYTES]).removeprefix("\ufeff"), agent=agent)
    if 400 <= response.status < 500 and response.status != 429:
        return Rules(agent=agent)
    return Rules(agent=agent, unavailable=f"http_{response.status}")


class RobotsMiddleware:
    """Fetches each host's robots.txt once a run, before anything else of that host.

    No subclass of Scrapy's own: that one allows everything where robots.txt cannot be fetched, and takes an error page
    for rules.
    """

    def __init__(self, crawler: "Crawler"):
        self.crawler = crawler
        self.agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self.rules: dict[str, Rules] = {}
        self._fetching: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads ``ROBOTSTXT_USER_AGENT``. There is no switch: rules are always obeyed."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises RequestEndedError for what may not be fetched."""
        if request.meta.get("kind") == ROBOTS:
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self.rules.get(origin) or await self._read_once(origin, request)
        if rules.unavailable:
            raise RequestEndedError(State.LEFT, str(Finish.ROBOTS), rules.unavailable, tried=False)
        if not rules.allows(request.url):
            raise RequestEndedError(State.DISALLOWED, ROBOTS, tried=False)

    async def _read_once(self, origin: str, request: Request) -> Rules:
        task = self._fetching.get(origin)
        if task is None:
            task = self._fetching[origin] = asyncio.ensure_future(self._fetch(origin, request))
        return await task

    async def _fetch(self, origin: str, request: Request) -> Rules:
        meta = {"kind": ROBOTS}
        if "download_slot" in request.meta:
            meta["download_slot"] = request.meta["download_slot"]
        sent = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, meta=meta, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(sent)
            with time_budget(READING_SECONDS):
                rules = rules_of(response, self.agent)
        except BudgetSpentError as error:
            rules = Rules(unavailable=f"{Reason.PARSE_LIMIT}: {error}")
        except DOWNLOAD_ERRORS as error:
            rules = Rules(unavailable=error.reason if isinstance(error, RequestEndedError) else reason_of(error))
        self.rules[origin] = rules
        self._apply(origin, rules)
        return rules

    def _apply(self, origin: str, rules: Rules) -> None:
        context = spider_context(self.crawler)
        if context is not None:
            context.run.note_robots(origin, rules.digest)
        if rules.unavailable:
            log.warning("%s/robots.txt is not available (%s): nothing is fetched there", origin, rules.unavailable)
            if context is None or context.is_home(origin):
                stop_outlet(self.crawler, Finish.ROBOTS, rules.unavailable)
        elif rules.crawl_delay:
            raise_min_delay(self.crawler, rules.crawl_delay)
