"""Writes people's remarks on articles, inside one transaction of an archive. Nothing is ever overwritten."""

from collections.abc import Sequence

from models.archive.compiled_sql import Database
from models.records.times import now, time_text


def add_remark(database: Database, article_ids: Sequence[int], *, tone: str | None, note: str | None, who: str) -> int:
    """Add a remark to each article and return to how many; None leaves what the last remark said.

    Where nothing would change, nothing is written.
    """
    changed = 0
    for article_id in article_ids:
        sql = "SELECT tone, note FROM remark WHERE article_id = ? ORDER BY id DESC LIMIT 1"
        row = database.driver_run(sql, (article_id,)).fetchone()
        old: tuple[str, str] = ("", "") if row is None else tuple(row)
        new = (old[0] if tone is None else tone, old[1] if note is None else note)
        if new != old:
            database.driver_run(
                "INSERT INTO remark (article_id, tone, note, who, at) VALUES (?, ?, ?, ?, ?)",
                (article_id, *new, who, time_text(now())),
            )
            changed += 1
    return changed
