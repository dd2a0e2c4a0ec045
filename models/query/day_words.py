"""Days as a query may name them: 11월 18일, 2026-11-18, 11/18, 어제, 지난주, 최근 7일, 11월."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

_WHOLE = re.compile(
    r"(?<![0-9])([0-9]{4})\s?(?:[-./]|년)\s?([0-9]{1,2})\s?(?:[-./]|월)\s?([0-9]{1,2})일?(?![0-9])|(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])"
)
_DAY = re.compile(r"(?<![0-9년.])([0-9]{1,2})\s?월\s?([0-9]{1,2})\s?일")
_MONTH = re.compile(r"(?<![0-9])(?:([0-9]{4})\s?년\s?)?([0-9]{1,2})\s?월(?!\s?[0-9]{1,2}\s?일)")
_SLASHED = re.compile(r"(?<![0-9./-])(0?[1-9]|1[0-2])[./](0?[1-9]|[12][0-9]|3[01])\.?(?![0-9./])")
_SPAN = re.compile(
    r"(?<!\S)(?:(?P<last_week>지난\s?주)|(?P<week>이번\s?주|금주)|(?P<last_month>지난\s?달|전월)|(?P<month>이번\s?달|이달|금월)"
    r"|(?P<last_year>작년|지난해)|(?P<year>올해|금년)|최근\s?(?P<days>[0-9]{1,3})\s?일|최근\s?(?P<seven>일주일|한\s?주)"
    r"|최근\s?(?P<thirty>한\s?달))(?!\S)"
)
_NAMED = {"오늘": 0, "금일": 0, "어제": 1, "작일": 1, "그제": 2, "그저께": 2}
_NAMED_DAY = re.compile(rf"(?<!\S)({'|'.join(_NAMED)})(?!\S)")


def find_days(typed: str, today: date) -> Iterator[tuple[str, date, date]]:
    """(the rest of the query, first day, last day) for each day or month that a query names.

    Without a year it is the last one that is not to come.
    """
    for found in _WHOLE.finditer(typed):
        year, month, day = (int(part) for part in found.groups() if part)
        if one := _day(year, month, day):
            yield _without(typed, found), one, one
    for found in _DAY.finditer(typed):
        month, day = map(int, found.groups())
        years = (today.year - back for back in range(5))
        if one := next((one for year in years if (one := _day(year, month, day)) and one <= today), None):
            yield _without(typed, found), one, one
    for found in _SLASHED.finditer(typed):
        month, day = map(int, found.groups())
        years = (today.year - back for back in range(5))
        if one := next((one for year in years if (one := _day(year, month, day)) and one <= today), None):
            yield _without(typed, found), one, one
    for found in _SPAN.finditer(typed):
        yield _without(typed, found), *_span(found, today)
    for found in _MONTH.finditer(typed):
        month = int(found.group(2))
        if not 1 <= month <= 12:
            continue
        year = int(found.group(1) or (today.year if month <= today.month else today.year - 1))
        if 1900 <= year <= today.year:
            yield _without(typed, found), date(year, month, 1), date(year, month, monthrange(year, month)[1])
    for found in _NAMED_DAY.finditer(typed):
        one = today - timedelta(days=_NAMED[found.group(1)])
        yield _without(typed, found), one, one


def _span(found: re.Match[str], today: date) -> tuple[date, date]:
    """The first and last day of a week (from Monday), month or year that is named; none is to come."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    before_first = first - timedelta(days=1)
    spans = {
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "week": (monday, today),
        "last_month": (before_first.replace(day=1), before_first),
        "month": (first, today),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "year": (date(today.year, 1, 1), today),
        "seven": (today - timedelta(days=7), today),
        "thirty": (today - timedelta(days=30), today),
        "days": (today - timedelta(days=int(found["days"] or 0)), today),
    }
    return spans[str(found.lastgroup)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


def _without(typed: str, found: re.Match[str]) -> str:
    return " ".join(f"{typed[: found.start()]} {typed[found.end() :]}".split())
