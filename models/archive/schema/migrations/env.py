"""Alembic's entry: runs the migrations on the connection it is handed, inside that connection's transaction.

From the command line (``alembic -c models/archive/schema/migrations/alembic.ini -x archive=FILE …``, to write a new
migration) it opens the archive itself, with the same transactional events.
"""

from contextlib import closing
from pathlib import Path

from alembic import context
from sqlalchemy import Connection

from models.archive.connection import open_engine
from models.archive.schema.clip_tables import TABLES as CLIP_TABLES
from models.archive.schema.morning_tables import TABLES as MORNING_TABLES
from models.archive.schema.people_tables import TABLES as PEOPLE_TABLES
from models.archive.schema.report_tables import TABLES as REPORT_TABLES
from models.archive.schema.search_tables import TABLES as SEARCH_TABLES
from models.archive.schema.story_tables import TABLES as STORY_TABLES
from models.archive.schema.tables import metadata


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the search tables to ``rows.py`` and others to their files: SQLAlchemy does not know them."""
    others = (*SEARCH_TABLES, *STORY_TABLES, *REPORT_TABLES, *CLIP_TABLES, *MORNING_TABLES, *PEOPLE_TABLES)
    return kind != "table" or not (name or "").startswith(others)


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        include_name=_is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


def _main() -> None:
    handed = context.config.attributes.get("connection")
    if handed is not None:
        _run(handed)
        return
    archive = context.get_x_argument(as_dictionary=True).get("archive", "archive.db")
    engine = open_engine(Path(archive))
    with closing(engine.connect()) as connection, connection.begin():
        _run(connection)


_main()
