"""A page as it was received, before anything is decoded, and what a list said of it."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from models.records.times import read_time, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed, list or sitemap says of an article before its page is fetched.

    ``published_at`` is aware KST; a day without a clock time is at midnight. ``author`` is who wrote it, as written.
    """

    url: str
    source: Literal["feed", "list", "sitemap"]
    headline: str = ""
    published_raw: str = ""
    published_at: datetime | None = None
    section: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as received, with the response's headers (names in lower case, in order).

    ``url`` is the address that answered; ``fetched_at`` is aware KST.
    """

    outlet: str
    url: str
    body: bytes
    fetched_at: datetime
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    listing: Listing | None = None

    def header(self, name: str) -> str:
        """The first header of that name (any case), or an empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A page as it is kept, with the revision of the article it gave and the SHA-256 (hex) of its bytes."""

    page: Page
    revision: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A stored page. ``key`` is the ledger's name of it; ``article_id`` and ``revision`` are None for no article.

    ``page`` is None where its bytes are damaged, and ``damage`` then says how.
    """

    id: int
    key: str
    url: str
    article_id: int | None
    revision: int | None
    page: Page | None
    damage: str = ""


_LISTING_FIELDS = tuple(field.name for field in fields(Listing))


def listing_json(listing: Listing | None) -> str | None:
    """A Listing as its column keeps it."""
    if listing is None:
        return None
    values = {name: getattr(listing, name) for name in _LISTING_FIELDS}
    return json.dumps(values, default=_as_text, separators=(",", ":"))


def read_listing(text: str | None) -> Listing | None:
    """The Listing of a column's text."""
    if text is None:
        return None
    values: dict[str, Any] = json.loads(text)
    values["published_at"] = read_time(values["published_at"])
    return Listing(**values)


def headers_json(headers: tuple[tuple[str, str], ...]) -> str:
    """The headers of a page as their column keeps them."""
    return json.dumps(headers, separators=(",", ":"))


def read_headers(text: str) -> tuple[tuple[str, str], ...]:
    """The headers of a column's text."""
    return tuple((name, value) for name, value in json.loads(text))


def _as_text(value: datetime) -> str | None:
    return time_text(value)
