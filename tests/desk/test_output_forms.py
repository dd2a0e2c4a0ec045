"""Forms of output: those that exclude each other are refused, and a page never steers a terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from models.archive.write.archive import Archive
from tests.support.archive_factories import a_page, an_article
from tests.support.run_news import ROOT, news

BODY = "<p>견본\x1b]0;t\x07 \u202e쉼터\x9b31m</p>\r\n<p>둘</p>\n".encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    with Archive.open(folder / "archive.db") as archive:
        archive.store(an_article(), a_page(an_article(), BODY))
    return folder


def test_a_page_is_exact_in_a_pipe_and_harmless_on_a_terminal(folder: Path) -> None:
    number = json.loads(news("search", "견본시", "--json", cwd=folder).out)["id"]
    assert news("show", number, "--page", cwd=folder).raw == BODY
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        command = [sys.executable, "-m", "cli", "show", str(number), "--page"]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        subprocess.run(command, cwd=folder, env=environment, stdout=theirs, check=True)
        os.close(theirs)
        seen = terminal.read(10_000).decode()
    assert seen.splitlines()[:2] == ["<p>견본]0;t 쉼터31m</p>", "<p>둘</p>"]


@pytest.mark.parametrize(
    ("arguments", "one", "other"),
    [
        (["show", "1", "--json", "--history"], "--json", "--history"),
        (["show", "1", "--history", "--page"], "--history", "--page"),
        (["search", "견본", "--json", "--csv"], "--json", "--csv"),
        (["search", "견본", "--urls", "--json"], "--urls", "--json"),
        (["search", "견본", "--count-by", "outlet", "--urls"], "--count-by", "--urls"),
        (["search", "견본", "--explain", "--json"], "--explain", "--json"),
        (["search", "견본", "--explain", "--count-by", "outlet"], "--explain", "--count-by"),
        (["watch", "run", "--json", "--urls"], "--json", "--urls"),
        (["watch", "run", "--json", "-o", "a.csv"], "-o", "--json"),
    ],
)
def test_forms_that_exclude_each_other_are_refused(folder: Path, arguments: list[str], one: str, other: str) -> None:
    ran = news(*arguments, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == f"Error: Either {one} or {other}."


def test_forms_that_go_together_are_kept(folder: Path) -> None:
    counted = news("search", "--count-by", "outlet", "--json", cwd=folder)
    assert json.loads(counted.out) == {"outlet": "견본일보", "articles": 1, "stories": 1}
    assert news("search", "견본", "--json", "--json", cwd=folder).code == 0
