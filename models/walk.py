"""Walks through what a plan finds, a day at a time, in the order of publication.

Ids are dates, so the index itself gives the days in order; inside a day articles are sorted by their time, which
``place_in_day`` keeps apart from the articles. An article without a time stands at the beginning of the day it is
filed under. Texts are read one by one, only where the index alone cannot decide, and only as far as is asked for.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice

from models.filters import Filters
from models.ids import day_of, first_id, last_id
from models.plan import Plan, narrowed, plan
from models.proof import Proof
from models.query import Node, Term, with_terms

SCAN_FIRST = 500
"""Texts read before an expression that is costly is given to the index."""
FEW = 8
"""It is given to the index where fewer than one in so many is a hit."""
SCAN_SOME = 500
"""Candidates of the costly expression read some at a time, before those of a whole day are read at once."""
RARE = 256
"""A whole day is read at once where fewer than one in so many is a hit."""
UNDATED = -1_000_000_000
"""The second at which an article without a time stands: before all others of its day."""

_PLACE = f"coalesce(p.second, {UNDATED}) AS second, p.id"
_IN_PLAN = (
    "FROM ft_body AS f CROSS JOIN place_in_day AS p ON p.id = f.rowid {0} "
    "WHERE f.ft_body MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3"
)
_IN_ALL = (
    "FROM place_in_day AS p {0} WHERE p.id BETWEEN ?2 AND ?3 AND (?1 = '' OR p.id NOT IN "
    "(SELECT rowid FROM ft_body WHERE ft_body MATCH nullif(?1, '') AND rowid BETWEEN ?2 AND ?3))"
)
_WITH_TEXT = "CROSS JOIN article AS a ON a.id = p.id"

Row = tuple[float, int]
"""(second of the day, id): sorts as the articles of a day do."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an article stands in the order: its day, the second of that day, its id."""

    day: int
    second: float
    id: int


