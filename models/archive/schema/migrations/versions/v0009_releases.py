"""Files that a page offers with its text, and the kind of an outlet: press releases are no coverage."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("attachments", sa.Text(), server_default="[]", nullable=False))
    op.add_column("outlet", sa.Column("kind", sa.Text(), server_default="", nullable=False))
