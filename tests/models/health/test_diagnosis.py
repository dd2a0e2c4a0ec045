"""Health: altered templates are noticed and held back, quiet nights are left in peace, every cause has its words."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.health.baseline import Profile, make_profile, tail
from models.health.causes import SENTENCES, TRAIT_CAUSES, Cause
from models.health.diagnosis import Record, RunRow, examine
from models.health.run_statistics import Statistics, read_statistics, statistics_json
from models.health.signs import Trait, is_garbled
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from models.records.times import KST
from tests.bench.health.altered_templates import NAMES
from tests.bench.health.nights import TONIGHT, Outlet, night, outlet, row
from tests.bench.health.quiet_nights import simulate

AT = datetime(2026, 11, 21, 2, 30, tzinfo=KST)
GOOD = Statistics(
    read=20,
    traits={"no_reporter": 2, "short": 2, "long": 2},
    length=800,
    length_all=800,
    length_low=400,
    length_high=1600,
    links=40,
)


@pytest.fixture(scope="module")
def paper() -> Outlet:
    return outlet("sample-ndsoft")


@pytest.mark.parametrize("name", NAMES)
def test_an_altered_template_is_noticed_and_leaves_no_bad_row(paper: Outlet, name: str) -> None:
    judged = night(paper, name)
    assert not judged.bad
    assert judged.noticed or len(judged.stored) == TONIGHT


@pytest.mark.parametrize(
    "name", ["related_links", "date_of_tonight", "headline_of_another", "frame_inside", "body_emptied"]
)
def test_a_template_that_changes_in_the_middle_of_the_night(paper: Outlet, name: str) -> None:
    judged = night(paper, name, after=5)
    assert not judged.bad
    assert judged.noticed
    assert len(judged.stored) >= 3, "what was read before the change is stored"


def test_a_night_as_ever_is_stored_whole(paper: Outlet) -> None:
    judged = night(paper, NAMES[0], after=TONIGHT)
    assert len(judged.stored) == TONIGHT
    assert not judged.noticed
    assert not judged.held


def test_quiet_nights_are_left_in_peace() -> None:
    quiet = simulate(outlets=20, days=90)
    assert quiet.nights > 1_000
    assert quiet.per_thousand <= 1.0, quiet.said
    assert quiet.held < 0.02 * quiet.pages


def runs(*told: Statistics, **newest: object) -> tuple[RunRow, ...]:
    """Runs of one night each, newest first."""
    made = [row(100 - n, AT - timedelta(days=n), one, stored=one.read) for n, one in enumerate(told)]
    return (replace(made[0], **newest), *made[1:])  # type: ignore[arg-type]


def said(record: Record, hours: float = 5) -> set[Cause]:
    return {finding.cause for finding in examine(record, AT + timedelta(hours=hours))}


def record(told: tuple[RunRow, ...], **more: object) -> Record:
    return Record(outlet="a", title="견본일보", runs=told, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("newest", "cause"),
    [
        ({"finish": Finish.UNREACHABLE, "statistics": Statistics(reasons={"timeout": 5})}, Cause.UNREACHABLE),
        ({"finish": Finish.UNREACHABLE, "statistics": Statistics(reasons={"dns": 5})}, Cause.DNS),
        ({"finish": Finish.UNREACHABLE, "statistics": Statistics(reasons={"certificate": 5})}, Cause.CERTIFICATE),
        (
            {"finish": Finish.ROBOTS, "findings": (RunFinding(RunFindingCode.ROBOTS_UNAVAILABLE, "http_500"),)},
            Cause.ROBOTS,
        ),
        (
            {"finish": Finish.ROBOTS, "findings": (RunFinding(RunFindingCode.ROBOTS_UNAVAILABLE, "dns"),)},
            Cause.DNS,
        ),
        ({"finish": Finish.BUSY}, Cause.BUSY),
        ({"finish": Finish.KILLED}, Cause.KILLED),
        ({"finish": Finish.STORAGE}, Cause.STORAGE),
        ({"finish": Finish.CRASH}, Cause.FAULT),
        ({"findings": (RunFinding(RunFindingCode.INTERNAL_ERROR, "KeyError", "list"),)}, Cause.FAULT),
        ({"failed": 20, "found": 30}, Cause.FAILING),
        ({"disallowed": 9}, Cause.DISALLOWED),
        ({"statistics": replace(GOOD, links=0)}, Cause.NO_LINKS),
        ({"statistics": replace(GOOD, gone=9)}, Cause.MANY_GONE),
        ({"statistics": replace(GOOD, robots={"https://a": "new"})}, Cause.ROBOTS_CHANGED),
        ({"statistics": replace(GOOD, traits={"no_date": 20})}, Cause.NO_DATE),
        ({"statistics": replace(GOOD, traits={"no_reporter": 20})}, Cause.NO_REPORTER),
        ({"statistics": replace(GOOD, traits={"php_messages": 20})}, Cause.PHP),
        ({"statistics": replace(GOOD, length_all=200)}, Cause.LENGTH_MOVED),
        ({"statistics": replace(GOOD, read=0, held=20, held_traits={"wall": 20})}, Cause.WALL),
        ({"statistics": replace(GOOD, read=0, held=20, held_traits={"equal_body": 20})}, Cause.EQUAL_BODIES),
    ],
    ids=lambda value: str(value) if isinstance(value, Cause) else "",
)
def test_each_cause_is_found_by_itself(newest: dict[str, object], cause: Cause) -> None:
    before = [replace(GOOD, robots={"https://a": "old"})] * 12
    night_before = record(runs(*before))
    assert said(night_before) == set()
    assert said(record(runs(before[0], *before, **newest))) == {cause}


def test_since_when_names_the_first_run_in_a_row() -> None:
    told = [replace(GOOD, links=0)] * 3 + [GOOD] * 9
    (found,) = examine(record(runs(*told)), AT + timedelta(hours=5))
    assert found.since == AT - timedelta(days=2)
    assert "40" in found.say("ko")
    assert "40" in found.say("en")


def test_nothing_new_for_three_times_the_usual_gap() -> None:
    weekly = tuple(AT.date() - timedelta(days=7 * n + 21) for n in range(20, -1, -1))
    assert said(record(runs(*[GOOD] * 3), days=weekly)) == set()
    assert said(record(runs(*[GOOD] * 3), days=tuple(day - timedelta(days=1) for day in weekly))) == {Cause.NOTHING_NEW}
    daily = tuple(AT.date() - timedelta(days=n + 4) for n in range(30, -1, -1))
    assert said(record(runs(*[GOOD] * 3), days=daily)) == {Cause.NOTHING_NEW}
    assert said(record(runs(*[GOOD] * 3), days=(date(2026, 1, 1),))) == set(), "too little is known"


def test_an_outlet_that_is_no_longer_crawled_is_told() -> None:
    assert said(record(runs(*[GOOD] * 3)), hours=24 * 5) == {Cause.NOT_CRAWLED}


def test_every_cause_and_trait_has_its_words() -> None:
    assert set(SENTENCES) == set(Cause)
    assert set(TRAIT_CAUSES) == set(Trait)
    for words in SENTENCES.values():
        assert any("가" <= c <= "힣" for c in words.ko)
        assert words.en.isascii()


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 400), st.integers(1, 400))
def test_chances_are_chances(count: int, pages: int, before: int, pages_before: int) -> None:
    before = min(before, pages_before)
    chance = tail(min(count, pages), pages, before, pages_before)
    assert 0.0 <= chance <= 1.0
    assert chance <= tail(max(0, min(count, pages) - 1), pages, before, pages_before) + 1e-9


def test_little_history_proves_little() -> None:
    assert not Profile().holds(Trait.NO_DATE, 5, 5)
    few = make_profile([Statistics(read=10)])
    assert not few.holds(Trait.NO_DATE, 5, 5)
    many = make_profile([Statistics(read=300)])
    assert many.holds(Trait.NO_DATE, 1, 30)
    assert not many.holds(Trait.NO_REPORTER, 30, 30)
    assert many.holds(Trait.MISSED, 7, 7)
    assert not many.holds(Trait.MISSED, 1, 30)


def test_statistics_come_back_as_they_were() -> None:
    full = replace(GOOD, reasons={"http_404": 3}, robots={"https://a": "x"}, links=0, held=2, held_traits={"wall": 2})
    assert read_statistics(statistics_json(full)) == full
    assert read_statistics("{}") == Statistics()
    assert read_statistics('{"of_a_later_release": 1}') == Statistics()


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("포항시는 20일 배터리 안전시험센터를 연다고 밝혔다.", False),
        ("포항시는 20일 배터리 안전시험센터를 연다고 밝혔다.".encode().decode("latin-1"), True),
        ("?" * 40 + " 20", True),
        ("Pohang opens a battery test centre on Friday, officials said.", False),
        ("正體 漢字 섞인 글도 있으나 대개는 한글로 적는다. 이 글이 그렇다.", False),
        ("", False),
    ],
)
def test_broken_characters_are_told_from_korean(text: str, garbled: bool) -> None:
    assert is_garbled(text) == garbled
