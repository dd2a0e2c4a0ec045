"""People: who may log in, who is logged in, what each has seen of saved searches, and the record of who did what.

The new tables have checksums of their own. Rows of the other tables have theirs already: where they were sealed by the
rules of the release before, they are not sealed anew, so that what is damaged in them still shows.
What stands here stays as it is, whatever the schema of today looks like.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, shown TEXT NOT NULL, "
    "role TEXT NOT NULL CHECK (role IN ('read', 'mark', 'admin')), password_hash TEXT NOT NULL, "
    "made_at TEXT NOT NULL, ended_at TEXT, seal INTEGER NOT NULL)",
    "CREATE TABLE session (key TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL REFERENCES person (name), "
    "begun_at TEXT NOT NULL, seen_at TEXT NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX ix_session_person ON session (person)",
    "CREATE TABLE watch_seen (person TEXT NOT NULL, watch_id INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE, "
    "n INTEGER NOT NULL, PRIMARY KEY (person, watch_id)) WITHOUT ROWID",
    "CREATE INDEX ix_watch_seen_watch_id ON watch_seen (watch_id)",
    "CREATE INDEX ix_watch_hit_watch_id ON watch_hit (watch_id)",
    "CREATE TABLE audit (id INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, deed TEXT NOT NULL, "
    "about TEXT NOT NULL, address TEXT NOT NULL, seal INTEGER NOT NULL)",
)
RULES_BEFORE, RULES_NOW = "5b42ff8820290724", "592038f4c47420b6"


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    op.execute(f"UPDATE mark SET sealed_by = '{RULES_NOW}' WHERE sealed_by = '{RULES_BEFORE}'")


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
