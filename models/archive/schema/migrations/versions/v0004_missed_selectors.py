"""How many pages of a run were read without their family's selectors, and how many the two ways read differently."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("selector_missed", "cross_checked", "cross_differed"):
        op.add_column("crawl_run", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
