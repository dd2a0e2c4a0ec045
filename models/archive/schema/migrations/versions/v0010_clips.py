"""Clips: what a person hands in of a day, with scans and the record of every decision.

The new tables have checksums of their own. Rows of the other tables have theirs already: where they were sealed by the
rules of the release before, they are not sealed anew, so that what is damaged in them still shows.
What stands here stays as it is, whatever the schema of today looks like.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    "CREATE TABLE clip (id INTEGER PRIMARY KEY NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL, "
    "rule TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, done_at TEXT, done_by TEXT NOT NULL, "
    "arrival INTEGER NOT NULL, seal INTEGER NOT NULL, UNIQUE (day, name))",
    "CREATE TABLE clip_item (id INTEGER PRIMARY KEY NOT NULL, clip_id INTEGER NOT NULL REFERENCES clip (id), "
    "article_id INTEGER REFERENCES article (id) ON UPDATE CASCADE, entry TEXT NOT NULL, place REAL NOT NULL, "
    "state TEXT NOT NULL CHECK (state IN ('in', 'dropped')), is_placed INTEGER NOT NULL, watch TEXT NOT NULL, "
    "who TEXT NOT NULL, at TEXT NOT NULL, seal INTEGER NOT NULL, UNIQUE (clip_id, article_id), "
    "CHECK ((article_id IS NULL) = (entry <> '')))",
    "CREATE INDEX ix_clip_item_article_id ON clip_item (article_id)",
    "CREATE TABLE clip_attachment (id INTEGER PRIMARY KEY NOT NULL, "
    "item_id INTEGER NOT NULL REFERENCES clip_item (id), name TEXT NOT NULL, media_type TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL, seal INTEGER NOT NULL)",
    "CREATE INDEX ix_clip_attachment_item_id ON clip_attachment (item_id)",
    "CREATE TABLE clip_change (id INTEGER PRIMARY KEY NOT NULL, clip_id INTEGER NOT NULL REFERENCES clip (id), "
    "item_id INTEGER REFERENCES clip_item (id), at TEXT NOT NULL, who TEXT NOT NULL, deed TEXT NOT NULL, "
    "was TEXT NOT NULL, became TEXT NOT NULL, seal INTEGER NOT NULL)",
    "CREATE INDEX ix_clip_change_clip_id ON clip_change (clip_id)",
)
RULES_BEFORE, RULES_NOW = "369f1a1a12495f9b", "5b42ff8820290724"


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    op.execute(f"UPDATE mark SET sealed_by = '{RULES_NOW}' WHERE sealed_by = '{RULES_BEFORE}'")
