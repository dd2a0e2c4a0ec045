"""The tables of what runs by itself: each day's morning with how its steps went, and which news was told at once.

``alert`` has a row for each saved search whose news is told in the day: finds (``watch_hit.n``) up to ``told`` were
told, those up to ``telling`` are being told. A program that is killed in between leaves ``telling`` behind.
"""

TABLES: tuple[str, ...] = ("morning", "alert")

DDL: tuple[str, ...] = (
    "CREATE TABLE morning (day TEXT PRIMARY KEY NOT NULL, begun_at TEXT NOT NULL, ended_at TEXT, sent_at TEXT, "
    "steps TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE alert (watch_id INTEGER PRIMARY KEY NOT NULL REFERENCES watch (id) ON DELETE CASCADE, "
    "told INTEGER NOT NULL, telling INTEGER)",
)
"""Makes the tables, in order."""
