"""The polite, safe settings as one Scrapy add-on: ``ADDONS = {"scrapers.addon.PoliteCrawl": 100}``.

Everything here has the priority of an add-on, so a project, a spider or the command line may still say otherwise.
"""

import os
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from scrapy.utils.misc import load_object

from scrapers import delays

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings, Settings

PRODUCT = "LocalNewsArchive"


def product_version() -> str:
    """The installed release, or 0 where the project runs from its folder."""
    try:
        return version("local-news-archive")
    except PackageNotFoundError:
        return "0"


def user_agent() -> str:
    """Who asks, and how to reach whoever runs it: ``NEWS_CONTACT`` (a web or mail address) where it is set."""
    contact = os.environ.get("NEWS_CONTACT", "").strip()
    printable = contact if contact.isascii() and contact.isprintable() else ""
    return f"{PRODUCT}/{product_version()} (archive of the regional press{'; ' + printable if printable else ''})"


def before_crawler() -> dict[str, Any]:
    """What the crawling process itself reads: the resolver and the log."""
    return {
        "TWISTED_DNS_RESOLVER": "scrapers.middlewares.ssrf_guard.PublicResolver",
        "DNS_TIMEOUT": 20,
        "ALLOW_LOOPBACK": False,
        "LOG_LEVEL": "INFO",
        "LOG_COLOR": False,
    }


def politeness() -> dict[str, Any]:
    """How often, how long, how much, and who we are.

    No jitter: a delay is the least time between two requests, and jitter would go below it. DEPTH_LIMIT is not set:
    Scrapy drops what lies deeper in silence, and a list walk is deep by nature; the spider has its own bounds.
    """
    return {
        "USER_AGENT": user_agent(),
        "ROBOTSTXT_USER_AGENT": PRODUCT,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "ko,en;q=0.5",
            "Accept-Encoding": "gzip",
        },
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": delays.DEFAULT_DELAY_SECONDS,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": delays.DEFAULT_DELAY_SECONDS,
        "AUTOTHROTTLE_MAX_DELAY": delays.MAX_THROTTLE_DELAY_SECONDS,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 0.5,
        "DOWNLOAD_TIMEOUT": 30,
        "DOWNLOAD_MAXSIZE": 8 * 2**20,
        "DOWNLOAD_WARNSIZE": 2 * 2**20,
        "RETRY_TIMES": delays.RETRY_TIMES,
        "REDIRECT_MAX_TIMES": 5,
        "CLOSESPIDER_TIMEOUT": delays.RUN_SECONDS,
        "CLOSESPIDER_TIMEOUT_NO_ITEM": delays.IDLE_SECONDS,
        "CLOSESPIDER_ERRORCOUNT": 50,
        "MEMUSAGE_LIMIT_MB": 1024,
    }


def delay_settings(seconds: float) -> dict[str, Any]:
    """The settings for so many seconds between two requests.

    Never quite 0, see NO_DELAY_SECONDS.
    """
    return {
        "DOWNLOAD_DELAY": seconds or delays.NO_DELAY_SECONDS,
        "AUTOTHROTTLE_START_DELAY": seconds or delays.NO_DELAY_SECONDS,
        "AUTOTHROTTLE_ENABLED": seconds > 0,
    }


def safety() -> dict[str, Any]:
    """Doors that are open in Scrapy's defaults and shut here."""
    return {
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("http", "https"), "scrapers.middlewares.throttle.PacedHandler"),
            **dict.fromkeys(("file", "data", "ftp", "s3")),
        },
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "REFERER_ENABLED": False,
        "JOBDIR": None,
    }


def machinery() -> dict[str, dict[str, int | None]]:
    """Our own downloader middlewares in place of those that are unsafe or lose URLs."""
    own = {
        "scrapers.middlewares.ssrf_guard.SsrfGuardMiddleware": 10,
        "scrapers.middlewares.robots.RobotsMiddleware": 100,
        "scrapers.middlewares.retry.PoliteRetryMiddleware": 550,
        "scrapers.middlewares.retry.GzipBodyMiddleware": 595,
        "scrapers.middlewares.redirect.OutletRedirectMiddleware": 600,
    }
    return {"DOWNLOADER_MIDDLEWARES": {**own, "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None}}


class PoliteCrawl:
    """The add-on. Its middlewares know an outlet's own hosts and its run where the spider has them."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: "BaseSettings") -> None:
        """Before there is a crawler."""
        for name, value in before_crawler().items():
            settings.set(name, value, priority="addon")

    def update_settings(self, settings: "Settings") -> None:
        """For one crawler."""
        for name, value in {**politeness(), **safety()}.items():
            settings.set(name, value, priority="addon")
        for name, parts in machinery().items():
            for path, place in parts.items():
                settings.setdefault_in_component_priority_dict(name, load_object(path), place)
