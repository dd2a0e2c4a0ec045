"""Who removed a clip, and when, in columns of its own; until now its name was stored as ``-<id> <name>``.

SQLite takes no constraint from a table, so that the table is made anew. A row that was damaged before, by its checksum,
gets none that would fit, so that this still shows.
What stands here stays as it is, whatever the schema of today looks like.
"""

import json
from hashlib import blake2b

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = (
    "CREATE TABLE clip (id INTEGER PRIMARY KEY NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL, "
    "rule TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, done_at TEXT, done_by TEXT NOT NULL, "
    "arrival INTEGER NOT NULL, removed_at TEXT, removed_by TEXT NOT NULL, seal INTEGER NOT NULL)"
)
INDEX = "CREATE UNIQUE INDEX ix_clip_day ON clip (day, name) WHERE removed_at IS NULL"
ROWS = "SELECT id, day, name, subject, rule, made_at, made_by, done_at, done_by, arrival, seal FROM clip ORDER BY id"
REMOVED = "SELECT at, who FROM clip_change WHERE clip_id = ? AND deed = 'removed' ORDER BY id DESC LIMIT 1"
RULES_BEFORE, RULES_NOW = "592038f4c47420b6", "-73814b8bd14fb932"


def upgrade() -> None:
    bind = op.get_bind()
    rows = []
    for *values, seal in bind.exec_driver_sql(ROWS).fetchall():
        number, day, name, *others = values
        removed_at, removed_by = None, ""
        if name.startswith("-"):
            name = name.partition(" ")[2]
            found = bind.exec_driver_sql(REMOVED, (number,)).fetchone()
            removed_at, removed_by = (others[2], "") if found is None else found
        row = [number, day, name, *others, removed_at, removed_by]
        rows.append((*row, _checksum(row) + (seal != _checksum(values))))
    bind.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # items refer to the rows that are back before the end
    op.execute("DROP TABLE clip")
    op.execute(TABLE)
    op.execute(INDEX)
    if rows:
        bind.exec_driver_sql(f"INSERT INTO clip VALUES ({', '.join('?' * 13)})", rows)
    op.execute(f"UPDATE mark SET sealed_by = '{RULES_NOW}' WHERE sealed_by = '{RULES_BEFORE}'")


def _checksum(values: list[object]) -> int:
    text = json.dumps(tuple(values), ensure_ascii=False, separators=(",", ":"))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
