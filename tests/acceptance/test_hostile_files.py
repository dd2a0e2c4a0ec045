"""What killed, hostile or careless programs leave beside an archive is told in a sentence, or cleaned away."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk.output.messages import foreseen
from models.archive.explain_error import explain_error
from models.open import archive_path, open_writer
from models.records.outlet import Outlet
from models.records.page import KeptPage, Page
from models.text.addresses import bare_address
from pipelines.lists import read_home
from reports.articles.warc_writer import write_warc
from scrapers.declarations.read import read_declaration
from scrapers.declarations.write import toml_of
from scrapers.registry import Registry, family_ids, load_bundled, load_own
from tests.support.hostile_inputs import FETCHED
from tests.support.run_news import news

GOOD = 'id = "{}"\ntitle = "가온일보"\nfamily = "generic"\nhome = "http://a.example"\n'
BROKEN = {
    "no TOML": "id = ",
    "a control character": 'id = "evil"\ntitle = "경북\x1b[31m신문"\n',
    "not UTF-8": b"id = \xff\xfe",
    "another key": GOOD.format("evil") + "nonsense = 5\n",
    "another id": GOOD.format("another"),
    "nothing": "",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_an_outlet_file_that_cannot_be_read_disables_that_outlet_alone(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "outlets"
    folder.mkdir()
    text = BROKEN[kind]
    (folder / "evil.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "good.toml").write_text(GOOD.format("good"), encoding="utf-8")
    own, problems = load_own(folder)
    assert [outlet.id for outlet in own] == ["good"]
    assert list(problems) == ["evil"]
    assert problems["evil"].endswith((".", "?"))
    registry = Registry([*load_bundled(), *own], problems=problems)
    assert registry.get("good").title == "가온일보"
    assert "evil" not in registry.outlets


def test_a_broken_file_never_lets_the_bundled_outlet_of_its_id_in_again(tmp_path: Path) -> None:
    bundled = load_bundled()
    registry = Registry(bundled, problems={bundled[0].id: "outlets/x.toml: not readable as TOML."})
    assert bundled[0].id not in registry.outlets
    assert len(registry.outlets) == len(bundled) - 1


def test_commands_go_on_beside_a_broken_outlet_file(tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "evil.toml").write_text("id = ", encoding="utf-8")
    done = news("outlets", "list", "--json", cwd=tmp_path)
    assert done.code == 0
    assert done.err.count("evil.toml") == 1
    assert "Traceback" not in done.err


def test_a_site_name_with_an_escape_makes_an_outlet_file_that_reads_back() -> None:
    for name in ("경북\x1b[31m신문", "경북\x85신문", "경북\u2028신문\u202e", 'a"\\\x00b'):
        home = read_home(f"<meta property=\"og:site_name\" content='{name}'>", "http://a.example/")
        for title in (home.name, name):
            outlet = Outlet(id="evil", title=title, family="generic", home="http://a.example")
            import tomllib

            table = tomllib.loads(toml_of(outlet, f"{title} (a.example), your own outlet."))
            assert read_declaration(table, "evil", family_ids()).title.isprintable()


def test_a_line_break_in_an_address_is_no_header_of_a_warc_file(tmp_path: Path) -> None:
    address = "http://127.0.0.1:9999/news/12345?q=a\r\nX-Injected: yes"
    page = Page(
        outlet="a",
        url=address,
        body=b"<html>",
        fetched_at=FETCHED,
        headers=(("content-type", "text/html\r\nX-Injected: yes"), ("x\r\nx-injected", "yes")),
    )
    kept = KeptPage(id=1, key=address, url=address, article_id=None, revision=None, page=page)
    write_warc(tmp_path / "a.warc", [kept], {})
    lines = (tmp_path / "a.warc").read_bytes().lower().split(b"\r\n")
    assert not [line for line in lines if line.startswith(b"x-injected")]
    (tmp_path / "page.html").write_text("<html></html>", encoding="utf-8")
    (tmp_path / "m.jsonl").write_text(json.dumps({"file": "page.html", "url": address}), encoding="utf-8")
    done = news("import", "--manifest", "m.jsonl", cwd=tmp_path)
    assert done.code != 0
    assert "line break" in done.err + done.out


def test_a_symbolic_link_and_its_archive_are_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.db", tmp_path / "link.db"
    open_writer(real).close()
    link.symlink_to("real.db")
    assert archive_path(link) == real
    with open_writer(link) as archive:
        archive.upsert_outlet(Outlet(id="a", title="가", family="generic", home="http://a.example"))
        assert archive.notes == ()
    assert not link.with_name("link.db.manifest").exists()
    with open_writer(real) as archive:
        assert archive.notes == ()


def test_a_missing_manifest_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_writer(path) as archive:
        archive.upsert_outlet(Outlet(id="a", title="가", family="generic", home="http://a.example"))
    path.with_name("a.db.manifest").unlink()
    with open_writer(path) as archive:
        assert "manifest was missing" in archive.notes[0]
    with open_writer(path) as archive:
        assert "manifest was missing" in archive.notes[0], "until a person says that it is known"


def test_a_full_disk_is_called_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert "input/output error" in str(explain_error(tmp_path / "a.db", error))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 100, 0))
    assert "no space left" in str(explain_error(tmp_path / "a.db", error))


def test_memory_that_is_not_there_is_called_that() -> None:
    told = foreseen(MemoryError())
    assert told is not None
    assert told[0] == 1
    assert "memory" in told[1]


def test_what_a_killed_export_left_is_cleaned_away(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from reports.formats.atomic_file import open_atomic\n"
        "with open_atomic(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half'); print('open', flush=True); time.sleep(60)"
    )
    target = tmp_path / "out.csv"
    process = subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    left = list(tmp_path.glob(".out.csv.*.part"))
    assert len(left) == 1
    from reports.formats.atomic_file import open_atomic

    with open_atomic(target) as file:
        file.write(b"whole")
    assert left[0].exists(), "its process still runs"
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.stdout.close()
    with open_atomic(target) as file:
        file.write(b"whole")
    assert list(tmp_path.glob(".*.part")) == []


SESSIONS = [
    "PHPSESSID=8f2a9c0b1d2e3f4a5b6c7d8e9f",
    "sid=8f2a9c0b1d2e3f4a5b6c",
    "s=8f2a9c0b1d2e3f4a5b6c7d8e9f",
    "mysessionid=1234",
    "user_session_id=77",
    "osCsid=abc1",
    "token=8f2a9c0b1d2e3f4a5b6c7d8e9f",
    "ASPSESSIONIDQQ=ABC",
    "SESSID=8f2a",
]


@pytest.mark.parametrize("session", SESSIONS)
def test_a_sessions_number_makes_no_other_address(session: str) -> None:
    assert bare_address(f"http://a.example/news/1234?id=5&{session}") == "http://a.example/news/1234?id=5"


@pytest.mark.parametrize("path", [";jsessionid=8F2A", ";phpsessid=1", ";sid=a", ";mysession_id=9"])
def test_nor_does_one_in_the_path(path: str) -> None:
    assert bare_address(f"http://a.example/news/1234{path}?id=5") == "http://a.example/news/1234?id=5"


def test_nor_does_that_of_asp_net() -> None:
    assert bare_address("http://a.example/(S(lit3py55t21z5v55vlm25s55))/1234.aspx") == "http://a.example/1234.aspx"


@pytest.mark.parametrize(
    "query", ["s=1234", "sid=1234", "s=economy", "token=abc", "session=12", "id=8f2a9c0b1d2e3f4a5b"]
)
def test_what_may_number_an_article_stays(query: str) -> None:
    assert bare_address(f"http://a.example/news?{query}") == f"http://a.example/news?{query}"
