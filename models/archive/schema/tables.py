"""The tables of the archive (SQLAlchemy Core).

Lists are JSON text, times ISO text in KST (``2026-11-20T09:30:00+09:00``, so they sort as text), absent text is ''.
The full-text tables are not SQLAlchemy tables: their SQL is in ``rows.py``.
The migrations make these tables; a test holds both equal.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from models.records.article import FIELDS, FieldKind
from models.records.licence import Licence
from models.records.rows import COLUMNS, STORED_FIRST
from models.records.url_states import OPEN, State

IS_OPEN = "state IN (" + ", ".join(f"'{state.value}'" for state in OPEN) + ")"
"""What the index ``ix_url_open`` covers. A query must repeat this very text for SQLite to use the index."""

IS_HELD = f"state = '{State.QUARANTINED.value}'"
"""What the index ``ix_url_held`` covers."""

metadata = MetaData(
    naming_convention={
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


outlet = Table(
    "outlet",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("n", Integer, nullable=False, unique=True),  # the small number of the search token o<n>
    _text("title"),
    _text("region", server_default=""),
    _text("family", server_default=""),
    _text("export", server_default=Licence.LINK.value),
    Column("seal", Integer),  # see row_checksums.py; so in the other tables
    _text("kind", server_default=""),
)


def _field(name: str) -> Column[Any]:
    """The column of a field of the record. A later one is '' or 0 in the rows that were there before it."""
    kind = FIELDS[name].kind if name in FIELDS else FieldKind.TEXT
    added = name not in STORED_FIRST
    if kind is FieldKind.TIME:
        return Column(name, Text, nullable=name != "fetched_at")
    if kind is FieldKind.NUMBER:
        return Column(name, Integer, nullable=False, server_default="0" if added else None)
    default = "" if kind is FieldKind.TEXT else "[]"
    return Column(name, Text, nullable=False, server_default=default if added else None)


article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),  # day * 16384 + place in the day, see article_ids.py
    *map(_field, COLUMNS),
    Column("revision", Integer, nullable=False),  # 1, and one more with each change
    Column("seal", Integer),
    ForeignKeyConstraint(["outlet"], ["outlet.id"]),
    UniqueConstraint("canonical_url", "outlet"),
    Index("ix_article_outlet", "outlet"),
)

revision = Table(
    "revision",
    metadata,
    Column("article_id", Integer, ForeignKey("article.id", onupdate="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),  # the number the record had while it was in article
    _text("record"),  # the whole old record, as article.as_json gives it
    _text("text_sha256"),
    _text("replaced_at"),  # fetched_at of the record that took its place
    _text("reason", server_default=""),  # why: '' the outlet changed its page, reparse: our steps did
    Column("seal", Integer),
)

renumbered = Table(
    "renumbered",
    metadata,
    Column("old_id", Integer, primary_key=True),
    Column("new_id", Integer, ForeignKey("article.id", onupdate="CASCADE"), nullable=False, index=True),
)

dictionary = Table(
    "dictionary",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", Text, ForeignKey("outlet.id"), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # zstd of a page of the outlet; see compression.py
)

page = Table(
    "page",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", Text, ForeignKey("outlet.id"), nullable=False),
    _text("key"),  # the ledger's name of it, with outlet
    Column("article_id", Integer, ForeignKey("article.id", onupdate="CASCADE")),  # NULL: a rejected page
    Column("revision", Integer),  # the revision of the article this page gave
    _text("url"),
    Column("status", Integer, nullable=False),
    _text("fetched_at"),
    _text("headers"),  # JSON list of [name, value]
    Column("listing", Text),  # JSON of the Listing that led here
    _text("sha256"),  # of the bytes as received
    Column("size", Integer, nullable=False),  # bytes as received
    Column("dictionary_id", Integer, ForeignKey("dictionary.id")),
    Column("body", LargeBinary, nullable=False),  # zstd of the bytes as received
    Column("seal", Integer),
    Index("ix_page_article_id", "article_id"),
    Index("ix_page_key", "key"),
)

url = Table(
    "url",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("outlet"),
    _text("key"),  # canonical URL
    _text("url"),  # the address to ask
    _text("state"),  # ledger.State
    _text("reason", server_default=""),
    _number("tries"),
    Column("listing", Text),  # JSON of the Listing
    Column("listed_at", Text),  # published_at of the Listing
    Column("found_at", Text),
    Column("first_run", Integer, ForeignKey("crawl_run.id")),
    Column("last_run", Integer, ForeignKey("crawl_run.id")),
    ForeignKeyConstraint(["outlet"], ["outlet.id"]),
    UniqueConstraint("outlet", "key"),
    Index("ix_url_last_run", "last_run", "state"),
    Index(
        "ix_url_open",
        "outlet",
        sqlite_where=text(IS_OPEN),
        postgresql_where=text(IS_OPEN),
    ),
    Index(
        "ix_url_held",
        "outlet",
        sqlite_where=text(IS_HELD),
        postgresql_where=text(IS_HELD),
    ),
)

crawl_run = Table(
    "crawl_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", Text, ForeignKey("outlet.id"), nullable=False),
    _text("started_at"),
    Column("ended_at", Text),  # NULL: it is running, or was killed
    Column("since", Text),
    Column("until", Text),
    Column("limit", Integer),
    _text("finish", server_default=""),
    _number("complete"),  # 1: every list was walked to its stop
    *(
        _number(name)
        for name in (
            "found", "stored", "changed", "unchanged", "rejected", "failed", "disallowed", "left", "known",
            "list_pages", "php_messages", "broken_characters", "bytes",
            "quarantined",
            "revisited", "again_same", "again_changed", "again_missing", "again_failed", "again_left",
            "selector_missed", "cross_checked", "cross_differed",
        )
    ),
    _text("statistics", server_default="{}"),  # JSON, see run_statistics.py
    _text("findings", server_default="[]"),  # JSON list of sentences
    Index("ix_crawl_run_outlet", "outlet", "started_at"),
)  # fmt: skip

visit = Table(
    "visit",
    metadata,
    Column("url_id", Integer, ForeignKey("url.id"), primary_key=True),
    Column("outlet", Text, ForeignKey("outlet.id"), nullable=False),
    _text("base_at"),  # publication or download: from here the days of the schedule count
    Column("due_at", Text),  # NULL: not visited again
    _number("looks"),  # answers so far
    _text("etag", server_default=""),  # of the article's own page
    _text("last_modified", server_default=""),
    _number("misses"),  # answers in a row, each on a day of its own, that the article is not there
    _text("missed_on", server_default=""),  # day of the last of them
    _text("miss", server_default=""),  # what it said
    Index("ix_visit_due", "outlet", "due_at"),
)

gone = Table(
    "gone",
    metadata,
    Column("article_id", Integer, ForeignKey("article.id", onupdate="CASCADE"), primary_key=True),
    _text("at"),  # when the last answer was given that made it believed
    _text("reason"),
)

accepted = Table(
    "accepted",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", Text, ForeignKey("outlet.id"), nullable=False, index=True),
    _text("traits"),  # JSON list: of these, what runs before ``at`` told no longer counts as usual
    _text("who"),
    _text("note"),
    _text("at"),
)

list_validator = Table(
    "list_validator",
    metadata,
    Column("url", Text, primary_key=True, nullable=False),
    _text("etag"),
    _text("last_modified"),
    _text("at"),
)

search_meta = Table(
    "search_meta",
    metadata,
    Column("k", Text, primary_key=True, nullable=False),
    _text("v"),
)

mark = Table(
    "mark",
    metadata,
    Column("id", Integer, primary_key=True),  # 1: the only row
    _text("archive"),  # the name it was given when it was made, so that no other's manifest is believed
    Column("commits", Integer, nullable=False),  # one more with each transaction that wrote; see manifest.py
    _text("at"),  # when the last one was
    Column("backup_at", Text),  # a backup and when it was made; NULL from the first write on
    _text("sealed_by"),  # the rules its checksums were made by, see row_checksums.py
)

watch = Table(
    "watch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    _text("typed"),  # the query as the person wrote it
    _text("query"),  # the same as it is asked: with its synonyms
    _text("filters"),  # JSON of what is not empty in Filters, and of the rivals and title of its reports
    _text("created_at"),
    _number("shown"),  # the last watch_hit that `news watch run --since last` has shown
)

watch_hit = Table(
    "watch_hit",
    metadata,
    Column("n", Integer, primary_key=True),  # in the order they were recorded
    Column("watch_id", Integer, ForeignKey("watch.id", ondelete="CASCADE"), nullable=False),
    Column("article_id", Integer, ForeignKey("article.id", onupdate="CASCADE", ondelete="CASCADE"), nullable=False),
    _text("found_at"),
    UniqueConstraint("watch_id", "article_id"),
    Index("ix_watch_hit_article_id", "article_id"),
    Index("ix_watch_hit_watch_id", "watch_id"),  # with n, the row's number: what is new is counted by it alone
)
