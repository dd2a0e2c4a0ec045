"""Archives as earlier releases left them: of any schema, with an article that was stored then."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from models.archive.connection import open_engine
from models.archive.schema.upgrade import migrate
from models.records.article_ids import FIRST_DAY
from models.records.times import now

ARTICLE: dict[str, Any] = {
    "id": ((now().date() - FIRST_DAY).days << 14) + 1,
    "outlet": "sample",
    "headline": "들꽃길 새로 열려",
    "body": "시는 들꽃길을 새로 열었다.",
    "url": "https://sample.example/1",
    "canonical_url": "https://sample.example/1",
    "published_at": now().isoformat(),
    "fetched_at": now().isoformat(),
    **dict.fromkeys(("reporters", "emails", "tags", "photos", "repairs"), "[]"),
    "revision": 1,
}


def make_old_archive(path: Path, version: int) -> None:
    """An archive of a schema of before, with an outlet and an article."""
    with closing(open_engine(path).connect()) as connection, connection.begin():
        migrate(connection, version=version)
    with closing(sqlite3.connect(path)) as db, db:
        _insert(db, "outlet", {"id": "sample", "n": 1, "title": "견본일보"})
        _insert(db, "article", ARTICLE)
        db.execute("UPDATE search_meta SET v = '0' WHERE k = 'tokenizer_version'")


def _insert(db: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    """A row with these values where the table has such columns, and with something in all others that want it."""
    row: dict[str, Any] = {}
    for _place, name, kind, is_needed, default, _key in db.execute(f"PRAGMA table_info({table})").fetchall():
        if name in values:
            row[name] = values[name]
        elif is_needed and default is None:
            row[name] = 0 if kind.startswith(("INT", "REAL", "FLOAT")) else ""
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
