"""The tables of stories and of press releases' pickup: plain SQL, for they hold blobs and triggers.

``story_todo`` names the articles that are new or changed since stories were last brought up to date. Triggers fill it,
so that whoever writes an article need not know of stories. No table but ``pickup`` refers to ``article``: an article
that is removed or renumbered leaves its old id in ``story_todo``, and the next update takes it out of its story.
An article's day is in its id, so that the window of days is a range of ids. ``outlet_n`` of a member is its outlet's
number at the time, by which ``count_tables.py`` counts.
"""

TABLES: tuple[str, ...] = (
    "story_todo",
    "story_print",
    "story_stock",
    "story_pair",
    "story",
    "story_member",
    "release",
    "pickup",
    "pickup_sentence",
)

DDL: tuple[str, ...] = (
    "CREATE TABLE story_todo (article_id INTEGER PRIMARY KEY NOT NULL)",
    "CREATE TABLE story_print (article_id INTEGER PRIMARY KEY NOT NULL, outlet_n INTEGER NOT NULL, "
    "revision INTEGER NOT NULL, version INTEGER NOT NULL, letters INTEGER NOT NULL, prints BLOB NOT NULL)",
    "CREATE TABLE story_stock (version INTEGER PRIMARY KEY NOT NULL, built_at TEXT NOT NULL, days INTEGER NOT NULL, "
    "articles INTEGER NOT NULL, grams BLOB NOT NULL)",
    "CREATE TABLE story_pair (a_id INTEGER NOT NULL, b_id INTEGER NOT NULL, of_a REAL NOT NULL, of_b REAL NOT NULL, "
    "share REAL NOT NULL, letters INTEGER NOT NULL, unquoted INTEGER NOT NULL, run INTEGER NOT NULL, "
    "numbers INTEGER NOT NULL, numbers_equal INTEGER NOT NULL, verdict TEXT NOT NULL, rule INTEGER NOT NULL, "
    "PRIMARY KEY (a_id, b_id)) WITHOUT ROWID",
    "CREATE INDEX ix_story_pair_b_id ON story_pair (b_id)",
    "CREATE TABLE story (id INTEGER PRIMARY KEY NOT NULL, first_article_id INTEGER NOT NULL, first_at TEXT, "
    "first_sure INTEGER NOT NULL, articles INTEGER NOT NULL, outlets INTEGER NOT NULL, merged_into INTEGER)",
    "CREATE INDEX ix_story_first_article_id ON story (first_article_id)",
    "CREATE TABLE story_member (article_id INTEGER PRIMARY KEY NOT NULL, story_id INTEGER NOT NULL, "
    "nearest_id INTEGER NOT NULL, of_nearest REAL NOT NULL, of_first REAL NOT NULL, minutes_after INTEGER, "
    "outlet_n INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX ix_story_member_story_id ON story_member (story_id, outlet_n)",
    "CREATE TABLE release (id INTEGER PRIMARY KEY NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, "
    "title TEXT NOT NULL, body TEXT NOT NULL, issuer TEXT NOT NULL, released_on TEXT, released_at TEXT, "
    "released_from TEXT NOT NULL, looked_at TEXT NOT NULL, version INTEGER NOT NULL)",
    "CREATE INDEX ix_release_day ON release (coalesce(released_on, substr(released_at, 1, 10)))",
    "CREATE TABLE pickup (release_id INTEGER NOT NULL REFERENCES release (id) ON DELETE CASCADE, "
    "article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE ON UPDATE CASCADE, "
    "of_article REAL NOT NULL, of_release REAL NOT NULL, letters INTEGER NOT NULL, headline_same INTEGER NOT NULL, "
    "minutes_after INTEGER, certain INTEGER NOT NULL, PRIMARY KEY (release_id, article_id)) WITHOUT ROWID",
    "CREATE INDEX ix_pickup_article_id ON pickup (article_id)",
    "CREATE TABLE pickup_sentence (release_id INTEGER NOT NULL, article_id INTEGER NOT NULL, "
    "side TEXT NOT NULL CHECK (side IN ('R', 'A')), n INTEGER NOT NULL, label TEXT NOT NULL, score REAL NOT NULL, "
    "refs TEXT NOT NULL, PRIMARY KEY (release_id, article_id, side, n), FOREIGN KEY (release_id, article_id) "
    "REFERENCES pickup (release_id, article_id) ON DELETE CASCADE ON UPDATE CASCADE) WITHOUT ROWID",
    "CREATE TRIGGER story_todo_new AFTER INSERT ON article BEGIN "
    "INSERT OR IGNORE INTO story_todo (article_id) VALUES (new.id); END",
    "CREATE TRIGGER story_todo_changed AFTER UPDATE OF id, revision ON article BEGIN "
    "INSERT OR IGNORE INTO story_todo (article_id) VALUES (old.id), (new.id); END",
    "CREATE TRIGGER story_todo_removed AFTER DELETE ON article BEGIN "
    "INSERT OR IGNORE INTO story_todo (article_id) VALUES (old.id); END",
)
"""Makes the tables, in order."""
