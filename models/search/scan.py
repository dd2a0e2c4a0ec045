"""Walks through what a index_query finds, a day at a time, in the order of publication.

Ids are dates, so the index itself gives the days in order; inside a day articles are sorted by their time, which
``place_in_day`` keeps apart from the articles. An article without a time is at the beginning of the day it is
filed under. Texts are read one by one, only where the index alone cannot decide, and only as far as needed.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice

from models.query.filters import Filters
from models.query.tree import Named, Node, Term, map_terms
from models.records.article_ids import day_of, first_id, last_id
from models.search.index_query import IndexQuery, make_index_query, narrow
from models.search.verify_hits import HitVerifier

MIN_SCANNED = 500
"""Texts read before it is judged how many of them are hits."""
FEW_HITS_ONE_IN = 8
"""Where fewer than one in so many is a hit, the index is given the expression that is costly, and narrows more."""
RARE_HITS_ONE_IN = 128
"""Where fewer than one in so many is a hit, all candidates of a day are read at once."""
PATIENT_ONE_IN, PAGE_HITS = 1_000, 20
"""For each hit of a first page one in so many of all articles may be read before that: what the costly expression
costs grows with the archive."""
UNDATED = -1_000_000_000
"""The second at which an article without a time is: before all others of its day."""

_PLACE = f"coalesce(p.second, {UNDATED}) AS second, p.id"
_IN_PLAN = (
    "FROM ft_body AS f CROSS JOIN place_in_day AS p ON p.id = f.rowid {0} "
    "WHERE f.ft_body MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3"
)
_IN_ALL = (
    "FROM place_in_day AS p {0} WHERE p.id BETWEEN ?2 AND ?3 AND (?1 = '' OR p.id NOT IN "
    "(SELECT rowid FROM ft_body WHERE ft_body MATCH nullif(?1, '') AND rowid BETWEEN ?2 AND ?3))"
)
_CHOSEN = f"SELECT {_PLACE} FROM json_each(?) AS w CROSS JOIN place_in_day AS p ON p.id = w.value"
_WITH_TEXT = "CROSS JOIN article AS a ON a.id = p.id"

Row = tuple[float, int]
"""(second of the day, id): sorts as the articles of a day do."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The place of an article in the order: its day, the second of that day, its id."""

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
class SearchScan:
    """A query made ready: walked through newest first, or oldest first where not ``descending``.

    ``named`` says which outlets and sections its terms name. ``inside`` is an expression of the tokens of outlets and
    sections that ``make_index_query`` is narrowed to already, or "". ``only``: the articles that
    are looked at, each of them found by the index; None: whatever the index finds.
    """

    node: Node
    index_query: IndexQuery
    filters: Filters
    named: Named
    inside: str = ""
    descending: bool = True
    after: Place | None = None
    only: frozenset[int] | None = None

    @cached_property
    def verifier(self) -> HitVerifier:
        """What decides where the index cannot."""
        return HitVerifier(self.node, self.filters, self.named)

    def places(self, db: sqlite3.Connection) -> Iterator[Place]:
        """Every hit in order, those after ``after`` only."""
        if self.only is not None:
            return self._chosen(db, self.only)
        low, high = self.filters.ids
        if self.after is not None:
            if self.descending:
                high = min(high, last_id(self.after.day))
            else:
                low = max(low, first_id(self.after.day))
        if self.index_query.exact and not self.filters.of_rows:
            return (p for day, rows in self._days(db, self.index_query, low, high) for p in self._places(day, rows))
        return self._cautiously(db, self.index_query, low, high, patient=True)

    def _chosen(self, db: sqlite3.Connection, only: frozenset[int]) -> Iterator[Place]:
        rows = db.execute(_CHOSEN, (json.dumps(sorted(only)),))
        places = (Place(day_of(article_id), second, article_id) for second, article_id in rows)
        kept = sorted((place for place in places if not self._was_passed(place)), reverse=self.descending)
        return self.verifier.hits(db, kept, exact=self.index_query.exact)

    def _cautiously(
        self, db: sqlite3.Connection, index_query: IndexQuery, low: int, high: int, *, patient: bool = False
    ) -> Iterator[Place]:
        """Reads as many as are needed, some at a time, until hits turn out to be few among what the index finds.

        ``patient``: perhaps no more than a page of them is needed.
        """
        read = found = 0
        for day, rows in self._days(db, index_query, low, high):
            given: set[int] = set()
            for start in range(0, len(rows), MIN_SCANNED):
                rest = self._rest(db, index_query, read, found, *self._from(day, low, high), patient=patient)
                if rest is not None:
                    yield from (place for place in rest if place.id not in given)
                    return
                some = rows[start : start + MIN_SCANNED]
                read += len(some)
                for place in self.verifier.hits(db, self._places(day, some), exact=index_query.exact):
                    found += 1
                    given.add(place.id)
                    yield place

    def _rest(
        self,
        db: sqlite3.Connection,
        index_query: IndexQuery,
        read: int,
        found: int,
        low: int,
        high: int,
        *,
        patient: bool,
    ) -> Iterator[Place] | None:
        """What goes on where so few of so many texts were hits; None where it pays to continue as before."""
        if (
            read < MIN_SCANNED
            or found * FEW_HITS_ONE_IN > read
            or (not index_query.full and found * RARE_HITS_ONE_IN > read)
        ):
            return None
        if (
            patient
            and index_query.full
            and min(found, PAGE_HITS) * (self.verifier.articles(db) // PATIENT_ONE_IN) > read
        ):
            return None
        full = index_query.fullest
        if full.exact and not self.filters.of_rows:
            return (p for day, rows in self._days(db, full, low, high) for p in self._places(day, rows))
        if found * RARE_HITS_ONE_IN > read:
            return self._cautiously(db, full, low, high)
        return self._thoroughly(db, full, low, high)

    def _thoroughly(self, db: sqlite3.Connection, index_query: IndexQuery, low: int, high: int) -> Iterator[Place]:
        """Every candidate of a day is read before the first hit is given: at half the cost of some at a time."""
        order = f"ORDER BY {'f.rowid' if index_query.match else 'p.id'} {'DESC' if self.descending else 'ASC'}"
        sql = f"SELECT {self.verifier.columns}, {_PLACE} {_source(index_query, _WITH_TEXT)} {order}"
        rows = db.execute(sql, (index_query.match or index_query.without, low, high))
        found: Iterator[Row] = ((row[-2], row[-1]) for row in self.verifier.good(db, rows, exact=index_query.exact))
        for day, group in groupby(found, key=lambda row: day_of(row[1])):
            yield from self._places(day, sorted(group, reverse=self.descending))

    def _from(self, day: int, low: int, high: int) -> tuple[int, int]:
        """The bounds from a day on, in the order of the walk."""
        return (low, last_id(day)) if self.descending else (first_id(day), high)

    def in_headlines(self, db: sqlite3.Connection, *, most: int, floor: int | None) -> tuple[list[Place], int]:
        """Hits in whose headlines everything is found, and the id down to which was looked.

        Looked at are the newest ``most``, or with ``floor`` all from that id on.
        """
        found = make_index_query(db, map_terms(self.node, _in_headline), self.named)
        if not found.match:
            return [], 0
        found = narrow(found, self.inside) if self.inside else found
        low, high = self.filters.ids
        rows = _rows(db, found, low if floor is None else max(low, floor), high, descending=True)
        looked = list(rows if floor is not None else islice(rows, most))
        lowest = looked[-1][1] if len(looked) == most else low
        if self.only is not None:
            looked = [row for row in looked if row[1] in self.only]
        places = [Place(day_of(article_id), second, article_id) for second, article_id in looked]
        return list(self.verifier.hits(db, places, exact=False)), lowest if floor is None else floor

    def count(self, db: sqlite3.Connection, cap: int) -> int:
        """How many hits there are, counted up to ``cap``."""
        index_query = self.index_query if self.index_query.exact else self.index_query.fullest
        if index_query.exact and not self.filters.of_rows and self.only is None:
            found = f"SELECT 1 {_source(index_query)} LIMIT ?4"
            if index_query.match:
                found = "SELECT 1 FROM ft_body WHERE ft_body MATCH ?1 AND rowid BETWEEN ?2 AND ?3 LIMIT ?4"
            values = (index_query.match or index_query.without, *self.filters.ids, cap)
            return int(db.execute(f"SELECT count(*) FROM ({found})", values).fetchone()[0])
        return sum(1 for _ in islice(self.ids(db), cap))

    def ids(self, db: sqlite3.Connection) -> Iterator[int]:
        """The id of every hit, in no order of the hours."""
        if self.only is not None:
            yield from (place.id for place in self._chosen(db, self.only))
            return
        low, high = self.filters.ids
        index_query, proof = self.index_query, self.verifier
        if index_query.full:
            yield from (place.id for place in self._cautiously(db, index_query, low, high))
            return
        if index_query.exact and not self.filters.of_rows:
            only = "SELECT f.rowid FROM ft_body AS f WHERE f.ft_body MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3"
            sql = only if index_query.match else f"SELECT p.id {_source(index_query)}"
            yield from (row[0] for row in db.execute(sql, (index_query.match or index_query.without, low, high)))
            return
        sql = f"SELECT {proof.columns}, p.id {_source(index_query, _WITH_TEXT)}"
        rows = db.execute(sql, (index_query.match or index_query.without, low, high))
        yield from (row[-1] for row in proof.good(db, rows, exact=index_query.exact, few=False))

    def _days(
        self, db: sqlite3.Connection, index_query: IndexQuery, low: int, high: int
    ) -> Iterator[tuple[int, list[Row]]]:
        """(day, its rows in order), day after day."""
        rows = _rows(db, index_query, low, high, descending=self.descending)
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


def _source(index_query: IndexQuery, join: str = "") -> str:
    """Where rows come from: ?1 is the match or without, ?2 and ?3 bound the ids; place_in_day is ``p``."""
    return (_IN_PLAN if index_query.match else _IN_ALL).format(join)


def _rows(db: sqlite3.Connection, index_query: IndexQuery, low: int, high: int, *, descending: bool) -> Iterator[Row]:
    order = "f.rowid" if index_query.match else "p.id"
    sql = f"SELECT {_PLACE} {_source(index_query)} ORDER BY {order} {'DESC' if descending else 'ASC'}"
    return db.execute(sql, (index_query.match or index_query.without, low, high))
