"""Changes of an outlet's pages that a person accepted: who, when, and what is no longer held against it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accepted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accepted"),
        sa.ForeignKeyConstraint(["outlet"], ["outlet.id"], name="fk_accepted_outlet"),
    )
    op.create_index("ix_accepted_outlet", "accepted", ["outlet"])
