"""Walks through what a plan finds, a day at a time, in the order of publication.

Ids are dates, so the index itself gives the days in order; inside a day articles are sorted by their time. An article
without a time stands at the beginning of the day it is filed under. The texts are read only when a row is asked for.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from models.filters import ALL_OUTLETS, Filters, Outlets
from models.fts import searchable
from models.grams import fold
from models.ids import day_of, first_id, last_id
from models.plan import Plan
from models.query import Node, holds

SCAN_FIRST = 5_000
"""Rows read one after the other before a costly expression is given to the index."""

_FIND = (
    "SELECT f.rowid, a.published_at, a.section, a.reporters "
    "FROM ft_body AS f CROSS JOIN article AS a ON a.id = f.rowid "
    "WHERE f.ft_body MATCH ? AND f.rowid BETWEEN ? AND ? ORDER BY f.rowid"
)
_SCAN = "SELECT a.id, a.published_at, a.section, a.reporters FROM article AS a WHERE a.id BETWEEN ? AND ? ORDER BY a.id"
_HEADLINES = (
    "SELECT f.rowid, a.published_at, a.section, a.reporters "
    "FROM ft_title AS f CROSS JOIN article AS a ON a.id = f.rowid "
    "WHERE f.ft_title MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3 "
    "AND (?4 = '[]' OR a.outlet IN (SELECT value FROM json_each(?4))) ORDER BY f.rowid DESC LIMIT ?5"
)
_TEXT = "SELECT headline, deck, body, photos, reporters FROM article WHERE id = ?"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an article stands in the order: its day, its time (ISO text, "" where none is known) and its id."""

    day: int
    published_at: str
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A query made ready: walked through newest first, or oldest first where not ``descending``."""

    node: Node
    plan: Plan
    filters: Filters
    outlets: Outlets = ALL_OUTLETS
    descending: bool = True
    after: Place | None = None

    def places(self, db: sqlite3.Connection) -> Iterator[Place]:
        """Every hit in order, those after ``after`` only."""
        low, high = self.filters.ids
        if self.after is not None:
            low = low if self.descending else max(low, first_id(self.after.day))
            high = min(high, last_id(self.after.day)) if self.descending else high
        if not self.plan.costly:
            yield from self._through(db, self.plan, low, high)
            return
        scan, read = Plan(self.outlets.match, exact=False), 0
        for day, rows in self._days(db, scan, low, high):
            yield from self._hits(db, scan, rows)
            read += len(rows)
            if self.descending:
                high = first_id(day) - 1
            else:
                low = last_id(day) + 1
            if read >= SCAN_FIRST:
                yield from self._through(db, self.plan, low, high)
                return

    def in_headlines(self, db: sqlite3.Connection, match: str, candidates: int) -> Iterator[Place]:
        """Hits among the newest ``candidates`` whose headline answers an FTS5 expression for ft_title."""
        rows = db.execute(_HEADLINES, (match, *self.filters.ids, json.dumps(self.outlets.ids), candidates))
        for article_id, published_at, section, reporters in rows:
            if self._holds(db, Plan("", exact=False), article_id, section, reporters):
                yield Place(day_of(article_id), published_at or "", article_id)

    def count(self, db: sqlite3.Connection, cap: int) -> int:
        """How many hits there are, counted up to ``cap``."""
        low, high = self.filters.ids
        if self.plan.exact and not self.filters.of_rows:
            if self.plan.match:
                found = "SELECT 1 FROM ft_body WHERE ft_body MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
                values: tuple[object, ...] = (self.plan.match, low, high, cap)
            else:
                found, values = "SELECT 1 FROM article WHERE id BETWEEN ? AND ? LIMIT ?", (low, high, cap)
            return int(db.execute(f"SELECT count(*) FROM ({found})", values).fetchone()[0])
        total = 0
        for article_id, _, section, reporters in _rows(db, self.plan.match, low, high, descending=True):
            if self._holds(db, self.plan, article_id, section, reporters):
                total += 1
                if total >= cap:
                    break
        return total

    def _through(self, db: sqlite3.Connection, plan: Plan, low: int, high: int) -> Iterator[Place]:
        for _, rows in self._days(db, plan, low, high):
            yield from self._hits(db, plan, rows)

    def _days(
        self, db: sqlite3.Connection, plan: Plan, low: int, high: int
    ) -> Iterator[tuple[int, list[tuple[int, str | None, str, str]]]]:
        rows = _rows(db, plan.match, low, high, descending=self.descending)
        for day, group in groupby(rows, key=lambda row: day_of(row[0])):
            yield day, list(group)

    def _hits(
        self, db: sqlite3.Connection, plan: Plan, rows: list[tuple[int, str | None, str, str]]
    ) -> Iterator[Place]:
        placed = [(Place(day_of(row[0]), row[1] or "", row[0]), row) for row in rows]
        placed.sort(key=lambda pair: pair[0], reverse=self.descending)
        for place, (article_id, _, section, reporters) in placed:
            if self._is_before(place):
                continue
            if self._holds(db, plan, article_id, section, reporters):
                yield place

    def _is_before(self, place: Place) -> bool:
        """Whether the place was already passed by the page before."""
        if self.after is None:
            return False
        return place >= self.after if self.descending else place <= self.after

    def _holds(self, db: sqlite3.Connection, plan: Plan, article_id: int, section: str, reporters: str) -> bool:
        if self.filters.of_rows and not self.filters.admits(section, reporters):
            return False
        return plan.exact or holds(self.node, folded_text(db, article_id))


def folded_text(db: sqlite3.Connection, article_id: int) -> str:
    """The searched text of one article, folded."""
    row = db.execute(_TEXT, (article_id,)).fetchone()
    if row is None:
        return ""
    headline, deck, body, photos, reporters = row
    captions = [photo["caption"] for photo in json.loads(photos)]
    return fold(searchable(headline, deck, body, captions, json.loads(reporters)))


def _rows(
    db: sqlite3.Connection, match: str, low: int, high: int, *, descending: bool
) -> Iterator[tuple[int, str | None, str, str]]:
    order = " DESC" if descending else " ASC"
    if match:
        return db.execute(_FIND + order, (match, low, high))
    return db.execute(_SCAN + order, (low, high))
