"""The normalized article: the record that everything downstream reads."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of the article; ``caption`` and ``credit`` are empty where the page has none."""

    url: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of one outlet. The field order is the export order; times are aware KST.

    ``deck`` and ``body`` join their lines by ``\\n``; ``section`` joins its levels by `` > ``.
    A date without a clock time stands at midnight, and ``published_raw`` shows that none was given.
    ``published_from`` is one of meta, json-ld, page, url, list, feed, sitemap.
    ``php_messages`` and ``broken_characters`` count what was removed or could not be decoded;
    ``repairs`` names and counts the other silent repairs.
    """

    outlet: str
    outlet_title: str
    region: str = ""
    section: str = ""
    headline: str
    deck: str = ""
    reporters: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    dateline: str = ""
    agency: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    published_raw: str = ""
    published_from: str = ""
    body: str
    photos: tuple[Photo, ...] = ()
    tags: tuple[str, ...] = ()
    url: str
    canonical_url: str
    article_no: str = ""
    fetched_at: datetime
    php_messages: int = 0
    broken_characters: int = 0
    repairs: tuple[tuple[str, int], ...] = ()

    @property
    def text_sha256(self) -> str:
        """SHA-256 (hex) of headline, deck and body, joined by NUL, in UTF-8."""
        text = "\0".join((self.headline, self.deck, self.body))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def as_json(article: Article) -> dict[str, Any]:
    """The record as JSON types: ISO times, lists, None for an absent text, in export order."""
    out: dict[str, Any] = {}
    for field in fields(article):
        value = getattr(article, field.name)
        if isinstance(value, datetime):
            value = value.isoformat()
        elif field.name == "photos":
            value = [{"url": p.url, "caption": p.caption, "credit": p.credit} for p in value]
        elif field.name == "repairs":
            value = dict(value)
        elif isinstance(value, tuple):
            value = list(value)
        out[field.name] = value if value != "" else None
        if field.name == "fetched_at":
            out["text_sha256"] = article.text_sha256
    return out
