"""What a search is narrowed by beside its words."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.fts import outlet_token
from models.grams import fold
from models.ids import day_number, first_id, last_id

FIRST_ID = -(1 << 62)
LAST_ID = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All that is given must hold; what is empty or None does not narrow.

    ``outlets``: ids or Korean names, any of them. ``regions``: of the outlets as they are declared now, any of them;
    대구 and 경북 both name 대구·경북. ``since`` and ``until``: days of publication, both included; an article without
    a date counts on the day it was fetched. ``reporter``: a whole name. ``section``: one level, the whole path
    (``전국 > 경북``) or its beginning.
    """

    outlets: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reporter: str = ""
    section: str = ""

    @property
    def ids(self) -> tuple[int, int]:
        """The first and the last id of the days asked for."""
        low = FIRST_ID if self.since is None else first_id(day_number(self.since))
        high = LAST_ID if self.until is None else last_id(day_number(self.until))
        return low, high

    @property
    def of_rows(self) -> bool:
        """Whether rows must be looked at, which the index does not hold."""
        return bool(self.reporter.strip() or self.section.strip())

    def admits(self, section: str, reporters: str) -> bool:
        """Whether a row's section and reporters (JSON, as stored) are asked for."""
        if self.reporter.strip() and _key(self.reporter) not in map(_key, json.loads(reporters)):
            return False
        return not self.section.strip() or _in_section(self.section, section)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlets asked for: as an FTS5 expression of their tokens, and their ids. Empty: all of them."""

    match: str = ""
    ids: tuple[str, ...] = ()


ALL_OUTLETS = Outlets()


def find_outlets(db: sqlite3.Connection, filters: Filters) -> Outlets | None:
    """The outlets that fit, or None where none does."""
    if not filters.outlets and not filters.regions:
        return ALL_OUTLETS
    names = set(map(_key, filters.outlets))
    regions = set(map(_key, filters.regions))
    found = [
        (outlet_token(n), str(outlet_id))
        for n, outlet_id, title, region in db.execute("SELECT n, id, title, region FROM outlet ORDER BY n")
        if (not names or not names.isdisjoint((_key(outlet_id), _key(title))))
        and (not regions or not regions.isdisjoint(_parts(region)))
    ]
    if not found:
        return None
    return Outlets(" OR ".join(f'"{token}"' for token, _ in found), tuple(outlet_id for _, outlet_id in found))


def _key(text: str) -> str:
    return " ".join(fold(text).split())


def _parts(region: str) -> Iterable[str]:
    """A region's name and, where it names several (대구·경북), each of them."""
    whole = _key(region)
    return whole, *"".join(c if c.isalnum() else " " for c in whole).split()


def _in_section(wanted: str, section: str) -> bool:
    asked = [_key(level) for level in wanted.split(">")]
    levels = [_key(level) for level in section.split(">")]
    return levels[: len(asked)] == asked or (len(asked) == 1 and asked[0] in levels)
