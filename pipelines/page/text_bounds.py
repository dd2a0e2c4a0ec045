"""Where the text of a body begins and ends, told by Korean text alone: an opening begins it, a signature ends it.

``[포항=뉴스핌] 홍길동 기자 = …`` opens a text whatever is above it (an AI summary, share words, a box of buttons), and
``홍길동 기자 id@host`` closes it whatever is below. Both need no class names, so that they hold for any skin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contracts.raw_article import RawLine
from pipelines.page.boilerplate import ends_article, heads_others, is_boilerplate
from pipelines.text.bylines import is_signature, split_opening
from pipelines.text.credits import is_end_matter
from pipelines.text.dates import find_moments
from pipelines.text.sentences import is_sentence

MAX_LINES_ABOVE = 14
MAX_SHARE_ABOVE = 0.5
"""Of the text below: what is above an opening and longer is the article's own (a lede, an editor's note)."""
MAX_SHARE_BEHIND = 0.3
MIN_DECK_LETTERS, MAX_DECK_LETTERS, MAX_DECK_LINES = 6, 59, 3
MAX_BOX_LINES = 6
_BOX = re.compile(
    r"[\[<■▶◆●\s]{0,3}(?:관련|추천|인기|최신|많이\s?본|가장\s?많이\s?본|이\s?시각\s?(?:주요|인기)?|오늘의|함께\s?보면\s?좋은|다른)"
    r"\s?(?:뉴스|기사|글|사진|포토|영상|콘텐츠)[\]>\s]{0,3}"
)
_CAPTION = tuple("▲△▶◀↑■▼")
_SUMMARY = ("요약", "AI", "핵심", "번역", "읽어", "듣기", "음성")


@dataclass(frozen=True, slots=True)
class Bounded:
    """The lines of the text, and those above its opening that may be its deck."""

    lines: tuple[RawLine, ...]
    deck: tuple[str, ...] = ()


def bound_text(lines: Sequence[RawLine]) -> Bounded:
    """The lines from the opening to the signature; all of them where neither is found. Pictures stay."""
    begun = _begin_at_opening(tuple(lines))
    return Bounded(_end_at_signature(_end_at_others(_end_at_imprint(_without_boxes(begun.lines)))), begun.deck)


def _begin_at_opening(lines: tuple[RawLine, ...]) -> Bounded:
    at = _find_opening(lines)
    if at <= 0:
        return Bounded(lines)
    above = lines[:at]
    own = [line for number, line in enumerate(above) if _belongs_to_picture(above, number)]
    words = [line for line in above if line not in own]
    if sum(len(line.text) for line in words) > MAX_SHARE_ABOVE * sum(_text_letters(line) for line in lines[at:]):
        return Bounded(lines)
    return Bounded((*own, *lines[at:]), tuple(_deck_lines(words)))


def _find_opening(lines: tuple[RawLine, ...]) -> int:
    """The number of the line that opens the text; -1 where none of the first ones does."""
    seen = 0
    for number, line in enumerate(lines):
        if line.kind != "text":
            continue
        seen += 1
        if seen > MAX_LINES_ABOVE:
            break
        opening = split_opening(line.text)
        if opening.reporters or (opening.dateline and opening.agency):
            return number
    return -1


def _belongs_to_picture(lines: tuple[RawLine, ...], number: int) -> bool:
    """A picture, its caption, or a line right behind a picture that looks like one."""
    line = lines[number]
    if line.kind != "text" or line.text.startswith(_CAPTION):
        return True
    return number > 0 and lines[number - 1].kind == "image" and not is_boilerplate(line.text)


def _deck_lines(words: list[RawLine]) -> list[str]:
    """Of the lines above an opening, those that may be its deck: no sentence, no link, no time by its label, before any
    summary."""
    deck: list[str] = []
    for line in words:
        if any(word in line.text for word in _SUMMARY):
            break
        short = MIN_DECK_LETTERS <= len(line.text) <= MAX_DECK_LETTERS
        plain = short and not line.linked and not is_sentence(line.text) and not is_boilerplate(line.text)
        if plain and not any(moment.label for moment in find_moments(line.text)):
            deck.append(line.text)
    return deck[:MAX_DECK_LINES]


def _end_at_imprint(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """The lines above an outlet's imprint (상호, 발행인, 등록번호 ...)."""
    at = next((number for number, line in enumerate(lines) if line.kind == "text" and ends_article(line.text)), None)
    return lines if not at else lines[:at]


def _without_boxes(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """The lines without boxes of other articles between paragraphs: a heading that can be nothing else, and the lines
    right below it that are no sentence."""
    if not any(line.kind == "text" and _BOX.fullmatch(line.text) for line in lines):
        return lines
    kept: list[RawLine] = []
    left = 0
    for line in lines:
        if line.kind == "text" and _BOX.fullmatch(line.text):
            left = MAX_BOX_LINES
        elif left and line.kind == "text" and not is_sentence(line.text) and not is_signature(line.text):
            left -= 1
        else:
            left = 0
            kept.append(line)
    return tuple(kept)


def _end_at_others(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """The lines above a heading of other articles (관련 글, 많이 본 뉴스), where no sentence is behind it."""
    whole = sum(map(_text_letters, lines))
    behind = 0
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number]
        if line.kind != "text":
            continue
        if heads_others(line.text):
            return _end_at_others(lines[:number])
        behind += _text_letters(line)
        if (is_sentence(line.text) and not line.linked) or behind > MAX_SHARE_BEHIND * whole:
            break
    return lines


def _end_at_signature(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """Up to the last line that signs, where what is behind it is little and no sentence; pictures behind it stay."""
    whole = sum(map(_text_letters, lines))
    behind = 0
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.kind != "text":
            continue
        if is_signature(line.text):
            rest = (other for other in lines[number + 1 :] if other.kind != "text")
            return (*lines[: number + 1], *rest)
        notice = is_boilerplate(line.text) or is_end_matter(line.text)
        if is_sentence(line.text) and not notice:
            return lines
        behind += _text_letters(line)
        if behind > MAX_SHARE_BEHIND * whole:
            return lines
    return lines


def _text_letters(line: RawLine) -> int:
    return len(line.text) if line.kind == "text" else 0
