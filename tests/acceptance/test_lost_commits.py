"""An archive whose log was left behind, whose manifest is gone or damaged: every verb says so, and every page."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import VERBS, news
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.language.translate import speaking
from models.open import find_losses
from models.records.times import now
from tests.support.archive_factories import a_page
from tests.support.clip_archive import an_article, stored
from tests.support.crawl_runs import crawled_well
from tests.support.desk_client import visiting

WORDS = {"log": "잃었습니다", "manifest": "알 수 없", "both": "알 수 없", "damaged": "알 수 없"}
"""What was lost, and a word of the sentence about it."""
SAYS_ITSELF = {"crawl", "import", "verify"}
NEEDS_NONE = {"demo", "desk", "extract", "morning", "restore", "schedule", "setup", "outlets", "people", "alerts"}
"""Verbs that mend it, or of which it is not asked here: they need no archive, ask a network or serve."""
TYPED = {
    "accept": "accept sample",
    "backup": "backup copies/",
    "clip": "clip list",
    "export": "export -o a.csv",
    "health": "health",
    "mark": "mark {id} --tone 긍정",
    "open": "open {id}",
    "pickup": "pickup release.txt --no-keep",
    "reindex": "reindex",
    "reparse": "reparse",
    "report": "report daily 길",
    "search": "search 길",
    "show": "show {id}",
    "stories": "stories list",
    "tell": "tell",
    "watch": "watch list",
}


def make(folder: Path, lost: str) -> int:
    """An archive in the folder that has lost something; the id of an article in it."""
    whole = folder / "whole" / "archive.db"
    whole.parent.mkdir()
    (number,) = stored(whole, an_article(1))
    crawled_well(whole, now())
    path = folder / "archive.db"
    with Archive.open(whole) as held:
        with held.transaction() as writer:
            later = an_article(2)
            writer.store(later, a_page(later, b"<html></html>"))
        shutil.copy(whole, path)
        shutil.copy(f"{whole}.manifest", f"{path}.manifest")
        if lost not in ("log", "both"):
            shutil.copy(f"{whole}-wal", f"{path}-wal")
    kept = folder / "archive.db.manifest"
    if lost in ("manifest", "both"):
        kept.unlink()
    elif lost == "damaged":
        kept.write_bytes(b"x" * 4096)
    shutil.rmtree(whole.parent)
    (folder / "release.txt").write_text(
        "배포일시: 2026. 11. 20.\n\n견본시, 음악회 연다\n\n" + "견본시가 연다. " * 40, "utf-8"
    )
    return number


def run(typed: str) -> Result:
    with speaking("ko"):
        ran = CliRunner().invoke(news, typed.split())
    assert ran.exception is None or isinstance(ran.exception, SystemExit), repr(ran.exception)
    return ran


def test_every_verb_is_in_one_of_the_tables() -> None:
    assert TYPED.keys() | SAYS_ITSELF | NEEDS_NONE == VERBS.keys()


@pytest.mark.parametrize("lost", WORDS)
@pytest.mark.parametrize("verb", ["search", "mark"])
def test_a_verb_says_what_is_lost_until_it_is_known(
    verb: str, lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = TYPED[verb].format(id=make(tmp_path, lost))
    for words in (typed, f"{typed} --quiet"):  # also once a writer has begun the manifest anew
        ran = run(words)
        assert ran.exit_code == 1
        assert "기사 보관함(archive.db)" in ran.stderr
        assert WORDS[lost] in ran.stderr
        assert "기사 보관함(" not in ran.stdout
    run("verify --acknowledge")
    ran = run(typed)
    assert "기사 보관함(" not in ran.stderr
    assert ran.exit_code == 0


@pytest.mark.parametrize("verb", TYPED)
def test_every_verb_says_it(verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda *_given: True)
    ran = run(TYPED[verb].format(id=make(tmp_path, "log")))
    assert ran.exit_code != 0
    assert ran.stderr.count("기사 보관함(archive.db)") == 1
    assert "잃었습니다" in ran.stderr


def test_every_page_of_the_desk_says_it(tmp_path: Path) -> None:
    make(tmp_path, "log")
    with visiting(Workspace.at(tmp_path / "archive.db")) as visit:
        for path in ("/", "/clip", "/outlets"):
            alerts = visit.read(path).xpath("//*[@role='alert'][contains(@class, 'message')]")
            assert any("잃었습니다" in one.text_content() for one in alerts)


def test_a_whole_archive_and_a_backup_have_lost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, "nothing")
    assert find_losses(tmp_path / "archive.db") == ()
    assert run("backup copy.db").exit_code == 0
    assert find_losses(tmp_path / "copy.db") == ()
    assert find_losses(tmp_path / "none.db") == ()
