"""Moments written in a page: Korean, English and machine forms, always to aware KST, never by a guess.

A form that names an impossible day or hour gives nothing, and a day without a year gives nothing. Relative times
("3시간 전") are read only against the moment the page was fetched. The forms are those of regional sites (verified on
stored pages, see the table of the tests); a time without a zone is Korean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from dateutil import parser as machine

from models.records.times import KST

Label = Literal["published", "modified", "clock", ""]
Precision = Literal["day", "minute", "second"]


@dataclass(frozen=True, slots=True)
class Moment:
    """``raw`` is the text of the time itself, ``label`` what the words next to it call it.

    ``precision`` says what was written: a day is its midnight. ``relative``: computed from the time of fetching.
    """

    at: datetime
    raw: str
    label: Label = ""
    precision: Precision = "minute"
    relative: bool = False


_CLOCK_TIME = (
    r"(?P<half>오전|오후|새벽|아침|낮|저녁|밤(?=\s{0,2}(?:[7-9]|1[01])\D)|[AaPp]\.?[Mm]\.?)?\s{0,2}"
    r"(?:(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d{2})(?:\s?:\s?(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d:])"
    r"|(?P<hour_ko>\d{1,2})시(?:\s{0,2}(?P<minute_ko>\d{1,2})분(?:\s{0,2}(?P<second_ko>\d{1,2})초)?)?(?!간))"
    r"(?:\s?(?P<half_after>[AaPp]\.?[Mm]\b\.?))?"
)
_ZONE = (
    r"(?:\s?(?P<zone>Z\b|(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[+-]\d{2}:?\d{2}(?!\d)"
    r"|(?:KST|JST|GMT|UTC|UT|[ECMP][SD]T)\b))"
)
_WEEKDAY = (
    r"(?:\s{0,2}[(\[（]\s?(?:[월화수목금토일](?:요일)?|[A-Za-z]{3,9}\.?)\s?[)\]）]"
    r"|\s{1,2}[월화수목금토일]요일|\s?,\s?[월화수목금토일]요일)"
)
_AFTER_DAY = r"(?![\d])(?![-./]\d)"
_NUMERIC = re.compile(
    r"(?P<year>['\d]\d{1,3})"
    r"(?:\s?(?P<ko>년)\s{0,3}|\s?[./-]\s{0,2})(?P<month>\d{1,2})"
    rf"(?:\s?월\s{{0,3}}|\s?[./-]\s{{0,2}})(?P<day>\d{{1,2}}){_AFTER_DAY}(?:\s?일|\.)?{_WEEKDAY}?"
    rf"(?P<time>(?:(?:\s{{0,4}}[\[(|,]?|\s[-–])\s{{0,2}}|(?P<iso>[Tt])){_CLOCK_TIME}{_ZONE}?\]?)?"
)
_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTHS = _NAMES.lower().split("|")
_MONTH = rf"(?P<name>{_NAMES})(?:[a-z]{{1,6}})?\.?"
_ENGLISH = re.compile(
    rf"(?<![\w])(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?\s{{1,2}})?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,2}}{_MONTH},?[\s-]{{1,2}}(?P<year>\d{{4}}|\d{{2}}(?=\s\d))"
    rf"|{_MONTH.replace('name', 'name2')}\s{{1,2}}"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?[,.]?\s{1,2}(?P<year2>\d{4}))(?!\d)"
    rf"(?P<time>,?\s{{1,3}}(?:at\s)?{_CLOCK_TIME}{_ZONE}?)?",
    re.IGNORECASE,
)
# 금요일, 11월 27, 2026 and 27 11월 2026: English forms in which only the month is Korean
_MIXED = re.compile(
    rf"(?<![\d.])(?:(?P<month>\d{{1,2}})월\s(?P<day>\d{{1,2}}),\s|(?P<day2>\d{{1,2}})\s(?P<month2>\d{{1,2}})월,?\s)(?P<year>\d{{4}})(?!\d)"
    rf"(?P<time>,?\s{{1,3}}(?:at\s)?{_CLOCK_TIME}{_ZONE}?)?"
)
# 오전 10:11 · 2026년 11월 27일
_CLOCK_BEFORE = re.compile(rf"(?P<time>{_CLOCK_TIME})\s{{0,2}}[·,|-]?\s{{0,2}}\Z")
_CLOCK_CHARACTERS = 24
# 날짜 : 09/03/02 says of two digits that they are a year, and not whose day it is.
_DAY = re.compile(r"날짜\s{0,2}[:：|]?\s{0,2}\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d{2}:?\d{2})?")
FURTHEST_ZONE = timedelta(hours=14)
# The two machine forms are read by dateutil, but only where the whole text has their shape: dateutil itself guesses.
_ISO_8601 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(?:[.,]\d{1,6})?)?(?:[Zz]|[+-]\d\d:?\d\d)?")
_RFC_822 = re.compile(
    rf"(?:[A-Z][a-z]{{2}}, )?\d{{1,2}} (?:{_NAMES}) \d{{4}} \d\d:\d\d(:\d\d)?(?: (?:Z|UTC|UT|GMT|[+-]\d{{4}}))?"
)
_ENGLISH_HINT = re.compile(f"(?:{_NAMES}|{_NAMES.upper()})")
_EDGE = r"(?:\s{0,3}(?:\Z|[|/·,)\]<>\n]))"
_RELATIVE = re.compile(
    r"(?:(?P<now>방금)(?:\s?전)?|(?P<count>\d{1,3})\s?(?P<unit>초|분|시간|일)\s?전"
    rf"|(?P<word>오늘|어제|그제|그저께)(?:\s{{1,3}}(?P<time>{_CLOCK_TIME}))?)(?={_EDGE})"
)
_ZONES = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "KST": 9, "JST": 9, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_ZONES |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7}

_CLOCKS = ("최종편집", "최종업데이트", "편집", "UPDATE", "현재시각", "현재시간", "현재")
_MODIFIED = ("수정", "고침", "업데이트", "갱신", "Updated", "Modified")
_PUBLISHED = ("입력", "승인", "등록", "게시", "작성", "송고", "발행", "게재", "전송", "Posted", "Published")
_UNLABELLED = ("등록일자", "발행일자", "지면게재일")
_LABELS: tuple[tuple[tuple[str, ...], Label], ...] = (
    (_CLOCKS, "clock"),
    (_MODIFIED, "modified"),
    (_PUBLISHED, "published"),
)
_LABEL_CHARACTERS = 24
_TRAILING = re.compile(
    r"\s?(?P<word>입력|승인|등록|송고|게시|수정|고침|편집)(?![가-힣])(?!\s{0,2}[:：|]?\s{0,2}[\d오])"
)


# The few times of a page are each examined more than once.
@lru_cache(8)
def find_moments(text: str, *, fetched_at: datetime | None = None) -> tuple[Moment, ...]:
    """Every moment the text names, in its order, with the label that is before it (기사입력, 수정, 최종편집 ...).

    Digits that are part of a longer number (telephone, article number) are not dates. ``fetched_at`` is aware.
    """
    found = [*_numeric(text), *_english(text), *_mixed(text)]
    if fetched_at is not None:
        found += _relative(text, fetched_at.astimezone(KST))
    return tuple(moment for _, moment in sorted(found, key=lambda pair: pair[0]))


@lru_cache(8)
def parse_moment(text: str, *, fetched_at: datetime | None = None) -> Moment | None:
    """The one moment of a short text or a machine field (ISO 8601, RFC 822, 20231114144900), or None.

    Of several, the first called published, else the first that is not the page's clock.
    """
    text = text.strip()
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _compact(compact)
    if (shape := _ISO_8601.fullmatch(text)) or (shape := _RFC_822.fullmatch(text)):
        return _machine(text, "second" if shape[1] else "minute")
    found = [moment for moment in find_moments(text, fetched_at=fetched_at) if moment.label != "clock"]
    return next((moment for moment in found if moment.label == "published"), found[0] if found else None)


def _numeric(text: str) -> Iterator[tuple[int, Moment]]:
    behind = 0
    for match in _NUMERIC.finditer(text):
        year = match["year"].lstrip("'")
        if len(year) not in (2, 4) or _glued(text, match.start()):
            continue
        label = _label(text, match.start(), match.end())
        if len(year) == 2 and not (match["ko"] or label or match["time"] or _DAY.search(text, 0, match.start())):
            continue
        at = _moment(match, int(year), int(match["month"]), int(match["day"]))
        before, behind = behind, match.end()
        if at and not match["time"] and (clock := _clock_before(text, before, match.start())):
            since = _since_midnight(clock)
            if since is not None:
                raw = text[clock.start() : match.end()].strip()
                label = label or _label(text, clock.start(), clock.end())
                yield clock.start(), Moment(at + since, raw, label, _precision(clock))
                continue
        if at:
            yield match.start(), Moment(at, _raw(match), label, _precision(match))


def _clock_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """A clock time right before a day and behind the time before that."""
    start = max(start, end - _CLOCK_CHARACTERS)
    return _CLOCK_BEFORE.search(text, start, end) if ":" in text[start:end] or "시" in text[start:end] else None


def _glued(text: str, start: int) -> bool:
    """Whether the digits go on to the left: 054-2023-11-14, 3.2023.11.14."""
    before = text[max(0, start - 2) : start]
    return before[-1:].isdigit() or (len(before) == 2 and before[0].isdigit() and before[1] in "-./:")


def _english(text: str) -> Iterator[tuple[int, Moment]]:
    if not _ENGLISH_HINT.search(text):
        return
    for match in _ENGLISH.finditer(text):
        month = _MONTHS.index((match["name"] or match["name2"])[:3].lower()) + 1
        at = _moment(match, int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
        if at:
            label = _label(text, match.start(), match.end())
            yield match.start(), Moment(at, _raw(match), label, _precision(match))


def _mixed(text: str) -> Iterator[tuple[int, Moment]]:
    if "월" not in text:
        return
    for match in _MIXED.finditer(text):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        if at := _moment(match, int(match["year"]), int(month), int(day)):
            yield match.start(), Moment(at, _raw(match), _label(text, match.start(), match.end()), _precision(match))


def _machine(text: str, precision: Precision) -> Moment | None:
    """A text that has the shape of ISO 8601 or RFC 822; one without a zone is Korean."""
    try:
        at = machine.isoparse(text.upper()) if text[4:5] == "-" else machine.parse(text, default=datetime(2000, 1, 1))
        offset = at.utcoffset()
        if offset is not None and abs(offset) > FURTHEST_ZONE:
            return None
        at = at.replace(tzinfo=KST) if offset is None else at.astimezone(KST)
    except (ValueError, OverflowError):
        return None
    return Moment(at, text, "", precision) if 1900 <= at.year < 2200 else None


def _compact(match: re.Match[str]) -> Moment | None:
    numbers = [int(part) for part in match.groups()[:6] if part]
    zone = _zone(match[7])
    try:
        at = datetime(*numbers, tzinfo=zone).astimezone(KST)  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return None
    precision: Precision = "second" if match[6] else "minute" if match[4] else "day"
    return Moment(at, match[0], "", precision) if 1900 <= at.year < 2200 else None


def _relative(text: str, fetched_at: datetime) -> Iterator[tuple[int, Moment]]:
    for match in _RELATIVE.finditer(text):
        before = text[max(0, match.start() - _LABEL_CHARACTERS) : match.start()]
        label = _label(text, match.start(), match.end())
        if not label and before.strip() and before.rstrip()[-1] not in "|/·,([<>\n:":
            continue
        reckoned = _reckon(match, fetched_at)
        if reckoned:
            yield match.start(), Moment(reckoned[0], match[0].strip(), label, reckoned[1], relative=True)


def _reckon(match: re.Match[str], fetched_at: datetime) -> tuple[datetime, Precision] | None:
    minute = fetched_at.replace(second=0, microsecond=0)
    day = minute.replace(hour=0, minute=0)
    if match["now"]:
        return minute, "minute"
    if match["unit"]:
        count = int(match["count"])
        if match["unit"] == "초":
            return fetched_at.replace(microsecond=0) - timedelta(seconds=count), "second"
        if match["unit"] == "분":
            return minute - timedelta(minutes=count), "minute"
        if match["unit"] == "시간":
            return minute - timedelta(hours=count), "minute"
        return day - timedelta(days=count), "day"
    day -= timedelta(days={"오늘": 0, "어제": 1}.get(match["word"], 2))
    if not match["time"]:
        return day, "day"
    at = _moment(match, day.year, day.month, day.day)
    return (at, _precision(match)) if at else None


def _moment(match: re.Match[str], year: int, month: int, day: int) -> datetime | None:
    """The moment in KST, or None when day, hour or zone cannot be."""
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not 1900 <= year < 2200:
        return None
    try:
        midnight = datetime(year, month, day, tzinfo=KST)
        if not match["time"]:
            return midnight
        zone = _zone(match["zone"] if "zone" in match.re.groupindex else None)
        since = _since_midnight(match)
        return None if since is None else (midnight.replace(tzinfo=zone) + since).astimezone(KST)
    except (ValueError, OverflowError):
        return None


def _since_midnight(match: re.Match[str]) -> timedelta | None:
    """오전 12 is midnight, 오후 12 noon; 오후 15:12 is 15:12; 오전 13:00 is nothing; 24:00 ends the day (ISO 8601).

    낮 11 is before noon, 낮 12 noon, 낮 2 after it; 밤 12, which may be either end of the day, is no clock time.
    """
    hour = int(match["hour"] or match["hour_ko"])
    minute = int(match["minute"] or match["minute_ko"] or 0)
    second = int(match["second"] or match["second_ko"] or 0)
    half = (match["half"] or match["half_after"] or "").lower()[:2]
    if half in ("오전", "새벽", "아침", "am", "a."):
        if hour > 12:
            return None
        hour %= 12
    elif half == "낮" and 9 <= hour <= 12:
        pass
    elif half and hour <= 12:
        hour = hour % 12 + 12
    if hour == 24 and minute == second == 0:
        return timedelta(days=1)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(text: str | None) -> timezone:
    """The zone named; Korean where none is. Raises ValueError for an offset that cannot be."""
    if not text:
        return KST
    if text.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[text.upper()]))
    sign, digits = ("-" if "-" in text else "+"), re.sub(r"\D", "", text)  # +0900, GMT+09:00, UTC+9
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes not in (0, 15, 30, 45):
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)


def _precision(match: re.Match[str]) -> Precision:
    if not match["time"]:
        return "day"
    return "second" if match["second"] or match["second_ko"] else "minute"


def _raw(match: re.Match[str]) -> str:
    return match[0].strip()


def _label(text: str, start: int, end: int) -> Label:
    """What the words right before the time call it; else a word right after it (``2016/09/17 11:35 송고``)."""
    before = text[max(0, start - _LABEL_CHARACTERS) : start].rstrip(" \t\r\n\xa0:：|·-=[(<>")
    if before.endswith(_UNLABELLED):
        return ""
    for ending in ("일시", "시간", "시각", "일자", "일"):
        before = before.removesuffix(ending)
    for words, label in _LABELS:
        if before.endswith(words):
            return label
    after = _TRAILING.match(text, end)
    if not after:
        return ""
    return {"수정": "modified", "고침": "modified", "편집": "clock"}.get(after["word"], "published")  # type: ignore[return-value]
