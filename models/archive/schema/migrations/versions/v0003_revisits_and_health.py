"""Articles looked at again, articles that are gone, quarantined pages, and what a run tells health."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNTS = (
    "quarantined",
    "revisited",
    "again_same",
    "again_changed",
    "again_missing",
    "again_failed",
    "again_left",
)


def upgrade() -> None:
    for name in COUNTS:
        op.add_column("crawl_run", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
    for name, empty in (("statistics", "{}"), ("findings", "[]")):
        op.add_column("crawl_run", sa.Column(name, sa.Text(), server_default=empty, nullable=False))
    op.create_table(
        "visit",
        sa.Column("url_id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("base_at", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=True),
        sa.Column("looks", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("etag", sa.Text(), server_default="", nullable=False),
        sa.Column("last_modified", sa.Text(), server_default="", nullable=False),
        sa.Column("misses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("missed_on", sa.Text(), server_default="", nullable=False),
        sa.Column("miss", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["url_id"], ["url.id"], name="fk_visit_url_id"),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_visit_outlet"),
        sa.PrimaryKeyConstraint("url_id", name="pk_visit"),
    )
    op.create_index("ix_visit_due", "visit", ["outlet", "due_at"], unique=False)
    op.create_table(
        "gone",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_gone_article_id", onupdate="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", name="pk_gone"),
    )
