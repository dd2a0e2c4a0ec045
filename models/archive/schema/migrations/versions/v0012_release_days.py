"""An index of the days on which releases went out, so that a month's are found without reading all that are kept."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE INDEX ix_release_day ON release (coalesce(released_on, substr(released_at, 1, 10)))")
