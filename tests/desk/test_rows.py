"""Rows of the last search in the next command, pages by number, tones, and addresses in a browser."""

import os
import pty
import select
import subprocess
import sys
import time
import webbrowser
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import news
from desk.output.pager import find_pager
from desk.services.after_search import last_rows
from desk.services.after_search.last_rows import find_row, keep_rows, state_folder
from desk.services.articles import AddressError, ArticleNotFoundError, find_article, read_address
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.records.article_ids import first_id
from models.records.times import now
from reports.formats.terminal import width
from tests.support.archive_factories import START, a_page, an_article

ROOT = Path(__file__).parents[2]
MANY = 27


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Archive.open(path) as opened:
        for n in range(MANY):
            one = an_article(
                n,
                headline=f"들꽃길 {n:02}번째 구간을 새로 열고 손님을 기다린다는 소식을 전한다",
                published_at=START - timedelta(days=n),
            )
            opened.store(one, a_page(one, b"<html></html>"))
    return path


def call(archive: Path, *words: str) -> Result:
    return CliRunner().invoke(news, [*words, "--archive", str(archive)])


def shown(archive: Path, name: str) -> str:
    ran = call(archive, "show", name)
    assert ran.exit_code == 0, ran.output
    return ran.stdout.split()[1]


def test_a_row_of_the_last_search_is_an_article(archive: Path) -> None:
    ran = call(archive, "search", "들꽃길", "-n", "5")
    assert [line.split()[0] for line in ran.stdout.splitlines()[1::2]] == ["1", "2", "3", "4", "5"]
    assert shown(archive, "3") == shown(archive, "row:3") == shown(archive, "행:3") == "02번째"
    call(archive, "search", "들꽃길", "-n", "5", "--page", "2")
    assert shown(archive, "7") == "06번째"
    assert call(archive, "show", "3").exit_code == 1, "it is no row of the last search any more"


def test_ids_and_addresses_mean_what_they_meant(archive: Path) -> None:
    call(archive, "search", "들꽃길", "-n", "5", "--sort", "oldest")
    with closing(Workspace.at(archive).open_reader()) as db:
        number = db.articles.find_id("https://sample.example/news/view/2")
    assert number is not None
    for name in (str(number), f"id:{number}", "https://sample.example/news/view/2"):
        assert shown(archive, name) == "02번째"


def test_a_number_that_is_a_row_and_an_id_is_asked_about(archive: Path) -> None:
    keep_rows(Workspace.at(archive), first_id(0) + 3, [first_id(0) + 9])
    with Archive.open(archive) as opened:
        for n in range(12):
            old = an_article(
                100 + n, headline=f"아득한 {n:02}해", published_at=START.replace(year=2000, month=1, day=1)
            )
            opened.store(old, a_page(old, b"<html></html>"))
    workspace = Workspace.at(archive)
    with closing(workspace.open_reader()) as db:
        ids = sorted(n for n in range(first_id(0), first_id(0) + 20) if db.articles.get(n))
        keep_rows(workspace, ids[0], [ids[5]])
        with pytest.raises(ArticleNotFoundError, match="row:"):
            find_article(workspace, db, str(ids[0]))
        assert find_article(workspace, db, f"row:{ids[0]}")[0] == ids[5]
        assert find_article(workspace, db, f"id:{ids[0]}")[0] == ids[0]
        keep_rows(workspace, ids[0], [ids[0]])
        assert find_article(workspace, db, str(ids[0]))[0] == ids[0]


def test_rows_belong_to_their_archive_and_to_a_day(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = Workspace.at(archive), Workspace.at(tmp_path / "other.db")
    assert keep_rows(here, 1, [11, 12])
    assert (find_row(here, 2), find_row(here, 3), find_row(here, 0), find_row(other, 2)) == (12, None, None, None)
    later = now() + last_rows.MAX_AGE + timedelta(minutes=1)
    monkeypatch.setattr(last_rows, "now", lambda: later)
    assert find_row(here, 2) is None


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"of": 1}', '{"at": "x", "first": 1, "ids": [1], "of": []}', "null"]
)
def test_a_damaged_state_file_is_no_row(archive: Path, content: str) -> None:
    workspace = Workspace.at(archive)
    keep_rows(workspace, 1, [11])
    (kept,) = [path for path in state_folder().glob("rows-*.json") if str(archive) in path.read_text()]
    kept.write_text(content)
    assert find_row(workspace, 1) is None


