"""What in a short text speaks for its signing an article: names, and the words that stand beside them.

The parts are evidence, to be weighed with the place where the text stands (``generic/writers/weigh_writers``); nothing
is decided here.
"""

import re
from dataclasses import dataclass

from models.text.remember import remember_short
from pipelines.text.byline_tokens import FULL_NAME, scan_line
from pipelines.text.name_lexicon import LONG_SURNAMES, is_korean_name
from pipelines.text.outside_writers import read_outside_writer

MAX_CHARACTERS = 80
_LABEL = re.compile(
    r"[\s/|·]{0,5}(?:(?:기사|최초|최종|마지막)\s?)?(?:입력|승인|등록|작성일|수정)\s{0,2}[:：]?\s{0,2}\d"
)

_BUTTONS = re.compile(
    r"(?:(?<=기자)|(?<=님)|(?<=작가)|(?<=에디터))의?\s{0,2}(?:다른\s?기사|기사\s?(?:더\s?)?보기|더\s?보기|페이지|구독(?:하기)?(?:\s?\d{1,6})?|프로필|홈)|다른\s?기사\s?(?:더\s?)?보기|구독(?:하기)?|기사\s?더보기|응원하기|팔로우|이?메일\s?(?:보내기|쓰기|문의)|이메일|메일(?=\s|\Z)|페이스북|트위터"
)


@dataclass(frozen=True, slots=True)
class Signing:
    """``titled``: a title that signs (기자, 특파원) stands beside; ``office``: one that others bear too (국장, PD);
    ``tasked``: a word says that they wrote (글, 취재, 작성자); ``placed``: a desk, a place or a paper is beside;
    ``unknown``: how many words are none of these; ``full``: every name has the shape of a whole Korean name."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    titled: bool = False
    office: bool = False
    tasked: bool = False
    placed: bool = False
    full: bool = False
    unknown: int = 0


def drop_buttons(text: str) -> str:
    """A line without the words of the buttons beside a reporter's name: 구독, 다른 기사 보기, 이메일."""
    return _BUTTONS.sub(" ", text).strip(" |·/>")


@remember_short
def read_signing(text: str) -> Signing:
    """The evidence in a text of at most ``MAX_CHARACTERS``; a longer one has none. A labelled time is left out."""
    label = _LABEL.search(text, 1)
    line = drop_buttons(text[: label.start()] if label else text)
    if not 2 <= len(line) <= MAX_CHARACTERS:
        return Signing()
    scan = scan_line(line)
    if not (scan.names and scan.signed) and (writer := read_outside_writer(line)):
        return Signing(names=(writer,), office=True, full=True)
    names = tuple(dict.fromkeys(scan.names))
    emails = scan.emails or (scan_line(text[label.start() :]).emails if label and "@" in text else [])
    return Signing(
        names=names,
        emails=tuple(dict.fromkeys(emails)),
        titled=scan.signed,
        office=scan.office,
        tasked=scan.wrote,
        placed=bool(scan.places or scan.agencies or scan.known),
        full=bool(names) and all(map(_is_whole, names)),
        unknown=len(scan.unknown),
    )


def _is_whole(name: str) -> bool:
    return (
        is_korean_name(name) and len(name) >= FULL_NAME and (len(name) == FULL_NAME or name.startswith(LONG_SURNAMES))
    )
