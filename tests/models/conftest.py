"""An archive for tests of the writing side, and the limits within which a search takes its ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.archive.write.archive import Archive
from models.search import index_query as plan_module
from models.search import relevance as ranking_module
from models.search import scan as walk_module
from models.search import verify_hits as proof_module


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's archive is."""
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    """A new archive, open."""
    with Archive.open(path) as opened:
        yield opened


@pytest.fixture(params=["as built", "small", "small and patient"])
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test three times: with limits so small that each of the costly ways is walked too."""
    if request.param == "small and patient":
        monkeypatch.setattr(walk_module, "PATIENCE", 1)
    if request.param != "as built":
        monkeypatch.setattr(walk_module, "SCAN_FIRST", 2)
        monkeypatch.setattr(walk_module, "RARE", 1)
        monkeypatch.setattr(plan_module, "CHEAP_WORDS", 1)
        monkeypatch.setattr(plan_module, "MOST_WORDS", 2)
        monkeypatch.setattr(plan_module, "MOST_GRAMS", 2)
        monkeypatch.setattr(proof_module, "FIRST", 2)
        monkeypatch.setattr(proof_module, "MOST", 3)
        monkeypatch.setattr(ranking_module, "POOL", 2)
        monkeypatch.setattr(ranking_module, "MOST_READ", 1)
        monkeypatch.setattr(ranking_module, "FEWEST", 1)
