"""The scaffold, in a copy of the project: what it makes works before a line of it is changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import scaffold

ROOT = Path(__file__).resolve().parents[2]
CRAWL = """
import sys
from pathlib import Path
from tests.support.crawls import articles, crawl
from scrapers.samples.site import SampleSite
with SampleSite(outlets=("sample-mynews",)) as site:
    done = crawl(site.outlets(), Path(sys.argv[1]))
    assert done.code == 0, (done.summaries, done.log)
    assert set(articles(Path(sys.argv[1]))) == set(site.stored())
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for room in ("models", "pipelines", "scrapers", "reports", "tests"):
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "cli.py"):
        shutil.copy(ROOT / file, root / file)
    return root


def run(root: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=200)


def test_a_new_family_works_from_the_first_minute(copy: Path, tmp_path: Path) -> None:
    made = run(copy, "-m", "tests.tools.scaffold", "family", "mynews")
    assert made.returncode == 0, made.stderr
    for path in ("scrapers/families", "tests/sites/skins", "tests/sites/sites"):
        assert (copy / path / "mynews.py").is_file()
    assert (copy / "tests" / "pages" / "sample-mynews" / "first.json").is_file()
    tested = run(
        copy,
        "-m",
        "pytest",
        "-q",
        "tests/pipelines/test_golden.py",
        "tests/pipelines/test_roundtrip.py",
        "-k",
        "mynews",
    )
    assert tested.returncode == 0, tested.stdout
    crawled = run(copy, "-c", CRAWL, tmp_path / "archive.db")
    assert crawled.returncode == 0, crawled.stderr
    for command in (("ruff", "check"), ("ruff", "format", "--check")):
        linted = run(copy, "-m", *command, "scrapers", "tests/sites", "tests/tools/golden.py")
        assert linted.returncode == 0, linted.stdout
    again = run(copy, "-m", "tests.tools.scaffold", "family", "mynews")
    assert again.returncode == 1
    assert again.stderr.strip() == "scrapers/families/mynews.py is there already."


def test_a_new_outlet_has_a_page_that_its_own_declaration_reads(copy: Path) -> None:
    said = ("--family", "ndsoft", "--home", "https://www.mytown.example", "--title", "우리동네신문")
    made = run(copy, "-m", "tests.tools.scaffold", "outlet", "mytown", *said)
    assert made.returncode == 0, made.stderr
    assert (copy / "scrapers" / "outlets" / "mytown.toml").is_file()
    known = run(copy, "-m", "tests.tools.scaffold", "outlet", "kyongbuk")
    assert known.returncode == 0, known.stderr
    tested = run(copy, "-m", "pytest", "-q", "tests/pipelines/test_golden.py", "-k", "mytown or kyongbuk")
    assert tested.returncode == 0, tested.stdout
    golden = copy / "tests" / "pages" / "mytown" / "first.html"
    golden.write_bytes(golden.read_bytes().replace("다.".encode(), "까.".encode()))
    assert run(copy, "-m", "pytest", "-q", "tests/pipelines/test_golden.py", "-k", "mytown and body").returncode == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("mytown2",), "mytown2 is not declared: say --family --home --title."),
        (("mytown2", "--family", "no", "--home", "h", "--title", "t"), "There is no family 'no'"),
    ],
)
def test_what_an_outlet_lacks_is_told(copy: Path, words: tuple[str, ...], sentence: str) -> None:
    told = run(copy, "-m", "tests.tools.scaffold", "outlet", *words)
    assert told.returncode == 1
    assert told.stderr.startswith(sentence)


@pytest.mark.parametrize("name", ["Bad", "a b", "../x", "1a", ""])
def test_a_bad_name_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(SystemExit, match="A family is named"):
        scaffold.family(tmp_path, name)


def test_a_list_that_is_written_otherwise_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    for folder in ("scrapers/families", "tests/sites/skins", "tests/sites/sites", "tests/tools"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests/tools/golden.py").write_text("CASES = []\n")
    with pytest.raises(SystemExit, match=r"golden\.py does not list"):
        scaffold.family(tmp_path, "mynews")
    assert list(tmp_path.rglob("mynews.py")) == []
