"""Do the search tables hold exactly what the articles say? Without that, an article is there and is never found."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from models import fts
from models.findings import Finding
from models.ids import date_of, day_of, first_id
from models.rows import COLUMNS, from_row

TELL_EVERY = 200
Tell = Callable[[str, int, int], None]
Postings = tuple[tuple[str, int, int | None], ...]
_COLUMNS = ", ".join(f"article.{name}" for name in COLUMNS)
_ARTICLES = f"SELECT article.id, outlet.n, {_COLUMNS} FROM article JOIN outlet ON outlet.id = article.outlet"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What a damaged row can raise; its seal names it."""


class _Wanted:
    """What the articles of each day put into the search tables, as sums; takes the place of a database."""

    def __init__(self) -> None:
        self.sums: dict[str, Counter[int]] = {"ft_body": Counter(), "ft_title": Counter(), "place_in_day": Counter()}
        self.words: set[str] = set()

    def __call__(self, sql: str, values: tuple[Any, ...]) -> None:
        table = sql.split("(", 1)[0].split()[-1]
        if table == "latin_term":
            self.words.update(json.loads(values[0]))
            return
        row, said = values
        sums, day = self.sums[table], day_of(row)
        if table == "ft_body":
            sums[day] += sum(hash((term, row, None)) for term in set(said.split(" ")))
        elif table == "ft_title":
            sums[day] += sum(hash((term, row, place)) for place, term in enumerate(said.split()))
        else:
            sums[day] += hash((row, said))


def check_search(db: sqlite3.Connection, tell: Tell) -> Iterator[Finding]:
    """The search tables against what would be written today for each article."""
    wanted, total = _Wanted(), int(db.execute("SELECT count(*) FROM article").fetchone()[0])
    for number, row in enumerate(db.execute(_ARTICLES)):
        if number % TELL_EVERY == 0:
            tell("search tables", number, total)
        try:
            fts.index(wanted, row[0], from_row(row[2:]), row[1])
        except _UNREADABLE:
            continue
    held = {"ft_body": Counter[int](), "ft_title": Counter[int](), "place_in_day": Counter[int]()}
    for table in ("ft_body", "ft_title"):
        db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_postings USING fts5vocab(main, {table}, instance)")
        for posting in db.execute(f"SELECT term, doc, offset FROM temp.{table}_postings"):
            held[table][day_of(posting[1])] += hash(posting)
    for row in db.execute("SELECT id, second FROM place_in_day"):
        held["place_in_day"][day_of(row[0])] += hash(row)
    for table, sums in wanted.sums.items():
        for day in sorted(sums.keys() | held[table].keys()):
            if sums[day] != held[table][day]:
                when = date_of(first_id(day))
                yield Finding("search", f"The search table {table} does not hold what the articles of {when} say.")
    yield from _check_terms(db)
    yield from _check_endings(db, wanted.words)


def _check_terms(db: sqlite3.Connection) -> Iterator[Finding]:
    """Each term leads to as many articles as it has: a look-up takes another way than reading from end to end."""
    for table in ("ft_body", "ft_title"):
        db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_terms USING fts5vocab(main, {table}, row)")
        for term, count in db.execute(f"SELECT term, doc FROM temp.{table}_terms"):
            quoted = term.replace('"', '""')
            found = db.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (f'"{quoted}"',)).fetchone()[0]
            if found != count:
                yield Finding("search", f"A look-up of {term!r} in {table} gives {found} articles instead of {count}.")


def _check_endings(db: sqlite3.Connection, words: set[str]) -> Iterator[Finding]:
    """Every ASCII word is found by each of its endings."""
    known = "SELECT count(*) FROM latin_term WHERE ending = ? AND term = ?"
    for word in sorted(words):
        missing = [n for n in range(len(word)) if not db.execute(known, (word[n:], word)).fetchone()[0]]
        if missing:
            yield Finding("search", f"The word {word!r} is not found by its ending {word[missing[0] :]!r}.")
    for ending, term in db.execute("SELECT ending, term FROM latin_term WHERE substr(term, -length(ending)) <> ending"):
        yield Finding("search", f"The ending {ending!r} leads to the word {term!r}, which does not end so.")


def check_search_inside(db: sqlite3.Connection) -> Iterator[Finding]:
    """FTS5's own check of how its index is built. It needs the writer's place; nothing is written."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for table in ("ft_body", "ft_title"):
            try:
                db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 0)")
            except sqlite3.DatabaseError as error:
                yield Finding("search", f"The search table {table} is damaged: {error}.")
    finally:
        db.execute("ROLLBACK")
