"""`news export` as a person types it: one file at a time, and nothing of it is replaced without a word."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli import news
from models.records.times import now
from tests.support.clip_archive import LONG, an_article, stored


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    stored(path, an_article(1), sample="full")
    return path


def call(archive: Path, *words: object) -> Result:
    return CliRunner().invoke(news, [*map(str, words), "--archive", str(archive)])


@pytest.mark.parametrize("verb", [["export"], ["watch", "run"]])
def test_two_files_at_once_are_refused(archive: Path, verb: list[str]) -> None:
    files = [archive.parent / name for name in ("x.xlsx", "y.csv")]
    ran = call(archive, *verb, "-o", files[0], "-o", files[1])
    assert ran.exit_code == 2
    assert "one file at a time" in ran.stderr
    assert not any(file.exists() for file in files)


def test_a_foreign_file_is_not_gone_on_with_and_no_advice_overwrites_it(archive: Path) -> None:
    file = archive.parent / "foreign.csv"
    file.write_text("\ufeff제목\n남의 것\n", "utf-8")
    error = call(archive, "export", "-o", file, "--since", "last", "--append").exception
    assert getattr(error, "exit_code", None) == 2
    assert "without --append" not in str(error)
    assert "name a file that does not exist yet" in str(error)
    assert "남의 것" in file.read_text("utf-8")


def test_a_file_that_is_written_anew_with_less_is_said_to_be(archive: Path) -> None:
    file = archive.parent / "a.csv"
    words = ["export", "-o", file, "--since", "last"]
    assert "--append" not in call(archive, *words).stderr
    before = file.read_bytes()
    ran = call(archive, *words)
    assert ran.exit_code == 0
    assert "Nothing new" in ran.stderr
    assert file.read_bytes() == before
    stored(archive, an_article(3))
    ran = call(archive, *words)
    assert "--append" in ran.stderr
    assert "3번째" in file.read_text("utf-8-sig")
    assert "1번째" not in file.read_text("utf-8-sig")
    assert "--append" not in call(archive, *words, "--append").stderr


@pytest.mark.parametrize("words", [["export"], ["watch", "run", "--since", "2026-01-01"], ["pickup", "자료.txt"]])
def test_a_workbook_that_a_person_changed_is_not_written_over_without_a_word(archive: Path, words: list[str]) -> None:
    file = archive.parent / "표.xlsx"
    (archive.parent / "자료.txt").write_text(f"들꽃길 열린다\n\n{LONG}", "utf-8")
    words = [str(archive.parent / word) if word.endswith(".txt") else word for word in words]
    call(archive, "watch", "add", "들꽃", "들꽃길")
    stored(archive, an_article(2, headline="들꽃길 열린다", fetched_at=now()))
    call(archive, *words, "-o", file)
    call(archive, *words, "-o", file)
    assert file.exists(), "nobody touched it"
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["A3"] = "내 메모"
    book.save(file)
    changed = file.read_bytes()
    error = call(archive, *words, "-o", file).exception
    assert "name another file" in str(error)
    assert "--force" in str(error)
    assert file.read_bytes() == changed
    call(archive, *words, "-o", file, "--force")
    assert openpyxl.load_workbook(file).worksheets[0]["A3"].value != "내 메모"
