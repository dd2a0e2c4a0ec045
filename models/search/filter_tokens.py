"""The tokens of the outlets and sections that a search is narrowed to."""

import sqlite3

from models.query.filters import Filters
from models.records.outlet import RELEASES
from models.text.ngrams import outlet_token, section_token


def find_outlets(db: sqlite3.Connection, filters: Filters) -> list[str] | None:
    """The tokens of the outlets that fit (empty: all of them do), or None where none does."""
    if not filters.outlets and not filters.regions and not _leaves_out(db, filters):
        return []
    found = [
        outlet_token(n)
        for n, outlet_id, title, region, kind in db.execute("SELECT n, id, title, region, kind FROM outlet ORDER BY n")
        if filters.admits_outlet(outlet_id, title, region, kind)
    ]
    return found or None


def _leaves_out(db: sqlite3.Connection, filters: Filters) -> bool:
    """Whether press releases are to be left out and there are any."""
    if not filters.press_only:
        return False
    return db.execute("SELECT 1 FROM outlet WHERE kind = ? LIMIT 1", (RELEASES,)).fetchone() is not None


def find_sections(db: sqlite3.Connection, filters: Filters) -> list[str] | None:
    """The tokens of the sections that fit, or None where the filters name no section."""
    if not filters.section.strip():
        return None
    known = db.execute("SELECT code, name FROM section_name ORDER BY code")
    return [section_token(code) for code, name in known if filters.admits_section(name)]
