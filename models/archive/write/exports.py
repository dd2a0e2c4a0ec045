"""Writes what exported files have carried, in two steps around the moment at which a file takes its place.

Whatever is killed in between, the next export sees by the file itself whether that moment had come.
"""

from models.archive.write.archive import Archive
from models.records.rows import time_text
from models.records.times import now


def will_hold(archive: Archive, file: str, asked: str, n: int, mark: str) -> None:
    """A file known by ``mark`` is about to take its place, with the answers up to arrival ``n``."""
    sql = (
        "INSERT INTO exported (file, asked, n, at, pending_n, pending_file) VALUES (?1, ?2, -1, ?3, ?4, ?5) "
        "ON CONFLICT (file, asked) DO UPDATE SET pending_n = ?4, pending_file = ?5"
    )
    with archive.transaction() as writer:
        writer._check().driver_run(sql, (file, asked, str(time_text(now())), n, mark))


def holds_now(archive: Archive, file: str, asked: str, n: int) -> None:
    """The file has taken its place."""
    sql = "UPDATE exported SET n = ?, at = ?, pending_n = NULL, pending_file = NULL WHERE file = ? AND asked = ?"
    with archive.transaction() as writer:
        writer._check().driver_run(sql, (n, str(time_text(now())), file, asked))
