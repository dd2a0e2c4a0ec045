"""What is new to a file: whatever came or began to answer since it was written, once, whoever stored it."""

import csv
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.services.export import ExportRequest, export_articles
from desk.services.workspace import Workspace
from models.archive.read.exports import get_export
from models.archive.read.open import open_connection
from models.archive.write.archive import Archive, ArchiveTransaction
from models.archive.write.exports import begin_export
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.times import KST
from reports.formats.errors import ExportError
from tests.support.archive_factories import a_page, an_article


class Desk:
    """An archive and a file that is exported to again and again."""

    def __init__(self, folder: Path) -> None:
        self.archive = folder / "archive.db"
        self.file = folder / "표.csv"
        Archive.open(self.archive).close()

    def store(self, number: int, **given: Any) -> None:
        article = an_article(number, **given)
        with Archive.open(self.archive) as opened:
            opened.store(article, a_page(article))

    def export(self, query: str = "", *, append: bool = False, **filters: Any) -> int:
        request = ExportRequest(
            path=self.file,
            query=parse(query),
            filters=Filters(**filters),
            columns="headline",
            append=append,
            only_new=True,
        )
        return export_articles(Workspace.at(self.archive), request).counted.articles

    def headlines(self) -> list[str]:
        rows = list(csv.reader(self.file.read_text("utf-8-sig").splitlines()))
        assert [row for row in rows if row == ["제목"]] == [["제목"]]
        return [row[0] for row in rows[1:]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_each_article_is_written_once(desk: Desk) -> None:
    desk.store(1, headline="하나")
    assert desk.export() == 1
    assert desk.export() == 0
    assert desk.headlines() == ["하나"]  # nothing is new: the file that was handed in stays
    desk.store(2, headline="둘", published_at=datetime(2020, 1, 1, tzinfo=KST))  # an old one that came late
    desk.store(3, headline="셋")
    assert desk.export() == 2
    assert set(desk.headlines()) == {"둘", "셋"}


def test_a_file_that_is_gone_on_with_has_one_header_and_no_article_twice(desk: Desk) -> None:
    for number in range(1, 5):
        desk.store(number, headline=f"제목 {number}")
        desk.export(append=True)
    assert desk.headlines() == [f"제목 {number}" for number in range(1, 5)]


def test_a_removed_file_that_is_gone_on_with_is_written_whole_again(desk: Desk) -> None:
    desk.store(1, headline="하나")
    desk.export(append=True)
    desk.file.unlink()
    desk.store(2, headline="둘")
    assert desk.export(append=True) == 2


def test_a_file_of_which_nothing_is_known_is_not_gone_on_with(desk: Desk) -> None:
    desk.file.write_text("\ufeff제목\n", "utf-8")
    with pytest.raises(ExportError, match="not known"):
        desk.export(append=True)
    assert desk.file.read_text("utf-8") == "\ufeff제목\n"


def test_a_changed_article_is_new_only_where_it_did_not_answer_before(desk: Desk) -> None:
    later = an_article().fetched_at + timedelta(hours=1)
    desk.store(1, headline="하나", body="포항의 글")
    desk.store(2, headline="둘", body="경주의 글")
    assert desk.export("포항") == 1
    desk.store(1, headline="하나 고침", body="포항의 글", fetched_at=later)
    desk.store(2, headline="둘 고침", body="경주와 포항의 글", fetched_at=later)
    assert desk.export("포항") == 1
    assert desk.headlines() == ["둘 고침"]


def test_an_article_that_is_renumbered_twice_is_told_once(desk: Desk) -> None:
    desk.store(1, headline="하나", body="경주의 글")
    assert desk.export("포항") == 0
    at = an_article().published_at
    assert at is not None
    for days in (1, 2):
        body = "포항의 글" if days == 1 else "포항의 다른 글"
        desk.store(1, headline="하나", body=body, published_at=at + timedelta(days=days))
    assert desk.export("포항") == 1
    assert desk.export("포항") == 0


def test_another_question_to_one_file_is_counted_by_itself(desk: Desk) -> None:
    desk.store(1, headline="하나", body="포항의 글")
    assert desk.export("포항") == 1
    assert desk.export("글") == 1
    assert desk.export("글", outlets=("견본일보",)) == 1
    assert desk.export("글") == 0


def test_a_writing_that_was_killed_is_known_by_the_file(desk: Desk) -> None:
    """Killed before the file took its place, everything comes again; after it, nothing does."""
    desk.store(1, headline="하나")
    desk.export(append=True)
    desk.store(2, headline="둘")
    asked = next(_questions(desk))
    about = desk.file.stat()
    for mark, written in (("1:1", 1), (None, 0)):
        with Archive.open(desk.archive) as opened, opened.transaction() as writer:
            about = desk.file.stat()
            begin_export(
                writer.database, os.path.realpath(desk.file), asked, 2, mark or f"{about.st_size}:{about.st_mtime_ns}"
            )
        assert desk.export(append=True) == written
    assert desk.headlines() == ["하나", "둘"]


def test_a_failed_writing_changes_neither_file_nor_what_is_known(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.store(1, headline="하나")
    desk.export(append=True)
    desk.store(2, headline="둘")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fail)
        with pytest.raises(ExportError):
            desk.export(append=True)
    assert desk.headlines() == ["하나"]
    assert desk.export(append=True) == 1
    assert desk.headlines() == ["하나", "둘"]


def _questions(desk: Desk) -> Any:
    db = open_connection(desk.archive)
    try:
        asked = [row[0] for row in db.execute("SELECT asked FROM exported")]
        for one in asked:
            assert get_export(db, os.path.realpath(desk.file), one) is not None
    finally:
        db.close()
    yield from asked


def test_arrivals_are_numbered_whoever_writes(desk: Desk) -> None:
    with Archive.open(desk.archive) as opened, opened.transaction() as writer:
        assert isinstance(writer, ArchiveTransaction)
        for number in range(3):
            article = an_article(number)
            writer.store(article, a_page(article))
    db = open_connection(desk.archive)
    try:
        rows = db.execute("SELECT n, revision FROM arrival ORDER BY n").fetchall()
    finally:
        db.close()
    assert rows == [(1, 1), (2, 1), (3, 1)]
