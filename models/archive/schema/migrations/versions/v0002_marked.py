"""What makes damage visible: seals on rows, the mark that counts commits, and why a text was replaced.

Raise models.archive.location.SCHEMA_VERSION to the number of this revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("outlet", "article", "page", "revision"):
        op.add_column(table, sa.Column("seal", sa.Integer(), nullable=True))
    op.add_column("revision", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.execute(
        'UPDATE crawl_run SET "left" = found - (stored + unchanged + rejected + failed + disallowed) '
        "WHERE finish = 'killed'"
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("commits", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("backup_at", sa.Text(), nullable=True),
        sa.Column("sealed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
    )
    op.execute(
        "INSERT INTO mark(id, archive, commits, at, backup_at, sealed_by) "
        "VALUES (1, lower(hex(randomblob(16))), 0, '', NULL, '')"
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
