"""`news export` as a person types it: one file at a time, and nothing of it is replaced without a word."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import news
from tests.support.clip_archive import an_article, stored


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
