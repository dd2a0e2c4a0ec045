"""Writes what exported files have carried, in two steps around the moment at which a file takes its place.

Whatever is killed in between, the next export sees by the file itself whether that moment had come.
"""

from models.archive.compiled_sql import Database
from models.records.times import now, time_text


def begin_export(database: Database, file: str, question: str, arrival: int, file_stamp: str) -> None:
    """A file known by ``file_stamp`` is about to take its place, with the hits up to ``arrival``."""
    sql = (
        "INSERT INTO exported (file, asked, n, at, pending_n, pending_file) VALUES (?1, ?2, -1, ?3, ?4, ?5) "
        "ON CONFLICT (file, asked) DO UPDATE SET pending_n = ?4, pending_file = ?5"
    )
    database.driver_run(sql, (file, question, str(time_text(now())), arrival, file_stamp))


def end_export(database: Database, file: str, question: str, arrival: int) -> None:
    """The file has taken its place."""
    sql = "UPDATE exported SET n = ?, at = ?, pending_n = NULL, pending_file = NULL WHERE file = ? AND asked = ?"
    database.driver_run(sql, (arrival, str(time_text(now())), file, question))
