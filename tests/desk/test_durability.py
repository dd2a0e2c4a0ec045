"""verify, backup, restore, reparse and WARC as a person uses them: output, exit codes, one sentence for a mistake.

Through `cli.main` in this process: thirty processes of their own would take as long as all other tests of the room.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import cli
from models.archive.write.archive import Archive
from tests.support.archive_factories import a_page, an_article, articles
from tests.support.run_news import ROOT, Ran

LOCKED = """
import sys
from scrapers.crawl.lock import crawl_lock
with crawl_lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path, desk: None) -> Path:
    add(tmp_path, *range(5))
    return tmp_path


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What ``news`` below runs in."""
    monkeypatch.delenv("NEWS_ARCHIVE", raising=False)
    HELD[:] = [monkeypatch, capsys]


HELD: list[Any] = []


def news(*arguments: object, cwd: Path) -> Ran:
    """Run `news` in a folder, up to its exit code."""
    monkeypatch, capsys = HELD
    monkeypatch.chdir(cwd)
    monkeypatch.setattr(sys, "argv", ["news", *map(str, arguments)])
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capsys.readouterr()
    return Ran(int(ended.value.code or 0), out, err, out.encode())


def add(folder: Path, *numbers: int) -> None:
    with Archive.open(folder / "archive.db") as archive:
        for n in numbers:
            archive.store(an_article(n), a_page(an_article(n)))


def spoil(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE article SET headline = '\x1b[2J가짜' WHERE id = (SELECT min(id) FROM article)")
        db.commit()


def test_lost_commits_are_told_until_they_are_acknowledged(folder: Path) -> None:
    early = (folder / "archive.db").read_bytes()
    add(folder, 10, 11)
    (folder / "archive.db").write_bytes(early)
    add(folder, 20)
    for _ in range(2):
        ran = news("verify", cwd=folder)
        assert ran.code == 1
        assert ran.out.startswith("2 commits are lost: the archive is as it was at ")
        assert "`news verify --acknowledge`: do not report a loss again" in ran.err
    ran = news("verify", "--acknowledge", cwd=folder)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Acknowledged: 2 commits are lost")
    assert news("verify", cwd=folder).code == 0
    assert "There is no loss to acknowledge." in news("verify", "--acknowledge", cwd=folder).err


def test_verify_says_what_it_looked_at(folder: Path) -> None:
    ran = news("verify", cwd=folder)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Nothing is wrong: 5 articles, 0 revisions, 5 pages, 5 addresses, 0 runs.\n"
    assert news("verify", "--quiet", cwd=folder).err == ""


def test_verify_prints_a_sentence_a_finding(folder: Path) -> None:
    spoil(folder / "archive.db")
    ran = news("verify", cwd=folder)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("Article ")
    assert lines[0].endswith("is no longer what was stored.")
    assert "\x1b" not in ran.out
    records = [json.loads(line) for line in news("verify", "--json", cwd=folder).out.splitlines()]
    assert [one["finding"] for one in records] == lines
    assert (records[0]["check"], records[0]["id"]) == ("rows", min(articles(folder / "archive.db")))


READ_ONLY = """
import os, sys
import cli
from models.maintenance.verify import verify
sys.argv = ["news", "verify", "--archive", sys.argv[1]]
try:
    cli.main()  # loads all that the other user may not read
except SystemExit:
    pass
