"""What people have said of articles: tone (논조) and note (비고), as readers see them. Standard library only."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from models.records.remark import Remark
from models.records.times import KST


def read_remarks(db: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, Remark]:
    """The newest remark on each article that has one."""
    sql = (
        "SELECT article_id, tone, note, who, at FROM remark WHERE article_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY id"
    )
    return {row[0]: _remark(row) for row in db.execute(sql, (json.dumps(list(article_ids)),))}


def read_remark_history(db: sqlite3.Connection, article_id: int) -> tuple[Remark, ...]:
    """Every remark on an article, the oldest first."""
    sql = "SELECT article_id, tone, note, who, at FROM remark WHERE article_id = ? ORDER BY id"
    return tuple(map(_remark, db.execute(sql, (article_id,))))


def _remark(row: tuple[int, str, str, str, str]) -> Remark:
    article_id, tone, note, who, at = row
    return Remark(article_id=article_id, tone=tone, note=note, who=who, at=datetime.fromisoformat(at).astimezone(KST))
