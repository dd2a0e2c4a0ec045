"""The columns of the ``article`` table and the way of a record into a row and back.

Lists are kept as JSON, times as ISO text with +09:00, an absent time as NULL. Short columns come first and the
body last, so that dates and names are read without touching the text.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.records.article import FIELDS, Article, Attachment, FieldKind, Photo
from models.records.times import read_time, time_text

STORED_FIRST = (
    *("outlet", "published_at", "section", "reporters", "outlet_title", "region", "modified_at", "published_raw"),
    *("published_from", "fetched_at", "article_no", "url", "canonical_url", "text_sha256", "php_messages"),
    *("broken_characters", "repairs", "dateline", "agency", "emails", "tags", "headline", "deck", "photos", "body"),
)
"""The order of the table as it was first made; the checksums of rows depend on it."""
COLUMNS: tuple[str, ...] = (*STORED_FIRST, *(name for name in FIELDS if name not in STORED_FIRST))
"""Columns of ``article`` in order, after ``id``: the fields, and text_sha256. A later field is stored last."""


def _columns_of(*kinds: FieldKind) -> frozenset[str]:
    return frozenset(name for name, field in FIELDS.items() if field.kind in kinds)


TIMES = _columns_of(FieldKind.TIME)
LISTS = _columns_of(FieldKind.TEXTS, FieldKind.PHOTOS, FieldKind.ATTACHMENTS, FieldKind.COUNTS)
NUMBERS = _columns_of(FieldKind.NUMBER)
_PHOTOS, _COUNTS = _columns_of(FieldKind.PHOTOS), _columns_of(FieldKind.COUNTS)
_ATTACHMENTS = _columns_of(FieldKind.ATTACHMENTS)

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
    if column in _PHOTOS:
        return _json([{"url": p.url, "caption": p.caption, "credit": p.credit} for p in value])
    if column in _ATTACHMENTS:
        return _json([{"name": a.name, "url": a.url} for a in value])
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


def _read_attachments(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(**attachment) for attachment in read_list(text))


def _read_counts(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(count)) for name, count in read_list(text))


_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(TIMES, read_time),
    **dict.fromkeys(LISTS, _read_names),
    **dict.fromkeys(_PHOTOS, _read_photos),
    **dict.fromkeys(_ATTACHMENTS, _read_attachments),
    **dict.fromkeys(_COUNTS, _read_counts),
}
_READERS = tuple((column, _READ.get(column)) for column in COLUMNS)


def from_json(record: Mapping[str, Any]) -> Article:
    """The article of a record made by ``article.as_json``."""
    values: dict[str, Any] = {}
    for column in COLUMNS:
        if column not in record:
            continue  # the record is older than the field, which then has its default
        value = record[column]
        if column in TIMES:
            value = read_time(value)
        elif column in _PHOTOS:
            value = tuple(Photo(**photo) for photo in value)
        elif column in _ATTACHMENTS:
            value = tuple(Attachment(**attachment) for attachment in value)
        elif column in _COUNTS:
            value = tuple(value.items())
        elif column in LISTS:
            value = tuple(value)
        values[column] = "" if value is None and column not in TIMES else value
    del values["text_sha256"]
    return Article(**values)
