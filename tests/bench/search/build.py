"""The synthetic archive: real tables, filled by the very functions that a crawl fills the search tables with."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from models.archive.index import rows as fts
from models.archive.write.archive import Archive
from models.records.article import Article
from models.records.article_ids import day_number, first_id
from models.records.rows import COLUMNS, to_row
from models.text.searchable import article_text
from tests.bench.search.corpus import OUTLETS, Corpus, corpus

CHUNK = 2_000
_ROW = f"INSERT INTO article (id, revision, {', '.join(COLUMNS)}) VALUES (?, 1, {', '.join('?' * len(COLUMNS))})"
SEARCH_TABLES = ["ft_body_data", "ft_body_idx", "ft_body_config", "latin_term", "section_name", "place_in_day"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build cost: articles, bytes of their texts, bytes of the search tables, CPU seconds of each part."""

    articles: int
    text_bytes: int
    index_bytes: int
    index_seconds: float
    seconds: float

    @property
    def index_share(self) -> float:
        """Index divided by text."""
        return self.index_bytes / self.text_bytes


_made: dict[int, Corpus] = {}


def _chunk(asked: tuple[int, int, int]) -> list[Article]:
    seed, first, last = asked
    if seed not in _made:
        _made[seed] = corpus(seed)
    return list(_made[seed].articles(first, last))


def chunks(seed: int, total: int, size: int = CHUNK, *, first: int = 0) -> Iterator[list[Article]]:
    """The articles of an archive from number ``first`` on, a chunk at a time, made by another process."""
    asked = [(seed, begin, min(begin + size, total)) for begin in range(first, total, size)]
    with get_context("spawn").Pool(1) as pool:
        yield from pool.imap(_chunk, asked)


def numbered(articles: list[Article], used: dict[int, int]) -> Iterator[tuple[int, Article]]:
    """Articles with their ids: the next place of their day; ``used`` counts the places given."""
    for article in articles:
        assert article.published_at is not None
        day = day_number(article.published_at)
        place = used.get(day, 0)
        used[day] = place + 1
        yield first_id(day) + place, article


def write(db: sqlite3.Connection, rows: list[tuple[int, Article]]) -> float:
    """Write articles and their search rows in one transaction; CPU seconds of the search rows."""
    db.execute("BEGIN IMMEDIATE")
    db.executemany(_ROW, [(number, *to_row(article)) for number, article in rows])
    start = time.process_time()
    entries = [fts.make_entry(number, article, int(article.outlet[-2:]) + 1) for number, article in rows]
    fts.index_all(db.executemany, entries)
    spent = time.process_time() - start
    db.execute("COMMIT")
    return spent


def connect(path: Path) -> sqlite3.Connection:
    """A writing connection, with the pragmas of the archive."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -16384")
    return db


def build(path: Path, seed: int, total: int) -> Built:
    """Make an archive of ``total`` articles of a seed."""
    Archive.open(path).close()
    db = connect(path)
    db.executemany(
        "INSERT INTO outlet (id, n, title, region) VALUES (?, ?, ?, '경북')",
        [(f"bench-{n:02}", n + 1, f"견본{n:02}일보") for n in range(OUTLETS)],
    )
    db.execute("DROP TRIGGER IF EXISTS story_todo_new")  # stories are measured elsewhere
    db.execute("INSERT INTO ft_body(ft_body, rank) VALUES ('hashsize', 67108864)")
    used: dict[int, int] = {}
    text_bytes, index_seconds, start = 0, 0.0, time.perf_counter()
    for number, articles in enumerate(chunks(seed, total)):
        text_bytes += sum(len(article_text(article).encode()) for article in articles)
        index_seconds += write(db, list(numbered(articles, used)))
        if number % 25 == 0:
            sys.stderr.write(f"\r  {number * CHUNK:,} of {total:,} articles written")
    sys.stderr.write(f"\r  {total:,} articles written in {time.perf_counter() - start:.0f} s\n")
    db.execute("INSERT INTO ft_body(ft_body, rank) VALUES ('hashsize', 1048576)")
    db.execute("INSERT INTO ft_body(ft_body) VALUES ('optimize')")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = index_size(db)
    db.close()
    return Built(total, text_bytes, size, index_seconds, time.perf_counter() - start)


def index_size(db: sqlite3.Connection) -> int:
    """Bytes of the pages of the search tables."""
    marks = ", ".join("?" * len(SEARCH_TABLES))
    return int(db.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({marks})", SEARCH_TABLES).fetchone()[0])
