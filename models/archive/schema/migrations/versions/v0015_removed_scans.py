"""When a scan was taken off its article: a wrong one could only go with the whole article until now.

A row that was damaged before, by its checksum, gets none that would fit, so that this still shows.
What stands here stays as it is, whatever the schema of today looks like.
"""

import json
from hashlib import blake2b

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROWS = "SELECT id, item_id, name, media_type, sha256, size, seal FROM clip_attachment ORDER BY id"
RULES_BEFORE, RULES_NOW = "-73814b8bd14fb932", "-ab2696c0d352a8d"


def upgrade() -> None:
    bind = op.get_bind()
    op.execute("ALTER TABLE clip_attachment ADD COLUMN removed_at TEXT")
    for *values, seal in bind.exec_driver_sql(ROWS).fetchall():
        renewed = _checksum([*values, None]) + (seal != _checksum(values))
        bind.exec_driver_sql("UPDATE clip_attachment SET seal = ? WHERE id = ?", (renewed, values[0]))
    op.execute(f"UPDATE mark SET sealed_by = '{RULES_NOW}' WHERE sealed_by = '{RULES_BEFORE}'")


def _checksum(values: list[object]) -> int:
    text = json.dumps(tuple(values), ensure_ascii=False, separators=(",", ":"))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
