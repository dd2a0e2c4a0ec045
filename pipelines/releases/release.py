"""A press release as text: its headline, its body, who issued it and when; and which two files are one release."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from pipelines.releases.release_time import find_release_time
from pipelines.text_reuse.letters import fold_letters

From = Literal["", "text", "given"]
_FACT = re.compile(
    r"[\s□■○●◦▪*·|\[<(【]*"
    r"(?:보\s?도\s?자\s?료|배\s?포\s?일|제\s?공\s?일|보\s?도\s?시\s?점|보\s?도\s?일|작\s?성\s?일|배\s?포\s?(?:시\s?[점각간]|[:：|])|담\s?당|문의|연\s?락\s?처|전\s?화|팩\s?스"
    r"|이메일|홈페이지|누리집|자료\s?제공|제공\s?부서|사진\s?(?:있음|없음)|붙\s?임|첨\s?부|매\s?수|끝\b|총\s?\d+\s?(?:쪽|매)|과\s?장|팀\s?장|주무관)"
)
_ISSUER = re.compile(
    r"(?:담당\s?부서|제공\s?부서|자료\s?제공|발신|배포\s?기관|기관명)[\s:：|\t]{1,6}([가-힣A-Za-z0-9·() ]{2,30})"
)
_PAGE_NUMBER = re.compile(r"[-‐–—]\s?\d{1,3}\s?[-‐–—]|\d{1,3}\s?/\s?\d{1,3}")


_MAX_FACT_CHARACTERS = 90
_MAX_TITLE_CHARACTERS = 120
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
        return release_letters(self.title, self.body)

    def is_same(self, other: "Release") -> bool:
        """Whether both are one release, in two files perhaps."""
        ours, theirs = (self.released_on, self.released_at), (other.released_on, other.released_at)
        return self.letters == other.letters and times_agree(ours, theirs)


def make_release(
    file: str,
    sha256: str,
    lines: list[str],
    title: str = "",
    given: date | None = None,
    around: list[str] | None = None,
) -> Release:
    """The release of a file's lines; ``given`` is the day or the time that a person says it went out.

    ``around`` are the lines of the page in which the release is, where the file is one.
    """
    lines = _clean(lines)
    whole = "\n".join(lines)
    headline, body = _parts(lines, title)
    day, moment = (
        find_release_time(whole) if around is None else find_release_time("\n".join(_clean(around)), is_page=True)
    )
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


def _parts(lines: list[str], title: str) -> tuple[str, list[str]]:
    """The headline, and the paragraphs behind it without the lines of facts."""
    kept = [line for line in lines if not is_fact(line)]
    if not title:
        title = next((line for line in kept if len(line) <= _MAX_TITLE_CHARACTERS and not _PROSE.search(line)), "")
    body = kept[kept.index(title) + 1 :] if title in kept else kept
    prose = [line for line in body if line != title]
    return title.strip(" □■<>「」『』"), prose or kept


def is_fact(line: str) -> bool:
    """Whether a line is of the release's form: when, who, telephone, attachments."""
    return len(line) <= _MAX_FACT_CHARACTERS and _FACT.match(line) is not None and not _PROSE.search(line)


def release_letters(title: str, body: str) -> str:
    """The letters from the headline to the end, which say which release it is.

    An office files a release as .hwpx and as .pdf: bytes and line breaks differ, the letters do not, once lines that
    only number a page are left out. Nothing less than all letters counts: a corrected release is another one.
    """
    return fold_letters("\n".join([title, *(line for line in body.split("\n") if not _PAGE_NUMBER.fullmatch(line))]))


def times_agree(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether two (day, time) say the same, as far as both say anything."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))
