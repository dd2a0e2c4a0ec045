"""Stories, as readers see them: which articles of several outlets carry one text. Standard library only."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby, islice

from models.records.article_ids import day_number, day_of, first_id, last_id
from models.records.story import Counted, Member, Near, Story
from models.records.times import read_time

_STORY = "SELECT id, first_article_id, first_at, first_sure, articles, outlets FROM story"
_MEMBER = "SELECT article_id, story_id, nearest_id, of_nearest, of_first, minutes_after FROM story_member"
_MAX_IDS = 30_000
_PRINTS = 4_000
_TALLIED = 500


def get_story(db: sqlite3.Connection, story_id: int) -> Story | None:
    """The story of an id, also one that was merged into another since."""
    if abs(story_id) >= 1 << 63:
        return None
    for _ in range(64):
        row = db.execute("SELECT merged_into FROM story WHERE id = ?", (story_id,)).fetchone()
        if row is None or row[0] is None:
            break
        story_id = row[0]
    row = db.execute(f"{_STORY} WHERE id = ? AND articles > 0", (story_id,)).fetchone()
    return None if row is None else _story(row)


def find_story_of(db: sqlite3.Connection, article_id: int) -> Story | None:
    """The story an article belongs to, by the id it has now."""
    row = db.execute("SELECT story_id FROM story_member WHERE article_id = ?", (article_id,)).fetchone()
    return None if row is None else get_story(db, row[0])


def find_members(db: sqlite3.Connection, story_id: int) -> tuple[Member, ...]:
    """The articles of a story: the first one, then the others by their time (those without one by id)."""
    story = get_story(db, story_id)
    if story is None:
        return ()
    found = [_member(row) for row in db.execute(f"{_MEMBER} WHERE story_id = ? ORDER BY article_id", (story.id,))]
    found.sort(key=lambda one: (one.article_id != story.first_article_id, one.minutes_after or 0, one.article_id))
    return tuple(found)


def read_members_of(db: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, Member]:
    """The membership of each article that belongs to a story, by article id."""
    found: dict[int, Member] = {}
    for part in _parts(article_ids):
        sql = f"{_MEMBER} WHERE article_id IN (SELECT value FROM json_each(?))"
        found.update((row[0], _member(row)) for row in db.execute(sql, (part,)))
    return found


def read_outlets_of(db: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The ids of the outlets that carry each story, each once: that of its first article, then the others by time."""
    sql = (
        "SELECT m.story_id, a.outlet FROM story_member AS m JOIN story AS s ON s.id = m.story_id "
        "JOIN article AS a ON a.id = m.article_id WHERE m.story_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY m.story_id, m.article_id <> s.first_article_id, coalesce(m.minutes_after, 0), m.article_id"
    )
    found: dict[int, dict[str, None]] = {}
    for part in _parts(story_ids):
        for story_id, outlet in db.execute(sql, (part,)):
            found.setdefault(story_id, {})[outlet] = None
    return {story_id: tuple(outlets) for story_id, outlets in found.items()}


def count_stories(db: sqlite3.Connection, article_ids: Sequence[int]) -> Counted:
    """So many articles, so many stories."""
    tally = StoryTally(db)
    for article_id in dict.fromkeys(article_ids):
        tally.add(article_id)
    return tally.counted


