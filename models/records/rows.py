"""The columns of the ``article`` table and the way of a record into a row and back.

Lists are kept as JSON, times as ISO text with +09:00, an absent time as NULL. Short columns stand first and the
body last, so that dates and names are read without touching the text.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.records.article import Article, Photo
from models.records.times import read_time, time_text

COLUMNS: tuple[str, ...] = (
    "outlet",
    "published_at",
    "section",
    "reporters",
    "outlet_title",
    "region",
    "modified_at",
    "published_raw",
    "published_from",
    "fetched_at",
    "article_no",
    "url",
    "canonical_url",
    "text_sha256",
    "php_messages",
    "broken_characters",
    "repairs",
    "dateline",
    "agency",
    "emails",
    "tags",
    "headline",
    "deck",
    "photos",
    "body",
)
"""Columns of ``article`` in order, after ``id``; every one but text_sha256 is the field of that name."""

TIMES = frozenset({"published_at", "modified_at", "fetched_at"})
LISTS = frozenset({"reporters", "emails", "tags", "photos", "repairs"})
COUNTS = frozenset({"php_messages", "broken_characters"})


_scan = json.JSONDecoder().raw_decode


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "[]"


def read_list(text: str) -> list[Any]:
    """A list column's value."""
    if text == "[]":
        return []
    value, end = _scan(text)
    return list(value if end == len(text) else json.loads(text))


def to_row(article: Article) -> tuple[str | int | None, ...]:
    """The values of one article in the order of COLUMNS."""
    return tuple(_value(article, column) for column in COLUMNS)


def to_params(article: Article) -> dict[str, str | int | None]:
    """The values of one article by column."""
    return dict(zip(COLUMNS, to_row(article), strict=True))


def _value(article: Article, column: str) -> str | int | None:
    value = getattr(article, column)
    if column in TIMES:
        return time_text(value)
    if column == "photos":
        return _json([{"url": p.url, "caption": p.caption, "credit": p.credit} for p in value])
    if column in LISTS:
        return _json(value)
    stored: str | int = value
    return stored


def from_row(row: Sequence[Any] | Mapping[str, Any]) -> Article:
    """The article of a row: a mapping by column (other keys are ignored), or values in the order of COLUMNS."""
    given = [row[column] for column in COLUMNS] if isinstance(row, Mapping) else row
    values = {
        column: value if read is None else read(value)
        for (column, read), value in zip(_READERS, given, strict=True)
        if column != "text_sha256"
    }
    return Article(**values)


def _read_names(text: str) -> tuple[Any, ...]:
    return tuple(read_list(text))


def _read_photos(text: str) -> tuple[Photo, ...]:
    return tuple(Photo(**photo) for photo in read_list(text))


def _read_counts(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(count)) for name, count in read_list(text))


_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(TIMES, read_time),
    **dict.fromkeys(("reporters", "emails", "tags"), _read_names),
    "photos": _read_photos,
    "repairs": _read_counts,
}
_READERS = tuple((column, _READ.get(column)) for column in COLUMNS)


def from_json(record: Mapping[str, Any]) -> Article:
    """The article of a record made by ``article.as_json``."""
    values: dict[str, Any] = {}
    for column in COLUMNS:
        value = record[column]
        if column in TIMES:
            value = read_time(value)
        elif column == "photos":
            value = tuple(Photo(**photo) for photo in value)
        elif column == "repairs":
            value = tuple(value.items())
        elif column in LISTS:
            value = tuple(value)
        values[column] = "" if value is None and column not in TIMES else value
    del values["text_sha256"]
    return Article(**values)
