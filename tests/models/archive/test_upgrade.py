"""An archive is of the old schema or of the new one, never between; and the migrations make what the code expects."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from models.archive.connection import open_engine
from models.archive.location import APPLICATION_ID, SCHEMA_VERSION
from models.archive.schema import clip_tables, count_tables, morning_tables, people_tables, report_tables, story_tables
from models.archive.schema.search_tables import DDL
from models.archive.schema.tables import metadata
from models.archive.schema.upgrade import SCRIPTS, migrate, revision_id
from models.archive.write.archive import Archive
from tests.support.archive_factories import a_page, an_article, assert_sound, connect, dump, failing_at

ROOT = Path(__file__).resolve().parents[3]


class StopHereError(Exception):
    """What the test throws in the middle of a migration."""


def schema(path: Path) -> list[tuple[object, ...]]:
    """Everything SQLite knows of the file's tables, and its numbers."""
    db = connect(path)
    try:
        numbers = db.execute("SELECT * FROM pragma_user_version, pragma_application_id").fetchall()
        return [*numbers, *db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")]
    finally:
        db.close()


def lines(rows: list[tuple[object, ...]]) -> list[tuple[object, list[str]]]:
    """The parts of each statement, sorted: constraints of a table stand in any order, an added column on any line."""
    named = [(name, str(sql)) for _, name, sql in rows if "alembic_version" not in str(name)]
    return [(name, sorted(part.strip() for part in re.split(r"[\n,]", sql) if part.strip())) for name, sql in named]


def test_the_migrations_make_the_tables_of_the_schema(path: Path) -> None:
    Archive.open(path).close()
    other = path.with_name("other.db")
    with open_engine(other).connect() as connection, connection.begin():
        metadata.create_all(connection)
        others = (story_tables, report_tables, clip_tables, morning_tables, people_tables, count_tables)
        for statement in (*DDL, *(one for tables in others for one in tables.DDL)):
            connection.exec_driver_sql(statement)
    ours, theirs = schema(path), schema(other)
    assert ours[0] == (SCHEMA_VERSION, APPLICATION_ID)
    assert lines(ours[1:]) == lines(theirs[1:])
    assert len(theirs) > 30


def test_the_migrations_are_one_line_up_to_the_schema_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    scripts = ScriptDirectory.from_config(config)
    line = [script.revision for script in scripts.walk_revisions()]
    assert line == [revision_id(number) for number in range(SCHEMA_VERSION, 0, -1)]
    with pytest.raises(NotImplementedError):
        scripts.get_revision("0001").module.downgrade()


def test_a_first_opening_stopped_anywhere_leaves_an_empty_file(path: Path) -> None:
    whole = path.with_name("whole.db")
    Archive.open(whole).close()
    number = 0
    while True:
        number += 1
        with failing_at(number, StopHereError()) as seen:
            try:
                Archive.open(path).close()
            except StopHereError:
                assert schema(path) in ([(0, 0)], schema(whole)), seen[-1]
            else:
                break
    assert number > 20
    with Archive.open(path) as archive:
        article = an_article()
        assert archive.store(article, a_page(article)).outcome == "new"
    assert_sound(path)


NEXT = SCHEMA_VERSION + 1
SECOND = f'''
"""A schema to come, as one may be: a new table, a column, a table made anew, rows rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "{revision_id(NEXT)}"
down_revision = "{revision_id(SCHEMA_VERSION)}"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.Text))
    op.execute("INSERT INTO later SELECT id, headline FROM article")
    with op.batch_alter_table("outlet") as outlet:
        outlet.add_column(sa.Column("owner", sa.Text, nullable=False, server_default=""))
    with op.batch_alter_table("list_validator", recreate="always") as validator:
        validator.alter_column("at", nullable=True)
    op.execute("UPDATE article SET section = section || '!'")
    op.drop_index("ix_page_key", table_name="page")
'''


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """The migrations of today and one to come."""
    folder = tmp_path / "versions"
    folder.mkdir()
    for script in (SCRIPTS / "versions").glob("*.py"):
        (folder / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / f"v{revision_id(NEXT)}_next.py").write_text(dedent(SECOND), encoding="utf-8")
    return folder


def upgrade(path: Path, versions: Path) -> None:
    with open_engine(path).connect() as connection, connection.begin():
        migrate(connection, version=NEXT, versions=versions)


def fill(path: Path) -> None:
    with Archive.open(path) as archive:
        for n in range(20):
            article = an_article(n)
            archive.store(article, a_page(article))


def test_an_upgrade_stopped_anywhere_leaves_the_old_schema(path: Path, versions: Path) -> None:
    fill(path)
    old = (schema(path), dump(path))
    number = 0
    while True:
        number += 1
        with failing_at(number, StopHereError()) as seen:
            try:
                upgrade(path, versions)
            except StopHereError:
                assert (schema(path), dump(path)) == old, seen[-1]
            else:
                break
    assert number > 12
    new = schema(path)
    assert new[0] == (NEXT, APPLICATION_ID)
    assert "later" in [row[1] for row in new]
    assert "ix_page_key" not in [row[1] for row in new]
    db = connect(path)
    assert db.execute("SELECT count(*) FROM later").fetchone() == (20,)
    assert db.execute("SELECT count(*) FROM article WHERE section LIKE '%!'").fetchone() == (20,)
    db.close()


KILLED = f"""
import os, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from models.archive.schema.upgrade import migrate
from models.archive.connection import open_engine
left = int(sys.argv[3])
@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
with open_engine(Path(sys.argv[1])).connect() as connection, connection.begin():
    migrate(connection, version={NEXT}, versions=Path(sys.argv[2]))
"""


@pytest.mark.parametrize("statement", [3, 9, 14])
def test_an_upgrade_killed_leaves_the_old_schema(path: Path, versions: Path, statement: int) -> None:
    fill(path)
    old = (schema(path), dump(path))
    command = [sys.executable, "-c", KILLED, str(path), str(versions), str(statement)]
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=False)
    assert ran.returncode == -9, ran.stderr
    assert (schema(path), dump(path)) == old
    assert_sound(path)


