"""Writes press releases and what became of them, inside one transaction of an archive."""

import json
from collections.abc import Iterable
from typing import Any

from models.archive.compiled_sql import Database
from models.records.release import KeptText, PickupRow, ReleaseRow


class ReleaseStore:
    """Writes in the transaction of ``database``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def texts(self) -> list[KeptText]:
        """The text of every release that is kept."""
        sql = "SELECT id, title, body, released_on, released_at FROM release ORDER BY id"
        rows: Iterable[tuple[Any, ...]] = map(tuple, self._database.driver_run(sql))
        return [KeptText(id=row[0], title=row[1], body=row[2], released_on=row[3], released_at=row[4]) for row in rows]

    def put(self, release: ReleaseRow, pickups: Iterable[PickupRow], same: Iterable[int] = ()) -> int:
        """Write a release and its pickup in the place of what was found before; its id.

        It is known by its bytes; ``same`` are ids of other files of the same release, whose place it takes too.
        """
        run = self._database.driver_run
        row = run("SELECT id FROM release WHERE sha256 = ?", (release.sha256,)).fetchone()
        known = {*same, *([int(row[0])] if row else [])}
        number = min(known) if known else int(run("SELECT coalesce(max(id), 0) + 1 FROM release").scalar() or 1)
        for other in known:
            self.forget(other)
        run(
            "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number, release.file, release.sha256, release.title, release.body, release.issuer, release.released_on,
                release.released_at, release.released_from, release.looked_at, release.version,
            ),
        )  # fmt: skip
        for one in pickups:
            run(
                "INSERT INTO pickup VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number, one.article_id, one.of_article, one.of_release, one.letters, int(one.headline_same),
                    one.minutes_after, int(one.certain),
                ),
            )  # fmt: skip
            self._database.driver_run_many(
                "INSERT INTO pickup_sentence VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (number, one.article_id, side, n, label, score, json.dumps(refs))
                    for side, n, label, score, refs in one.sentences
                ],
            )
        return number

    def forget(self, release_id: int) -> bool:
        """Remove a release and its pickup; False where there is none of that id."""
        self._database.driver_run("DELETE FROM pickup WHERE release_id = ?", (release_id,))
        return self._database.driver_run("DELETE FROM release WHERE id = ?", (release_id,)).rowcount > 0
