"""A file appears whole or not at all, and its folder is synced after the rename."""

import errno
import gc
import io
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models import replace_file
from models.records.article import Article
from models.records.times import KST
from reports.articles.columns import ExportChoice
from reports.articles.export import WRITERS, export
from reports.documents.document import Paragraph, Run
from reports.documents.docx import write_docx
from reports.documents.hwpx import write_hwpx
from reports.documents.pdf import write_pdf
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError
from tests.support.clip_archive import an_article
from tests.support.sample_documents import make_document


def test_the_old_file_is_untouched_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with open_atomic(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError])
def test_nothing_is_left_of_a_failed_write(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(part: Path) -> None:
        raise error

    with pytest.raises(ExportError if error is OSError else error), open_atomic(path, fail) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_file_and_folder_are_synced_in_this_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        folder = os.path.isdir(f"/proc/self/fd/{handle}") if os.path.isdir("/proc/self/fd") else len(synced) > 0
        synced.append("folder" if folder else "file")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    with open_atomic(tmp_path / "a.txt") as file:
        file.write(b"new")
    assert synced == (["file", "folder"] if os.name == "posix" else ["file"])


def test_the_finished_file_is_handed_over_before_it_takes_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    seen: list[bytes] = []

    def before(part: Path) -> None:
        assert not path.exists()
        seen.append(part.read_bytes())

    with open_atomic(path, before) as file:
        file.write(b"new")
    assert seen == [b"new"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="not a file"), open_atomic(tmp_path):
        pass


class FullDisk(io.FileIO):
    """A file on a disk that has no place but for so many bytes."""

    room = 0

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


def write(path: Path, articles: list[Article]) -> None:
    """A file of the kind that its ending names."""
    if document_writer := {".docx": write_docx, ".hwpx": write_hwpx, ".pdf": write_pdf}.get(path.suffix):
        document = make_document(Paragraph([Run(article.headline) for article in articles]))
        with open_atomic(path) as file:
            document_writer(file, document)
    else:
        export(path, articles, ExportChoice())


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("room", [0, 700])
@pytest.mark.parametrize("kind", [*sorted(WRITERS), ".docx", ".hwpx", ".pdf"])
def test_a_full_disk_is_called_that_whatever_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, room: int
) -> None:
    path = tmp_path / f"a{kind}"
    path.write_bytes(b"old")
    monkeypatch.setattr(FullDisk, "room", room)
    monkeypatch.setattr(io, "FileIO", FullDisk)
    at = datetime(2026, 11, 20, 9, tzinfo=KST)
    articles = [an_article(number, published_at=at, fetched_at=at) for number in range(1, 60)]
    with pytest.raises(ExportError, match="space left"):
        write(path, articles)
    gc.collect()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == [path.name]


class WindowsError(PermissionError):
    """What Windows raises: two names, and an error of its own."""

    def __init__(self, winerror: int, name: str, other: str | None = None) -> None:
        super().__init__(errno.EACCES, "Access is denied", name)
        self.winerror, self.filename2 = winerror, other


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_excel_has_open_on_windows_is_called_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    tried: list[object] = []

    def refuse(part: str, path: Path) -> None:
        tried.append(path)
        raise WindowsError(winerror, part, str(path))

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(replace_file, "TRIES", 3)
    monkeypatch.setattr(replace_file, "PAUSE_SECONDS", 0.0)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(ExportError, match="another program has the file open"), open_atomic(path, force=True) as file:
        file.write(b"new")
    assert len(tried) == 3
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.xlsx"]


def test_a_scanner_that_lets_go_of_the_new_file_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, tries = os.replace, iter([True, True, False])

    def refuse_at_first(part: str, path: Path) -> None:
        if next(tries):
            raise WindowsError(5, part, str(path))
        replace(part, path)

    monkeypatch.setattr(os, "replace", refuse_at_first)
    monkeypatch.setattr(replace_file, "TRIES", 3)
    monkeypatch.setattr(replace_file, "PAUSE_SECONDS", 0.0)
    with open_atomic(tmp_path / "a.txt") as file:
        file.write(b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
