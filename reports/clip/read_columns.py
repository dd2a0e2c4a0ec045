"""Which column of a clip's list is which, after a person has moved, renamed or cleared heads."""

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from reports.clip.columns import FIELDS
from reports.clip.workbook_layout import DROP_HEAD, ID_HEAD, ORDER_HEAD, KeptColumn, read_key

OWN = frozenset({"tone", "note", ORDER_HEAD, DROP_HEAD, ID_HEAD})
"""Columns that a row has of its own."""


def find_columns(cells: Sequence[str], kept: Sequence[KeptColumn]) -> dict[str, int]:
    """The place of each column by its field, or its head; empty where this is not the row of the heads.

    ``kept`` are the columns that the file was written with: a head that is no longer known is taken for the one that
    stood between the same neighbours.
    """
    fields = {_plain(one.name): name for name, one in FIELDS.items()}
    fields |= {_plain(head): head for head in (ORDER_HEAD, DROP_HEAD, ID_HEAD)}
    fields |= {_plain(one.title): one.field for one in kept}
    places = {
        fields.get(_plain(text), " ".join(text.split())): place
        for place, text in reversed(list(enumerate(cells)))
        if text.strip()
    }
    if ID_HEAD not in places and "headline" not in places:
        return {}
    known = frozenset(fields.values())
    for at, one in enumerate(kept):
        if one.field in places:
            continue
        place = _find_between(kept, at, places)
        if place is not None and all(other != place or name not in known for name, other in places.items()):
            places = {name: other for name, other in places.items() if other != place} | {one.field: place}
    return places


def _find_between(kept: Sequence[KeptColumn], at: int, places: Mapping[str, int]) -> int | None:
    """The place between the columns that stood before and behind this one, where one column is left between them."""
    before = -1 if at == 0 else places.get(kept[at - 1].field)
    if before is None:
        return None
    if at + 1 == len(kept):
        return before + 1
    behind = places.get(kept[at + 1].field)
    return before + 1 if behind == before + 2 else None


def find_ids(rows: Sequence[Sequence[str]]) -> int | None:
    """The column in which most rows have the id of an item; None where none has any."""
    counts: dict[int, int] = {}
    for cells in rows:
        for place, text in enumerate(cells):
            if "-" in text and read_key(text) is not None:
                counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda place: counts[place]) if counts else None


def is_repeated_head(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether a row is the row of the heads once more, as some copy it for each page."""
    return [text.strip() for text in cells if text.strip()] == [text.strip() for text in heads if text.strip()]


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
