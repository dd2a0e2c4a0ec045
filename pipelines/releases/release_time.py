"""When a press release went out: as its text says it, and as a person types it. Standard library only.

Nothing is guessed. In a text a date counts only by a label that says what it is, or alone on a line of the head, with
its year, and with the right weekday where one is named; a time of day only where it is written out. ``조간부터`` is
not a time.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from models.records.times import KST

_WHEN = r"(?:일(?:\s?[시자])?|시\s?[점각간])"
_LABEL = (
    rf"(?P<label>(?:배\s?포|제\s?공|보\s?도(?:\s?(?:가능|허용|요청|희망))?)\s?{_WHEN}|(?:작\s?성|게\s?시)\s?일(?:\s?[시자])?|엠\s?바\s?고(?:\s?(?:해제|시[점각간]))?|보\s?도\s?유\s?예"
    r"|(?<![가-힣])배\s?포(?=\s?[:：|∣])|(?:(?m:^)|(?<=[|>)\]]))\s?배\s?포(?=\s))"
)
_DAY = (
    r"(?P<year>20\d\d|['‘’ʼ`]\d\d)\s?[.년/-]\s{0,2}(?P<month>\d{1,2})\s?[.월/-]\s{0,2}(?P<day>\d{1,2})\s?[.일]?"
    r"\s{0,2}(?:[(（]\s?(?P<weekday>[월화수목금토일])(?:요일)?\s?[)）]|(?P<weekday2>[월화수목금토일])요일)?"
)
_CLOCK = (
    r"(?:[\s,./|∣]{0,4}(?P<half>오전|오후)?\s?(?:(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d{2})"
    r"|(?P<hour2>\d{1,2})\s?시(?:\s?(?P<minute2>\d{1,2})\s?분)?(?P<thirty>\s?반)?))?"
)
_AT_ONCE = r"(?:(?:배포\s?)?(?:즉시|후)\s?(?:보도)?\s?(?:가능)?[\s(（|∣,]{0,4})?"
_MEDIUM = r"(?:[(（]?\s?(?:온라인|인터넷|통신|방송)\s?[)）]?\s?[:：]?\s{0,2})?"
_LABELLED_TIME = re.compile(rf"{_LABEL}[\s:：|∣·\])】]{{0,12}}{_AT_ONCE}{_MEDIUM}{_DAY}{_CLOCK}")
_TIME_WITH_LABEL_BEHIND = re.compile(
    rf"{_DAY}{_CLOCK}\s?(?:조간|석간)?\s?(?:(?:부터|이후)\s?)?(?P<label>배\s?포|보\s?도)(?=\s?(?:즉시|가능|요망|요청|바랍|하여|해\s|총\s?\d|[)\]>】|∣.,/]|$))",
    re.MULTILINE,
)
_LONE_TIME = re.compile(rf"{_DAY}{_CLOCK}")
_WEEKDAYS = "월화수목금토일"
_TYPED_DAY = r"(?P<year>\d{4})(?:-|/|\.\s?)(?P<month>\d{1,2})(?:-|/|\.\s?)(?P<day>\d{1,2})\.?"
_TYPED_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\+09:00)?"
_TYPED_FORMS = (
    re.compile(rf"{_TYPED_DAY}(?:(?:T|\s{{1,3}}){_TYPED_CLOCK})?", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\s?(?P<hour>\d{2}):?(?P<minute>\d{2}))?", re.ASCII),
)


def find_release_time(
    text: str, *, is_page: bool = False, lone_dates: Iterable[str] = ()
) -> tuple[date | None, datetime | None]:
    """(day, moment) that the text states for itself; None for what it does not, or not without contradiction.

    When it went out (배포, 제공) is believed before the time from which it may be printed (보도), and that before the
    day on which it was written (작성일), which is not asked of a web page: there it is the day the page was made.
    Last come ``lone_dates``, lines of the release's head that are nothing but a date.
    """
    found: dict[str, set[tuple[date, datetime | None]]] = {"배제": set(), "보엠": set(), "작게": set(), "": set()}
    for match in (*_LABELLED_TIME.finditer(text), *_TIME_WITH_LABEL_BEHIND.finditer(text)):
        if read := _read_match(match):
            day, moment = read
            first = match["label"].strip()[0]
            next(kept for letters, kept in found.items() if first in letters).add(
                (day, None if first in "작게" else moment)
            )
    found[""].update(read for line in lone_dates if (alone := _LONE_TIME.search(line)) and (read := _read_match(alone)))
    if is_page:
        del found["작게"]
    for chosen in found.values():
        days = {day for day, _ in chosen}
        moments = {moment for _, moment in chosen if moment}
        if len(days) == 1:
            return days.pop(), moments.pop() if len(moments) == 1 else None
        if days:
            return None, None
    return None, None


def _read_match(match: re.Match[str]) -> tuple[date, datetime | None] | None:
    try:
        day = date(int("20" + match["year"][-2:]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    weekday = match["weekday"] or match["weekday2"]
    if weekday and _WEEKDAYS[day.weekday()] != weekday:
        return None
    hour_text = match["hour"] or match["hour2"]
    if hour_text is None:
        return day, None
    hour = int(hour_text)
    minute = 30 if match["thirty"] else int(match["minute"] or match["minute2"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return day, None
        hour = hour % 12 + (12 if match["half"] == "오후" else 0)
    elif match["hour2"] and hour <= 12 and not hour_text.startswith("0"):
        return day, None  # 2시: in the morning or in the afternoon, it does not say; 02시 is of 24 hours
    if hour > 23 or minute > 59:
        return day, None
    return day, datetime.combine(day, time(hour, minute), KST)


def parse_release_time(text: str) -> date | datetime | None:
    """The time to the minute in Korea, a day where no clock is named, or None for anything else.

    Read are 2026-11-18 14:05, 2026.11.18. 14:05, 2026-11-18T14:05:30 and 202611181405; seconds are dropped.
    """
    found = next((match for form in _TYPED_FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        if parts["hour"] is None:
            return day
        clock = time(int(parts["hour"]), int(parts["minute"]), int(parts.get("second") or 0))
    except ValueError:
        return None
    return datetime.combine(day, clock.replace(second=0), KST)
