"""A change that is for good: a person accepts it, what was held back comes in, and later nights are left in peace."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from models.health.baseline import make_profile
from models.health.run_statistics import Statistics
from models.health.signs import Trait
from models.records.times import now
from tests.support.run_news import Ran, news
from tests.support.scripted_site import Scripted, numbered

OUTLET = 'id = "mini"\ntitle = "견본일보"\nfamily = "newspim"\nhome = "{home}"\nlists = ["108"]\n'


def is_new(number: str) -> bool:
    """Published after the first night."""
    return number[8:] > "999000"


class Shorter(Scripted):
    """Its newest articles are one paragraph each."""

    def page(self, number: str) -> str:
        whole = super().page(number)
        before, _, after = whole.partition("<p>시는 올해")
        return before + "<p>gilsun" + after.partition("<p>gilsun")[2] if is_new(number) else whole


def held(archive: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(archive)) as db:
        return db.execute("SELECT url, reason FROM url WHERE state = 'quarantined'").fetchall()


def count(archive: Path) -> int:
    with closing(sqlite3.connect(archive)) as db:
        return int(db.execute("SELECT count(*) FROM article").fetchone()[0])


def test_what_is_accepted_comes_in_and_stays_in(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    (tmp_path / "outlets").mkdir()
    with Shorter(numbered(60, per_day=20), per_page=60) as site:
        (tmp_path / "outlets" / "mini.toml").write_text(OUTLET.format(home=site.home), encoding="utf-8")

        def night() -> Ran:
            return news("crawl", "mini", "--allow-loopback", "--delay", "0", cwd=tmp_path)

        def publish(first: int, many: int) -> None:
            site.articles |= {f"20261120{first + n}": "2026-11-20" for n in range(many)}

        assert (
            news("crawl", "mini", "--allow-loopback", "--delay", "0", "--since", "2026-11-01", cwd=tmp_path).code == 0
        )
        publish(999_100, 15)
        assert night().code == 1
        assert len(held(archive)) == 15
        assert count(archive) == 60
        bad = news("health", "--json", cwd=tmp_path)
        assert "length_moved" in {json.loads(line)["cause"] for line in bad.out.splitlines()}
        today = now().date().isoformat()
        report = ("report", "range", "시설", "--since", "2026-11-20", "--until", today, "-o", "report.csv")
        lost = news(*report, cwd=tmp_path)
        assert (lost.code, "견본일보" in lost.err) == (1, True)
        assert "0 new, 0 no article today, 15 still held back" in news("reparse", cwd=tmp_path).out

        looked = news("accept", "mini", "--look", cwd=tmp_path)
        assert looked.code == 0
        assert "15 pages held back" in looked.out
        assert "would be accepted: headline_off, short" in looked.out
        done = news("accept", "mini", "--by", "김주무관", "--note", "한 문단만 싣기로 함", cwd=tmp_path)
        assert done.code == 0, done.err
        with closing(sqlite3.connect(archive)) as db:
            ((outlet, traits, who, note),) = db.execute("SELECT outlet, traits, who, note FROM accepted")
        assert (outlet, json.loads(traits), who, note) == (
            "mini",
            ["headline_off", "short"],
            "김주무관",
            "한 문단만 싣기로 함",
        )
        back = news("reparse", "--outlet", "mini", cwd=tmp_path)
        assert "15 new" in back.out
        assert "stories: 75 articles" in back.err or "stories: 15 articles" in back.err, back.err
        assert not held(archive)
        assert count(archive) == 75
        healthy = news("health", cwd=tmp_path)
        assert "0 findings" in healthy.err
        assert healthy.code == 0, healthy.err
        assert news(*report, cwd=tmp_path).code == 0

        publish(999_200, 40)
        ran = night()
        assert ran.code == 0, ran.err
        assert count(archive) == 115


def test_what_no_outlet_means_is_never_accepted(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    (tmp_path / "outlets").mkdir()
    with Shorter(numbered(60, per_day=20), per_page=60) as site:
        (tmp_path / "outlets" / "mini.toml").write_text(OUTLET.format(home=site.home), encoding="utf-8")
        crawl = ("crawl", "mini", "--allow-loopback", "--delay", "0")
        assert news(*crawl, "--since", "2026-11-01", cwd=tmp_path).code == 0
        whole, first = site.page, site.page(min(site.articles)).partition("<p>[포항")
        text = first[2].partition("</section>")[0]
        site.articles |= {f"20261120{999_100 + n}": "2026-11-20" for n in range(12)}

        def one_text(number: str) -> str:
            page = whole(number)
            at, end = page.index("<p>[포항"), page.index("</section>")
            return page[:at] + "<p>[포항" + text + page[end:] if is_new(number) else page

        site.page = one_text  # type: ignore[method-assign]
        assert news(*crawl, cwd=tmp_path).code == 1
        stay = len(held(archive))
        assert stay >= 10
        asked = news("accept", "mini", cwd=tmp_path)
        assert asked.code == 1
        assert f"{stay} of them stay held back" in asked.out
        assert "never accepted:" in asked.out
        assert news("accept", "mini", "--only", "nonsense", cwd=tmp_path).code == 2
        assert news("accept", "nobody", cwd=tmp_path).code == 2
        assert "0 new" in news("reparse", cwd=tmp_path).out
        assert len(held(archive)) == stay


def test_a_trait_is_measured_by_the_runs_that_are_a_measure_of_it() -> None:
    old = Statistics(read=50, traits={"selector_missed": 1}, length=900, length_low=400, length_high=1500)
    known = make_profile([replace(old, accepted=("selector_missed", "short"))] * 3)
    assert known.pages_of("selector_missed") == 0
    assert not known.holds(Trait.MISSED, 20, 20)
    assert known.length_traits(10) == frozenset()
    assert known.holds(Trait.HEADLINE_OFF, 20, 20), "what was not accepted is judged as ever"
    new = replace(old, traits={"selector_missed": 50})
    after = make_profile([new, *[replace(old, accepted=("selector_missed",))] * 3])
    assert after.pages_of("selector_missed") == 50
    assert not after.holds(Trait.MISSED, 20, 20)
    assert make_profile([old] * 3).holds(Trait.MISSED, 20, 20)
