"""Who did what in the browser, as readers see it. Standard library only."""

import sqlite3

from models.people.audit import AuditDeed, AuditEntry
from models.records.times import read_time


def read_audit(db: sqlite3.Connection, limit: int, *, before: int | None = None, who: str = "") -> list[AuditEntry]:
    """The newest entries, the last first; those before an entry, or of one person."""
    sql = (
        "SELECT id, at, who, deed, about, address FROM audit WHERE (?1 IS NULL OR id < ?1) AND (?2 = '' OR who = ?2) "
        "ORDER BY id DESC LIMIT ?3"
    )
    return [_read_entry(tuple(row)) for row in db.execute(sql, (before, who, limit))]


def _read_entry(row: tuple[int, str, str, str, str, str]) -> AuditEntry:
    number, at_text, who, deed, about, address = row
    at = read_time(at_text)
    assert at is not None
    return AuditEntry(id=number, at=at, who=who, deed=AuditDeed(deed), about=about, address=address)