def test_rows_that_cannot_be_kept_are_said_and_forgotten(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", str(tmp_path / "file"))
    ran = call(archive, "search", "들꽃길", "-n", "2")
    assert "rows cannot be remembered" in ran.stderr
    assert call(archive, "show", "1").exit_code == 1


def test_pages_by_number_hold_every_article_once(archive: Path) -> None:
    for order in ((), ("--sort", "relevance"), ("--sort", "oldest")):
        found: list[str] = []
        for page in range(1, 8):
            ran = call(archive, "search", "들꽃길", "-n", "5", "--page", str(page), *order)
            found += [line.split()[1] for line in ran.stdout.splitlines()[1::2]]
            assert (f"--page {page + 1}" in ran.stderr) == (page < 6), "there are six pages"
        assert len(set(found)) == len(found) == MANY
    assert call(archive, "search", "들꽃길", "--page", "2", "--cursor", "x").exit_code == 2
    beyond = call(archive, "search", "들꽃길", "-n", "5", "--page", "9").stderr
    assert "There is no page 9: the last one is --page 6." in beyond
    assert "Nothing was found" not in beyond


def test_a_cursor_still_goes_on(archive: Path) -> None:
    said = call(archive, "search", "들꽃길", "-n", "20", "--urls").stderr
    cursor = said.split("--cursor '")[1].split("'")[0]
    rest = call(archive, "search", "들꽃길", "-n", "20", "--urls", "--cursor", cursor).stdout.split()
    assert len(rest) == MANY - 20


@pytest.mark.parametrize(
    "words", [(), ("들꽃길",), ("-03번째",), ("구간", "-05번째"), ("매체:견본",), ("03번째 OR 04번째",)]
)
@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
def test_a_tone_narrows_to_the_newest_remark(archive: Path, words: tuple[str, ...], order: str) -> None:
    call(archive, "search", "들꽃길", "-n", "20")
    assert call(archive, "mark", "3", "4", "5", "6", "--tone", "부정").exit_code == 0
    assert call(archive, "mark", "4", "--tone", "긍정").exit_code == 0
    assert call(archive, "mark", "6", "--tone", "없음").exit_code == 0
    given = ("--sort", order, "--urls", "-n", "99", "--since", "2020-01-01", "--archive", str(archive), "--", *words)
    marked = {f"https://sample.example/news/view/{n}" for n in (2, 4)}
    wanted = [url for url in CliRunner().invoke(news, ["search", *given]).stdout.split() if url in marked]
    ran = CliRunner().invoke(news, ["search", "--tone", "부정", *given])
    assert ran.stdout.split() == wanted
    assert ran.stderr.split()[0] == str(len(wanted))


def test_marking_says_which_articles(archive: Path) -> None:
    call(archive, "search", "들꽃길", "-n", "3")
    assert "01번째" in call(archive, "mark", "2", "--note", "확인").stderr


def test_addresses_are_opened(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or len(opened) < 3)
    call(archive, "search", "들꽃길", "-n", "5")
    assert call(archive, "open", "1", "https://sample.example/news/view/3").exit_code == 0
    assert opened == [f"https://sample.example/news/view/{n}" for n in (0, 3)]
    ran = call(archive, "open", "2")
    assert ran.exit_code == 1
    assert "https://sample.example/news/view/1" in ran.stderr
    assert call(archive, "open", "99").exit_code == 1
    assert len(opened) == 3


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://a.example/뉴스?q=가 나", "https://a.example/%EB%89%B4%EC%8A%A4?q=%EA%B0%80%20%EB%82%98"),
        ("HTTP://a.example/1", "HTTP://a.example/1"),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("https://-x", ""),
        ("ftp://a.example/", ""),
        ("--help", ""),
    ],
)
def test_only_addresses_of_the_web_are_opened(tmp_path: Path, url: str, opened: str) -> None:
    workspace = Workspace.at(tmp_path / "archive.db")
    with Archive.open(tmp_path / "archive.db") as archive:
        one = an_article(1, url=url, canonical_url=url)
        number = archive.store(one, a_page(one, b"<html></html>")).id
    if opened:
        assert read_address(workspace, str(number)) == opened
    else:
        with pytest.raises(AddressError):
            read_address(workspace, str(number))


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"PAGER": "more -d"}, ["more", "-d"]),
        ({"PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "less", "NO_PAGER": "1"}, []),
        ({"PAGER": "less", "TERM": "dumb"}, []),
        ({"PAGER": "'"}, []),
    ],
)
def test_which_pager(environment: dict[str, str], command: list[str]) -> None:
    assert find_pager(environment) == command


def on_terminal(archive: Path, *words: str, columns: int = 80, **environment: str) -> str:
    """What a command prints on a terminal of its own; it is answered nothing, and ended after half a minute."""
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
    values = {**os.environ, "TERM": "xterm-256color", "NEWS_LANG": "ko", "PYTHONUTF8": "1", **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", *words, "--archive", str(archive)],
        cwd=ROOT, stdin=slave, stdout=slave, stderr=slave, env=values, close_fds=True,
    )  # fmt: skip
    os.close(slave)
    said, until = b"", time.monotonic() + 30
    while time.monotonic() < until:
        if select.select([master], [], [], 0.5)[0]:
            try:
                said += os.read(master, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
    process.kill()
    process.wait()
    os.close(master)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_a_terminal_gets_rows_links_and_a_pager_in_its_width(archive: Path) -> None:
    plain = on_terminal(archive, "search", "들꽃길", "-n", "5", NO_COLOR="1", NO_PAGER="1")
    assert all(width(line) <= 80 for line in plain.splitlines()), plain
    assert "\x1b" not in plain
    assert plain.splitlines()[1].startswith("1 ")
    linked = on_terminal(archive, "search", "들꽃길", "-n", "5", NO_PAGER="1", FORCE_HYPERLINK="1")
    assert linked.count("\x1b]8;;https://sample.example/news/view/") == 5
    paged = on_terminal(archive, "search", "들꽃길", "-n", "20", PAGER="sed s/^/P:/", FORCE_HYPERLINK="1")
    assert paged.count("\nP:") >= 39
    assert "\x1b]8" not in paged, "no pager but a new less passes links on"
    assert "P:" not in on_terminal(archive, "search", "들꽃길", "-n", "3", PAGER="sed s/^/P:/")
    left = on_terminal(archive, "search", "들꽃길", "-n", "20", PAGER="true")
    assert "27건" in left
    assert "27건" in on_terminal(archive, "search", "들꽃길", "-n", "20", PAGER="no-such-pager-here")


def test_a_pipe_gets_no_links_and_no_pager(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    monkeypatch.setenv("PAGER", "false")
    ran = call(archive, "search", "들꽃길", "-n", "20")
    assert "\x1b" not in ran.stdout
    assert len(ran.stdout.splitlines()) == 41
