"""A month's figures, counted by hand, and when two months are compared."""

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desk.services.reports.clip_report import ReportRequest, make_report, range_period
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.open import open_reader
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.times import KST
from reports.month.collect import Compared, MonthQuestion, choose_compared, collect_month, end_of_knowledge
from reports.month.comparison import NO_RECORD, Change, change_text, obstacle_text, period_name
from reports.month.month import Month
from reports.month.month_report import FirstAndCopies, HeadlineKind, Obstacle, ReleaseCounts
from reports.month.notes import month_text
from reports.month.tables import make_tables
from tests.support.crawl_runs import add_dead_run, add_run, crawled_well
from tests.support.month_archive import (
    LAST_YEAR,
    NOVEMBER,
    OCTOBER,
    SHARED,
    an,
    fill,
    keep_release,
    made,
    remark,
    report,
)

NOV, OCT, OLD = (month.first for month in (NOVEMBER, OCTOBER, LAST_YEAR))


def day(number: int) -> date:
    return NOV.replace(day=number)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """November: four articles of 견본시, of which two are one text, and two of 가온시; October three; last year one."""
    path = tmp_path / "archive.db"
    fill(
        path,
        an(1, "one", day(2), reporters=("국하람",), emails=("guk@one.example",)),
        an(2, "one", day(3), 9, body=SHARED, headline="견본시, 들꽃길 열어", reporters=("국하람",), emails=("guk@one.example",)),
        an(3, "two", day(3), 11, body=SHARED, headline="들꽃길 열린다", reporters=("이보기", "한가온"), emails=("lee@two.example",)),
        an(4, "two", day(30), 23, reporters=("이보기",), emails=("lee@two.example",)),
        an(5, "one", day(9), body="가온시는 도서관 3곳을 새로 짓는다고 9일 밝혔다. 책 5천 권을 들인다.", headline="가온시 도서관"),
        an(6, "three", day(9), body="가온시와 견본구는 다리 1,200m를 놓는다. 차로는 네 개다.", headline="다리 놓는다"),
        an(7, "two", OCT.replace(day=1)),
        an(8, "two", OCT.replace(day=31)),
        an(9, "three", OCT.replace(day=15)),
        an(10, "one", OLD.replace(day=30)),
    )  # fmt: skip
    return path


def test_articles_stories_outlets_reporters_and_days(archive: Path) -> None:
    made_of = report(archive)
    figures = made_of.figures
    assert (figures.counted.articles, figures.counted.stories) == (4, 3)
    assert figures.outlets == {"one": FirstAndCopies(2, 0), "two": FirstAndCopies(1, 1)}
    assert [(one.rank, one.title, one.counts.articles) for one in made_of.outlets] == [
        (1, "가온일보", 2),
        (1, "누리신문", 2),
    ]
    assert {when: one.articles for when, one in figures.days.items()} == {day(2): 1, day(3): 2, day(30): 1}
    assert [(one.name, one.outlet_title, one.email, one.counts.articles) for one in made_of.reporters] == [
        ("국하람", "가온일보", "guk@one.example", 2),
        ("이보기", "누리신문", "lee@two.example", 2),
        ("한가온", "누리신문", "", 1),
    ]
    story = made_of.stories[0]
    assert (story.headline, story.outlet, story.outlets) == (
        "견본시, 들꽃길 열어",
        "가온일보",
        ("가온일보", "누리신문"),
    )
    assert len(made_of.stories) == 1


def test_the_counts_are_those_of_the_report_of_these_days(archive: Path) -> None:
    for query in ("견본시", "가온시", ""):
        days = range_period(NOVEMBER.first, NOVEMBER.last)
        whole = make_report(Workspace.at(archive), ReportRequest(period=days, query=parse(query)))
        assert report(archive, query).figures.counted == whole.report.counted


