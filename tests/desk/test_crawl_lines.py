"""What `news crawl` prints of what it left, and of outlets that failed alike; and that a later run fetches what was left."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desk.output.crawl_lines import group_lines, group_summaries, left_lines
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from scrapers.declarations.write import toml_of
from scrapers.outcomes.run_summary import RunSummary, find_shared_failure
from scrapers.samples.site import SampleSite
from tests.support.run_news import news


def summary(outlet: str, finish: Finish = Finish.FINISHED, word: str = "", **counts: int) -> RunSummary:
    findings = (RunFinding(RunFindingCode.ROBOTS_UNAVAILABLE, word),) if word else ()
    return RunSummary(
        outlet=outlet, title=outlet, run_id=1, finish=finish, complete=not word, counts=counts, seconds=1.0,
        findings=findings,
    )  # fmt: skip


def test_outlets_that_failed_alike_are_one_line_and_others_stand_alone() -> None:
    dead = [summary(f"dead{n}", Finish.ROBOTS, "dns") for n in range(11)]
    other = summary("other", Finish.ROBOTS, "http_500")
    well = [summary("well", found=3, stored=3), summary("quiet")]
    groups = group_summaries([*dead, *well, other])
    assert [len(group) for group in groups] == [11, 1, 1, 1]
    lines = list(group_lines(groups[0]))
    assert len(lines) == 2
    assert "dead0" in lines[0]
    assert "11" in lines[0]
    assert "dns" in lines[1]


def test_nearly_all_is_enough_for_one_cause() -> None:
    dead = [summary(f"dead{n}", Finish.ROBOTS, "dns") for n in range(9)]
    shared = find_shared_failure([*dead, summary("well", found=3, stored=3)])
    assert shared is not None
    assert len(shared.outlets) == 9
    assert find_shared_failure([*dead[:5], *(summary(f"well{n}") for n in range(5))]) is None


def test_nothing_is_said_of_what_was_not_left() -> None:
    assert list(left_lines([summary("a", found=3, stored=3)])) == []


def test_what_is_left_is_explained_and_a_later_run_fetches_it(tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    with SampleSite() as site:
        outlet = next(iter(site.outlets()))
        (tmp_path / "outlets" / f"{outlet.id}.toml").write_text(
            toml_of(replace(outlet, delay=None), "A sample."), "utf-8"
        )
        words = ["crawl", outlet.id, "--allow-loopback", "--delay", 0]
        ran = news(*words, "--since", "2026-11-19", cwd=tmp_path, NEWS_LANG="en")
        assert ran.code == 0, ran.err
        told = re.search(r"left: ([\d,]+) articles? .*`news crawl (\S+) --since (\S+)`", ran.err)
        assert told is not None, ran.err
        assert told[2] == outlet.id
        ran = news(*words, "--since", told[3], cwd=tmp_path, NEWS_LANG="en")
        assert ran.code == 0, ran.err
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        left = db.execute("SELECT count(*) FROM url WHERE state = 'left' AND listed_at >= ?", (told[3],)).fetchone()[0]
        stored = db.execute("SELECT count(*) FROM url WHERE state = 'stored' AND listed_at < '2026-11-19'").fetchone()[
            0
        ]
    assert left == 0
    assert stored > 0
