"""The clip report's stories and bars: what stands together, what is a copy, and that it adds up."""

from datetime import date, datetime
from pathlib import Path

import lxml.html
import pytest

from models.archive.write.archive import Archive
from models.records.times import KST
from pipelines.stories.update import update
from reports.clip.chart_data import make_charts
from reports.clip.message import make_message
from reports.clip.period import whole_days
from reports.clip.report import ShareOfVoice
from reports.clip.template import Template
from reports.clip.write import write_report
from tests.support.clip_archive import LONG, an_article, at, report, stored

TEXT = (
    "견본시는 3일 들꽃길 두 번째 구간을 열었다고 밝혔다. 새 구간은 옛 철길을 따라 3.5km를 걷는 길이다. "
    '이견본 시장은 "아이와 어르신이 함께 걷는 길로 가꾸겠다"고 말했다. 시는 쉼터 네 곳과 의자 마흔 개를 놓고 나무 이천 그루를 심었다. '
    "공사는 지난해 사월에 시작해 열일곱 달이 걸렸다. 다음 구간은 내년 봄에 첫 삽을 뜬다."
)


def test_one_text_in_several_outlets_stands_together_and_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    outlets = [("one", "견본일보"), ("two", "견본신문"), ("three", "견본뉴스")]
    articles = [
        an_article(
            n,
            outlet=outlet,
            outlet_title=title,
            body=TEXT,
            deck="",
            headline=f"들꽃길 {title}",
            published_at=at(3, 9 + 2 * n),
        )
        for n, (outlet, title) in enumerate(outlets)
    ]
    other = an_article(9, outlet="one", outlet_title="견본일보", body=LONG, deck="", published_at=at(3, 10))
    stored(path, *articles, other)
    with Archive.open(path) as archive:
        update(archive)
    made = report(path)
    assert str(made.counted) == "기사 4건(중복 제외 2건)"
    assert [(row.story, row.is_copy, row.copies) for row in made.rows] == [
        (1, False, 3),
        (1, True, 3),
        (1, True, 3),
        (2, False, 1),
    ]
    assert {row.release for row in made.rows} == {"같은 글 3매체", ""}
    text = make_message(made, Template())
    assert text.count(" └ 같은 글: ") == 2
    assert "기사 4건(중복 제외 2건)" in text
    drawn = {chart.name: chart for chart in make_charts(made, [ShareOfVoice("우리", 4, 3), ShareOfVoice("남", 2, 2)])}
    assert sum(sum(bar.values) for bar in drawn["by-outlet"].bars) == 4
    assert sum(bar.values[1] for bar in drawn["by-outlet"].bars) == 2
    assert [bar.label for bar in drawn["share-of-voice"].bars] == ["우리 66.7%", "남 33.3%"]


def test_a_text_that_another_outlet_had_the_day_before_is_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    outlets = [("one", "견본일보"), ("two", "견본신문"), ("three", "견본뉴스")]
    text = TEXT.replace("3일 ", "")  # a day of the month is another one in each article
    stored(
        path,
        *(
            an_article(n, outlet=outlet, outlet_title=title, body=text, deck="", published_at=at(2 + n, 9))
            for n, (outlet, title) in enumerate(outlets)
        ),
        an_article(9, outlet="one", outlet_title="견본일보", body=LONG, deck="", published_at=at(3, 10)),
    )
    with Archive.open(path) as archive:
        update(archive)
    made = report(path)
    assert [(row.is_copy, row.release) for row in made.rows] == [(True, "같은 글 3매체"), (False, "")]
    drawn = next(chart for chart in make_charts(made) if chart.name == "by-outlet")
    assert {bar.label: bar.values for bar in drawn.bars} == {"견본신문": (0, 1), "견본일보": (1, 0)}
    write_report(tmp_path / "a.html", made, Template(), ())
    rows = lxml.html.parse(tmp_path / "a.html").findall(".//tbody/tr")
    assert ["copy" in row.get("class").split() for row in rows] == [True, False]
    assert not any("under" in row.get("class").split() for row in rows), "nothing above it carries its text"
    both = report(path, period=whole_days(date(2026, 11, 3), date(2026, 11, 4)))
    assert [(row.is_copy, row.copies) for row in both.rows] == [(True, 2), (True, 2), (False, 1)]


@pytest.mark.parametrize("first", [date(2025, 11, 1), date(2025, 1, 1), date(2026, 11, 1)])
def test_the_bars_of_the_days_add_up_to_the_articles_over_years_too(tmp_path: Path, first: date) -> None:
    """A day of one year is no day of another; of 400 days and more only those with an article are drawn."""
    path, last = tmp_path / "archive.db", date(2026, 11, 30)
    days = [datetime(year, 11, day, 9, tzinfo=KST) for year in (2025, 2026) for day in (18, 19)]
    articles = [an_article(n, published_at=at_, fetched_at=at_) for n, at_ in enumerate(days)]
    stored(path, *articles, an_article(9, published_at=None, fetched_at=at(20, 8)))
    made = report(path, period=whole_days(first, last))
    chart = next(one for one in make_charts(made) if one.name == "by-day")
    counts = {bar.label: sum(bar.values) for bar in chart.bars}
    assert len(counts) == len(chart.bars)
    assert sum(counts.values()) == len(made.rows)
    if first.year == last.year:
        assert counts["11.19."] == 1
    else:
        assert (counts["2025.11.19."], counts["2026.11.19."]) == (1, 1)


def test_days_of_a_period_over_years_have_their_year(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    stored(path, an_article(1), an_article(2, published_at=at(4, 9)))
    made = report(path, period=whole_days(date(2025, 1, 1), date(2026, 11, 30)))
    assert [bar.label for bar in make_charts(made)[0].bars] == ["2026.11.03.", "2026.11.04."]
