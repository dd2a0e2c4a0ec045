"""An archive that may only be read: everything that reads it works, whatever writes says why not, and nothing stays."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from models.records.times import now
from scrapers.crawl.lock import crawl_lock, is_crawling
from tests.support.clip_archive import an_article, stored
from tests.support.crawl_runs import add_run, crawled_well
from tests.support.old_archives import make_old_archive
from tests.support.run_news import ROOT

AS_OTHERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root may write everything; without these two of its rights modes hold for it as for anybody."""
if os.name == "nt" or (os.geteuid() == 0 and shutil.which("setpriv") is None):
    pytest.skip("modes hold for nobody here", allow_module_level=True)
READS = ("search 길", "health", "verify", "show {id}", "backup {out}/")
WRITES = ("mark {id} --tone 긍정", "clip new --name 조간", "watch add 길 들꽃길", "crawl newspim", "reindex")
CASES = {"the file": ("archive.db",), "the folder": (".",), "both": ("archive.db", ".")}


IN_TURN = """
import contextlib, io, json, sys
import cli

for typed in sys.argv[1:]:
    said, code = io.TextIOWrapper(io.BytesIO(), "utf-8"), 0
    arguments, sys.argv = sys.argv, ["news", *typed.split()]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
    sys.argv = arguments
    said.flush()
    print(json.dumps([code, said.buffer.getvalue().decode()]))
"""
"""Several verbs in one process that may not write."""


def run(typed: str, folder: Path) -> tuple[int, str]:
    return run_all([typed], folder)[0]


def run_all(several: Sequence[str], folder: Path) -> list[tuple[int, str]]:
    """The exit code and the output of each verb."""
    prefix = AS_OTHERS if os.geteuid() == 0 else ()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NEWS_")}
    ran = subprocess.run(
        [*prefix, sys.executable, "-c", IN_TURN, *several],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NEWS_LANG": "ko"},
        capture_output=True,
        check=False,
        timeout=240,
    )
    answers = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    assert len(answers) == len(several), ran.stderr.decode()
    return [(code, said) for code, said in answers]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "kept" / "archive.db"
    path.parent.mkdir()
    stored(path, an_article(1))
    crawled_well(path, now() - timedelta(minutes=5))
    yield path
    for one in (path.parent, *path.parent.iterdir()):
        one.chmod(0o755)


def lock(archive: Path, names: tuple[str, ...]) -> None:
    for name in names:
        place = archive.parent / name
        place.chmod(place.stat().st_mode & ~0o222)


@pytest.mark.parametrize("case", CASES)
def test_reading_works_writing_says_why_not_and_both_work_again(case: str, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (number,) = (line.split()[1] for line in run("search 길", archive.parent)[1].splitlines() if line.startswith("1 "))
    lock(archive, CASES[case])
    given = {"id": number, "out": tmp_path / "out"}
    answers = run_all([typed.format(**given) for typed in (*READS, *WRITES)], archive.parent)
    assert [code for code, _said in answers] == [0] * len(READS) + [4] * len(WRITES), answers
    for _code, said in answers[len(READS) :]:
        assert "읽기 전용입니다" in said or "권한이 없습니다" in said, said
    for name in reversed(CASES[case]):
        (archive.parent / name).chmod(0o755)
    assert [code for code, _said in run_all([WRITES[0].format(**given), "verify"], archive.parent)] == [0, 0]


def test_an_archive_of_an_earlier_release_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "archive.db"
    path.parent.mkdir()
    make_old_archive(path, 11)
    before = path.read_bytes()
    lock(path, CASES["both"])
    (found, shown), (code, said) = run_all(["search 들꽃길", "clip new --name 조간"], path.parent)
    assert "들꽃길 새로 열려" in shown
    assert found in (0, 1)
    assert path.read_bytes() == before
    assert code == 4
    assert "읽기 전용입니다" in said or "권한이 없습니다" in said, said
    path.parent.chmod(0o755)


def test_a_night_that_was_killed_is_not_taken_for_one_that_goes_on(archive: Path) -> None:
    add_run(archive, "sample", now(), None)
    archive.with_name("archive.db.lock").touch()
    lock(archive, ("archive.db", "archive.db.lock", "."))
    code, said = run("search 길 --since today", archive.parent)
    assert code == 1
    assert "끝을 기록하지 못하고 멈춤" in said


def test_a_lock_that_may_only_be_read_still_tells_of_the_crawl(archive: Path) -> None:
    add_run(archive, "sample", now(), None)
    with crawl_lock(archive):
        lock(archive, ("archive.db.lock", "."))
        assert is_crawling(archive)
        assert "아직 수집 중" in run("search 길 --since today", archive.parent)[1]
    assert not is_crawling(archive)


PAGES = ("/", "/clip", "/watches", "/charts", "/outlets", "/releases", "/people", "/people/audit", "/setup", "/month")
FORMS = {"/clip": b"day=2026-11-03", "/watches": b"q=x", "/setup": b"region=%EA%B2%BD%EB%B6%81"}


def test_the_desk_shows_every_page_and_says_why_nothing_is_changed(archive: Path) -> None:
    lock(archive, CASES["both"])
    prefix = AS_OTHERS if os.geteuid() == 0 else ()
    command = [*prefix, sys.executable, "-m", "cli", "desk", "--no-open", "--archive", str(archive)]
    told = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NEWS_LANG": "ko"}
    with subprocess.Popen(command, env=told, stdout=subprocess.PIPE, text=True) as ran:
        try:
            assert ran.stdout is not None
            address = next(filter(None, (re.search(r"http://\S+token=\S+", line) for line in ran.stdout)))[0]
            origin = address.partition("/enter")[0]
            browser = build_opener(HTTPCookieProcessor(CookieJar()))
            browser.open(address, timeout=60).close()
            for path in PAGES:
                with browser.open(origin + path, timeout=60) as answer:
                    assert answer.status == 200
            for path, form in FORMS.items():
                request = Request(origin + path, form, {"Origin": origin, "Sec-Fetch-Site": "same-origin"})
                with pytest.raises(HTTPError) as refused:
                    browser.open(request, timeout=60)
                assert refused.value.code == 503
                assert "읽기 전용입니다" in refused.value.read().decode(), path
        finally:
            ran.terminate()
