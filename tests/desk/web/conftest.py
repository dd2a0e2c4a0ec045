"""A small archive of invented news, made once and copied for each test, and the desk over it."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk.services.people.accounts import add_person
from desk.services.workspace import Workspace
from models.people.role import Role
from tests.support.clip_workspace import make_workspace
from tests.support.desk_client import Visit, visiting

PASSWORD = "들꽃길-걷는-아침 3"
"""Of kim, who may mark."""


@pytest.fixture(scope="session")
def made_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive that the tests copy; nobody writes to it."""
    folder = tmp_path_factory.mktemp("desk")
    made = make_workspace(folder / "archive.db")
    add_person(made, "kim", shown="김주무관", role=Role.MARK, password=PASSWORD)
    return folder


@pytest.fixture
def workspace(made_archive: Path, tmp_path: Path) -> Workspace:
    """A copy of the archive that the test may change."""
    shutil.copytree(made_archive, tmp_path / "desk")
    return Workspace.at(tmp_path / "desk" / "archive.db")


@pytest.fixture
def quiet_workspace(made_archive: Path) -> Workspace:
    """The archive itself, for requests that change nothing."""
    return Workspace.at(made_archive / "archive.db")


@pytest.fixture
def article_id(workspace: Workspace) -> int:
    """The newest article of the archive."""
    with closing(workspace.open_reader()) as db:
        newest = db.articles.newest_id()
    assert newest is not None
    return newest


@pytest.fixture
def visit(workspace: Workspace) -> Iterator[Visit]:
    """A client of an administrator, in Korean."""
    with visiting(workspace) as signed_in:
        yield signed_in
