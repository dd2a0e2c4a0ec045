"""A WordPress site: posts by the REST interface, ten posts a page of the feed, 404 beyond the last (all verified)."""

import json
from datetime import UTC

from scrapers.samples.lists import feed
from scrapers.samples.server import Answer
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.wordpress import SAMPLE

STEP = 10


def article(path: str, _query: Query) -> str:
    """``/news/ID/``."""
    parts = path.strip("/").split("/")
    return parts[1] if len(parts) == 2 and parts[0] == "news" and parts[1].isdigit() else ""


def listing(asked: SiteRequest) -> Listed | Answer | None:
    """REST, the feed's pages, and ``/?p=ID``, which redirects to the permalink."""
    if asked.path == "/wp-json/wp/v2/posts":
        return Listed(posts(asked), "application/json")
    if asked.path.rstrip("/") == "/feed":
        shown = asked.page(STEP, asked.number("paged", 1))
        return Listed(feed(SAMPLE.title, shown, asked.home), "application/rss+xml") if shown else None
    if asked.path == "/" and (number := asked.query.get("p", "")):
        return Answer(b"", 301, headers=(("Location", SAMPLE.address(asked.home, number)),))
    return Listed(f"<html><body><h1>{SAMPLE.title}</h1></body></html>") if asked.path == "/" else None


def posts(asked: SiteRequest) -> str:
    """``/wp-json/wp/v2/posts``: the newest posts, times without zone and in UTC."""
    found = [
        {
            "id": int(e.number),
            "date": f"{e.published_at:%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{e.published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
            "link": e.url,
            "title": {"rendered": e.headline.replace("&", "&#038;").replace("'", "&#8217;")},
        }
        for e in asked.page(asked.number("per_page", STEP), 1)
    ]
    return json.dumps(found)


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("wordpress-classic", "wordpress-newspaper"),
    php_messages=(0, 2),
)
