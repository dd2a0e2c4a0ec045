"""An archive for tests of the writing side, and the limits within which a search takes its ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.archive.write.archive import Archive
from models.search import index_query, relevance, scan, verify_hits


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
        monkeypatch.setattr(scan, "PATIENT_ONE_IN", 1)
    if request.param != "as built":
        monkeypatch.setattr(scan, "MIN_SCANNED", 2)
        monkeypatch.setattr(scan, "RARE_HITS_ONE_IN", 1)
        monkeypatch.setattr(index_query, "MAX_CHEAP_WORDS", 1)
        monkeypatch.setattr(index_query, "MAX_WORDS", 2)
        monkeypatch.setattr(index_query, "MAX_GRAMS", 2)
        monkeypatch.setattr(verify_hits, "FIRST_ROWS", 2)
        monkeypatch.setattr(verify_hits, "MAX_ROWS", 3)
        monkeypatch.setattr(relevance, "MAX_POOL", 2)
        monkeypatch.setattr(relevance, "MAX_READ", 1)
        monkeypatch.setattr(relevance, "MIN_POOL", 1)
