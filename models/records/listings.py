"""Listings and headers as the archive's columns keep them: JSON text. Standard library only."""

import json
from dataclasses import fields
from datetime import datetime
from typing import Any

from models.records.page import Listing
from models.records.rows import read_time, time_text

_NAMES = tuple(field.name for field in fields(Listing))


def listing_json(listing: Listing | None) -> str | None:
    """A Listing as its column keeps it."""
    if listing is None:
        return None
    values = {name: getattr(listing, name) for name in _NAMES}
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