def test_both_earlier_months_are_compared(archive: Path) -> None:
    before, last_year = report(archive).earlier
    assert (before.name, before.month, before.obstacle) == ("지난달", OCTOBER, None)
    assert before.figures is not None
    assert before.figures.counted.articles == 3
    assert before.figures.places == {"two": 1, "three": 2}
    assert last_year.figures is not None
    assert last_year.figures.counted.articles == 1
    message = made(archive).message
    assert "지난달 기사 3건(중복 제외 3건) 대비 기사 +1건(+33.3%), 중복 제외 변동 없음" in message
    assert "지난해 같은 달 기사 1건(중복 제외 1건) 대비 기사 +3건(+300.0%), 중복 제외 +2건(+200.0%)" in message


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(12, 10), "+2건(+20.0%)"),
        (Change(10, 12), "-2건(-16.7%)"),
        (Change(12_000, 1_000), "+11,000건(+1,100.0%)"),
        (Change(5, 0), "+5건"),
        (Change(0, 5), "-5건(-100.0%)"),
        (Change(0, 0), "변동 없음"),
        (Change(3, 3), "변동 없음"),
        (Change(3, None), "–"),
        (Change(3, 1, "개"), "+2개(+200.0%)"),
    ],
)
def test_a_difference_has_its_sign_and_no_rate_of_nothing(change: Change, text: str) -> None:
    assert change_text(change) == text


def test_a_month_that_was_crawled_and_has_nothing_of_the_subject_is_compared_without_a_rate(archive: Path) -> None:
    before = report(archive, "가온시").earlier[0]
    assert before.figures is not None
    assert before.figures.counted.articles == 0
    text = made(archive, "가온시").message
    assert "대비 기사 +2건, " in text
    assert "%" not in text


def test_of_a_month_before_the_archive_there_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, an(1, "one", day(2)), an(2, "two", day(3)), months=[NOVEMBER])
    found = made(path)
    assert [one.obstacle for one in found.report.earlier] == [Obstacle.NO_RECORD, Obstacle.NO_RECORD]
    assert [obstacle_text(one) for one in found.report.earlier] == [
        f"지난달(2025년 10월): {NO_RECORD}.",
        f"지난해 같은 달(2024년 11월): {NO_RECORD}.",
    ]
    assert "%" not in found.message
    assert found.message.count(NO_RECORD) == 2


def test_an_archive_that_is_younger_than_most_of_a_month_is_not_compared_with_it(tmp_path: Path) -> None:
    """The first crawl, on 31 October, went back three days: what it found of October is not October's coverage."""
    path = tmp_path / "archive.db"
    fill(path, an(1, "one", day(2)), an(2, "one", OCT.replace(day=30)), months=[NOVEMBER])
    crawled_well(path, datetime(2025, 10, 31, 2, tzinfo=KST), since=date(2025, 10, 28))
    before = report(path).earlier[0]
    assert before.obstacle is Obstacle.TOO_LITTLE
    assert before.figures is None
    assert "수집하지 못한 매체와 날이 많아" in obstacle_text(before)


def test_a_few_days_of_one_outlet_do_not_forbid_a_comparison_but_are_said(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, an(1, "one", day(2)), an(2, "two", OCT.replace(day=30)), months=[])
    for month in (NOVEMBER, OCTOBER):
        night = datetime.combine(month.last, datetime.min.time(), KST) + timedelta(days=1, hours=2)
        crawled_well(path, night, since=month.first)
    # October is known from the fourth on alone: three of 31 days of each outlet are missing.
    path2 = tmp_path / "other.db"
    fill(path2, an(1, "one", day(2)), an(2, "two", OCT.replace(day=30)), months=[NOVEMBER])
    crawled_well(path2, datetime(2025, 11, 1, 2, tzinfo=KST), since=date(2025, 10, 4))
    assert report(path).earlier[0].missing == ""
    before = report(path2).earlier[0]
    assert before.figures is not None
    assert "2025.10.01.(수)~2025.10.03.(금)" in before.missing
    assert before.missing in made(path2).message


def test_a_month_in_which_all_outlets_were_dark_says_so_and_compares_nothing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, an(1, "one", OCT.replace(day=2)), an(2, "two", OCT.replace(day=3)), months=[OCTOBER])
    for outlet in ("one", "two"):
        add_dead_run(path, outlet, datetime(2025, 11, 20, 2, tzinfo=KST))
    found = made(path)
    assert found.report.figures.counted.articles == 0
    assert found.report.earlier[0].obstacle is Obstacle.THIS_TOO_LITTLE
    assert "'보도 없음'으로 볼 수 없습니다" in found.message
    assert "보도 유무를 확인하지 못했습니다" in found.message
    assert "보도가 없습니다" not in found.message


