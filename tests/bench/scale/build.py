"""An archive of made articles: filled quickly to its size with copies of some, then growing by nights as a crawl does."""

import sqlite3
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from models.archive.index.rows import IndexEntry, index_all, make_entry
from models.archive.row_checksums import ARTICLE, PAGE, row_checksum
from models.archive.write.archive import Archive
from models.records.article import Article
from models.records.article_ids import day_number, first_id
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.rows import COLUMNS, from_row, to_row
from models.records.url_states import Found
from tests.bench.search.build import chunks
from tests.bench.search.corpus import A_DAY, FIRST

SEED = 17
A_NIGHT = 20_000
ORIGINALS = 2_000
FILL_COMMIT = 2_000
A_COMMIT = 100
"""Articles a transaction."""
MENU_ROWS = 160


def grow(path: Path, first: int, last: int, *, seed: int = SEED) -> float:
    """Store the articles ``first`` to ``last`` (not included), and end the night as a crawl does; seconds."""
    start, done = time.perf_counter(), first
    with Archive.open(path) as archive:
        for articles in chunks(seed, last, A_NIGHT, first=first):
            _store(archive, [_at_home(article) for article in articles])
            done += len(articles)
            sys.stderr.write(f"\r  {done:,} of {last:,} articles stored")
        archive.tidy_search()
    sys.stderr.write(f"\r  {last:,} articles stored in {time.perf_counter() - start:.0f} s\n")
    return time.perf_counter() - start


def fill(path: Path, last: int, *, seed: int = SEED) -> float:
    """Fill an archive up to ``last`` articles with copies of a few, each a row of its own with its page; seconds.

    The copies' rows and index entries are what a crawl would write, without the work of making them.
    """
    start = time.perf_counter()
    if not path.exists():
        grow(path, 0, ORIGINALS, seed=seed)
    with Archive.open(path) as archive:
        archive._database.driver.execute("PRAGMA synchronous = OFF")
        db = archive._database.driver
        have = int(db.execute("SELECT count(*) FROM article").fetchone()[0])
        originals = _read_originals(db)
        at = originals[0][0].fetched_at
        run = archive.ledger.begin_run(originals[0][0].outlet, at)
        used = dict(db.execute("SELECT id / 16384, max(id % 16384) + 1 FROM article GROUP BY 1").fetchall())
        for begin in range(have, last, FILL_COMMIT):
            with archive.transaction() as writer:
                _copy(writer.database.driver, originals, range(begin, min(begin + FILL_COMMIT, last)), used, run)
            sys.stderr.write(f"\r  {begin:,} of {last:,} articles filled in")
        counts = {"found": max(0, last - have), "stored": max(0, last - have)}
        archive.ledger.end_run(run, at, "finished", complete=True, counts=counts)
    sys.stderr.write(f"\r  {last:,} articles filled in, {time.perf_counter() - start:.0f} s\n")
    return time.perf_counter() - start


def _read_originals(db: sqlite3.Connection) -> list[tuple[Article, int, IndexEntry, dict[str, Any]]]:
    names = ("outlet", "status", "fetched_at", "headers", "listing", "sha256", "size", "dictionary_id", "body")
    pages = {
        row[0]: dict(zip(names, row[1:], strict=True))
        for row in db.execute(
            f"SELECT article_id, {', '.join(names)} FROM page WHERE article_id IS NOT NULL LIMIT {ORIGINALS}"
        )
    }
    found = []
    columns = ", ".join(f"article.{name}" for name in COLUMNS)
    query = (
        f"SELECT article.id, outlet.n, {columns} FROM article JOIN outlet ON outlet.id = article.outlet "
        f"LIMIT {ORIGINALS}"
    )
    for number, outlet, *values in db.execute(query).fetchall():
        article = from_row(tuple(values))
        found.append((article, outlet, make_entry(number, article, outlet), pages[number]))
    return found


