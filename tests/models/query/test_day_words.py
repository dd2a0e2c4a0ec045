"""Days and months that a query names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.query.day_words import find_days

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("typed", "rest", "first", "last"),
    [
        ("포항 11월 18일", "포항", "2026-11-18", "2026-11-18"),
        ("11월18일 포항 축제", "포항 축제", "2026-11-18", "2026-11-18"),
        ("12월 30일", "", "2025-12-30", "2025-12-30"),
        ("2026-11-18 포항", "포항", "2026-11-18", "2026-11-18"),
        ("포항 2025.3.4", "포항", "2025-03-04", "2025-03-04"),
        ("2025년 3월 4일 포항", "포항", "2025-03-04", "2025-03-04"),
        ("20261118", "", "2026-11-18", "2026-11-18"),
        ("포항 11월", "포항", "2026-11-01", "2026-11-30"),
        ("포항 12월", "포항", "2025-12-01", "2025-12-31"),
        ("2024년 2월 포항", "포항", "2024-02-01", "2024-02-29"),
        ("포항 어제", "포항", "2026-11-28", "2026-11-28"),
        ("오늘 포항", "포항", "2026-11-29", "2026-11-29"),
        ("2월 29일", "", "2024-02-29", "2024-02-29"),
        ("11/20 포항", "포항", "2026-11-20", "2026-11-20"),
        ("포항 12.3.", "포항", "2025-12-03", "2025-12-03"),
        ("지난주 포항", "포항", "2026-11-16", "2026-11-22"),
        ("포항 이번 주", "포항", "2026-11-23", "2026-11-29"),
        ("이번 달 포항", "포항", "2026-11-01", "2026-11-29"),
        ("지난달", "", "2026-10-01", "2026-10-31"),
        ("지난해 포항", "포항", "2025-01-01", "2025-12-31"),
        ("올해", "", "2026-01-01", "2026-11-29"),
        ("최근 7일 포항", "포항", "2026-11-22", "2026-11-29"),
        ("최근 일주일 포항", "포항", "2026-11-22", "2026-11-29"),
    ],
)
def test_days(typed: str, rest: str, first: str, last: str) -> None:
    assert next(iter(find_days(typed, TODAY))) == (rest, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "typed",
    [
        "포항",
        "13월",
        "11월 31일",
        "2026-13-01",
        "오늘날",
        "99999999",
        "3일",
        "2월 30일",
        "13/20",
        "2.30",
        "3.14.15",
        "지난주말",
        "최근",
    ],
)
def test_no_day(typed: str) -> None:
    assert list(find_days(typed, TODAY)) == []


@given(st.text(st.sampled_from("0123456789 년월일-./오늘포"), max_size=30))
def test_any_text_gives_real_days_in_order(typed: str) -> None:
    for rest, first, last in find_days(typed, TODAY):
        assert first <= last
        assert len(rest) < len(typed)