def test_a_month_that_was_crawled_and_has_nothing_says_that_there_was_nothing(archive: Path) -> None:
    found = made(archive, "나무늘보")
    assert found.report.missing == ""
    assert "이 달에는 해당 보도가 없습니다." in found.message
    assert found.report.outlets == ()


def test_an_outlet_that_the_archive_did_not_know_before_is_not_said_to_have_had_nothing(tmp_path: Path) -> None:
    """Of twelve outlets one came to the archive in November; in October another one had nothing."""
    path = tmp_path / "archive.db"
    names = [f"paper{n:02}" for n in range(11)]
    fill(path, *(an(n, name, OCT.replace(day=5)) for n, name in enumerate(names[1:])), months=[OCTOBER])
    fill(path, an(50, "late", day(4)), an(51, "paper00", day(4)), an(52, "paper01", day(4)), months=[])
    for name in ("paper00",):
        add_run(path, name, datetime(2025, 11, 1, 2, tzinfo=KST), since=OCT)
    crawled_well(path, datetime(2025, 12, 1, 2, tzinfo=KST), since=NOV - timedelta(days=3))
    found = report(path)
    assert found.earlier[0].obstacle is None
    table = next(one for one in make_tables(found) if one.name == "매체")
    change = [column.title for column in table.columns].index("지난달 대비")
    assert {row[1]: (row[change], row[-1]) for row in table.rows} == {
        "late": (Change(1, None), "지난달 기록 없음"),
        "paper00": (Change(1, 0), ""),
        "paper01": (Change(1, 1), ""),
    }


def test_an_open_month_is_compared_with_as_much_of_the_others(archive: Path) -> None:
    """As on 20 November, when the outlets were last crawled at 10:00: of October what came until then counts."""
    at = datetime(2025, 11, 20, 15, tzinfo=KST)
    fill(
        archive, an(30, "one", OCT.replace(day=20), 9), an(31, "one", OCT.replace(day=20), 10),
        an(32, "two", OCT.replace(day=20), 0, published_raw="2025-10-20"), months=[],
    )  # fmt: skip
    whole = NOVEMBER.period
    coverage = Coverage(at=at, start=whole.start, end=whole.end, outlets=3, as_of=at.replace(hour=10))
    known = end_of_knowledge(whole, coverage)
    compared = [
        Compared(name=name, month=month, period=period, coverage=replace(coverage, start=period.start, end=period.end))
        for name, month, period in choose_compared(NOVEMBER, known)
    ]
    question = MonthQuestion(subject="‘견본시’", query=parse("견본시"), filters=Filters(), month=NOVEMBER)
    with closing(open_reader(archive)) as db:
        found = collect_month(db, question, coverage, compared)
    before = found.earlier[0]
    assert before.figures is not None
    assert before.figures.days == {
        OCT: FirstAndCopies(1, 0),
        OCT.replace(day=15): FirstAndCopies(1, 0),
        OCT.replace(day=20): FirstAndCopies(2, 0),
    }
    assert period_name(before) == "지난달 같은 기간(2025.10.01. ~ 10.20. 10:00)"
    assert period_name(found.earlier[1]) == "지난해 같은 기간(2024.11.01. ~ 11.20. 10:00)"
    assert month_text(found) == "2025년 11월 (2025.11.01. ~ 2025.11.30.) · 11.20. 10:00 수집 기준"
    assert len(next(one for one in make_tables(found) if one.name == "날짜별").rows) == 20


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (timedelta(hours=5), timedelta(hours=5)),
        (timedelta(days=10), timedelta()),  # an outlet that is crawled no more says nothing of the others
        (timedelta(days=40), timedelta()),
        (None, timedelta()),
    ],
)
def test_an_open_month_is_known_up_to_the_last_night(as_of: timedelta | None, known: timedelta) -> None:
    at, period = datetime(2025, 11, 20, 15, tzinfo=KST), NOVEMBER.period
    coverage = Coverage(
        at=at, start=period.start, end=period.end, outlets=3, as_of=None if as_of is None else at - as_of
    )
    assert end_of_knowledge(period, coverage) == at - known
    assert end_of_knowledge(period, replace(coverage, at=datetime(2025, 12, 9, tzinfo=KST))) == period.end


