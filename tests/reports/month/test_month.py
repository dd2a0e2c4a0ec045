"""Which month a report is about, what it is compared with, and how much of that counts."""

from datetime import date, datetime

import pytest

from desk.services.reports.month_report import read_month
from models.records.times import KST
from reports.formats.errors import ExportError
from reports.month.month import Month, choose_month, elapsed_period


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=KST)


@pytest.mark.parametrize(
    ("month", "last", "before", "last_year"),
    [
        (Month(2026, 2), 28, Month(2026, 1), Month(2025, 2)),
        (Month(2028, 2), 29, Month(2028, 1), Month(2027, 2)),
        (Month(2026, 11), 30, Month(2026, 10), Month(2025, 11)),
        (Month(2026, 1), 31, Month(2025, 12), Month(2025, 1)),
    ],
)
def test_months_of_every_length_know_their_neighbours(month: Month, last: int, before: Month, last_year: Month) -> None:
    assert month.last.day == last
    assert (month.period.end - month.period.start).days == last
    assert (month.before, month.last_year) == (before, last_year)


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 5), Month(2026, 10)),
        (date(2026, 11, 6), Month(2026, 11)),
        (date(2026, 1, 1), Month(2025, 12)),
        (date(2026, 11, 30), Month(2026, 11)),
    ],
)
def test_up_to_the_fifth_a_report_is_of_the_month_before(today: date, month: Month) -> None:
    assert choose_month(today) == month
    assert read_month(["포항시"], today) == (month, ["포항시"])


@pytest.mark.parametrize(
    ("words", "month", "left"),
    [
        (["2026-11"], Month(2026, 11), []),
        (["11월", "포항시"], Month(2026, 11), ["포항시"]),
        (["2026년", "10월", "포항시", "시장"], Month(2026, 10), ["포항시", "시장"]),
        (["12월"], Month(2025, 12), []),
        (["지난달"], Month(2026, 10), []),
        (["포항시", "11월"], Month(2026, 11), ["포항시", "11월"]),
    ],
)
def test_a_month_stands_before_the_words(words: list[str], month: Month, left: list[str]) -> None:
    assert read_month(words, date(2026, 11, 20)) == (month, left)


def test_a_month_to_come_is_refused() -> None:
    with pytest.raises(ExportError, match="2026-12"):
        read_month(["2026-12"], date(2026, 11, 30))


@pytest.mark.parametrize(
    ("month", "other", "known", "end"),
    [
        (Month(2026, 11), Month(2026, 10), at(2026, 12, 1), at(2026, 11, 1)),  # over: all 31 days
        (Month(2026, 11), Month(2026, 10), at(2026, 11, 15, 2), at(2026, 10, 15, 2)),
        (Month(2026, 3), Month(2026, 2), at(2026, 3, 31, 2), at(2026, 3, 1)),  # a shorter month counts whole
        (Month(2028, 2), Month(2027, 2), at(2028, 2, 29, 12), at(2027, 3, 1)),
        (Month(2026, 11), Month(2026, 10), at(2026, 11, 1), at(2026, 10, 1)),  # nothing is over yet
    ],
)
def test_an_open_month_is_compared_up_to_the_same_hour(
    month: Month, other: Month, known: datetime, end: datetime
) -> None:
    period = elapsed_period(other, month.period, known)
    assert (period.start, period.end) == (other.period.start, end)
