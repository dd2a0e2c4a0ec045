"""How far a list is walked: decided from what stands on each page."""

from datetime import date, datetime, timedelta

import pytest

from models.records.times import KST
from scrapers.crawl.list_walk import MAX_PAGES, DayWindow, ListLink, ListWalk, Step, choose_window, judge_page
from scrapers.families.base import ArticleList

TODAY = date(2026, 11, 20)
OPEN = DayWindow(None, None, TODAY - timedelta(days=14))
NOON = datetime(2026, 11, 20, 12, tzinfo=KST)


def links(*days_ago: int | None, old: bool = False, first: int = 0) -> list[ListLink]:
    days = [None if ago is None else TODAY - timedelta(days=ago) for ago in days_ago]
    return [ListLink(f"{first + n}", day, old) for n, day in enumerate(days)]


def walk() -> ListWalk:
    return ListWalk(ArticleList("108", lambda page: f"/{page}"))


@pytest.mark.parametrize(
    ("page", "step"),
    [
        (links(0, 1, 2), Step.NEXT),
        (links(0, 1, 2, old=True), Step.OLD_GROUND),
        ([*links(0), *links(1, old=True, first=1)], Step.NEXT),
        (links(15, 16), Step.RANGE),
        (links(14, 15), Step.NEXT),
        ([*links(1, old=True), *links(30, first=1)], Step.OLD_GROUND),
        (links(None, None), Step.WAIT),
        (links(None, 3), Step.NEXT),
        (links(None, None, old=True), Step.OLD_GROUND),
    ],
)
def test_one_page(page: list[ListLink], step: Step) -> None:
    assert judge_page(page, OPEN) is step


def test_with_since_old_ground_is_no_end_and_the_range_is() -> None:
    asked = DayWindow(TODAY - timedelta(days=300), None, TODAY - timedelta(days=14))
    assert judge_page(links(20, 30, old=True), asked) is Step.NEXT
    assert judge_page(links(301, old=True), asked) is Step.RANGE
    assert asked.is_deep
    assert not DayWindow(TODAY, None, TODAY - timedelta(days=14)).is_deep


def test_days_learnt_from_articles_count() -> None:
    page = links(None, None)
    assert judge_page(page, OPEN, lambda _: TODAY - timedelta(days=40)) is Step.RANGE
    assert judge_page(page, OPEN, lambda _: TODAY) is Step.NEXT


def test_a_list_ends_where_its_pages_repeat() -> None:
    down = walk()
    assert down.decide(links(0, 1), OPEN) is Step.NEXT
    down.page += 1
    assert down.decide(links(1, 0), OPEN) is Step.REPEATS
    assert down.is_whole


def test_one_empty_page_is_doubted_two_are_believed() -> None:
    down = walk()
    down.decide(links(0), OPEN)
    down.page += 1
    assert down.decide([], OPEN) is Step.NEXT
    down.page += 1
    assert down.decide([], OPEN) is Step.END
    assert down.is_whole


def test_an_endless_list_is_capped_and_not_whole() -> None:
    down = walk()
    step = Step.NEXT
    pages = 0
    while step.goes_on:
        step = down.decide([ListLink(f"{pages}", TODAY + timedelta(days=pages), False)], OPEN)
        pages += 1
        down.page += 1
        assert pages <= MAX_PAGES
    assert step is Step.CAP
    assert not down.is_whole


def test_a_failed_walk_is_not_whole() -> None:
    down = walk()
    down.decide(links(0, old=True), OPEN)
    assert down.is_whole
    down.failed = True
    assert not down.is_whole


def test_the_choose_window() -> None:
    first = choose_window(None, None, None, NOON)
    assert first.floor == date(2026, 11, 6)
    assert first.is_deep
    later = choose_window(None, None, datetime(2026, 10, 1, 2, tzinfo=KST), NOON)
    assert later.floor == date(2026, 9, 17)
    past = choose_window(None, date(2026, 1, 31), None, NOON)
    assert past.floor == date(2026, 1, 17)
    assert not past.includes(date(2026, 2, 1))
    assert past.includes(date(2026, 1, 31))
    assert past.includes(None)
    asked = choose_window(date(2026, 11, 1), date(2026, 11, 3), None, NOON)
    assert [
        asked.includes(date(2026, 10, 31)),
        asked.includes(date(2026, 11, 1)),
        asked.includes(date(2026, 11, 4)),
    ] == [
        False,
        True,
        False,
    ]
    assert choose_window(None, None, None, NOON, timedelta(days=10**8)).floor == date.min
