"""Writes stories: fingerprints, pairs, stories and their members, inside one transaction of an archive.

What a fingerprint is and which texts are one is decided in ``reports/stories``; here it is kept.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from models.archive.compiled_sql import Database
from models.records.article_ids import day_of, first_id, last_id
from models.records.outlet import RELEASES
from models.records.story import Pair, Source, StoryRow

_IN = "IN (SELECT value FROM json_each(?))"
_BATCH = 2_000


class StoryStore:
    """Reads and writes the stories' tables in the transaction of ``database``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- what waits

    def first_waiting(self) -> int | None:
        """The smallest id that waits to be compared."""
        return self._one("SELECT min(article_id) FROM story_todo")

    def waiting(self, day: int) -> list[int]:
        """The ids of a day that wait; an office's own press releases are no story of the press."""
        sql = (
            "SELECT t.article_id FROM story_todo AS t LEFT JOIN article AS a ON a.id = t.article_id LEFT JOIN outlet "
            "AS o ON o.id = a.outlet WHERE t.article_id BETWEEN ? AND ? AND coalesce(o.kind, '') <> ? "
            "ORDER BY t.article_id"  # an article that is gone waits too: it leaves its story
        )
        return [row[0] for row in self._run(sql, first_id(day), last_id(day), RELEASES)]

    def done(self, day: int) -> None:
        """Nothing of the day waits any more."""
        self._run("DELETE FROM story_todo WHERE article_id BETWEEN ? AND ?", first_id(day), last_id(day))

    def wait_all(self) -> None:
        """Everything is to be compared anew; stories made so far are gone."""
        for table in ("story_print", "story_pair", "story_member", "story", "story_stock"):
            self._run(f"DELETE FROM {table}")
        self._run("INSERT OR IGNORE INTO story_todo (article_id) SELECT id FROM article")

    def wait_again(self) -> None:
        """Whatever was compared is to be compared again; its stories stay until then."""
        self._run("INSERT OR IGNORE INTO story_todo (article_id) SELECT article_id FROM story_print")

    def version(self) -> str | None:
        """The rules by which the stories were made."""
        row = self._run("SELECT v FROM search_meta WHERE k = 'story_version'").fetchone()
        return None if row is None else str(row[0])

    def set_version(self, version: str) -> None:
        """Note the rules by which stories are made."""
        self._run("INSERT OR REPLACE INTO search_meta (k, v) VALUES ('story_version', ?)", version)

    # --- texts and fingerprints

    def sources(self, ids: Iterable[int]) -> Iterator[Source]:
        """The articles of the ids that are there."""
        sql = (
            "SELECT a.id, o.n, a.revision, a.published_at, a.published_raw, a.fetched_at, a.body "
            f"FROM article AS a JOIN outlet AS o ON o.id = a.outlet WHERE a.id {_IN}"
        )
        wanted = list(ids)
        for start in range(0, len(wanted), _BATCH):
            for row in self._run(sql, json.dumps(wanted[start : start + _BATCH])).fetchall():
                yield Source(
                    id=row[0], outlet_n=row[1], revision=row[2], published_at=row[3], published_raw=row[4],
                    fetched_at=row[5], body=row[6],
                )  # fmt: skip

    def prints(self, first_day: int, last_day: int) -> Iterator[list[tuple[int, int, bytes]]]:
        """(article, outlet's number, fingerprints) of the days, in order and some at a time."""
        sql = (
            "SELECT article_id, outlet_n, prints FROM story_print WHERE article_id BETWEEN ? AND ? ORDER BY article_id"
        )
        cursor = self._run(sql, first_id(first_day), last_id(last_day))
        while rows := cursor.fetchmany(_BATCH):
            yield rows

    def put_prints(self, rows: Iterable[tuple[int, int, int, int, int, bytes]]) -> None:
        """Write (article, outlet's number, revision, version, letters, fingerprints)."""
        many = list(rows)
        if many:
            self._database.driver_run_many("INSERT OR REPLACE INTO story_print VALUES (?, ?, ?, ?, ?, ?)", many)

    # --- stock phrases

    def stock(self) -> tuple[str, int, bytes] | None:
        """(when it was built, from how many days, its grams)."""
        row = self._run("SELECT built_at, days, grams FROM story_stock ORDER BY version DESC").fetchone()
        return None if row is None else (str(row[0]), int(row[1]), bytes(row[2]))

    def put_stock(self, version: int, built_at: str, days: int, articles: int, grams: bytes) -> None:
        """Keep a list of stock phrases in the place of the one before."""
        self._run("DELETE FROM story_stock")
        self._run("INSERT INTO story_stock VALUES (?, ?, ?, ?, ?)", version, built_at, days, articles, grams)

    def last_day(self) -> int | None:
        """The day of the newest article."""
        newest = self._one("SELECT max(id) FROM article")
        return None if newest is None else day_of(newest)

    def sample(self, day: int, most: int) -> list[int]:
        """At most so many ids of a day, spread evenly over it."""
        low = first_id(day)
        high = self._one("SELECT max(id) FROM article WHERE id BETWEEN ? AND ?", low, last_id(day))
        return [] if high is None else list(range(low, high + 1, (high - low) // most + 1))

    # --- pairs

    def forget_pairs(self, ids: list[int]) -> set[int]:
        """Delete the pairs, the fingerprints and the memberships of the articles.

        Returns all articles whose stories may be others now: theirs, and those that were in one with them.
        """
        names = json.dumps(ids)
        touched = set(ids)
        for sql in (
            f"SELECT b_id FROM story_pair WHERE a_id {_IN}",
            f"SELECT a_id FROM story_pair WHERE b_id {_IN}",
            "SELECT article_id FROM story_member WHERE story_id IN "
            f"(SELECT story_id FROM story_member WHERE article_id {_IN})",
        ):
            touched.update(row[0] for row in self._run(sql, names))
        for table, column in (("story_pair", "a_id"), ("story_pair", "b_id"), ("story_print", "article_id")):
            self._run(f"DELETE FROM {table} WHERE {column} {_IN}", names)
        return touched

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Write pairs."""
        many = [
            (
                p.a_id, p.b_id, p.of_a, p.of_b, p.share, p.letters, p.unquoted, p.run, p.numbers, p.numbers_equal,
                p.verdict, p.rule,
            )
            for p in pairs
        ]  # fmt: skip
        if many:
            places = ", ".join("?" * len(many[0]))
            self._database.driver_run_many(f"INSERT OR REPLACE INTO story_pair VALUES ({places})", many)

    def same_text(self, ids: Iterable[int]) -> list[tuple[int, int, float, float, int]]:
        """(a, b, of_a, of_b, letters) of the pairs of one text that hold one of the articles."""
        names = json.dumps(list(ids))
        sql = "SELECT a_id, b_id, of_a, of_b, letters FROM story_pair WHERE verdict = 'same_text' AND "
        found = [tuple(row) for side in ("a_id", "b_id") for row in self._run(f"{sql}{side} {_IN}", names)]
        return list(dict.fromkeys(found))

    # --- stories

    def stories_of(self, ids: Iterable[int]) -> dict[int, int]:
        """The story of each article that is in one."""
        sql = f"SELECT article_id, story_id FROM story_member WHERE article_id {_IN}"
        return {row[0]: row[1] for row in self._run(sql, json.dumps(list(ids)))}

    def leave(self, ids: Iterable[int]) -> None:
        """Take articles out of their stories."""
        self._run(f"DELETE FROM story_member WHERE article_id {_IN}", json.dumps(list(ids)))

    def put_story(self, story_id: int | None, row: StoryRow) -> int:
        """Write a story with its members under an id it had, or a new one; returns the id."""
        if story_id is None:
            story_id = (self._one("SELECT max(id) FROM story") or 0) + 1
        values = (story_id, row.first_article_id, row.first_at, int(row.first_sure), len(row.members), row.outlets)
        self._run("INSERT OR REPLACE INTO story VALUES (?, ?, ?, ?, ?, ?, NULL)", *values)
        self.leave(article for article, *_rest in row.members)
        self._database.driver_run_many(
            "INSERT INTO story_member VALUES "
            "(?1, ?2, ?3, ?4, ?5, ?6, coalesce((SELECT outlet_n FROM story_print WHERE article_id = ?1), 0))",
            [(article, story_id, *rest) for article, *rest in row.members],
        )
        return story_id

    def end_story(self, story_id: int, merged_into: int | None) -> None:
        """A story has no members any more: it went into another, or came apart."""
        self._run("UPDATE story SET articles = 0, outlets = 0, merged_into = ? WHERE id = ?", merged_into, story_id)

    def _run(self, sql: str, *values: Any) -> Any:
        return self._database.driver_run(sql, values)

    def _one(self, sql: str, *values: Any) -> int | None:
        value = self._run(sql, *values).scalar()
        return None if value is None else int(value)
