"""Renew the checksums of rows: those of an earlier release, and those that one statement changed at once."""

from sqlalchemy import bindparam, select, update

from models.archive.compiled_sql import Database
from models.archive.row_checksums import CHECKED_COLUMNS, checksum, checksum_rules
from models.archive.schema.tables import mark

BATCH = 1000
RULES = select(mark.c.sealed_by)
SET_RULES = update(mark).where(mark.c.id == 1).values(sealed_by=bindparam("n_by"))


def renew_checksums(database: Database) -> None:
    """Seal every row by the rules of today, where another release left none or others; in the caller's transaction."""
    if database.run(RULES).scalar_one() == checksum_rules():
        return
    for table in CHECKED_COLUMNS:
        _seal(database, table)
    database.run(SET_RULES, n_by=checksum_rules())


def checksum_articles(database: Database, outlet_id: str) -> None:
    """Seal all articles of an outlet anew."""
    _seal(database, "article", "AND outlet = ?", outlet_id)


def _seal(database: Database, table: str, only: str = "", *values: str) -> None:
    """Seal the rows of a table, some at a time. Every table here has SQLite's own row number."""
    columns = ", ".join(f'"{name}"' for name in CHECKED_COLUMNS[table])
    following = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? {only} ORDER BY rowid LIMIT {BATCH}"
    after = -(2**63)
    while rows := database.driver_run(following, (after, *values)).fetchall():
        sealed = [(checksum(row[1:]), row[0]) for row in rows]
        database.driver_run_many(f"UPDATE {table} SET seal = ? WHERE rowid = ?", sealed)
        after = rows[-1][0]
