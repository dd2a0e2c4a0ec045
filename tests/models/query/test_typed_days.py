"""Days as people type them. Today is Sunday, 29 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.query.typed_days import parse_day, parse_month

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("2026-11-20", "2026-11-20"), ("20261120", "2026-11-20"), ("2026.11.20", "2026-11-20")),
        *(("2026.11.20.", "2026-11-20"), ("2026/11/20", "2026-11-20"), ("2026. 11. 20.", "2026-11-20")),
        *(("2026년 11월 20일", "2026-11-20"), ("2026.11.20.(금)", "2026-11-20"), ("11월18일 수요일", "2026-11-18")),
        *(("11월18일", "2026-11-18"), ("11월 18일", "2026-11-18"), ("11.18", "2026-11-18"), ("11/18", "2026-11-18")),
        *(("11월29일", "2026-11-29"), ("11월30일", "2025-11-30"), ("12월1일", "2025-12-01"), ("1월2일", "2026-01-02")),
        *(("2월29일", "2024-02-29"), ("7일", "2026-11-22"), ("7일 전", "2026-11-22"), ("7d", "2026-11-22")),
        *(("일주일", "2026-11-22"), ("일주일 전", "2026-11-22"), ("한 주", "2026-11-22"), ("2주", "2026-11-15")),
        *(("1주일", "2026-11-22"), ("한 달", "2026-10-29"), ("한달 전", "2026-10-29"), ("3개월", "2026-08-29")),
        *(("9개월", "2026-02-28"), ("0일", "2026-11-29"), ("오늘", "2026-11-29"), ("어제", "2026-11-28")),
        *(("그제", "2026-11-27"), ("today", "2026-11-29"), ("Yesterday", "2026-11-28"), ("７일", "2026-11-22")),
        *(("보름", "2026-11-14"), ("11월", "2026-11-01"), ("2026-11", "2026-11-01"), ("지난달", "2026-10-01")),
    ],
)
def test_a_day_is_the_one_meant(text: str, day: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("11월", "2026-11-01", "2026-11-30"),
        ("12월", "2025-12-01", "2025-12-31"),
        ("2월", "2026-02-01", "2026-02-28"),
        ("2024년 2월", "2024-02-01", "2024-02-29"),
        ("2026-09", "2026-09-01", "2026-09-30"),
        ("이번 달", "2026-11-01", "2026-11-30"),
        ("지난달", "2026-10-01", "2026-10-31"),
    ],
)
def test_a_month_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert parse_month(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))
    assert parse_day(text, TODAY, is_end=True) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "11월31일", "2월30일", "2026-02-30", "13월", "13월1일", "0월", "26-11-20", "2026-11-20-1", "일", "월"),
        *(
            "99999일",
            "tomorrow",
            "내일",
            "11",
            "1118",
            "2026",
            "0000-01-01",
            "11월18",
            "-7일",
            "칠일",
            "7 일 후",
            "5월0일",
        ),
    ],
)
def test_what_is_not_a_day_is_refused(text: str) -> None:
    assert parse_day(text, TODAY) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_without_a_year_is_never_to_come_and_never_older_than_a_year_but_for_leap_days(
    day: date, today: date
) -> None:
    found = parse_day(f"{day.month}월{day.day}일", today)
    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    assert found <= today
    assert today - found < timedelta(days=367) or (day.month, day.day) == (2, 29)


@given(st.text(max_size=12), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_text_makes_it_fail(text: str, today: date) -> None:
    parse_day(text, today)
    parse_day(text, today, is_end=True)


@given(st.integers(0, 400), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_months_go_back_to_the_same_day_or_the_months_last(count: int, today: date) -> None:
    found = parse_day(f"{count}개월", today)
    assert found is not None
    assert (today.year - found.year) * 12 + today.month - found.month == count
    assert found.day <= today.day
