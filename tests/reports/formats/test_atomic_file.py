"""A file appears whole or not at all, and its folder is synced after the rename."""

import os
from pathlib import Path

import pytest

from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError


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