path, folder = sys.argv[3], os.path.dirname(sys.argv[3])
if os.geteuid() == 0:
    for name in os.listdir(folder):
        os.chown(os.path.join(folder, name), 65534, 65534)
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
print("again")
print(*verify(path, alone=True))
cli.main()
"""


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o644), (0o755, 0o444), (0o555, 0o444)])
def test_what_may_not_be_written_is_not_taken_for_damaged(folder_mode: int, file_mode: int) -> None:
    with tempfile.TemporaryDirectory() as place:  # tmp_path is closed to other users
        folder, path = Path(place), Path(place) / "archive.db"
        add(folder, 1)
        path.with_name("archive.db.lock").touch()  # as a crawl leaves it
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        ran = subprocess.run(
            [sys.executable, "-c", READ_ONLY, path], cwd=ROOT, capture_output=True, text=True, check=False
        )
        folder.chmod(0o755)
    assert ran.stdout.split("again\n") == ["", "\n"], ran.stdout
    assert ran.returncode == 0, ran.stderr
    assert "FTS5's own check was left out." in ran.stderr
    assert ran.stderr.endswith("Nothing is wrong: 1 article, 0 revisions, 1 page, 1 address, 0 runs.\n")


def test_verify_of_no_archive_is_exit_code_4(folder: Path) -> None:
    (folder / "letter.db").write_text("a letter")
    for name, said in (("missing.db", "There is no archive at"), ("letter.db", "it is not a news archive")):
        ran = news("verify", "--archive", name, cwd=folder)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert said in ran.err


def test_a_mistyped_archive_is_not_made(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>견본</p>")
    before = sorted(tmp_path.iterdir())
    for verb in (["reparse"], ["reparse", "--dry-run"]):
        ran = news(*verb, "--archive", "typo.db", cwd=folder)
        assert ran.code == 4
        assert ran.err.startswith(f"Error: There is no archive at {folder / 'typo.db'}. ")
    for nothing in (["nofile", "--url", "https://sample.example/1"], ["page.html"]):
        ran = news("import", *nothing, "--archive", "typo.db", cwd=folder)
        assert ran.code == 1
        assert ran.err.endswith("\n0 new, 0 changed, 0 unchanged, 0 rejected, 1 unreadable\n")
    (tmp_path / "empty").mkdir()
    assert news("import", "empty", "--archive", "typo.db", cwd=folder).code == 0
    (tmp_path / "empty").rmdir()
    assert sorted(tmp_path.iterdir()) == before


def test_backup_and_restore(folder: Path) -> None:
    ran = news("backup", "whole.db", cwd=folder)
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    file = Path(ran.out.strip())
    assert "verified; the archive as of 20" in ran.err
    then = articles(folder / "archive.db")
    add(folder, 7)
    assert news("verify", "--archive", file, cwd=folder).code == 0
    assert news("search", "견본시", "--archive", file, "--urls", cwd=folder).out.count("\n") == 5
    ran = news("restore", file, cwd=folder)
    assert ran.code == 0
    assert "the previous archive was renamed to archive.db.before-" in ran.err
    assert articles(folder / "archive.db") == then
    assert news("verify", cwd=folder).code == 0


def test_the_nights_of_a_folder(folder: Path) -> None:
    ran = news("backup", cwd=folder)
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    first, then = Path(ran.out.strip()), articles(folder / "archive.db")
    add(folder, 7)
    ran = news("backup", "--keep", "2", cwd=folder)
    assert "shared with others, verified; the archive as of 20" in ran.err
    second, later = Path(ran.out.strip()), articles(folder / "archive.db")
    listed = news("backup", "--list", cwd=folder)
    assert listed.code == 0
    assert [line.split()[-1] for line in listed.out.splitlines()] == [str(second), str(first)]
    add(folder, 8)
    assert news("restore", "backups", cwd=folder).code == 0
    assert articles(folder / "archive.db") == later
    assert news("restore", first, cwd=folder).code == 0
    assert articles(folder / "archive.db") == then
    assert news("verify", cwd=folder).code == 0
    ran = news("restore", "backups", "--day", "2020-01-01", cwd=folder)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "no backup of" in ran.err
    third = Path(news("backup", "--keep", "2", cwd=folder).out.strip())
    assert set((folder / "backups").glob("*.backup")) == {second, third}


def test_backup_refuses_what_is_none_of_ours(folder: Path) -> None:
    (folder / "letter.db").write_text("a letter")
    ran = news("backup", "letter.db", cwd=folder)
    assert (ran.code, ran.err) == (2, "Error: letter.db is no backup of an archive, and is not overwritten.\n")
    assert (folder / "letter.db").read_text() == "a letter"
    assert news("backup", "--archive", "missing.db", cwd=folder).code == 4
    spoil(folder / "archive.db")
    ran = news("backup", cwd=folder)
    assert ran.code == 1
    assert "was not kept: Article" in ran.err
    assert list((folder / "backups").iterdir()) == []


def test_keep_is_for_a_folder(folder: Path) -> None:
    ran = news("backup", "kept.bak", "--keep", "3", cwd=folder)
    assert ran.code == 2
    assert "--keep counts the backups in a folder" in ran.err
    assert not (folder / "kept.bak").exists()
    assert news("backup", "kept", "--keep", "3", cwd=folder).code == 0


def test_a_damaged_article_is_named_and_put_back_alone(folder: Path) -> None:
    assert news("backup", cwd=folder).code == 0
    number = min(articles(folder / "archive.db"))
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        db.execute("UPDATE article SET body = 'x' WHERE id = ?", (number,))
    ran = news("verify", "--quick", cwd=folder)
    assert ran.code == 1
    assert f"`news restore --article {number}`" in ran.err
    ran = news("restore", "--article", number, cwd=folder)
    assert ran.code == 0
    assert ran.err.startswith(f"Article {number}: the article itself was put back from ")
    assert news("verify", cwd=folder).code == 0
    assert "nothing was changed" in news("restore", "--article", number, "backups", cwd=folder).err
    assert news("restore", "--article", 7, cwd=folder).code == 4
    assert news("restore", cwd=folder).code == 2
    assert news("restore", "--article", number, "archive.db", cwd=folder).code == 2


def test_while_a_crawl_runs_verify_and_backup_work_and_restore_does_not(folder: Path) -> None:
    file = Path(news("backup", cwd=folder).out.strip())
    command = [sys.executable, "-c", LOCKED, str(folder / "archive.db")]
    crawl = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert crawl.stdout is not None
        assert crawl.stdout.readline() == b"held\n"
        ran = news("verify", cwd=folder)
        assert ran.code == 0
        assert "FTS5's own check was left out" in ran.err
        assert news("backup", "second.db", cwd=folder).code == 0
        for verb in (["restore", file], ["reparse"], ["import", file]):
            ran = news(*verb, cwd=folder)
            assert (ran.code, ran.err.count("\n")) == (3, 1)
    finally:
        crawl.communicate()
    assert news("verify", cwd=folder).code == 0


def test_reparse_of_pages_that_are_no_articles_is_a_finding(folder: Path) -> None:
    before = articles(folder / "archive.db")
    ran = news("reparse", "--dry-run", cwd=folder)
    assert ran.code in (0, 1)
    assert ran.out.startswith("5 pages read: ")
    again = news("reparse", "--outlet", "nobody", cwd=folder)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert articles(folder / "archive.db") == before


def test_an_exported_warc_file_is_imported_equal(folder: Path) -> None:
    ran = news("export", "-o", "all.warc.gz", cwd=folder)
    assert (ran.code, ran.err) == (
        0,
        "5 pages written to all.warc.gz; whole pages are for safekeeping, not to be passed on\n",
    )
    some = news("export", "들꽃길", "--until", "2000-01-01", "-o", "none.warc", cwd=folder)
    assert some.err.startswith("0 pages written to none.warc")
    (folder / "second").mkdir()
    ran = news("import", "../all.warc.gz", cwd=folder / "second")
    assert ran.code == 0
    assert "0 unreadable" in ran.err
    pages = "SELECT url, sha256, headers, status, fetched_at FROM page ORDER BY id"
    both = []
    for file in (folder / "archive.db", folder / "second" / "archive.db"):
        with closing(sqlite3.connect(file)) as db:
            both.append(db.execute(pages).fetchall())
    assert both[0] == both[1]