@pytest.mark.parametrize("names", [("one.db", "one.db"), ("one.db", "two.db")])
def test_two_may_make_an_archive_at_once(tmp_path: Path, names: tuple[str, str]) -> None:
    errors: list[BaseException] = []
    start = threading.Barrier(2)

    def make(name: str) -> None:
        try:
            start.wait()
            Archive.open(tmp_path / name).close()
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            errors.append(error)

    threads = [threading.Thread(target=make, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {schema(tmp_path / name)[0] for name in names} == {(SCHEMA_VERSION, APPLICATION_ID)}


BEFORE_COUNTS = (
    "DROP TRIGGER outlet_day_new",
    "DROP TRIGGER outlet_day_changed",
    "DROP TRIGGER outlet_day_removed",
    "DROP TRIGGER story_repeat_new",
    "DROP TRIGGER story_repeat_removed",
    "DROP TABLE outlet_day",
    "DROP TABLE story_repeat",
    "DROP INDEX ix_url_held",
    "DROP INDEX ix_story_member_story_id",
    "ALTER TABLE story_member DROP COLUMN outlet_n",
    "CREATE INDEX ix_story_member_story_id ON story_member (story_id)",
    "UPDATE alembic_version SET version_num = '0015'",
    "PRAGMA user_version = 15",
)


def test_an_archive_without_counts_is_counted(path: Path) -> None:
    fill(path)
    db = connect(path)
    members = "SELECT id, 1, id, 1, 1, NULL, 1 FROM article"
    db.execute("INSERT INTO story_print SELECT id, 1, 1, 1, 1, '' FROM article")
    db.execute(f"INSERT INTO story_member {members} LIMIT 7")
    kept = [db.execute(f"SELECT * FROM {table}").fetchall() for table in count_tables.TABLES]
    assert all(kept)
    new = schema(path)
    for statement in BEFORE_COUNTS:
        db.execute(statement)
    db.commit()
    db.close()
    Archive.open(path).close()
    db = connect(path)
    assert [db.execute(f"SELECT * FROM {table}").fetchall() for table in count_tables.TABLES] == kept
    assert lines(schema(path)[1:]) == lines(new[1:])
    db.close()
