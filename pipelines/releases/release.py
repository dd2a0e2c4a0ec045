"""A press release as text: its headline, its body, who issued it, and when, if it says so.

Nothing is guessed. A date counts only behind a label that says what it is, with its year, and with the right weekday
where one is named; a time of day only where it is written out. ``조간부터`` is no time.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Literal

from models.records.times import KST
from pipelines.releases.same_release import letters_of_release, times_agree

From = Literal["", "text", "given"]
_WHEN = r"(?:일(?:\s?[시자])?|시\s?[점각간])"
_LABEL = (
    rf"(?P<label>(?:배\s?포|제\s?공|보\s?도)\s?{_WHEN}|작\s?성\s?일(?:\s?[시자])?"
    r"|(?<![가-힣])배\s?포(?=\s?[:：|∣]))"
)
_DAY = (
    r"(?P<year>20\d\d|['‘’ʼ`]\d\d)\s?[.년/-]\s{0,2}(?P<month>\d{1,2})\s?[.월/-]\s{0,2}(?P<day>\d{1,2})\s?[.일]?"
    r"\s{0,2}(?:[(（]\s?(?P<weekday>[월화수목금토일])(?:요일)?\s?[)）]|(?P<weekday2>[월화수목금토일])요일)?"
)
_CLOCK = (
    r"(?:[\s,.]{0,4}(?P<half>오전|오후)?\s?(?:(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d{2})"
    r"|(?P<hour2>\d{1,2})\s?시(?:\s?(?P<minute2>\d{1,2})\s?분)?(?P<thirty>\s?반)?))?"
)
_SAID = re.compile(rf"{_LABEL}[\s:：|∣·\t]{{0,12}}{_DAY}{_CLOCK}")
_WEEKDAYS = "월화수목금토일"
_FACT = re.compile(
    r"[\s□■○●◦▪*·|\[<(【]*"
    r"(?:보\s?도\s?자\s?료|배\s?포\s?일|제\s?공\s?일|보\s?도\s?시\s?점|보\s?도\s?일|작\s?성\s?일|배\s?포\s?(?:시\s?[점각간]|[:：|])|담\s?당|문의|연\s?락\s?처|전\s?화|팩\s?스"
    r"|이메일|홈페이지|누리집|자료\s?제공|제공\s?부서|사진\s?(?:있음|없음)|붙\s?임|첨\s?부|매\s?수|끝\b|총\s?\d+\s?(?:쪽|매)|과\s?장|팀\s?장|주무관)"
)
_ISSUER = re.compile(
    r"(?:담당\s?부서|제공\s?부서|자료\s?제공|발신|배포\s?기관|기관명)[\s:：|\t]{1,6}([가-힣A-Za-z0-9·() ]{2,30})"
)
_FACT_LONGEST = 90
_TITLE_LONGEST = 120
_PROSE = re.compile(r"[다요음함임됨]\s?[.!?][\"”’]?\s?\Z")


@dataclass(frozen=True, kw_only=True)
class Release:
    """``body`` is its paragraphs joined by ``\\n``; ``file`` the name it came under, ``sha256`` of its bytes.

    ``released_on`` is a day, ``released_at`` a time to the minute where one is known; ``released_from`` says how.
    """

    file: str
    sha256: str
    title: str
    body: str
    issuer: str = ""
    released_on: date | None = None
    released_at: datetime | None = None
    released_from: From = ""

    @cached_property
    def letters(self) -> str:
        """The letters that say which release it is."""
        return letters_of_release(self.title, self.body)

    def is_same(self, other: "Release") -> bool:
        """Whether both are one release, in two files perhaps."""
        ours, theirs = (self.released_on, self.released_at), (other.released_on, other.released_at)
        return self.letters == other.letters and times_agree(ours, theirs)


def release_of(
    file: str,
    sha256: str,
    lines: list[str],
    title: str = "",
    given: date | None = None,
    around: list[str] | None = None,
) -> Release:
    """The release of a file's lines; ``given`` is the day or the time that a person says it went out.

    ``around`` are the lines of the page in which the release stands, where the file is one.
    """
    lines = _clean(lines)
    whole = "\n".join(lines)
    headline, body = _parts(lines, title)
    day, moment = said_time(whole) if around is None else said_time("\n".join(_clean(around)), is_page=True)
    source: From = "text" if day else ""
    if isinstance(given, datetime):
        day, moment, source = given.date(), given, "given"
    elif given is not None:
        day, moment, source = given, moment if given == day else None, "given"
    issuer = _ISSUER.search(whole)
    return Release(
        file=file,
        sha256=sha256,
        title=headline,
        body="\n".join(body),
        issuer=issuer[1].strip() if issuer else "",
        released_on=day,
        released_at=moment,
        released_from=source,
    )


def _clean(lines: list[str]) -> list[str]:
    return [line for raw in lines if (line := " ".join(raw.replace("\t", " | ").split()).strip(" |"))]


def said_time(text: str, *, is_page: bool = False) -> tuple[date | None, datetime | None]:
    """(day, moment) that the text states for itself; None for what it does not, or not without contradiction.

    When it went out (배포, 제공) is believed before the time from which it may be printed (보도), and that before the
    day on which it was written (작성일), which is not asked of a web page: there it is the day the page was made.
    """
    found: dict[str, set[tuple[date, datetime | None]]] = {"배제": set(), "보": set(), "작": set()}
    for match in _SAID.finditer(text):
        if read := _read(match):
            day, moment = read
            first = match["label"][0]
            next(kept for letters, kept in found.items() if first in letters).add(
                (day, None if first == "작" else moment)
            )
    if is_page:
        del found["작"]
    for chosen in found.values():
        days = {day for day, _ in chosen}
        moments = {moment for _, moment in chosen if moment}
        if len(days) == 1:
            return days.pop(), moments.pop() if len(moments) == 1 else None
        if days:
            return None, None
    return None, None


def _read(match: re.Match[str]) -> tuple[date, datetime | None] | None:
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


def _parts(lines: list[str], title: str) -> tuple[str, list[str]]:
    """The headline, and the paragraphs behind it without the lines of facts."""
    kept = [line for line in lines if not is_fact(line)]
    if not title:
        title = next((line for line in kept if len(line) <= _TITLE_LONGEST and not _PROSE.search(line)), "")
    body = kept[kept.index(title) + 1 :] if title in kept else kept
    prose = [line for line in body if line != title]
    return title.strip(" □■<>「」『』"), prose or kept


def is_fact(line: str) -> bool:
    """Whether a line is of the release's frame: when, who, telephone, attachments."""
    return len(line) <= _FACT_LONGEST and _FACT.match(line) is not None and not _PROSE.search(line)
