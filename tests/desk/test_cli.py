"""The contract of the command line: what is printed where, and the exit codes, on the archive of the demo."""

import csv
import json
import os
import re
import shlex
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, suppress
from pathlib import Path

import click
import pytest

import cli
from desk.commands.demo import next_steps
from desk.services.demo import PORTS, declare_samples, write_release
from desk.services.workspace import Workspace
from scrapers.samples.site import GBHANA, NEWSPIM, outlets_at
from tests.support.run_news import ROOT, news

CONTENT = ("article", "revision", "page", "outlet", "renumbered", "url")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo has run."""
    folder = tmp_path_factory.mktemp("demo")
    first = 20_000 + os.getpid() % 2_000 * 2  # its own, so that two test runs can go side by side
    declare_samples(Workspace.at(folder / "archive.db"), outlets_at({NEWSPIM: first, GBHANA: first + 1}))
    ran = news("demo", cwd=folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture
def served(demo: Path) -> Iterator[Path]:
    """The demo's folder while its outlets are served."""
    with serving(demo):
        yield demo


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    server = subprocess.Popen(
        [sys.executable, "-m", "cli", "demo", "--serve"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    try:
        assert any("Ctrl-C" in line for line in server.stderr)
        yield
    finally:
        server.terminate()
        server.wait(10)
        server.stderr.close()


def dump(archive: Path) -> list[tuple[object, ...]]:
    """Every row of the tables that hold what was published."""
    with sqlite3.connect(archive) as db:
        rows = [row for table in CONTENT for row in db.execute(f"SELECT '{table}', * FROM {table} ORDER BY 2, 3")]
    db.close()
    return rows


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_demo_stores_both_outlets_and_writes_the_table(demo: Path) -> None:
    with sqlite3.connect(demo / "archive.db") as db:
        counts = dict(db.execute("SELECT outlet, count(*) FROM article GROUP BY outlet"))
        open_urls = db.execute("SELECT count(*) FROM url WHERE state NOT IN ('stored', 'rejected')").fetchone()[0]
    db.close()
    assert counts == {"sample-newspim": 67, "sample-gbhana": 65}
    assert open_urls == 0
    raw = (demo / "pohang-battery.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0][0] == "매체명"
    assert len(rows) == 28


def test_a_second_crawl_fetches_no_settled_article_and_changes_no_row(served: Path) -> None:
    before = dump(served / "archive.db")
    ran = news("crawl", "sample-newspim", "sample-gbhana", "--allow-loopback", "--delay", 0, cwd=served)
    assert ran.code == 0, ran.err
    assert dump(served / "archive.db") == before
    for line in ran.err.splitlines():
        assert ": 0 found, 0 stored" in line
    with sqlite3.connect(served / "archive.db") as db:
        last = db.execute(
            "SELECT outlet, found, stored, bytes, complete FROM crawl_run ORDER BY id DESC LIMIT 2"
        ).fetchall()
    db.close()
    assert sorted(last) == [("sample-gbhana", 0, 0, 0, 1), ("sample-newspim", 0, 0, 0, 1)]


def test_outlets_that_are_only_served_can_be_crawled_by_name(tmp_path: Path) -> None:
    with serving(tmp_path):
        ran = news("crawl", "sample-newspim", "--allow-loopback", "--delay", 0, "--limit", 2, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert _stored(tmp_path / "archive.db") == 2


def test_loopback_is_asked_for_only_by_an_explicit_switch(served: Path, tmp_path: Path) -> None:
    shutil.copytree(served / "outlets", tmp_path / "outlets")
    ran = news("crawl", "sample-gbhana", cwd=tmp_path)
    assert ran.code == 1
    assert "sample-gbhana" in ran.err


@pytest.mark.parametrize("folder", ["", "a folder"])
def test_what_the_demo_says_to_try_next_can_be_typed(demo: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    archive = Path(folder) / "archive.db"
    for name in ("archive.db", "archive.db.manifest"):
        shutil.copy(demo / name, tmp_path / folder / name)
    write_release(Workspace.at(tmp_path / archive))
    with chdir(tmp_path):
        steps = [
            shlex.split(line.split("      ")[0])
            for line in next_steps(Workspace.at(archive)).splitlines()
            if line[:2] == "  "
        ]
        for _, verb, *rest in steps:
            cli.news.get_command(click.Context(cli.news), verb).make_context(verb, rest)  # type: ignore[union-attr]
    assert [step[:2] for step in steps] == [
        ["news", verb] for verb in ("search", "search", "show", "report", "pickup", "demo", "crawl", "crawl", "desk")
    ]
    for step in steps[:5]:
        ran = news(*step[1:], cwd=tmp_path)
        assert ran.code == 0, ran.err
        assert ran.out.strip()


def test_search_prints_hits_on_stdout_and_the_sum_on_stderr(demo: Path) -> None:
    ran = news("search", "포항", "배터리", "-n", 3, cwd=demo)
    assert ran.code == 0
    assert "배터리" in ran.out
    assert "27 articles · 23 stories, 3 shown" in ran.err
    assert "\x1b" not in ran.out


def test_every_hit_holds_every_word(demo: Path) -> None:
    hits = lines(news("search", "포항", "배터리", "--json", "-n", 100, cwd=demo).out)
    assert len(hits) == 27
    for hit in hits:
        text = json.dumps(hit, ensure_ascii=False)
        assert "포항" in text
        assert "배터리" in text


def test_the_cursor_goes_through_all_pages_without_a_gap_or_a_repeat(demo: Path) -> None:
    whole = news("search", "포항", "--urls", "-n", 1000, cwd=demo).out.splitlines()
    seen: list[str] = []
    cursor: list[str] = []
    while True:
        ran = news("search", "포항", "--urls", "-n", 17, *cursor, cwd=demo)
        seen += ran.out.splitlines()
        if "--cursor" not in ran.err:
            break
        cursor = ["--cursor", ran.err.split("--cursor '")[1].split("'")[0]]
    assert len(whole) > 34
    assert seen == whole


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (["포항", "-배터리"], lambda hit: "배터리" not in json.dumps(hit, ensure_ascii=False)),
        (["포항", "--outlet", "sample-gbhana"], lambda hit: hit["outlet"] == "sample-gbhana"),
        (
            ["포항", "--since", "2026-11-18", "--until", "2026-11-18"],
            lambda hit: hit["published_at"][:10] == "2026-11-18",
        ),
        (["포항", "--section", "전국 > 경북"], lambda hit: (hit["section"] or "").startswith("전국 > 경북")),
    ],
)
def test_filters_narrow(demo: Path, arguments: list[str], holds: object) -> None:
    hits = lines(news("search", *arguments, "--json", "-n", 1000, cwd=demo).out)
    everything = lines(news("search", "포항", "--json", "-n", 1000, cwd=demo).out)
    assert 0 < len(hits) < len(everything)
    assert all(holds(hit) for hit in hits)  # type: ignore[operator]
    assert [h["id"] for h in hits] == [h["id"] for h in everything if holds(h)]  # type: ignore[operator]


def test_show_gives_the_article_the_record_and_the_page_as_received(demo: Path) -> None:
    (hit,) = lines(news("search", "포항", "--json", "-n", 1, "--outlet", "sample-gbhana", cwd=demo).out)
    assert str(hit["headline"]) in news("show", hit["id"], cwd=demo).out
    (record,) = lines(news("show", hit["canonical_url"], "--json", cwd=demo).out)
    assert record["text_sha256"] == hit["text_sha256"]
    assert b"<html" in news("show", hit["id"], "--page", cwd=demo).raw


def test_the_stored_page_read_again_is_the_stored_article(demo: Path) -> None:
    (hit,) = lines(news("search", "포항", "--json", "-n", 1, "--outlet", "sample-newspim", cwd=demo).out)
    (demo / "page.html").write_bytes(news("show", hit["id"], "--page", cwd=demo).raw)
    ran = news("extract", "page.html", "--url", hit["url"], cwd=demo)
    assert ran.code == 0
    (read,) = lines(ran.out)
    assert read["file"] == "page.html"
    assert read["article"]["text_sha256"] == hit["text_sha256"]  # type: ignore[index]


def test_import_stores_what_extract_reads_and_is_idempotent(demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo / "outlets", tmp_path / "outlets")
    manifest = []
    for hit in lines(news("search", "포항", "--json", "-n", 5, cwd=demo).out):
        (tmp_path / f"{hit['id']}.html").write_bytes(news("show", hit["id"], "--page", cwd=demo).raw)
        manifest.append(json.dumps({"file": f"{hit['id']}.html", "url": hit["url"], "fetched_at": hit["fetched_at"]}))
    (tmp_path / "cases.jsonl").write_text("\n".join(manifest), encoding="utf-8")
    first = news("import", "--manifest", "cases.jsonl", cwd=tmp_path)
    assert (first.code, first.err.strip()) == (0, "5 new, 0 changed, 0 unchanged, 0 rejected, 0 unreadable")
    before = dump(tmp_path / "archive.db")
    again = news("import", "--manifest", "cases.jsonl", cwd=tmp_path)
    assert again.err.strip() == "0 new, 0 changed, 5 unchanged, 0 rejected, 0 unreadable"
    assert dump(tmp_path / "archive.db") == before


def test_export_by_columns_and_english_labels(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    ran = news("export", "포항", "-o", out, "--columns", "headline,기자,canonical_url", "--labels", "en", cwd=demo)
    assert ran.code == 0
    raw = out.read_bytes()
    assert raw.splitlines()[0].count(b'","') == 2
    assert b"\r\n" in raw


def test_a_second_crawl_while_one_runs_is_refused_with_code_3(demo: Path) -> None:
    from scrapers.crawl.lock import crawl_lock

    with crawl_lock(demo / "archive.db"):
        ran = news("crawl", "gbhana", cwd=demo)
    assert ran.code == 3
    assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["crawl", "no-such-outlet"], 2, "no outlet 'no-such-outlet'"),
        (["crawl", "newspin"], 2, "did you mean 뉴스핌(newspim)"),
        (["search", "포항", "--since", "2026-13-01"], 2, "is not a day"),
        (["search", "포항", "--since", "2026-11-20", "--until", "2026-11-01"], 2, "is after"),
        (["search", "!!! ,,,"], 2, "There is nothing to search for in '!!! ,,,': name a word with a letter or digit"),
        (["search", "OR"], 2, "There is nothing to search for in 'OR'"),
        (["search"], 2, "Nothing to search for"),
        (["search", "포항", "--sort", "best"], 2, "--sort"),
        (["search", "포항", "--cursor", "rubbish"], 2, "cursor"),
        (
            ["search", "포항", "--outlet", "sample-gbhanna"],
            2,
            "no outlet 'sample-gbhanna'; it has 견본하나신문(sample-gbhana)",
        ),
        (["search", "포항", "--region", "제주"], 2, "no region '제주'"),
        (["export", "포항", "-o", "x.csv", "--outlet", "nobody"], 2, "no outlet 'nobody'"),
        (["search", "포항", "--archive", "missing.db"], 4, "no archive at"),
        (["show", "999"], 1, "no article"),
        (["export", "포항", "-o", "x.pdf"], 2, "x.pdf cannot be written: name a file that ends in .csv, .xlsx,"),
        (["export", "포항", "-o", "x.pdf"], 2, ".jsonl, .warc.gz."),
        (["export", "-o", "x.warc.gz", "--append"], 2, "cannot append to x.warc.gz: --append works with .csv"),
        (["export", "-o", "x.warc.gz", "--columns", "headline"], 2, "--columns works with articles"),
        (["export", "포항", "-o", "no/such/folder/x.csv"], 2, "cannot be written"),
        (["export", "포항", "-o", "x.csv", "--columns", "nonsense"], 2, "no column"),
        (["extract", "missing.html", "--url", "https://www.newspim.com/news/view/20261120000101"], 1, "no such file"),
        (["extract"], 2, "Name a file"),
        (["extract", "x.html", "--fetched-at", "yesterday"], 2, "is not a time"),
        (["import"], 2, "Name files"),
        (["outlets", "show", "nobody"], 2, "no outlet"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_what_is_typed_wrongly_is_one_sentence(demo: Path, arguments: list[str], code: int, says: str) -> None:
    before = dump(demo / "archive.db")
    ran = news(*arguments, cwd=demo)
    assert ran.code == code, ran.err
    assert says in ran.err
    assert ran.out == ""
    errors = [line for line in ran.err.splitlines() if line and not line.startswith(("Usage:", "Try "))]
    assert len(errors) == 1, ran.err
    assert dump(demo / "archive.db") == before


@pytest.mark.parametrize("verb", [["search", "포항"], ["import", "."], ["crawl", "gbhana"], ["export", "-o", "x.csv"]])
@pytest.mark.parametrize("content", [b"this is no database, not at all " * 200, b"SQLite format 3\0" + b"\xff" * 4080])
def test_an_unreadable_archive_is_one_sentence_and_code_4(tmp_path: Path, verb: list[str], content: bytes) -> None:
    (tmp_path / "archive.db").write_bytes(content)
    ran = news(*verb, cwd=tmp_path)
    assert ran.code == 4, ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert (tmp_path / "archive.db").read_bytes() == content


def test_the_demo_refuses_an_archive_with_real_outlets(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text("<html><body><p>없음</p></body></html>", encoding="utf-8")
    news("import", page, "--url", "https://www.newspim.com/news/view/20261120000101", cwd=tmp_path)
    ran = news("demo", cwd=tmp_path)
    assert ran.code == 1
    assert "holds real outlets" in ran.err


def test_the_demo_runs_where_its_usual_ports_are_taken(tmp_path: Path) -> None:
    with ExitStack() as kept:
        with suppress(OSError):  # whoever has it
            kept.enter_context(socket.create_server(("127.0.0.1", PORTS[0][1])))
        ran = news("demo", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert f":{PORTS[0][1]}" not in ran.err
    assert len((tmp_path / "pohang-battery.csv").read_text(encoding="utf-8-sig").splitlines()) >= 28


def test_the_demo_says_which_of_its_earlier_ports_is_taken(served: Path, tmp_path: Path) -> None:
    shutil.copytree(served / "outlets", tmp_path / "outlets")
    ran = news("demo", cwd=tmp_path)
    assert ran.code == 1
    assert re.fullmatch(r"Error: .* one of the ports \d+, \d+ of its earlier run is taken\.\n", ran.err)


def test_a_closed_pipe_is_no_fault(demo: Path) -> None:
    command = f"{sys.executable} -m cli search 포항 -n 1000 --quiet | head -1; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=demo,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_ctrl_c_ends_a_crawl_cleanly_and_keeps_what_was_stored(served: Path, tmp_path: Path) -> None:
    shutil.copytree(served / "outlets", tmp_path / "outlets")
    crawl = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "cli",
            "crawl",
            "sample-gbhana",
            "--allow-loopback",
            "--delay",
            "0.2",
            "--since",
            "2026-11-01",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    archive = tmp_path / "archive.db"
    for _ in range(200):
        time.sleep(0.1)
        if archive.exists() and _stored(archive) > 2:
            break
    crawl.send_signal(2)
    _, err = crawl.communicate(timeout=60)
    assert crawl.returncode == 1
    assert "[interrupted]" in err
    assert "Traceback" not in err
    with sqlite3.connect(archive) as db:
        ((finish, complete, left),) = db.execute("SELECT finish, complete, left FROM crawl_run").fetchall()
        stored = db.execute("SELECT count(*) FROM url WHERE state = 'stored'").fetchone()[0]
        articles = db.execute("SELECT count(*) FROM article").fetchone()[0]
    db.close()
    assert (finish, complete) == ("interrupted", 0)
    assert left > 0
    assert stored == articles > 2


def _stored(archive: Path) -> int:
    try:
        db = sqlite3.connect(f"file:{archive}?mode=ro", uri=True)
        try:
            return int(db.execute("SELECT count(*) FROM article").fetchone()[0])
        finally:
            db.close()
    except sqlite3.Error:
        return 0