def read_place(parts: Sequence[str]) -> Place:
    """The place of (second, id) as a cursor holds them. Raises ValueError where they are none."""
    second, article_id = parts
    number = int(article_id)
    if abs(number) >= 1 << 62:
        raise ValueError("no id")
    return Place(day_of(number), float(second), number)


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A query made ready: walked through newest first, or oldest first where not ``descending``.

    ``inside`` is an expression of the tokens of outlets and sections that ``plan`` is narrowed to already, or "".
    """

    node: Node
    plan: Plan
    filters: Filters
    inside: str = ""
    descending: bool = True
    after: Place | None = None

    @cached_property
    def proof(self) -> Proof:
        """What decides where the index cannot."""
        return Proof(self.node, self.filters)

    def places(self, db: sqlite3.Connection) -> Iterator[Place]:
        """Every hit in order, those after ``after`` only."""
        low, high = self.filters.ids
        if self.after is not None:
            if self.descending:
                high = min(high, last_id(self.after.day))
            else:
                low = max(low, first_id(self.after.day))
        return self._cautiously(db, low, high) if self.plan.full else self._straight(db, self.plan, low, high)

    def _straight(self, db: sqlite3.Connection, plan: Plan, low: int, high: int) -> Iterator[Place]:
        """As many as are asked for, some at a time; once hits turn out to be rare, days at once."""
        begun, found, left = self.proof.read, 0, None

        def places() -> Iterator[Place]:
            nonlocal left
            for day, rows in self._days(db, plan, low, high):
                read = self.proof.read - begun
                if read >= SCAN_SOME and found * RARE <= read:
                    left = day
                    return
                yield from self._places(day, rows)

        for place in self.proof.hits(db, places(), exact=plan.exact):
            found += 1
            yield place
        if left is not None:
            yield from self._thoroughly(db, plan, *self._from(left, low, high))

    def _thoroughly(self, db: sqlite3.Connection, plan: Plan, low: int, high: int) -> Iterator[Place]:
        """Every candidate of a day is read before the first hit is given: a third of what some at a time cost."""
        order = f"ORDER BY {'f.rowid' if plan.match else 'p.id'} {'DESC' if self.descending else 'ASC'}"
        sql = f"SELECT {self.proof.columns}, {_PLACE} {_source(plan, _WITH_TEXT)} {order}"
        rows = db.execute(sql, (plan.match or plan.without, low, high))
        found: Iterator[Row] = ((row[-2], row[-1]) for row in self.proof.good(db, rows, exact=plan.exact))
        for day, group in groupby(found, key=lambda row: day_of(row[1])):
            yield from self._places(day, sorted(group, reverse=self.descending))

    def _from(self, day: int, low: int, high: int) -> tuple[int, int]:
        """The bounds from a day on, in the order of the walk."""
        return (low, last_id(day)) if self.descending else (first_id(day), high)

    def _cautiously(self, db: sqlite3.Connection, low: int, high: int) -> Iterator[Place]:
        """Begins with what is found at once; only where few of the texts are hits, the full plan finds the rest."""
        full = self.plan.fullest
        read = found = 0
        for day, rows in self._days(db, self.plan, low, high):
            for start in range(0, len(rows), SCAN_FIRST):
                if read >= SCAN_FIRST and found * FEW <= read:
                    seen = {row[1] for row in rows[:start]}
                    rest = self._straight(db, full, *self._from(day, low, high))
                    yield from (place for place in rest if place.id not in seen)
                    return
                some = rows[start : start + SCAN_FIRST]
                read += len(some)
                for place in self.proof.hits(db, self._places(day, some), exact=False):
                    found += 1
                    yield place

    def in_headlines(self, db: sqlite3.Connection, *, most: int, floor: int | None) -> tuple[list[Place], int]:
        """Hits in whose headlines all is found that is asked for, and the id down to which was looked.

        Looked at are the newest ``most``, or with ``floor`` all from that id on.
        """
        found = plan(db, with_terms(self.node, _in_headline))
        if not found.match:
            return [], 0
        found = narrowed(found, self.inside) if self.inside else found
        low, high = self.filters.ids
        rows = _rows(db, found, low if floor is None else max(low, floor), high, descending=True)
        looked = list(rows if floor is not None else islice(rows, most))
        lowest = looked[-1][1] if len(looked) == most else low
        places = [Place(day_of(article_id), second, article_id) for second, article_id in looked]
        return list(self.proof.hits(db, places, exact=False)), lowest if floor is None else floor

    def count(self, db: sqlite3.Connection, cap: int) -> int:
        """How many hits there are, counted up to ``cap``."""
        plan = self.plan if self.plan.exact else self.plan.fullest
        if plan.exact and not self.filters.of_rows:
            found = f"SELECT 1 {_source(plan)} LIMIT ?4"
            if plan.match:
                found = "SELECT 1 FROM ft_body WHERE ft_body MATCH ?1 AND rowid BETWEEN ?2 AND ?3 LIMIT ?4"
            values = (plan.match or plan.without, *self.filters.ids, cap)
            return int(db.execute(f"SELECT count(*) FROM ({found})", values).fetchone()[0])
        return sum(1 for _ in islice(self.ids(db), cap))

    def ids(self, db: sqlite3.Connection) -> Iterator[int]:
        """The id of every hit, in no order of the hours."""
        low, high = self.filters.ids
        plan, proof = self.plan, self.proof
        if plan.full:
            yield from (place.id for place in self._cautiously(db, low, high))
            return
        if plan.exact and not self.filters.of_rows:
            only = "SELECT f.rowid FROM ft_body AS f WHERE f.ft_body MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3"
            sql = only if plan.match else f"SELECT p.id {_source(plan)}"
            yield from (row[0] for row in db.execute(sql, (plan.match or plan.without, low, high)))
            return
        sql = f"SELECT {proof.columns}, p.id {_source(plan, _WITH_TEXT)}"
        rows = db.execute(sql, (plan.match or plan.without, low, high))
        yield from (row[-1] for row in proof.good(db, rows, exact=plan.exact, few=False))

    def _days(self, db: sqlite3.Connection, plan: Plan, low: int, high: int) -> Iterator[tuple[int, list[Row]]]:
        """(day, its rows in order), day after day."""
        rows = _rows(db, plan, low, high, descending=self.descending)
        for day, group in groupby(rows, key=lambda row: day_of(row[1])):
            yield day, sorted(group, reverse=self.descending)

    def _places(self, day: int, rows: list[Row]) -> Iterator[Place]:
        places = (Place(day, second, article_id) for second, article_id in rows)
        return places if self.after is None else (place for place in places if not self._was_passed(place))

    def _was_passed(self, place: Place) -> bool:
        if self.after is None:
            return False
        return place >= self.after if self.descending else place <= self.after


def _in_headline(term: Term) -> Term:
    return term if term.field else replace(term, field="headline")


def _source(plan: Plan, join: str = "") -> str:
    """Where a plan's rows come from: ?1 is its match or without, ?2 and ?3 bound the ids; place_in_day is ``p``."""
    return (_IN_PLAN if plan.match else _IN_ALL).format(join)


def _rows(db: sqlite3.Connection, plan: Plan, low: int, high: int, *, descending: bool) -> Iterator[Row]:
    order = "f.rowid" if plan.match else "p.id"
    sql = f"SELECT {_PLACE} {_source(plan)} ORDER BY {order} {'DESC' if descending else 'ASC'}"
    return db.execute(sql, (plan.match or plan.without, low, high))
