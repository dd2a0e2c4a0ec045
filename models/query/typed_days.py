"""A day or a month as a person types it: ``2026-11-20``, ``11월18일``, ``7일``, ``일주일``, ``어제``, ``11월``. Pure.

What names no year is the last one that was: in an archive nobody looks for what is to come. A day that does not exist
(``2월30일``, ``11월31일``) is refused, never moved.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from unicodedata import normalize

NAMED_DAYS = {
    "오늘": 0,
    "금일": 0,
    "today": 0,
    "어제": 1,
    "전일": 1,
    "yesterday": 1,
    "그제": 2,
    "그저께": 2,
    "엊그제": 2,
}
NAMED_SPANS = {"일주일": 7, "한주": 7, "보름": 15}
MAX_DAYS_BACK = 36_500
_DAY = (
    re.compile(r"(?P<year>\d{4})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})\.?"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?:(?P<year>\d{4})년)?(?P<month>\d{1,2})월(?P<day>\d{1,2})일"),
    re.compile(r"(?P<month>\d{1,2})[./](?P<day>\d{1,2})\.?"),
)
_WEEKDAY = re.compile(r"(?:\((?:[월화수목금토일])(?:요일)?\)|[월화수목금토일]요일)$")
_MONTH = (
    re.compile(r"(?:(?P<year>\d{4})년)?(?P<month>\d{1,2})월"),
    re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})\.?"),
)
_NAMED_MONTHS = {"이번달": 0, "이달": 0, "지난달": 1, "전월": 1}
_DAYS_BACK = re.compile(r"(?P<count>\d{1,5})(?P<unit>d|일|주일?)(?:전|간)?")
_MONTHS_BACK = re.compile(r"(?P<count>\d{1,3}|한)(?:개월|달)(?:전|간)?")


def parse_day(text: str, today: date, *, is_end: bool = False) -> date | None:
    """The day meant; of a month its first, or, with ``is_end``, its last. None for what is not a day."""
    typed = re.sub(r"\s+", "", normalize("NFKC", text)).lower()
    back = NAMED_DAYS.get(typed, NAMED_SPANS.get(re.sub(r"(?:전|간)$", "", typed)))
    if back is None and (found := _DAYS_BACK.fullmatch(typed)):
        back = int(found["count"]) * (7 if found["unit"].startswith("주") else 1)
    if back is not None:
        return today - timedelta(days=back) if back <= MAX_DAYS_BACK else None
    if found := _MONTHS_BACK.fullmatch(typed):
        return _months_back(today, 1 if found["count"] == "한" else int(found["count"]))
    if month := parse_month(typed, today):
        return month[1 if is_end else 0]
    return _named_day(_WEEKDAY.sub("", typed), today)


def parse_month(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of a month (``11월``, ``2026년 11월``, ``2026-11``, ``지난달``); None for none."""
    typed = re.sub(r"\s+", "", normalize("NFKC", text))
    if typed in _NAMED_MONTHS:
        first = _months_back(today.replace(day=1), _NAMED_MONTHS[typed])
    else:
        found = next(filter(None, (form.fullmatch(typed) for form in _MONTH)), None)
        if found is None:
            return None
        year, month = int(found["year"] or today.year), int(found["month"])
        if not found["year"] and month > today.month:
            year -= 1
        if not (1 <= month <= 12 and year >= 1):
            return None
        first = date(year, month, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _named_day(typed: str, today: date) -> date | None:
    found = next(filter(None, (form.fullmatch(typed) for form in _DAY)), None)
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    named = found.groupdict().get("year")
    try:
        if named:
            return date(int(named), month, day)
        if (month, day) == (2, 29):
            return _last_leap_day(today)
        this_year = (
            today.replace(month=month, day=day) if (today.month, today.day) != (2, 29) else date(today.year, month, day)
        )
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None


def _last_leap_day(today: date) -> date:
    year = next(year for year in range(today.year, today.year - 9, -1) if monthrange(year, 2)[1] == 29)
    day = date(year, 2, 29)
    return day if day <= today else _last_leap_day(date(year - 1, 12, 31))


def _months_back(day: date, count: int) -> date:
    """The same day of an earlier month, or its last one where that month is shorter."""
    months = day.year * 12 + day.month - 1 - count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