def _copy(
    db: sqlite3.Connection,
    originals: list[tuple[Article, int, IndexEntry, dict[str, Any]]],
    numbers: range,
    used: dict[int, int],
    run: int,
) -> None:
    articles, entries, pages, urls = [], [], [], []
    for number in numbers:
        article, _outlet, entry, page = originals[number % len(originals)]
        at = FIRST + timedelta(minutes=number * 1440 // A_DAY)
        day = day_number(at)
        article_id = first_id(day) + used.setdefault(day, 0)
        used[day] += 1
        copied = replace(_at_home(replace(article, article_no=str(number))), published_at=at)
        values = dict(zip(COLUMNS, to_row(copied), strict=True)) | {"id": article_id, "revision": 1}
        articles.append((article_id, *(values[name] for name in COLUMNS), row_checksum(ARTICLE, values)))
        entries.append(replace(entry, id=article_id))
        row = {**page, "key": copied.canonical_url, "url": copied.url}
        seal = row_checksum(PAGE, row)
        pages.append((*row.values(), article_id, 1, seal))
        urls.append((copied.outlet, copied.canonical_url, copied.url, run, run))
    marks = ", ".join("?" * (len(COLUMNS) + 2))
    db.executemany(f"INSERT INTO article (id, {', '.join(COLUMNS)}, seal, revision) VALUES ({marks}, 1)", articles)
    index_all(db.executemany, entries)
    names = ", ".join(row)
    db.executemany(
        f"INSERT INTO page ({names}, article_id, revision, seal) VALUES ({', '.join('?' * (len(row) + 3))})", pages
    )
    db.executemany(
        "INSERT INTO url (outlet, key, url, state, first_run, last_run) VALUES (?, ?, ?, 'stored', ?, ?)", urls
    )


def _store(archive: Archive, articles: list[Article]) -> None:
    by_outlet: dict[str, list[Article]] = {}
    for article in articles:
        by_outlet.setdefault(article.outlet, []).append(article)
    for outlet, theirs in sorted(by_outlet.items()):
        at = theirs[0].fetched_at
        archive.upsert_outlet(
            Outlet(id=outlet, title=theirs[0].outlet_title, region="경북", family="", home=f"https://{outlet}.example/")
        )
        run = archive.ledger.begin_run(outlet, at)
        for start in range(0, len(theirs), A_COMMIT):
            group = theirs[start : start + A_COMMIT]
            with archive.transaction() as writer:
                writer.ledger.discover(run, outlet, [Found(one.canonical_url, one.url) for one in group], at)
                for one in group:
                    writer.store(one, _page(one), run_id=run)
        counts = {"found": len(theirs), "stored": len(theirs)}
        archive.ledger.end_run(run, at, "finished", complete=True, counts=counts)


def _at_home(article: Article) -> Article:
    """The article at an address of its outlet, as the addresses of an outlet lie beside each other in an index."""
    url = f"https://{article.outlet}.example/news/articleView.html?idxno={article.article_no}"
    return replace(article, url=url, canonical_url=url)


def _page(article: Article) -> Page:
    """A page of 20 to 40 kB: the outlet's markup, which every page of it shares, and the article's own text."""
    rng = Random(article.outlet)
    menu = "".join(
        f'<li class="menu-{rng.randrange(9999)}"><a href="/list/{rng.randrange(99)}">{rng.randrange(10**9)}</a></li>'
        for _ in range(MENU_ROWS + rng.randrange(MENU_ROWS))
    )
    own = Random(article.canonical_url)
    numbers = "".join(f'<a href="/news/{own.randrange(10**7)}">{own.randrange(10**12)}</a>' for _ in range(60))
    body = "".join(f"<p>{line}</p>" for line in article.body.split("\n"))
    text = f"<html><ul>{menu}</ul><h1>{article.headline}</h1>{body}<aside>{numbers}</aside></html>"
    return Page(
        outlet=article.outlet,
        url=article.url,
        body=text.encode(),
        fetched_at=article.fetched_at,
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
