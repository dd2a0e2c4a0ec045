"""What runs by itself: the mornings and how their steps went, and which news was told at once.

What stands here stays as it is, whatever the schema of today looks like.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = (
    "CREATE TABLE morning (day TEXT PRIMARY KEY NOT NULL, begun_at TEXT NOT NULL, ended_at TEXT, sent_at TEXT, "
    "steps TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE alert (watch_id INTEGER PRIMARY KEY NOT NULL REFERENCES watch (id) ON DELETE CASCADE, "
    "told INTEGER NOT NULL, telling INTEGER)",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
