"""The tables of reports: a person's remarks on articles, and what each exported file has carried already.

``remark`` keeps every remark anyone made; the newest of an article counts. ``arrival`` numbers each text of each
article in the order the archive took it in, whoever wrote it: triggers fill it, and follow an article to a new id.
``exported`` says up to which arrival a file holds the answers to a question; ``pending`` is the same of a file that is
just taking its place, with the marks by which that file is known again.
"""

TABLES: tuple[str, ...] = ("remark", "arrival", "exported")

DDL: tuple[str, ...] = (
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
"""Makes the tables, in order."""
