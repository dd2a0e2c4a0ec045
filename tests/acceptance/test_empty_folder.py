"""Verbs typed in a folder that has no archive: they say so and leave nothing behind, not even a lock."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import VERBS, news

MAKERS = {
    "crawl": "makes the archive",
    "demo": "makes a folder of its own",
    "desk": "serves until it is ended; its first page sets an office up",
    "import": "makes the archive",
    "morning": "crawls",
    "setup": "makes the archive",
}
"""Verbs that may write here, and why."""
REFUSED: dict[str, list[str]] = {
    "accept": ["accept newspim"],
    "alerts": ["alerts --no-crawl"],
    "backup": ["backup", "backup copies/"],
    "clip": ["clip", "clip new --name 조간", "clip list", "clip show", "clip write", "clip drop 1", "clip add 1"],
    "export": ["export 포항 -o a.csv", "export --since today -o a.html", "export -o a.warc.gz"],
    "extract": ["extract nothing.html"],
    "health": ["health", "health --html a.html"],
    "mark": ["mark 1 --tone 긍정"],
    "open": ["open 1"],
    "outlets": ["outlets", "outlets show newspim", "outlets fit newspim --offline"],
    "people": ["people", "people add 김주무관 --role mark"],
    "pickup": ["pickup nothing.hwp", "pickup release.txt", "pickup release.txt -o a.html"],
    "reindex": ["reindex"],
    "reparse": ["reparse", "reparse --dry-run"],
    "report": ["report daily 포항", "report daily 포항 -o a.html", "report month 포항 -o a.xlsx"],
    "restore": ["restore nothing.db", "restore release.txt", "restore ."],
    "schedule": ["schedule show", "schedule due"],
    "search": ["search 포항", "search --json 포항"],
    "show": ["show 1"],
    "stories": ["stories list"],
    "tell": ["tell"],
    "verify": ["verify", "verify --acknowledge"],
    "watch": ["watch list", "watch run", "watch run -o a.html", "watch remove 길"],
}
RELEASE, SETTINGS = "release.txt", "morning.toml"
FILES = {RELEASE, SETTINGS}
SHOWN = {"outlets", "schedule"}
"""Verbs of which some need no archive. `watch add` makes one, and says so."""


def test_every_verb_is_in_one_of_the_tables() -> None:
    assert MAKERS.keys() | REFUSED.keys() == VERBS.keys()
    assert not MAKERS.keys() & REFUSED.keys()


@pytest.mark.parametrize("typed", [line for lines in REFUSED.values() for line in lines])
def test_a_verb_that_refuses_leaves_nothing_behind(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / SETTINGS).write_text("[alerts]\nquiet = []\n", "utf-8")
    (tmp_path / RELEASE).write_text(
        "배포일시: 2026. 11. 20.\n\n견본시, 음악회 연다\n\n" + "견본시가 연다. " * 40, "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWS_ARCHIVE", raising=False)
    ran = CliRunner().invoke(news, typed.split())
    assert {one.name for one in tmp_path.iterdir()} == FILES
    if typed.split()[0] not in SHOWN:
        assert ran.exit_code != 0, ran.output
