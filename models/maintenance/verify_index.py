"""Do the search tables hold exactly what the articles say? Without that, an article is there and is never found."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from models.archive.index.rows import index
from models.language import _
from models.records.article_ids import day_of, describe_day, first_id, last_id
from models.records.rows import COLUMNS, from_row
from models.records.verify_finding import VerifyFinding

WEEK = 7
MIN_SPAN = 5_000
"""Articles that are checked at a time, or a week's, if they are more: fewer cost more each, more make a small archive's
night longer than its crawl."""
MAX_DAYS = 3_660
"""A damaged id can be far away from all others."""

_COLUMNS = ", ".join(f"article.{name}" for name in COLUMNS)
_ARTICLES = (
    f"SELECT article.id, outlet.n, {_COLUMNS} FROM article JOIN outlet ON outlet.id = article.outlet "
    "WHERE article.id BETWEEN ? AND ?"
)
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
"""What a damaged row can raise; its checksum names it."""


class Wanted:
    """What articles put into the search tables; takes the place of a database."""

    def __init__(self) -> None:
        self.terms: dict[str, list[int]] = {}
        """Of each term of ft_body how many articles have it, and the sum of their places from the first id on."""
        self.places: dict[int, tuple[Any, ...]] = {}
        self.words: set[str] = set()
        self.sections: dict[int, str] = {}
        self.postings = 0
        self.first: int | None = None

    def __call__(self, sql: str, values: tuple[Any, ...]) -> None:
        table = sql.split("INTO ", 1)[1].split("(", 1)[0]
        if table == "latin_term":
            self.words.update(json.loads(values[0]))
        elif table == "section_name":
            self.sections[values[0]] = values[1]
        elif table == "ft_body":
            self._add_terms(values[0], set(values[1].split()))
        else:
            self.places[values[0]] = values

    def _add_terms(self, row: int, terms: set[str]) -> None:
        if self.first is None:
            self.first = row
        place = row - self.first
        self.postings += len(terms)
        for term in terms:
            held = self.terms.get(term)
            if held is None:
                self.terms[term] = [1, place]
            else:
                held[0] += 1
                held[1] += place


def list_spans(db: sqlite3.Connection) -> list[range]:
    """The days that have articles, as spans of whole weeks that are checked each by itself.

    As many weeks as have some thousand articles go together: what a look-up of a term costs is then shared by many.
    """
    spans, following = list[range](), -(2**63)
    count = "SELECT count(*) FROM (SELECT 1 FROM article WHERE id BETWEEN ? AND ? LIMIT ?)"
    articles = MIN_SPAN
    while True:
        found = db.execute("SELECT min(id) FROM article WHERE id >= ?", (following,)).fetchone()[0]
        if found is None:
            return spans
        week = range(day_of(found) // WEEK * WEEK, day_of(found) // WEEK * WEEK + WEEK)
        if articles >= MIN_SPAN or week.stop - spans[-1].start > MAX_DAYS:
            spans.append(week)
            articles = 0
        spans[-1] = range(spans[-1].start, week.stop)
        articles += db.execute(count, (*_ids(week), MIN_SPAN)).fetchone()[0]
        following = first_id(week.stop)
        if following >= 2**63:
            return spans


def check_span(db: sqlite3.Connection, days: range) -> Iterator[VerifyFinding | int]:
    """The search tables of a span's articles against what would be written today; last how many postings that is.

    Each term of the span leads to exactly its articles of the span, by how many they are and the sum of their ids:
    SQLite reads those from the index without a text. Where it does not, the day is looked for.
    """
    wanted = _read_wanted(db, days)
    if _is_held(db, days, wanted):
        bad = set[tuple[str, int]]()
    else:
        bad = {
            (table, day)
            for day in days
            for table, holds in (("ft_body", _holds_terms), ("place_in_day", _holds_places))
            if not holds(db, range(day, day + 1), _read_wanted(db, range(day, day + 1)))
        }
    for table, day in sorted(bad):
        yield describe_difference(table, day)
    yield from _check_endings(db, wanted.words)
    known = dict(db.execute("SELECT code, name FROM section_name"))
    for code, name in wanted.sections.items():
        if known.get(code) != name:
            yield VerifyFinding("search", _("The section {name!r} is not found by its name.", name=name))
    yield wanted.postings


def _read_wanted(db: sqlite3.Connection, days: range) -> Wanted:
    wanted = Wanted()
    for row in db.execute(_ARTICLES, _ids(days)):
        try:
            index(wanted, row[0], from_row(row[2:]), row[1])
        except _UNREADABLE:
            continue
    return wanted


def _ids(days: range) -> tuple[int, int]:
    return max(first_id(days.start), -(2**63)), min(last_id(days.stop - 1), 2**63 - 1)


def _is_held(db: sqlite3.Connection, days: range, wanted: Wanted) -> bool:
    return _holds_terms(db, days, wanted) and _holds_places(db, days, wanted)


def _holds_terms(db: sqlite3.Connection, days: range, wanted: Wanted) -> bool:
    low, high = _ids(days)
    sql = (
        "SELECT count(*), coalesce(sum(rowid - ?4), 0) FROM ft_body WHERE ft_body MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
    )
    for term, (count, places) in wanted.terms.items():
        quoted = term.replace('"', '""')
        if db.execute(sql, (f'"{quoted}"', low, high, wanted.first)).fetchone() != (count, places):
            return False
    return True


def _holds_places(db: sqlite3.Connection, days: range, wanted: Wanted) -> bool:
    sql = "SELECT id, second, outlet, section, plain FROM place_in_day WHERE id BETWEEN ? AND ?"
    return {row[0]: row for row in db.execute(sql, _ids(days))} == wanted.places


def describe_difference(table: str, day: int) -> VerifyFinding:
    """That a search table does not say of a day what its articles say."""
    return VerifyFinding(
        "search",
        _(
            "The search table {table} does not hold what the articles of {when} say.",
            table=table,
            when=describe_day(day),
        ),
    )


def check_whole(db: sqlite3.Connection, postings: int | None) -> Iterator[VerifyFinding]:
    """What no span shows: postings of terms that no article has, look-ups of terms, endings of words.

    ``postings``: how many all spans have together in this very view; None where that is not known. Where it is, each
    term of each span was looked up there.
    """
    if postings is None:
        yield from _check_terms(db)
    known = "SELECT ending, term FROM latin_term WHERE substr(term, -length(ending)) <> ending"
    for ending, term in db.execute(known):
        yield VerifyFinding(
            "search",
            _("The ending {ending!r} leads to the word {term!r}, which does not end so.", ending=ending, term=term),
        )
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.ft_body_terms USING fts5vocab(main, ft_body, row)")
    if (
        postings is not None
        and db.execute("SELECT coalesce(sum(doc), 0) FROM temp.ft_body_terms").fetchone()[0] > postings
    ):
        for day in sorted(_find_unasked_days(db)):
            yield describe_difference("ft_body", day)
    low = -(2**63)
    for (row,) in db.execute(
        "SELECT id FROM place_in_day WHERE id NOT IN (SELECT id FROM article) AND id >= ?", (low,)
    ):
        yield describe_difference("place_in_day", day_of(row))


def _find_unasked_days(db: sqlite3.Connection) -> set[int]:
    """The days of postings that no article of the day has; reads the whole index."""
    wanted, held = dict[int, int](), dict[int, int]()
    for days in list_spans(db):
        for day in days:
            if count := _read_wanted(db, range(day, day + 1)).postings:
                wanted[day] = count
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.ft_body_postings USING fts5vocab(main, ft_body, instance)")
    for (row,) in db.execute("SELECT doc FROM temp.ft_body_postings"):
        held[day_of(row)] = held.get(day_of(row), 0) + 1
    return {day for day, count in held.items() if count > wanted.get(day, 0)}


def _check_terms(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """Each term leads to as many articles as it has: a look-up takes another way than reading from end to end."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.ft_body_terms USING fts5vocab(main, ft_body, row)")
    for term, count in db.execute("SELECT term, doc FROM temp.ft_body_terms"):
        quoted = term.replace('"', '""')
        found = db.execute("SELECT count(*) FROM ft_body WHERE ft_body MATCH ?", (f'"{quoted}"',)).fetchone()[0]
        if found != count:
            yield VerifyFinding(
                "search",
                _(
                    "A look-up of {term!r} in ft_body gives {found} articles instead of {count}.",
                    term=term,
                    found=found,
                    count=count,
                ),
            )


def _check_endings(db: sqlite3.Connection, words: set[str]) -> Iterator[VerifyFinding]:
    """Every ASCII word is found by each of its endings."""
    known = "SELECT count(*) FROM latin_term WHERE ending = ? AND term = ?"
    for word in sorted(words):
        missing = [n for n in range(len(word)) if not db.execute(known, (word[n:], word)).fetchone()[0]]
        if missing:
            yield VerifyFinding(
                "search",
                _("The word {word!r} is not found by its ending {ending!r}.", word=word, ending=word[missing[0] :]),
            )


def check_search_inside(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """FTS5's own check of how its index is built. It needs the writer's place; nothing is written.

    Left out where the file may not be written: that says nothing of the index.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            db.execute("INSERT INTO ft_body(ft_body, rank) VALUES ('integrity-check', 0)")
        finally:
            db.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        kind = error.sqlite_errorcode & 0xFF
        if kind == sqlite3.SQLITE_CORRUPT:
            yield VerifyFinding("search", _("The search table ft_body is damaged: {error}.", error=error))
        elif kind != sqlite3.SQLITE_READONLY:
            raise
