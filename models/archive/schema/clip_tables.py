"""The tables of clips: a clip of a day, its items in their order, scans, and every decision with who and when.

Nothing is ever deleted from them: what a person dropped is an item of another state, and what an item was before stands
in ``clip_change``, to which rows are only added. ``seal`` is a row's checksum, see ``row_checksums.py``.
"""

TABLES: tuple[str, ...] = ("clip", "clip_item", "clip_attachment", "clip_change")

DDL: tuple[str, ...] = (
    "CREATE TABLE clip (id INTEGER PRIMARY KEY NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL, "
    "rule TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, done_at TEXT, done_by TEXT NOT NULL, "
    "arrival INTEGER NOT NULL, removed_at TEXT, removed_by TEXT NOT NULL, seal INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX ix_clip_day ON clip (day, name) WHERE removed_at IS NULL",
    "CREATE TABLE clip_item (id INTEGER PRIMARY KEY NOT NULL, clip_id INTEGER NOT NULL REFERENCES clip (id), "
    "article_id INTEGER REFERENCES article (id) ON UPDATE CASCADE, entry TEXT NOT NULL, place REAL NOT NULL, "
    "state TEXT NOT NULL CHECK (state IN ('in', 'dropped')), is_placed INTEGER NOT NULL, watch TEXT NOT NULL, "
    "who TEXT NOT NULL, at TEXT NOT NULL, seal INTEGER NOT NULL, UNIQUE (clip_id, article_id), "
    "CHECK ((article_id IS NULL) = (entry <> '')))",
    "CREATE INDEX ix_clip_item_article_id ON clip_item (article_id)",
    "CREATE TABLE clip_attachment (id INTEGER PRIMARY KEY NOT NULL, "
    "item_id INTEGER NOT NULL REFERENCES clip_item (id), name TEXT NOT NULL, media_type TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL, seal INTEGER NOT NULL, "
    "removed_at TEXT)",
    "CREATE INDEX ix_clip_attachment_item_id ON clip_attachment (item_id)",
    "CREATE TABLE clip_change (id INTEGER PRIMARY KEY NOT NULL, clip_id INTEGER NOT NULL REFERENCES clip (id), "
    "item_id INTEGER REFERENCES clip_item (id), at TEXT NOT NULL, who TEXT NOT NULL, deed TEXT NOT NULL, "
    "was TEXT NOT NULL, became TEXT NOT NULL, seal INTEGER NOT NULL)",
    "CREATE INDEX ix_clip_change_clip_id ON clip_change (clip_id)",
)
"""Makes the tables, in order."""
