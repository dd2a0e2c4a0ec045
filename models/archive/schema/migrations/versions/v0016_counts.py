"""What is counted as it is written: articles of an outlet and day, and stories told again; the pages held back.

What stands here stays as it is, whatever the schema of today looks like.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = (
    "CREATE TABLE outlet_day (day INTEGER NOT NULL, outlet TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, "
    "outlet)) WITHOUT ROWID",
    "CREATE TRIGGER outlet_day_new AFTER INSERT ON article BEGIN INSERT INTO outlet_day (day, outlet, n) VALUES "
    "(new.id >> 14, new.outlet, 1) ON CONFLICT (day, outlet) DO UPDATE SET n = n + 1; END",
    "CREATE TRIGGER outlet_day_changed AFTER UPDATE OF id, outlet ON article WHEN old.id >> 14 <> new.id >> 14 OR"
    " old.outlet <> new.outlet BEGIN UPDATE outlet_day SET n = n - 1 WHERE day = old.id >> 14 AND outlet = "
    "old.outlet; DELETE FROM outlet_day WHERE day = old.id >> 14 AND outlet = old.outlet AND n = 0; INSERT INTO "
    "outlet_day (day, outlet, n) VALUES (new.id >> 14, new.outlet, 1) ON CONFLICT (day, outlet) DO UPDATE SET n ="
    " n + 1; END",
    "CREATE TRIGGER outlet_day_removed AFTER DELETE ON article BEGIN UPDATE outlet_day SET n = n - 1 WHERE day = "
    "old.id >> 14 AND outlet = old.outlet; DELETE FROM outlet_day WHERE day = old.id >> 14 AND outlet = "
    "old.outlet AND n = 0; END",
    "INSERT INTO outlet_day (day, outlet, n) SELECT id >> 14 AS day, outlet, count(*) AS n FROM article INDEXED "
    "BY ix_article_outlet GROUP BY outlet, day",
    "CREATE INDEX ix_url_held ON url (outlet) WHERE state = 'quarantined'",
    "ALTER TABLE story_member ADD COLUMN outlet_n INTEGER NOT NULL DEFAULT 0",
    "UPDATE story_member SET outlet_n = coalesce((SELECT outlet_n FROM story_print WHERE story_print.article_id ="
    " story_member.article_id), 0)",
    "DROP INDEX ix_story_member_story_id",
    "CREATE INDEX ix_story_member_story_id ON story_member (story_id, outlet_n)",
    "CREATE TABLE story_repeat (kind TEXT NOT NULL, name INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind,"
    " name)) WITHOUT ROWID",
    "CREATE TRIGGER story_repeat_new AFTER INSERT ON story_member BEGIN INSERT INTO story_repeat (kind, name, n) "
    "SELECT 'outlet', new.outlet_n, 1 WHERE EXISTS (SELECT 1 FROM story_member WHERE story_id = new.story_id AND "
    "article_id <> new.article_id AND outlet_n = new.outlet_n) ON CONFLICT (kind, name) DO UPDATE SET n = n + 1; "
    "INSERT INTO story_repeat (kind, name, n) SELECT 'day', new.article_id >> 14, 1 WHERE EXISTS (SELECT 1 FROM "
    "story_member WHERE story_id = new.story_id AND article_id <> new.article_id AND article_id BETWEEN "
    "(new.article_id >> 14) << 14 AND ((new.article_id >> 14) << 14) + 16383) ON CONFLICT (kind, name) DO UPDATE "
    "SET n = n + 1; INSERT INTO story_repeat (kind, name, n) SELECT 'month', CAST(julianday(date('2000-01-01', "
    "(new.article_id >> 14) || ' days', 'start of month')) - julianday('2000-01-01') AS INTEGER), 1 WHERE EXISTS "
    "(SELECT 1 FROM story_member WHERE story_id = new.story_id AND article_id <> new.article_id AND article_id "
    "BETWEEN CAST(julianday(date('2000-01-01', (new.article_id >> 14) || ' days', 'start of month')) - "
    "julianday('2000-01-01') AS INTEGER) << 14 AND (CAST(julianday(date('2000-01-01', (new.article_id >> 14) || '"
    " days', 'start of month', '+1 month')) - julianday('2000-01-01') AS INTEGER) << 14) - 1) ON CONFLICT (kind, "
    "name) DO UPDATE SET n = n + 1; END",
    "CREATE TRIGGER story_repeat_removed AFTER DELETE ON story_member BEGIN UPDATE story_repeat SET n = n - 1 "
    "WHERE kind = 'outlet' AND name = old.outlet_n AND EXISTS (SELECT 1 FROM story_member WHERE story_id = "
    "old.story_id AND article_id <> old.article_id AND outlet_n = old.outlet_n); UPDATE story_repeat SET n = n - "
    "1 WHERE kind = 'day' AND name = old.article_id >> 14 AND EXISTS (SELECT 1 FROM story_member WHERE story_id ="
    " old.story_id AND article_id <> old.article_id AND article_id BETWEEN (old.article_id >> 14) << 14 AND "
    "((old.article_id >> 14) << 14) + 16383); UPDATE story_repeat SET n = n - 1 WHERE kind = 'month' AND name = "
    "CAST(julianday(date('2000-01-01', (old.article_id >> 14) || ' days', 'start of month')) - "
    "julianday('2000-01-01') AS INTEGER) AND EXISTS (SELECT 1 FROM story_member WHERE story_id = old.story_id AND"
    " article_id <> old.article_id AND article_id BETWEEN CAST(julianday(date('2000-01-01', (old.article_id >> "
    "14) || ' days', 'start of month')) - julianday('2000-01-01') AS INTEGER) << 14 AND "
    "(CAST(julianday(date('2000-01-01', (old.article_id >> 14) || ' days', 'start of month', '+1 month')) - "
    "julianday('2000-01-01') AS INTEGER) << 14) - 1); END",
    "INSERT INTO story_repeat (kind, name, n) SELECT 'outlet' AS kind, name, sum(more) AS n FROM (SELECT outlet_n"
    " AS name, count(*) - 1 AS more FROM story_member GROUP BY story_id, name) GROUP BY name HAVING n > 0 UNION "
    "ALL SELECT 'day' AS kind, name, sum(more) AS n FROM (SELECT article_id >> 14 AS name, count(*) - 1 AS more "
    "FROM story_member GROUP BY story_id, name) GROUP BY name HAVING n > 0 UNION ALL SELECT 'month' AS kind, "
    "name, sum(more) AS n FROM (SELECT CAST(julianday(date('2000-01-01', (article_id >> 14) || ' days', 'start of"
    " month')) - julianday('2000-01-01') AS INTEGER) AS name, count(*) - 1 AS more FROM story_member GROUP BY "
    "story_id, name) GROUP BY name HAVING n > 0",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("an archive is never taken back: restore the backup made before")
