"""A row's checksum (column ``seal``), by which `news verify` sees that a value has changed. Standard library only.

SQLite notices damage to the shape of its file, not to what is in it (measured: 6 of 200 damaged places). A checksum
covers every value a reader sees, in the type it is stored as. It guards against disks, not against people.
"""

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from models.records.rows import COLUMNS

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Value = str | int | float | None

ARTICLE: tuple[str, ...] = ("id", "revision", *COLUMNS)
OUTLET: tuple[str, ...] = ("id", "n", "title", "region", "family", "export", "kind")
PAGE: tuple[str, ...] = ("outlet", "key", "url", "status", "fetched_at", "headers", "listing", "sha256", "size")
REVISION: tuple[str, ...] = ("n", "record", "text_sha256", "replaced_at", "reason")
CLIP: tuple[str, ...] = (
    *("id", "day", "name", "subject", "rule"),
    *("made_at", "made_by", "done_at", "done_by", "arrival", "removed_at", "removed_by"),
)
CLIP_ITEM: tuple[str, ...] = ("id", "clip_id", "entry", "place", "state", "is_placed", "watch", "who", "at")
CLIP_ATTACHMENT: tuple[str, ...] = ("id", "item_id", "name", "media_type", "sha256", "size", "removed_at")
CLIP_CHANGE: tuple[str, ...] = ("id", "clip_id", "item_id", "at", "who", "deed", "was", "became")
PERSON: tuple[str, ...] = ("id", "name", "shown", "role", "password_hash", "made_at", "ended_at")
AUDIT: tuple[str, ...] = ("id", "at", "who", "deed", "about", "address")
CHECKED_COLUMNS: dict[str, tuple[str, ...]] = {
    "outlet": OUTLET,
    "article": ARTICLE,
    "page": PAGE,
    "revision": REVISION,
    "clip": CLIP,
    "clip_item": CLIP_ITEM,
    "clip_attachment": CLIP_ATTACHMENT,
    "clip_change": CLIP_CHANGE,
    "person": PERSON,
    "audit": AUDIT,
}
"""The columns that each table's checksum covers, in order; not the article of a page, revision or item of a clip: it
may change."""


def checksum(values: Iterable[Value]) -> int:
    """The checksum of values in order: 64 bits, as SQLite keeps a number."""
    return checksum_of_text(_encode(tuple(values)).encode("utf-8", "surrogatepass"))


def checksum_of_text(text: bytes) -> int:
    """The checksum of values that are one JSON list already, as SQLite's ``json_array`` writes it too."""
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def checksum_rules() -> str:
    """The name of the rules of today: another set of columns is another name, and all rows are sealed anew."""
    return f"{checksum(name for table in CHECKED_COLUMNS.values() for name in table):x}"


def row_checksum(columns: Sequence[str], values: dict[str, Value]) -> int:
    """The seal of a row given by column; other keys are ignored."""
    return checksum(values[name] for name in columns)
