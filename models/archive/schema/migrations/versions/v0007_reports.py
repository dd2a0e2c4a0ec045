"""A person's remarks on articles, the order in which texts arrived, and what exported files have carried.

The order begins with what comes next: what is there already came before it.
What stands here stays as it is, whatever the schema of today looks like.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "CREATE TABLE remark (id INTEGER PRIMARY KEY NOT NULL, article_id INTEGER NOT NULL "
    "REFERENCES article (id) ON DELETE CASCADE ON UPDATE CASCADE, tone TEXT NOT NULL, note TEXT NOT NULL, "
    "who TEXT NOT NULL, at TEXT NOT NULL)",
    "CREATE INDEX ix_remark_article_id ON remark (article_id)",
    "CREATE TABLE arrival (n INTEGER PRIMARY KEY NOT NULL, article_id INTEGER NOT NULL, revision INTEGER NOT NULL)",
    "CREATE INDEX ix_arrival_article_id ON arrival (article_id)",
    "CREATE TABLE exported (file TEXT NOT NULL, asked TEXT NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL, "
    "pending_n INTEGER, pending_file TEXT, PRIMARY KEY (file, asked)) WITHOUT ROWID",
    "CREATE TRIGGER arrival_new AFTER INSERT ON article BEGIN "
    "INSERT INTO arrival (article_id, revision) VALUES (new.id, new.revision); END",
    "CREATE TRIGGER arrival_changed AFTER UPDATE OF id, revision ON article BEGIN "
    "UPDATE arrival SET article_id = new.id WHERE article_id = old.id AND old.id <> new.id; "
    "INSERT INTO arrival (article_id, revision) VALUES (new.id, new.revision); END",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
