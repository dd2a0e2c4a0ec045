"""A press release as text: its headline, its body, who issued it and when; and which two files are one release."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Literal
from unicodedata import normalize

from pipelines.releases.release_head import (
    dated_cell,
    is_closing,
    is_date_line,
    is_fact,
    is_mark,
    is_prose,
    label_columns,
    split_head,
)
from pipelines.releases.release_time import find_release_time
from pipelines.text_reuse.letters import fold_letters

From = Literal["", "text", "given"]
_ISSUER = re.compile(
    r"(?:담당\s?부서|제공\s?부서|자료\s?제공|발신|배포\s?기관|기관명)[\s:：|\t]{1,6}([가-힣A-Za-z0-9·() ]{2,30})"
)
_PAGE_NUMBER = re.compile(r"[-‐–—]\s?\d{1,3}\s?[-‐–—]|\d{1,3}\s?/\s?\d{1,3}")

_BROKEN_HEADLINE = 120
_MAX_SIGNATURE = 30
"""Letters of the office's name below the date that signs a release."""


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
    lines = clean_lines(lines)
    whole = "\n".join([*lines, *_labelled(lines)])
    head = split_head(lines, " ".join(normalize("NFC", title).split()), normalize("NFC", file))
    if around is None:
        day, moment = find_release_time(whole, lone_dates=_lone_dates(lines))
    else:
        day, moment = find_release_time("\n".join(clean_lines(around)), is_page=True)
    source: From = "text" if day else ""
    if isinstance(given, datetime):
        day, moment, source = given.date(), given, "given"
    elif given is not None:
        day, moment, source = given, moment if given == day else None, "given"
    issuer = _ISSUER.search(whole)
    return Release(
        file=file,
        sha256=sha256,
        title=head.title,
        body="\n".join(head.body),
        issuer=issuer[1].strip() if issuer else "",
        released_on=day,
        released_at=moment,
        released_from=source,
    )


def clean_lines(lines: Iterable[str]) -> list[str]:
    """Lines of a file as the rules expect them: composed syllables, single spaces, a bar where a tab was, none empty.

    A line may hold line breaks: those that somebody put into a headline to make it two lines are taken away; at others
    the line is divided.
    """
    return [line for raw in lines for line in _divide(normalize("NFC", raw))]


def _divide(raw: str) -> list[str]:
    parts = [line for part in raw.splitlines() if (line := " ".join(part.replace("\t", " | ").split()).strip(" |"))]
    is_headline = len(parts) == 2 and sum(map(len, parts)) <= _BROKEN_HEADLINE and not any(map(_is_apart, parts))
    return [" ".join(parts)] if is_headline else parts


def _is_apart(line: str) -> bool:
    """Whether a line stands for itself, and is not half of a headline."""
    return is_prose(line) or is_fact(line) or not line[0].isalnum() or re.search("[:：|]", line) is not None


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    """The entries of tables whose labels stand above them, each behind its label."""
    for labels, row in pairwise(lines):
        for label, entry in label_columns(labels, row):
            yield f"{label} | {entry}"


def _lone_dates(lines: Sequence[str]) -> list[str]:
    """The dates above the first sentence that stand alone or beside the office; else the one that signs the release."""
    head = list(takewhile(lambda line: is_fact(line) or not is_prose(line), lines))
    alone = [line for line in head if is_date_line(line) or is_mark(line, dated=True)]
    alone += [cell for before, line in pairwise(["", *head]) if " | " not in before and (cell := dated_cell(line))]
    return alone or _signing_date(lines[len(head) :])


def _signing_date(lines: Sequence[str]) -> list[str]:
    """The date below the last sentence, with the office's name under it perhaps; none where more stands there."""
    tail = list(takewhile(lambda line: is_fact(line) or not is_prose(line), reversed(lines)))[::-1]
    dates = [n for n, line in enumerate(tail) if is_date_line(line)]
    if len(dates) != 1:
        return []
    above, below = tail[: dates[0]], tail[dates[0] + 1 :]
    is_signed = len(below) <= 1 and all(len(line) <= _MAX_SIGNATURE for line in below)
    return [tail[dates[0]]] if is_signed and all(map(is_closing, above)) else []


def release_letters(title: str, body: str) -> str:
    """The letters from the headline to the end, which say which release it is.

    An office files a release as .hwpx and as .pdf: bytes and line breaks differ, the letters do not, once lines that
    only number a page are left out. Nothing less than all letters counts: a corrected release is another one.
    """
    return fold_letters("\n".join([title, *(line for line in body.split("\n") if not _PAGE_NUMBER.fullmatch(line))]))


def times_agree(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether two (day, time) say the same, as far as both say anything."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))
