"""What lists, feeds, sitemaps and robots files of sample outlets have in common. Times here are aware KST."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from models.records.article import Article
from models.records.times import KST

FEED_LENGTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What lists say of one address, an article's or a fault's."""

    url: str
    headline: str
    lead: str
    writer: str
    published_at: datetime
    section: str = ""
    number: str = ""

    @property
    def path(self) -> str:
        """The address without its origin, as HTML."""
        parts = urlsplit(self.url)
        return escape(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def entry(article: Article) -> Entry:
    """The entry of an article."""
    return Entry(
        url=article.canonical_url,
        headline=article.headline,
        lead=article.body.split("\n")[0][:120],
        writer=article.reporters[0] if article.reporters else "편집부",
        published_at=article.published_at or datetime(2000, 1, 1, tzinfo=KST),
        section=article.section,
        number=article.article_no,
    )


def rfc822(at: datetime) -> str:
    """``Fri, 20 Nov 2026 14:49:00 +0900``."""
    return format_datetime(at)


def zoneless(at: datetime) -> str:
    """``2026-11-20 14:49:00``, as NDSoft's feeds have it."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def feed(title: str, entries: Sequence[Entry], home: str, *, zoned: bool = True) -> str:
    """RSS 2.0 of the newest entries: title, link, description, author, pubDate."""
    when = rfc822 if zoned else zoneless
    items = "".join(
        f"<item><title><![CDATA[{e.headline}]]></title><link>{escape(e.url)}</link>"
        f"<description><![CDATA[{e.lead}]]></description><author>{escape(e.writer)}</author>"
        f"<pubDate>{when(e.published_at)}</pubDate></item>\n"
        for e in entries[:FEED_LENGTH]
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{escape(title)}</title><link>{escape(home)}</link><description>{escape(title)}</description>
{items}</channel></rss>
"""


def sitemap(title: str, entries: Sequence[Entry]) -> str:
    """A news sitemap."""
    urls = "".join(
        f"<url><loc>{escape(e.url)}</loc><news:news><news:publication><news:name>{escape(title)}</news:name>"
        f"<news:language>ko</news:language></news:publication>"
        f"<news:publication_date>{e.published_at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(e.headline)}</news:title></news:news></url>\n"
        for e in entries
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{urls}</urlset>
"""


def robots(home: str, *, sitemap: str = "") -> str:
    """A usual robots file: administration and search are closed; ``sitemap`` is a path."""
    named = f"Sitemap: {home}{sitemap}\n" if sitemap else ""
    return f"User-agent: *\nDisallow: /adm/\nDisallow: /search\nDisallow: /bbs/search.php\n{named}"
