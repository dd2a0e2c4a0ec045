"""Writes who did what in the browser, inside one transaction of an archive. Rows are only added."""

from models.archive.compiled_sql import Database
from models.archive.row_checksums import AUDIT, Value, row_checksum
from models.people.audit import AuditEntry
from models.records.times import time_text


def add_entry(database: Database, entry: AuditEntry) -> None:
    """Add an entry behind the others; its own ``id`` is not looked at."""
    row: dict[str, Value] = {
        "id": int(database.driver_run("SELECT coalesce(max(id), 0) + 1 FROM audit").scalar_one()),
        "at": str(time_text(entry.at)),
        "who": entry.who,
        "deed": entry.deed.value,
        "about": entry.about,
        "address": entry.address,
    }
    values = {**row, "seal": row_checksum(AUDIT, row)}
    marks = ", ".join("?" for _ in values)
    database.driver_run(f"INSERT INTO audit ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
