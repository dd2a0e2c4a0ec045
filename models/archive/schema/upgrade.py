"""Bring an archive's tables to the schema of this release: all of it or nothing.

SQLite can take back changes of tables, but neither its Python driver nor Alembic makes use of that by default
(measured: a kill in the middle left half of a migration). Here the whole upgrade, version numbers included, is one
``BEGIN IMMEDIATE`` transaction of the caller's. Alembic is loaded only when there is something to do.
"""

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection

from models.archive.location import APPLICATION_ID, SCHEMA_VERSION

SCRIPTS = Path(__file__).resolve().parent / "migrations"
_ALONE = Lock()  # Alembic keeps the migration under way in module globals


def schema_version(connection: Connection) -> int:
    """The schema the archive has: 0 is an empty database."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection, *, version: int = SCHEMA_VERSION, versions: Path | None = None) -> None:
    """Upgrade inside the transaction that is open on the connection; nothing to do is done quickly.

    ``versions`` is the folder of the migrations, for tests of migrations to come.
    Raises whatever the database or a migration raises; the caller must then roll back.
    """
    if schema_version(connection) >= version:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(SCRIPTS))
    config.set_main_option("version_locations", _escaped(versions or SCRIPTS / "versions"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    with _ALONE:
        command.upgrade(config, revision_id(version))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def revision_id(version: int) -> str:
    """Alembic's name of a schema version: 1 is ``0001``."""
    return f"{version:04d}"


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
