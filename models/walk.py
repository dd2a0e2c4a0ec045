"""Walks through what a plan finds, a day at a time, in the order of publication.

Ids are dates, so the index itself gives the days in order; inside a day articles are sorted by their time, which
``place_in_day`` keeps apart from the articles. An article without a time stands at the beginning of the day it is
filed under. Texts are read one by one, only where the index alone cannot decide, and only as far as is asked for.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from models.filters import ALL_OUTLETS, Filters, Outlets
from models.fts import searchable
from models.grams import fold, fold_plain, is_plain
from models.ids import day_of, first_id, last_id
from models.plan import Plan
from models.query import Node, any_not, holds, leaves

SCAN_FIRST = 500
"""Texts read one after the other before a costly expression is given to the index."""
UNDATED = -1_000_000_000
"""The second at which an article without a time stands: before all others of its day."""

_PLACE = f"coalesce(p.second, {UNDATED}) AS second, p.id"
_IN_PLAN = (
    "FROM ft_body AS f CROSS JOIN {0} AS p ON p.id = f.rowid WHERE f.ft_body MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3"
)
_IN_ALL = (
    "FROM {0} AS p WHERE p.id BETWEEN ?2 AND ?3 AND (?1 = '' OR p.id NOT IN "
    "(SELECT rowid FROM ft_body WHERE ft_body MATCH nullif(?1, '') AND rowid BETWEEN ?2 AND ?3))"
)
_TEXT = "p.section, p.reporters, p.headline, p.deck, p.body, p.photos"
_IN_HEADLINES = (
    f"SELECT {_PLACE} FROM ft_title AS f CROSS JOIN place_in_day AS p ON p.id = f.rowid "
    "WHERE f.ft_title MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3 AND (?4 = '[]' OR "
    "(SELECT outlet FROM article AS a WHERE a.id = p.id) IN (SELECT value FROM json_each(?4))) "
    "ORDER BY f.rowid DESC LIMIT ?5"
)

Row = tuple[float, int]
"""(second of the day, id): sorts as the articles of a day do."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an article stands in the order: its day, the second of that day, its id."""

    day: int
    second: float
    id: int


@dataclass(frozen=True, kw_only=True)
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
            if self.descending:
                high = min(high, last_id(self.after.day))
            else:
                low = max(low, first_id(self.after.day))
        return self._cautiously(db, low, high) if self.plan.costly else self._straight(db, low, high)

    def _straight(self, db: sqlite3.Connection, low: int, high: int) -> Iterator[Place]:
        for day, rows in self._days(db, self.plan, low, high):
            yield from self._hits(db, day, rows, exact=self.plan.exact)

    def _cautiously(self, db: sqlite3.Connection, low: int, high: int) -> Iterator[Place]:
        """For a costly plan: read texts one by one; only where that takes long, ask the index for the rest."""
        read = 0
        for day, rows in self._days(db, Plan(self.outlets.match, exact=False), low, high):
            left = SCAN_FIRST - read
            yield from self._hits(db, day, rows[:left], exact=False)
            read += len(rows)
            if read < SCAN_FIRST:
                continue
            found = {row[1] for row in _rows(db, self.plan, first_id(day), last_id(day), descending=True)}
            yield from self._hits(db, day, [row for row in rows[left:] if row[1] in found], exact=self.plan.exact)
            if self.descending:
                yield from self._straight(db, low, first_id(day) - 1)
            else:
                yield from self._straight(db, last_id(day) + 1, high)
            return

    def in_headlines(self, db: sqlite3.Connection, match: str, candidates: int) -> Iterator[Place]:
        """Hits among the newest ``candidates`` whose headline answers an FTS5 expression for ft_title."""
        values = (match, *self.filters.ids, json.dumps(self.outlets.ids), candidates)
        for second, article_id in db.execute(_IN_HEADLINES, values):
            if self._holds(db, article_id, exact=False):
                yield Place(day_of(article_id), second, article_id)

    def count(self, db: sqlite3.Connection, cap: int) -> int:
        """How many hits there are, counted up to ``cap``."""
        low, high = self.filters.ids
        if self.plan.exact and not self.filters.of_rows:
            found = f"SELECT 1 {_source(self.plan, 'place_in_day')} LIMIT ?4"
            if self.plan.match:
                found = "SELECT 1 FROM ft_body WHERE ft_body MATCH ?1 AND rowid BETWEEN ?2 AND ?3 LIMIT ?4"
            values = (self.plan.match or self.plan.without, low, high, cap)
            return int(db.execute(f"SELECT count(*) FROM ({found})", values).fetchone()[0])
        texts = f"SELECT {_TEXT} {_source(self.plan, 'article')}"
        total = 0
        for row in db.execute(texts, (self.plan.match or self.plan.without, low, high)):
            total += self._answers(row, exact=self.plan.exact)
            if total == cap:
                break
        return total

    def _days(self, db: sqlite3.Connection, plan: Plan, low: int, high: int) -> Iterator[tuple[int, list[Row]]]:
        """(day, its rows in order), day after day."""
        rows = _rows(db, plan, low, high, descending=self.descending)
        for day, group in groupby(rows, key=lambda row: day_of(row[1])):
            yield day, sorted(group, reverse=self.descending)

    def _hits(self, db: sqlite3.Connection, day: int, rows: list[Row], *, exact: bool) -> Iterator[Place]:
        for second, article_id in rows:
            place = Place(day, second, article_id)
            if not self._was_passed(place) and self._holds(db, article_id, exact=exact):
                yield place

    def _was_passed(self, place: Place) -> bool:
        if self.after is None:
            return False
        return place >= self.after if self.descending else place <= self.after

    def _holds(self, db: sqlite3.Connection, article_id: int, *, exact: bool) -> bool:
        if exact and not self.filters.of_rows:
            return True
        row = db.execute(f"SELECT {_TEXT} FROM article AS p WHERE p.id = ?", (article_id,)).fetchone()
        return row is not None and self._answers(row, exact=exact)

    def _answers(self, row: tuple[str, str, str, str, str, str], *, exact: bool) -> bool:
        """Whether an article's texts hold what is asked for; ``exact``: the index has said so."""
        section, reporters, headline, deck, body, photos = row
        if self.filters.of_rows and not self.filters.admits(section, reporters):
            return False
        if exact:
            return True
        folded = fold_plain if self._is_plain else fold
        if self._is_growing and holds(self.node, folded(body)):
            return True
        captions = () if photos == "[]" else [photo["caption"] for photo in json.loads(photos)]
        names = () if reporters == "[]" else json.loads(reporters)
        text = searchable(headline, deck, body, captions, names)
        return holds(self.node, folded(text))

    @cached_property
    def _is_growing(self) -> bool:
        """Whether what holds in the body holds in the whole text: nothing is asked to be absent."""
        return not any_not(self.node)

    @cached_property
    def _is_plain(self) -> bool:
        return all(is_plain(term.text) for term in leaves(self.node))


def _source(plan: Plan, table: str) -> str:
    """Where a plan's rows come from: ?1 is its match or without, ?2 and ?3 bound the ids; the table is ``p``."""
    return (_IN_PLAN if plan.match else _IN_ALL).format(table)


def _rows(db: sqlite3.Connection, plan: Plan, low: int, high: int, *, descending: bool) -> Iterator[Row]:
    order = "f.rowid" if plan.match else "p.id"
    sql = f"SELECT {_PLACE} {_source(plan, 'place_in_day')} ORDER BY {order} {'DESC' if descending else 'ASC'}"
    return db.execute(sql, (plan.match or plan.without, low, high))
