"""An archive is opened by its address: another database is one module and one line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from models import open as opening
from models.open import archive_path, open_reader, open_writer
from models.query.syntax import parse
from models.records.article import Article
from models.records.errors import ArchiveError
from models.records.search_results import Hit
from tests.support.archive_factories import a_page, an_article


class InMemory(ModuleType):
    """A backend that keeps its articles in a dict."""

    def __init__(self) -> None:
        super().__init__("in_memory")
        self.kept: dict[str, dict[int, Article]] = {}

    def open_reader(self, location: str) -> "InMemoryReader":
        return InMemoryReader(self.kept[location])


class InMemoryReader:
    def __init__(self, kept: dict[int, Article]) -> None:
        self.kept = kept
        self.articles = self.search = self

    def get(self, number: int) -> Article | None:
        return self.kept.get(number)

    def all_hits(self, query: object, *_: object) -> Iterator[Hit]:
        return (Hit(id=number, score=0.0, article=one) for number, one in self.kept.items())

    @contextmanager
    def one_view(self) -> Iterator[None]:
        yield

    def __enter__(self) -> "InMemoryReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.kept = {}


def test_a_second_backend_is_a_module_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = InMemory()
    backend.kept["memory://one"] = {7: an_article(7)}
    monkeypatch.setitem(sys.modules, "in_memory", backend)
    monkeypatch.setitem(opening.BACKENDS, "memory", "in_memory")
    with open_reader("memory://one") as reader:
        assert reader.articles.get(7) == an_article(7)
        with reader.one_view():
            assert [hit.id for hit in reader.search.all_hits(parse(""))] == [7]


def test_a_path_and_a_sqlite_address_are_one_archive(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    article = an_article(1)
    with open_writer(path) as archive:
        stored = archive.store(article, a_page(article, b"<html></html>"))
    with open_reader(f"sqlite:///{path}") as reader:
        assert reader.articles.get(stored.id) == article
        assert reader.articles.newest_id() == stored.id
    assert archive_path(f"sqlite:///{path}") == path


def test_an_address_without_a_backend_is_one_sentence() -> None:
    with pytest.raises(ArchiveError, match="only SQLite archives are supported so far"):
        open_reader("postgresql://here/news")
