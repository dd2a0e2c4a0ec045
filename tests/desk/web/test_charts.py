"""The page of figures: every way to count, the way to the articles, rivals, a dead night."""

from datetime import date

import pytest
from lxml import html

from desk.services.figures import count_figures, fill_days
from desk.services.workspace import Workspace
from desk.web.url_state import SearchState
from desk.web.views.charts import MAX_ROWS, NAMES
from models.query.filters import Filters
from models.records.search_results import KINDS
from models.records.story import Counted
from tests.support.clip_workspace import store_more, story_article
from tests.support.desk_client import Visit


def rows(page: html.HtmlElement) -> list[tuple[str, int]]:
    found = page.xpath("(//table[@class='bars'])[1]/tbody/tr")
    return [(row.find("th").text_content(), int(row.findall("td")[0].text)) for row in found]


def test_every_way_to_count_is_offered() -> None:
    assert set(NAMES) == set(KINDS)


@pytest.mark.parametrize("by", KINDS)
def test_a_bar_leads_to_its_articles(visit: Visit, by: str) -> None:
    page = visit.read(f"/charts?q=&since=&by={by}")
    counted = rows(page)
    assert counted
    assert any(n for _, n in counted)
    linked = 0
    for link in page.xpath("//table[@class='bars']/tbody/tr/th/a"):
        (row,) = link.xpath("../..")
        articles = int(row.findall("td")[0].text)
        total = visit.get("/count" + link.get("href")[1:], part=True).text
        assert f"{articles:,}건" in total, (link.text, total)
        linked += 1
    assert linked == sum(name != "(없음)" for name, _ in counted)


def test_days_without_an_article_are_shown_as_such() -> None:
    counts = [("2026-11-01", Counted(2, 1)), ("2026-11-03", Counted(1, 1))]
    zero = Counted(0, 0)
    assert fill_days(counts, Filters()) == [counts[0], ("2026-11-02", zero), counts[1]]
    wider = fill_days(counts, Filters(since=date(2026, 10, 31), until=date(2026, 11, 4)))
    assert [day for day, _ in wider] == [f"2026-{day}" for day in ("10-31", "11-01", "11-02", "11-03", "11-04")]
    assert fill_days([("2020-01-01", zero), *counts], Filters())[1:] == counts
    assert fill_days([], Filters()) == []


def test_many_days_are_all_shown_and_of_many_names_the_first(visit: Visit, workspace: Workspace) -> None:
    days = rows(visit.read("/charts?q=&since=2026-09-01&until=2026-11-30"))
    assert [days[0][0], days[-1][0], len(days)] == ["2026-09-01", "2026-11-30", 91]
    reporters = [f"기자{number:02}" for number in range(MAX_ROWS + 3)]
    many = story_article(80, "sample", 0, reporters=tuple(reporters))
    store_more(workspace, many)
    page = visit.read("/charts?q=&since=&by=reporter")
    assert len(rows(page)) == MAX_ROWS
    hidden = rows_of_all(workspace) - MAX_ROWS
    assert f"외 {hidden}개 이름" in page.xpath("//main")[0].text_content()


def rows_of_all(workspace: Workspace) -> int:
    return len(count_figures(workspace, SearchState().request(), "reporter").counts)


def test_rivals_are_compared_with_like_words_alone(visit: Visit) -> None:
    page = visit.read("/charts?q=견본&since=&by=outlet&rivals=견본,없는말")
    shares = page.xpath("(//table[@class='bars'])[2]/tbody/tr")
    assert [row.find("th").text_content() for row in shares] == ["견본", "견본", "없는말"]
    assert [row.findall("td")[1].text for row in shares] == ["50.0%", "50.0%", "0.0%"]
    doubtful = visit.read("/charts?q=견본 시장&since=&by=outlet&rivals=견본")
    assert len(doubtful.xpath("//input[@name='unlike']")) == 1
    assert "견본" in doubtful.xpath("//p[@class='message warn']")[0].text
    assert len(doubtful.xpath("//table[@class='bars']")) <= 1
    meant = visit.read("/charts?q=견본 시장&since=&by=outlet&rivals=견본&unlike=1")
    assert meant.xpath("(//table[@class='bars'])[last()]/tbody/tr")


def test_what_cannot_be_counted_by_is_refused(visit: Visit) -> None:
    assert visit.get("/charts?by=nonsense").status_code == 400
    assert visit.get("/charts?since=nonsense").status_code == 400
