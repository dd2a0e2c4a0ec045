"""What is counted as it is written, so that a count costs the same in an archive of any size.

``outlet_day`` is how many articles an outlet has of a day (a number of ``article_ids``). ``story_repeat`` is how many
articles tell a story again: of an outlet (its number), of a day, of a month (by the number of its first day), those
that it has of each story, but for one of each. Triggers keep both, whoever writes; rows of ``story_member`` are never
changed, only added and removed.
"""

TABLES: tuple[str, ...] = ("outlet_day", "story_repeat")
OUTLET, DAY, MONTH = "outlet", "day", "month"
"""The kinds of ``story_repeat``."""

_ADD = (
    "INSERT INTO outlet_day (day, outlet, n) VALUES (new.id >> 14, new.outlet, 1) "
    "ON CONFLICT (day, outlet) DO UPDATE SET n = n + 1; "
)
_TAKE = (
    "UPDATE outlet_day SET n = n - 1 WHERE day = old.id >> 14 AND outlet = old.outlet; "
    "DELETE FROM outlet_day WHERE day = old.id >> 14 AND outlet = old.outlet AND n = 0; "
)
_DATE = "date('2000-01-01', ({0}article_id >> 14) || ' days', 'start of month'{1})"
_NUMBER = "CAST(julianday(" + _DATE + ") - julianday('2000-01-01') AS INTEGER)"
_MONTH, _NEXT_MONTH = _NUMBER.replace("{1}", ""), _NUMBER.replace("{1}", ", '+1 month'")
_NAMES = {OUTLET: "{0}outlet_n", DAY: "{0}article_id >> 14", MONTH: _MONTH}
_SAME = {
    OUTLET: "outlet_n = {0}outlet_n",
    DAY: "article_id BETWEEN ({0}article_id >> 14) << 14 AND (({0}article_id >> 14) << 14) + 16383",
    MONTH: f"article_id BETWEEN {_MONTH} << 14 AND ({_NEXT_MONTH} << 14) - 1",
}
_ANOTHER = (
    "EXISTS (SELECT 1 FROM story_member WHERE story_id = {0}story_id AND article_id <> {0}article_id AND " + "{1})"
)


def _add_repeat(kind: str) -> str:
    name, another = _NAMES[kind].format("new."), _ANOTHER.format("new.", _SAME[kind].format("new."))
    return (
        f"INSERT INTO story_repeat (kind, name, n) SELECT '{kind}', {name}, 1 WHERE {another} "
        "ON CONFLICT (kind, name) DO UPDATE SET n = n + 1; "
    )


def _take_repeat(kind: str) -> str:
    name, another = _NAMES[kind].format("old."), _ANOTHER.format("old.", _SAME[kind].format("old."))
    return f"UPDATE story_repeat SET n = n - 1 WHERE kind = '{kind}' AND name = {name} AND {another}; "


OUTLET_DAY: tuple[str, ...] = (
    "CREATE TABLE outlet_day (day INTEGER NOT NULL, outlet TEXT NOT NULL, n INTEGER NOT NULL, "
    "PRIMARY KEY (day, outlet)) WITHOUT ROWID",
    f"CREATE TRIGGER outlet_day_new AFTER INSERT ON article BEGIN {_ADD}END",
    "CREATE TRIGGER outlet_day_changed AFTER UPDATE OF id, outlet ON article "
    f"WHEN old.id >> 14 <> new.id >> 14 OR old.outlet <> new.outlet BEGIN {_TAKE}{_ADD}END",
    f"CREATE TRIGGER outlet_day_removed AFTER DELETE ON article BEGIN {_TAKE}END",
)
STORY_REPEAT: tuple[str, ...] = (
    "CREATE TABLE story_repeat (kind TEXT NOT NULL, name INTEGER NOT NULL, n INTEGER NOT NULL, "
    "PRIMARY KEY (kind, name)) WITHOUT ROWID",
    f"CREATE TRIGGER story_repeat_new AFTER INSERT ON story_member BEGIN {''.join(map(_add_repeat, _NAMES))}END",
    f"CREATE TRIGGER story_repeat_removed AFTER DELETE ON story_member BEGIN {''.join(map(_take_repeat, _NAMES))}END",
)
DDL: tuple[str, ...] = (*OUTLET_DAY, *STORY_REPEAT)
"""Makes the tables, in order; after those of articles and stories."""

COUNT_ARTICLES = (
    "SELECT id >> 14 AS day, outlet, count(*) AS n FROM article INDEXED BY ix_article_outlet GROUP BY outlet, day"
)
"""What ``outlet_day`` must hold; read from the index of outlets alone."""


def _count_repeats(kind: str) -> str:
    return (
        f"SELECT '{kind}' AS kind, name, sum(more) AS n FROM (SELECT {_NAMES[kind].format('')} AS name, "
        "count(*) - 1 AS more FROM story_member GROUP BY story_id, name) GROUP BY name HAVING n > 0"
    )


COUNT_REPEATS = " UNION ALL ".join(map(_count_repeats, _NAMES))
"""What ``story_repeat`` must hold, but for rows of 0."""
