"""The outlets of an archive, as readers see them. Standard library only."""

import sqlite3

from models.records.outlet import OutletRow


def read_outlets(db: sqlite3.Connection) -> dict[str, OutletRow]:
    """Every outlet in the archive, by id."""
    rows = db.execute("SELECT id, title, region, export, family, kind FROM outlet ORDER BY id")
    return {
        row[0]: OutletRow(id=row[0], title=row[1], region=row[2], export=row[3], family=row[4], kind=row[5])
        for row in rows
    }
