"""Search the archive: exactly the articles whose folded text holds what the query says, in the order requested.

Newest and oldest first walk the index by its ids, which are dates, and read only as many texts as are shown.
Relevance ranks the newest hits in headlines together with the newest hits anywhere; every further hit follows,
newest first. Imports little more than the standard library, so that ``news search`` starts at once.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice

from models.language import _
from models.query.filters import NO_FILTERS, Filters
from models.query.tree import And, Query, Term
from models.records.article import Article
from models.records.errors import CursorError
from models.records.rows import COLUMNS, from_row
from models.records.search_results import Hit, IndexPlan, Results, Sort
from models.search.filter_tokens import find_outlets, find_sections
from models.search.index_query import IndexQuery, any_of, make_index_query, names_known, narrow
from models.search.relevance import RankedHit, read_ranked, write_ranked
from models.search.relevance import rank_hits as ranked_hits
from models.search.scan import Place, SearchScan, read_place
from models.text.folding import fold

__all__ = [
    "CursorError", "Filters", "Hit", "Results", "Sort", "all_hits", "count", "make_scan", "matches",
    "one_view", "search",
]  # fmt: skip

COUNT_CAP = 10_000
MAX_LIMIT = 1_000_000_000

BATCH_ARTICLES = 100
"""Articles read at once where all of them are read."""

_ARTICLES = f"SELECT id, {', '.join(COLUMNS)} FROM article WHERE id IN (SELECT value FROM json_each(?))"
_WITH_TONE = (
    "SELECT article_id FROM (SELECT article_id, tone, max(id) FROM remark WHERE article_id BETWEEN ?2 AND ?3 "
    "GROUP BY article_id) WHERE tone = ?1 {0}"
)
_ARTICLE = f"SELECT {', '.join(COLUMNS)} FROM article WHERE id = ?"


def search(
    db: sqlite3.Connection,
    query: Query,
    filters: Filters = NO_FILTERS,
    *,
    sort: Sort = "newest",
    limit: int = 20,
    cursor: str | None = None,
    skip: int = 0,
    counted: bool = True,
) -> Results:
    """One page of hits, behind the first ``skip``. ``counted=False`` leaves the total at 0 and saves its time.

    Raises ``CursorError`` for a cursor of another order; never for any text of a query.
    """
    after = _read_cursor(sort, cursor) if cursor is not None else None
    with one_view(db):
        walk = make_scan(db, query, filters, descending=sort != "oldest")
        if walk is None:
            return Results(hits=(), total=0, capped=False, cursor=None)
        wanted = min(max(limit, 0), MAX_LIMIT) + 1
        found: list[tuple[Place, float, str]]
        if sort == "relevance":
            state = after if isinstance(after, RankedHit) else None
            stream = islice(ranked_hits(db, walk, query.terms, state), skip, skip + wanted)
            found = [(one.last, one.score or 0.0, write_ranked(one)) for one in stream]
        else:
            place = after if isinstance(after, Place) else None
            places = islice(replace(walk, after=place).places(db), skip, skip + wanted)
            found = [(p, 0.0, f"{p.second!r}|{p.id}") for p in places]
        page = found[: wanted - 1]
        hits = tuple(
            Hit(id=place.id, score=value, article=article)
            for place, value, _cursor in page
            if (article := _article(db, place.id)) is not None
        )
        more = f"{sort}|{page[-1][2]}" if page and len(found) == wanted else None
        total = walk.count(db, COUNT_CAP + 1) if counted else 0
    return Results(hits=hits, total=min(total, COUNT_CAP), capped=total > COUNT_CAP, cursor=more)


def matches(
    db: sqlite3.Connection, query: Query, filters: Filters = NO_FILTERS, sort: Sort = "newest"
) -> Iterator[Article]:
    """Every article found, one after the other, in one unchanging view of the archive."""
    return (hit.article for hit in all_hits(db, query, filters, sort))


def all_hits(
    db: sqlite3.Connection, query: Query, filters: Filters = NO_FILTERS, sort: Sort = "newest"
) -> Iterator[Hit]:
    """The same with their ids."""
    with one_view(db):
        walk = make_scan(db, query, filters, descending=sort != "oldest")
        if walk is None:
            return
        by_date = sort != "relevance"
        places = walk.places(db) if by_date else (one.last for one in ranked_hits(db, walk, query.terms, None))
        while some := [place.id for place in islice(places, BATCH_ARTICLES)]:
            rows = {row[0]: row[1:] for row in db.execute(_ARTICLES, (json.dumps(some),))}
            for number in some:
                if number in rows:
                    yield Hit(id=number, score=0.0, article=from_row(rows[number]))


def all_ids(db: sqlite3.Connection, query: Query, filters: Filters = NO_FILTERS) -> Iterator[int]:
    """The id of every hit, in no order."""
    with one_view(db):
        walk = make_scan(db, query, filters, descending=True)
        if walk is not None:
            yield from walk.ids(db)


def count(db: sqlite3.Connection, query: Query, filters: Filters = NO_FILTERS) -> tuple[int, bool]:
    """(How many articles are found, whether there are more than that): exact up to 10,000."""
    with one_view(db):
        walk = make_scan(db, query, filters, descending=True)
        total = 0 if walk is None else walk.count(db, COUNT_CAP + 1)
    return min(total, COUNT_CAP), total > COUNT_CAP


def make_scan(db: sqlite3.Connection, query: Query, filters: Filters, *, descending: bool) -> SearchScan | None:
    """The query made ready, or None where its outlets, sections or days leave nothing."""
    outlets, sections = find_outlets(db, filters), find_sections(db, filters)
    low, high = filters.ids
    if outlets is None or sections == [] or low > high:
        return None
    root = query.root
    if filters.reporter.strip():
        name = " ".join(fold(filters.reporter).split())
        root = And((root, Term(name, filters.reporter, field="reporter")))
    named = names_known(db, root)
    found = make_index_query(db, root, named)
    inside = " AND ".join(f"({any_of(tokens)})" for tokens in (outlets, sections) if tokens)
    if inside:
        found = narrow(found, inside)
    return SearchScan(
        node=query.root,
        index_query=found,
        filters=filters,
        named=named,
        inside=inside,
        descending=descending,
        only=_with_tone(db, found, filters) if filters.tone else None,
    )


def _with_tone(db: sqlite3.Connection, found: IndexQuery, filters: Filters) -> frozenset[int]:
    """The articles of a tone and of the days that the index finds: they are few, as people gave them their tones."""
    match = "AND article_id IN (SELECT rowid FROM ft_body WHERE ft_body MATCH ?4)" if found.match else ""
    values = (filters.tone, *filters.ids, found.match) if match else (filters.tone, *filters.ids)
    only = frozenset(row[0] for row in db.execute(_WITH_TONE.format(match), values))
    if found.match or not found.without:
        return only
    without = "SELECT rowid FROM ft_body WHERE ft_body MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
    return only - {row[0] for row in db.execute(without, (found.without, json.dumps(sorted(only))))}


def _article(db: sqlite3.Connection, article_id: int) -> Article | None:
    row = db.execute(_ARTICLE, (article_id,)).fetchone()
    return None if row is None else from_row(row)


def _read_cursor(sort: Sort, cursor: str) -> Place | RankedHit:
    kind, _bar, rest = cursor.partition("|")
    try:
        if kind == sort:
            return read_ranked(rest) if sort == "relevance" else read_place(rest.split("|"))
    except ValueError:
        pass
    raise CursorError(_("This cursor belongs to no search in this order: leave it out to begin at the first page."))


@contextmanager
def one_view(db: sqlite3.Connection) -> Iterator[None]:
    """One read transaction, so that nothing changes between the statements of one search."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        # A walk that was left half-way may be ended only after its connection was closed.
        with suppress(sqlite3.ProgrammingError):
            if db.in_transaction:
                db.execute("COMMIT")


def explain(db: sqlite3.Connection, query: Query, filters: Filters) -> IndexPlan | None:
    """How the index is queried; None where the filters leave nothing."""
    walk = make_scan(db, query, filters, descending=True)
    if walk is None:
        return None
    exact = walk.index_query.exact and not filters.of_rows
    return IndexPlan(walk.index_query.match, walk.index_query.without, exact, walk.index_query.full)
