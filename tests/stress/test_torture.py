"""A sample of `make torture`: what is lost, half-written, silently wrong or unnoticed is counted, and must be 0."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.stress.torture.night import gather, inspect, night
from tests.stress.torture.tally import Tally

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("part", ["points", "kills", "log", "corruption", "faults", "migrations"])
def test_nothing_is_lost_half_written_wrong_or_unnoticed(part: str) -> None:
    command = [sys.executable, "-m", "tests.stress.torture", part, "--sample"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    *_, last = ran.stdout.splitlines()
    assert last.endswith("lost 0, half-written 0, silently wrong 0, unnoticed 0, false alarm 0, other 0")


def test_what_must_not_be_is_counted(tmp_path: Path) -> None:
    """The torture itself can fail: an archive that lost one article and changed another is not clean."""
    said: list[str] = []
    night(tmp_path, gather(8), said.append, ("crawl",))
    tally = Tally()
    inspect(tmp_path, set(said), tally, "whole")
    assert tally.bad.total() == 0, tally.lines()
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        db.execute("UPDATE article SET body = '다른 글' WHERE id = (SELECT min(id) FROM article)")
        db.commit()
    inspect(tmp_path, {*said, "stored https://sample.example/never 1 00"}, tally, "damaged")
    assert tally.bad["lost"] == 1
    assert tally.bad["silently wrong"] >= 2
