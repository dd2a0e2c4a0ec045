"""What exported files have carried, as readers see it. Standard library only."""

import sqlite3

from models.records.search_results import Exported


def get_export(db: sqlite3.Connection, file: str, asked: str) -> Exported | None:
    """What is kept of a file and a question; None where the file was never written for it."""
    sql = "SELECT n, pending_n, pending_file FROM exported WHERE file = ? AND asked = ?"
    row = db.execute(sql, (file, asked)).fetchone()
    return None if row is None else Exported(row[0], None if row[1] is None else (row[1], row[2]))


def read_last_arrival(db: sqlite3.Connection) -> int:
    """The number of the last text that came; 0 where none did since numbers are given."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM arrival").fetchone()[0])