class StoryTally:
    """Counts articles both ways as they pass, some hundred at a time; it remembers the stories, not the articles."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._waiting: list[int] = []
        self._alone = 0
        self._articles = 0
        self._stories: set[int] = set()

    def add(self, article_id: int) -> None:
        """One more article; each only once."""
        self._waiting.append(article_id)
        if len(self._waiting) == _TALLIED:
            self._look()

    @property
    def counted(self) -> Counted:
        """What passed so far."""
        self._look()
        return Counted(self._articles, self._alone + len(self._stories))

    def _look(self) -> None:
        sql = "SELECT story_id FROM story_member WHERE article_id IN (SELECT value FROM json_each(?))"
        found = [row[0] for row in self._db.execute(sql, (json.dumps(self._waiting),))]
        self._stories.update(found)
        self._articles += len(self._waiting)
        self._alone += len(self._waiting) - len(found)
        self._waiting.clear()


def find_near(db: sqlite3.Connection, article_id: int, *, all_verdicts: bool = True) -> tuple[Near, ...]:
    """Articles of other outlets that share text with one, the nearest first; only those of one text, if so asked."""
    sql = (
        "SELECT b_id, verdict, of_a, of_b, numbers, numbers_equal FROM story_pair WHERE a_id = ?1 UNION ALL "
        "SELECT a_id, verdict, of_b, of_a, numbers, numbers_equal FROM story_pair WHERE b_id = ?1"
    )
    found = [
        Near(article_id=row[0], verdict=row[1], of_this=row[2], of_other=row[3], numbers=row[4], numbers_equal=row[5])
        for row in db.execute(sql, (article_id,))
    ]
    return tuple(
        sorted(
            (one for one in found if all_verdicts or one.verdict == "same_text"),
            key=lambda one: (one.verdict != "same_text", -max(one.of_this, one.of_other), one.article_id),
        )
    )


def find_near_misses(
    db: sqlite3.Connection, *, since: date | None = None, until: date | None = None, limit: int = 20
) -> Iterator[tuple[int, Near]]:
    """Pairs that share text and are not of one story, by the later article's day, the newest first.

    (The later article, the earlier one as seen from it.)
    """
    low, high = _ids(since, until)
    sql = (
        "SELECT max(p.a_id, p.b_id) AS later, min(p.a_id, p.b_id), p.verdict, iif(p.a_id > p.b_id, p.of_a, p.of_b), "
        "iif(p.a_id > p.b_id, p.of_b, p.of_a), p.numbers, p.numbers_equal FROM story_pair AS p "
        "LEFT JOIN story_member AS a ON a.article_id = p.a_id LEFT JOIN story_member AS b ON b.article_id = p.b_id "
        "WHERE later BETWEEN ? AND ? AND (a.story_id IS NULL OR b.story_id IS NULL OR a.story_id <> b.story_id) "
        "ORDER BY later DESC, p.share DESC LIMIT ?"
    )
    for later, earlier, *seen in db.execute(sql, (low, high, limit)):
        verdict, this, other, numbers, equal = seen
        yield (
            later,
            Near(
                article_id=earlier, verdict=verdict, of_this=this, of_other=other, numbers=numbers, numbers_equal=equal
            ),
        )


def find_stories(
    db: sqlite3.Connection,
    *,
    since: date | None = None,
    until: date | None = None,
    least_outlets: int = 2,
    limit: int = 20,
) -> Iterator[Story]:
    """Stories by the day and time of their first article, the newest first; within a day, those without one last."""
    low, high = _ids(since, until)
    sql = (
        f"{_STORY} WHERE first_article_id BETWEEN ? AND ? AND outlets >= ? AND articles > 0 "
        "ORDER BY first_article_id DESC"
    )
    found = map(_story, db.execute(sql, (low, high, least_outlets)))
    of_days = (
        sorted(day, key=_time, reverse=True) for _, day in groupby(found, lambda one: day_of(one.first_article_id))
    )
    yield from islice(chain.from_iterable(of_days), limit)


def _time(story: Story) -> float:
    return float("-inf") if story.first_at is None else story.first_at.timestamp()


def read_prints(db: sqlite3.Connection, first_day: int, last_day: int) -> Iterator[list[tuple[int, int, bytes]]]:
    """(article, outlet's number, fingerprints) of the days, in order and some at a time; see ``reports/stories``."""
    sql = "SELECT article_id, outlet_n, prints FROM story_print WHERE article_id BETWEEN ? AND ? ORDER BY article_id"
    cursor = db.execute(sql, (first_id(first_day), last_id(last_day)))
    while rows := cursor.fetchmany(_PRINTS):
        yield rows


def read_print_days(db: sqlite3.Connection) -> tuple[int, int] | None:
    """The first and the last day that has fingerprints."""
    low, high = (db.execute(f"SELECT {end}(article_id) FROM story_print").fetchone()[0] for end in ("min", "max"))
    return None if low is None else (day_of(low), day_of(high))


def is_waiting(db: sqlite3.Connection, first_day: int, last_day: int) -> bool:
    """Whether an article of the days has no fingerprints yet."""
    sql = "SELECT 1 FROM story_todo WHERE article_id BETWEEN ? AND ? LIMIT 1"
    return db.execute(sql, (first_id(first_day), last_id(last_day))).fetchone() is not None


def read_stock(db: sqlite3.Connection) -> bytes:
    """The grams of stock phrases, sorted uint64, little endian; empty where the archive is too young to know them."""
    row = db.execute("SELECT grams FROM story_stock").fetchone()
    return b"" if row is None else bytes(row[0])


def count_waiting(db: sqlite3.Connection) -> int:
    """How many articles have not been compared yet."""
    return int(db.execute("SELECT count(*) FROM story_todo").fetchone()[0])


def _ids(since: date | None, until: date | None) -> tuple[int, int]:
    """The ids that articles of the days can have."""
    low = -(2**62) if since is None else first_id(day_number(since))
    return low, 2**62 if until is None else last_id(day_number(until))


def _story(row: Sequence[object]) -> Story:
    story_id, first, first_at, sure, articles, outlets = row
    assert isinstance(first_at, str | None)
    return Story(
        id=int(str(story_id)),
        first_article_id=int(str(first)),
        first_at=read_time(first_at),
        first_sure=bool(sure),
        articles=int(str(articles)),
        outlets=int(str(outlets)),
    )


def _member(row: Sequence[object]) -> Member:
    names = ("article_id", "story_id", "nearest_id", "of_nearest", "of_first", "minutes_after")
    return Member(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]


def _parts(article_ids: Iterable[int]) -> Iterator[str]:
    ids = list(dict.fromkeys(article_ids))
    for start in range(0, len(ids), _MAX_IDS):
        yield json.dumps(ids[start : start + _MAX_IDS])