def test_tones_are_counted_and_compared_only_with_months_that_have_some(archive: Path) -> None:
    ids = fill(archive, an(20, "one", day(20)), an(21, "one", OCT.replace(day=20)), months=[])
    remark(archive, ids, "부정")
    figures = report(archive).figures
    assert (figures.tones["부정"], figures.tones[""]) == (1, 4)


def test_share_of_voice_against_rivals_in_each_month(archive: Path) -> None:
    found = report(archive, rivals=("가온시",))
    assert [(one.name, one.articles, one.first) for one in found.figures.voices] == [("견본시", 4, 3), ("가온시", 2, 2)]
    before = found.earlier[0].figures
    assert before is not None
    assert [one.articles for one in before.voices] == [3, 0]
    assert "점유율: 견본시 66.7%(-33.3%p), 가온시 33.3%(+33.3%p)" in made(archive, rivals=("가온시",)).message


def test_releases_by_department_with_delay_share_and_headlines(archive: Path) -> None:
    with closing(open_reader(archive)) as db:
        known = {hit.article.article_no: hit.id for hit in db.search.all_hits(parse(""))}
    at = datetime(2025, 11, 3, 8, tzinfo=KST)
    keep_release(
        archive, "견본시, 들꽃길 열어", at, "문화관광과 과장 이보기", [(known["2"], 60, 0.9), (known["3"], 180, 0.7)]
    )
    keep_release(archive, "견본시 도로 고친다", at + timedelta(days=1), "도로과", [(known["1"], None, 0.2)])
    keep_release(archive, "가을 음악회", datetime(2025, 10, 31, 10, tzinfo=KST), "문화관광과", [(known["8"], -30, 0.8)])
    found = report(archive)
    assert found.figures.releases == ReleaseCounts(releases=2, picked=1, articles=2, outlets=2)
    culture, roads = found.found.departments
    assert (culture.name, culture.counts.articles, culture.mean_minutes, culture.same_headlines) == (
        "문화관광과",
        2,
        120,
        1,
    )
    assert culture.share == pytest.approx(0.8)
    assert (roads.name, roads.counts.releases, roads.counts.articles, roads.mean_minutes) == ("도로과", 1, 0, None)
    line = found.found.releases[0]
    assert [(one.kind, one.headline, one.outlets) for one in line.headlines] == [
        (HeadlineKind.SAME, "견본시, 들꽃길 열어", ("가온일보",)),
        (HeadlineKind.CHANGED, "들꽃길 열린다", ("누리신문",)),
    ]
    before = found.earlier[0].figures
    assert before is not None
    assert before.releases == ReleaseCounts(releases=1, picked=1, articles=1, outlets=1)
    assert before.departments["문화관광과"].releases == 1
    assert "보도자료 2건 배포, 1건 게재(기사 2건, 매체 2개), 평균 소요 2시간" in made(archive).message


@pytest.mark.parametrize("month", [Month(2026, 2), Month(2024, 2), Month(2026, 4), Month(2026, 3)])
def test_the_first_and_the_last_day_of_any_month_count_and_their_neighbours_do_not(
    tmp_path: Path, month: Month
) -> None:
    path = tmp_path / "archive.db"
    days = [month.first - timedelta(days=1), month.first, month.last, month.last + timedelta(days=1)]
    fill(path, *(an(n, "one", when, 0 if n % 2 else 23) for n, when in enumerate(days, 1)), months=[month])
    assert set(report(path, month=month).figures.days) == {month.first, month.last}


def test_an_archive_that_no_crawl_filled_is_compared_with_what_it_holds_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(
        path,
        an(1, "one", day(2)),
        an(2, "one", OCT.replace(day=2)),
        an(3, "one", OLD, headline="가온시 소식", body="책을 들인다."),
        months=[],
    )
    before, last_year = report(path).earlier
    assert before.obstacle is None
    assert last_year.obstacle is Obstacle.NO_RECORD
