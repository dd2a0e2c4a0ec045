"""Do the search tables hold exactly what the articles say? Without that, an article is there and is never found."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from models.archive.index.rows import index
from models.language import _
from models.records.article_ids import day_of, describe_day
from models.records.rows import COLUMNS, from_row
from models.records.verify_finding import VerifyFinding

PROGRESS_EVERY = 200
OnProgress = Callable[[str, int, int], None]

_COLUMNS = ", ".join(f"article.{name}" for name in COLUMNS)
_ARTICLES = f"SELECT article.id, outlet.n, {_COLUMNS} FROM article JOIN outlet ON outlet.id = article.outlet"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
"""What a damaged row can raise; its checksum names it."""


class _Wanted:
    """What the articles of each day put into the search tables, as sums; takes the place of a database."""

    def __init__(self) -> None:
        self.sums: dict[str, Counter[int]] = {"ft_body": Counter(), "place_in_day": Counter()}
        self.words: set[str] = set()
        self.sections: dict[int, str] = {}

    def __call__(self, sql: str, values: tuple[Any, ...]) -> None:
        table = sql.split("INTO ", 1)[1].split("(", 1)[0]
        if table == "latin_term":
            self.words.update(json.loads(values[0]))
            return
        if table == "section_name":
            self.sections[values[0]] = values[1]
            return
        row = values[0]
        sums, day = self.sums[table], day_of(row)
        if table == "ft_body":
            sums[day] += sum(hash((term, row, None)) for term in set(values[1].split()))
        else:
            sums[day] += hash(values)


def check_search(db: sqlite3.Connection, on_progress: OnProgress) -> Iterator[VerifyFinding]:
    """The search tables against what would be written today for each article."""
    wanted, total = _Wanted(), int(db.execute("SELECT count(*) FROM article").fetchone()[0])
    for number, row in enumerate(db.execute(_ARTICLES)):
        if number % PROGRESS_EVERY == 0:
            on_progress(_("search tables"), number, total)
        try:
            index(wanted, row[0], from_row(row[2:]), row[1])
        except _UNREADABLE:
            continue
    held = {"ft_body": Counter[int](), "place_in_day": Counter[int]()}
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.ft_body_postings USING fts5vocab(main, ft_body, instance)")
    for posting in db.execute("SELECT term, doc, offset FROM temp.ft_body_postings"):
        held["ft_body"][day_of(posting[1])] += hash(posting)
    for row in db.execute("SELECT id, second, outlet, section, plain FROM place_in_day"):
        held["place_in_day"][day_of(row[0])] += hash(row)
    for table, sums in wanted.sums.items():
        for day in sorted(sums.keys() | held[table].keys()):
            if sums[day] != held[table][day]:
                when = describe_day(day)
                yield VerifyFinding(
                    "search",
                    _(
                        "The search table {table} does not hold what the articles of {when} say.",
                        table=table,
                        when=when,
                    ),
                )
    yield from _check_terms(db)
    yield from _check_endings(db, wanted.words)
    known = dict(db.execute("SELECT code, name FROM section_name"))
    for code, name in wanted.sections.items():
        if known.get(code) != name:
            yield VerifyFinding("search", _("The section {name!r} is not found by its name.", name=name))


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
    for ending, term in db.execute("SELECT ending, term FROM latin_term WHERE substr(term, -length(ending)) <> ending"):
        yield VerifyFinding(
            "search",
            _("The ending {ending!r} leads to the word {term!r}, which does not end so.", ending=ending, term=term),
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
