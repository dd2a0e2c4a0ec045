"""Records to store, and what an archive holds as plain data, for tests of the writing side."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from models.archive.compression import unpack
from models.archive.write.archive import Archive
from models.records.article import Article, Photo
from models.records.page import Page
from models.records.rows import COLUMNS, from_row
from models.records.stored_article import Stored
from models.records.times import KST
from models.text.ngrams import HEADLINE, outlet_token, section_code, section_token
from models.text.searchable import article_text
from tests.support.reference_tokens import grams

START = datetime(2026, 11, 3, 9, 0, tzinfo=KST)
CONTENT_TABLES = (
    "outlet",
    "article",
    "revision",
    "renumbered",
    "dictionary",
    "page",
    "latin_term",
    "section_name",
    "search_meta",
)
ALL_TABLES = (*CONTENT_TABLES, "url", "crawl_run", "list_validator")


def an_article(number: int = 1, **given: Any) -> Article:
    """The numbered article of an invented outlet; whatever the test cares about is given."""
    url = f"https://sample.example/news/view/{number}"
    values: dict[str, Any] = {
        "outlet": "sample",
        "outlet_title": "견본일보",
        "region": "경북",
        "section": "사회 > 행정",
        "headline": f"견본시, 들꽃길 {number}번째 구간 새로 열어",
        "deck": "주민 쉼터도\n함께 마련",
        "reporters": ("김견본", "이보기"),
        "emails": ("kim@sample.example",),
        "dateline": "견본",
        "published_at": START,
        "published_raw": "2026년11월03일 09:00",
        "published_from": "page",
        "body": f"견본시는 3일 들꽃길 {number}구간을 열었다.\nLG전자 후원으로 의자 {number * 7}개가 놓였다.",
        "photos": (Photo(url="https://sample.example/a.jpg", caption="새로 연 길", credit="견본시"),),
        "tags": ("들꽃길",),
        "url": url,
        "canonical_url": url,
        "article_no": str(number),
        "fetched_at": START + timedelta(hours=2),
    }
    return Article(**{**values, **given})


def a_page(article: Article, body: bytes | None = None, **given: Any) -> Page:
    """A page the article could have come from."""
    filler = "".join(f"<li><a href='/menu/{n}'>차림 {n}</a></li>" for n in range(120))
    text = f"<html><ul>{filler}</ul><h1>{article.headline}</h1><p>{article.body}</p></html>"
    values: dict[str, Any] = {
        "outlet": article.outlet,
        "url": article.url,
        "body": text.encode(errors="replace") if body is None else body,
        "fetched_at": article.fetched_at,
        "headers": (("content-type", "text/html; charset=utf-8"), ("server", "견본")),
    }
    return Page(**{**values, **given})


@contextmanager
def failing_at(number: int, error: Exception) -> Iterator[list[str]]:
    """The numbered statement from here on fails before it is run; gives the statements that were asked for."""
    seen: list[str] = []

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)
        if len(seen) == number:
            raise error

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


def connect(path: Path) -> sqlite3.Connection:
    """A plain connection to look with."""
    return sqlite3.connect(path, isolation_level=None)


def store(archive: Archive, article: Article) -> Stored:
    """Store an article with a page of its own."""
    return archive.store(article, a_page(article))


def query(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of an SQL question."""
    db = connect(path)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def original(path: Path, article_id: int) -> list[bytes]:
    """The pages of an article as they were received."""
    rows = query(
        path,
        "SELECT p.body, p.size, d.body FROM page AS p LEFT JOIN dictionary AS d ON d.id = p.dictionary_id "
        "WHERE p.article_id = ? ORDER BY p.revision",
        article_id,
    )
    return [unpack(*row) for row in rows]  # type: ignore[arg-type]


def dump(path: Path, tables: tuple[str, ...] = ALL_TABLES) -> dict[str, list[Any]]:
    """Every row of the tables, and every posting of the search tables."""
    db = connect(path)
    try:
        rows = {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in tables}
        return rows | {"ft_body": _postings(db, "ft_body")}
    finally:
        db.close()


def articles(path: Path) -> dict[int, Article]:
    """Every article by its id."""
    db = connect(path)
    try:
        rows = db.execute(f"SELECT id, {', '.join(COLUMNS)} FROM article").fetchall()
    finally:
        db.close()
    return {row[0]: from_row(row[1:]) for row in rows}


def assert_sound(path: Path) -> None:
    """SQLite finds nothing wrong; hashes are right; the search tables hold exactly the articles' grams."""
    db = connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO ft_body(ft_body, rank) VALUES ('integrity-check', 0)")
        numbers = dict(db.execute("SELECT id, n FROM outlet").fetchall())
        hashes = dict(db.execute("SELECT id, text_sha256 FROM article").fetchall())
        body = _postings(db, "ft_body")
        pages = db.execute("SELECT article_id, revision FROM page WHERE article_id IS NOT NULL").fetchall()
        revisions = dict(db.execute("SELECT id, revision FROM article").fetchall())
    finally:
        db.close()
    stored = articles(path)
    assert {number: one.text_sha256 for number, one in stored.items()} == hashes
    wanted = {(gram, i) for i, one in stored.items() for gram in grams(article_text(one))}
    wanted |= {(HEADLINE + gram, i) for i, one in stored.items() for gram in grams(one.headline)}
    wanted |= {(outlet_token(numbers[one.outlet]), i) for i, one in stored.items()}
    wanted |= {(section_token(section_code(one.section)), i) for i, one in stored.items()}
    assert set(body) == wanted
    assert len(body) == len(set(body))
    assert sorted(pages) == sorted((i, n) for i, last in revisions.items() for n in range(1, last + 1))


def _postings(db: sqlite3.Connection, table: str) -> list[tuple[str, int]]:
    db.execute(f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, {table}, instance)")
    try:
        return sorted(db.execute("SELECT term, doc FROM temp.seen").fetchall())
    finally:
        db.execute("DROP TABLE temp.seen")
