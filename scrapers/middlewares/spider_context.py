"""What a middleware may ask of the spider that it works for, and of that spider's run.

Both kinds of spider have it, the one that crawls an outlet and the one that probes a site. The add-on works with any
other spider, too: then there is no context, and a middleware decides by the request alone.
"""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from models.records.run_finish import Finish

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from scrapers.middlewares.throttle import OutletPace


class SpiderRun(Protocol):
    """The run of a spider: it can be stopped, and has what lasts beyond one request."""

    @property
    def pace(self) -> "OutletPace | None":
        """The delay that holds across processes; None where there is no archive."""

    def stop(self, finish: Finish, detail: str = "", /) -> bool:
        """Note why the run ends early; False where it is ending already."""

    def note_robots(self, origin: str, digest: str, /) -> None:
        """Keep the digest of a host's robots.txt, "" where it was not to be had."""


@runtime_checkable
class SpiderContext(Protocol):
    """A spider with one outlet: what belongs to it, and its run."""

    @property
    def run(self) -> SpiderRun:
        """The run that the spider works for."""

    @property
    def stopping(self) -> bool:
        """True when nothing is to be tried again."""

    def is_home(self, origin: str, /) -> bool:
        """True for the origin of the outlet's home, by http or https."""

    def is_onsite(self, url: str, /) -> bool:
        """True where the address is on a host of the outlet."""

    def is_article(self, url: str, /) -> bool:
        """True where the address names an article of the outlet."""


def spider_context(crawler: "Crawler") -> SpiderContext | None:
    """The crawler's spider, where it is one of ours; None before there is a spider, and for any other."""
    spider = crawler.spider
    return spider if isinstance(spider, SpiderContext) else None
