"""The tables of people: who may log in, who is logged in, what each has seen of saved searches, and who did what.

Nobody is ever deleted from ``person``: whoever leaves has ``ended_at``, so that a name in ``audit`` stays one person's.
``session.key`` is the SHA-256 of a cookie, never the cookie. ``watch_seen.person`` may also be the login name of
somebody who uses the program on this machine and has no row in ``person``. ``seal`` is a row's checksum.
"""

TABLES: tuple[str, ...] = ("person", "session", "watch_seen", "audit")

DDL: tuple[str, ...] = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, shown TEXT NOT NULL, "
    "role TEXT NOT NULL CHECK (role IN ('read', 'mark', 'admin')), password_hash TEXT NOT NULL, "
    "made_at TEXT NOT NULL, ended_at TEXT, seal INTEGER NOT NULL)",
    "CREATE TABLE session (key TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL REFERENCES person (name), "
    "begun_at TEXT NOT NULL, seen_at TEXT NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX ix_session_person ON session (person)",
    "CREATE TABLE watch_seen (person TEXT NOT NULL, watch_id INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE, "
    "n INTEGER NOT NULL, PRIMARY KEY (person, watch_id)) WITHOUT ROWID",
    "CREATE INDEX ix_watch_seen_watch_id ON watch_seen (watch_id)",
    "CREATE TABLE audit (id INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, deed TEXT NOT NULL, "
    "about TEXT NOT NULL, address TEXT NOT NULL, seal INTEGER NOT NULL)",
)
"""Makes the tables, in order."""
