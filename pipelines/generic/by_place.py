"""Deck and section of a page whose skin nobody knows, told by where they are: around the headline.

A deck is the lines between headline and body that are not a byline, a time, a button or a caption. A section is the
path right above the headline (홈 > 지역 > 포항). Neither needs a class name.
"""

import re
from collections.abc import Sequence
from itertools import islice

from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.class_names import HIDDEN_WORDS, name_words
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.headline import SECTION_KEYS, Headline
from pipelines.page.boilerplate import heads_others
from pipelines.text.text_keys import alnum_key, count_hangul

MIN_DECK_LETTERS, MAX_DECK_LETTERS, MAX_DECK_LINES = 7, 59, 6
MAX_LINES_BETWEEN = 40
MAX_SECTION_LINES, MAX_SECTION_CHARACTERS, MAX_SECTION_LEVELS = 5, 40, 4
MAX_ANCESTORS = 6
_NOTICE = re.compile(r"(?:니다|세요|시오|십시오|하기|겠습니까)[.!?]?\Z|[:：]\Z|\A[#＃]|가나다라|더\s?(?:작게|크게)")
_LABEL = re.compile(
    r"\A(?:글쓴이|작성자|기자명?|등록자|이름|조회수?|댓글|추천수?|작성일|등록일|날짜|입력|승인|수정|출처|첨부|파일|링크|분류|글?번호|이메일)\s?[:：|\s]"
)
_COUNT = re.compile(
    r"\A(?:조회|댓글|추천|공감|좋아요|읽음|hit|view)s?\s?수?\s?[:：]?\s?[\d,]{1,9}\Z|\A[\d,.\s]{1,12}\Z", re.IGNORECASE
)
_CAPTION = tuple("▲△▼◀▶■□[(<【〈")
_LEVELS = re.compile(r"\s*[>›»≫▶/|]\s*")
_HOME = re.compile(r"(?:(?:뉴스\s?)?홈|home|메인|main|첫\s?화면|전체\s?메뉴|처음)", re.IGNORECASE)
_LEVEL = re.compile(r"[가-힣A-Za-z0-9·ㆍ&/\s]{2,14}")
_NO_LEVEL = re.compile(
    r"(?<!최신)기사|뉴스홈|LIVE|ISSUE|본문|로그인|회원|구독|검색|메뉴|공유|인쇄|스크랩|글자|글씨|크기|닫기|바로가기|페이스북|트위터|카카오|밴드|이전"
    r"|다음|목록|전체|RSS|PDF|지면|라이브|다시\s?보기|다시\s?듣기|편성표|온에어|구매|\d{4}"
)


_CODE = re.compile(r"[A-Z]{1,3}\d{1,4}(?:[A-Z]\d{1,4})*|[\d_-]+|[a-z]{1,3}\d{1,4}")


def drop_codes(sections: Sequence[str]) -> tuple[str, ...]:
    """A page's own sections; none where a level is a code of its CMS (S1N4)."""
    return () if any(_CODE.fullmatch(level.strip()) for level in sections) else tuple(sections)


def find_deck(
    page: WeighedPage, headline: Headline, body: Element | None, sites: Sequence[str], tools: Tools
) -> tuple[str, ...]:
    """The lines between headline and body that can only be the deck; empty where there are none, or too many."""
    if body is None or headline.element is None:
        return ()
    start, end = page.of(headline.element).last, page.of(body).first
    names = {alnum_key(site) for site in sites}
    found: list[str] = []
    for line in page.lines[start : min(end, start + MAX_LINES_BETWEEN)]:
        if heads_others(line.text):
            break
        if _may_be_deck(line, tools) and alnum_key(line.text) not in names and line.text != headline.text:
            found.append(line.text)
    unique = tuple(dict.fromkeys(found))
    return unique if len(unique) <= MAX_DECK_LINES else ()


def _may_be_deck(line: Line, tools: Tools) -> bool:
    text = line.text
    return (
        not line.linked
        and not line.is_aside
        and MIN_DECK_LETTERS <= len(text) <= MAX_DECK_LETTERS
        and 2 * count_hangul(text) >= len(text.replace(" ", ""))
        and not text.startswith(_CAPTION)
        and not _NOTICE.search(text)
        and not _LABEL.search(text)
        and not _COUNT.match(text)
        and HIDDEN_WORDS.isdisjoint(name_words(line.element))
        and not tools.names(text)
        and not tools.labels(text)
        and not tools.is_boilerplate(text)
        and len(_LEVELS.split(text)) < 3
    )


def find_section(page: WeighedPage, headline: Element | None, sites: Sequence[str], tools: Tools) -> tuple[str, ...]:
    """The path above the headline, its levels without the home page; empty where there is none."""
    if headline is None:
        return ()
    at = page.of(headline).first
    names = {alnum_key(site) for site in sites}
    for around in islice(headline.iterancestors(), MAX_ANCESTORS):
        first = page.of(around).first
        if first < at:
            return _read_path(page.lines[max(first, at - MAX_SECTION_LINES) : at], names, tools)
    return ()


def _read_path(lines: Sequence[Line], names: set[str], tools: Tools) -> tuple[str, ...]:
    """The levels of a path: one line with marks between them, or a few short lines of which one at least is a link."""
    for line in reversed(lines):
        levels = _levels(line)
        if len(line.text) <= MAX_SECTION_CHARACTERS and len(levels) > 1 and (path := _checked(levels, names, tools)):
            return path
    short = [line for line in lines if len(line.text) <= MAX_SECTION_CHARACTERS and not heads_others(line.text)]
    if not any(line.linked for line in short):
        last = lines[-1].text if lines else ""
        return (last,) if alnum_key(last) in SECTION_KEYS else ()
    return _checked([level for line in short for level in _levels(line)], names, tools)


def _levels(line: Line) -> list[str]:
    """The levels that a line names: by the marks between them, or, where only markup keeps them apart, by elements."""
    levels = [level for level in _LEVELS.split(line.text.strip(" >›»/|▶")) if level]
    if len(levels) == 1:
        leaves = [
            text
            for leaf in line.element.iter("a", "span", "li", "em", "strong")
            if not len(leaf) and (text := text_of(leaf))
        ]
        if len(leaves) > 1 and "".join("".join(leaves).split()) == "".join(line.text.split()):
            return leaves
    return levels


def _checked(levels: list[str], names: set[str], tools: Tools) -> tuple[str, ...]:
    """The levels behind the home page, where each of them can be one."""
    home = max(
        (at for at, level in enumerate(levels) if _HOME.fullmatch(level) or alnum_key(level) in names), default=-1
    )
    levels = levels[home + 1 :]
    if not 1 <= len(levels) <= MAX_SECTION_LEVELS:
        return ()
    for level in levels:
        if not _LEVEL.fullmatch(level) or _NO_LEVEL.search(level) or tools.is_boilerplate(level) or tools.labels(level):
            return ()
    return tuple(dict.fromkeys(levels))
