"""The levels of a section: cut at the marks between them, or, where markup alone keeps them apart, at its elements."""

import re
from collections.abc import Iterable, Iterator, Sequence

from models.text.alnum_key import alnum_key
from models.text.remember import remember_short
from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.text.site_words import SECTION_KEYS

MAX_LEVELS, MAX_PATH_LEVELS = 12, 4
SIGNS = ">›»≫▶▷→＞〉"
MARKS = re.compile(rf"\s*[{SIGNS}]\s*")
_SIGN = re.compile(f"[{SIGNS}]")
_HOME = re.compile(
    r"(?:(?:뉴스\s?)?홈|home|메인|main|top|첫\s?화면|전체\s?메뉴|처음|현재\s?위치|홈으로|[가-힣\s]{0,14}홈페이지)",
    re.IGNORECASE,
)
_ROOTS = frozenset({"뉴스", "news", "기사", "전체", "전체기사", "기사전체"})
_ENDS = frozenset({"기사본문", "본문", "기사", "기사보기", "상세보기", "뉴스상세", "기사상세", "전체", "뉴스", "보기"})
_AROUND = _ROOTS | _ENDS
_LEAVES = frozenset({"a", "span", "li", "em", "strong", "b", "td", "dd", "dt", "p", "div", "h2", "h3", "h4", "i"})
_LEVEL = re.compile(r"[가-힣A-Za-z0-9·ㆍ‧・∙&+/\s]{2,16}|[A-Za-z&/\s]{2,24}")
_NO_LEVEL = re.compile(
    r"(?<!최신)기사|뉴스홈|LIVE|ISSUE|PC\s?버전|모바일\s?(?:버전|웹)|본문|로그인|회원|구독|검색|메뉴|공유|인쇄|스크랩|글자|글씨|크기|닫기|바로가기|페이스북|트위터|카카오|밴드|이전"
    r"|다음|목록|RSS|PDF|지면|라이브|다시\s?보기|다시\s?듣기|편성표|온에어|구매|\d{4}|기자\Z|더\s?보기|\d번|박스|배너|헤드라인|팝업|속보"
    r"|한국어|한글|국문|日本|中文|English|제보|문의|신청|안내|많이\s?본|랭킹|방명록|\A태그\Z|글쓰기|위로|맨\s?위|프린트|이메일|댓글|좋아요|읽기|듣기|보내기|열기|\s홈\Z|\A홈\s|HOME"
)
_TOP = frozenset({"정치", "경제", "사회", "문화", "국제", "세계", "스포츠", "오피니언"})
_BESIDE = re.compile(r"\s+[|/ㅣ·ㆍ]\s+")
_CODE = re.compile(r"[A-Z]{1,3}\d{1,4}(?:[A-Z]\d{1,4})*|[\d_-]+|[a-z]{1,3}\d{1,4}|[a-z][a-z0-9_-]+")


def read_section_levels(elements: Iterable[Element]) -> tuple[str, ...]:
    """The levels that several elements name, in order, each once; the home page is none."""
    levels = tuple(
        dict.fromkeys(
            level
            for element in elements
            for named in split_levels(element)
            if (level := named.strip(" /|·")) and not _is_home(level)
        )
    )
    return (levels[1:] if len(levels) > 1 and alnum_key(levels[0]) in _ROOTS else levels)[:MAX_LEVELS]


def split_levels(element: Element, text: str | None = None) -> list[str]:
    """The parts of an element's text, which may be handed in."""
    text = text_of(element) if text is None else text
    levels = split_at_marks(text)
    if len(levels) == 1 and len(element):
        leaves = [leaf for leaf in map(text_of, _childless(element)) if leaf]
        if len(leaves) > 1 and "".join("".join(leaves).split()) == "".join(text.split()):
            levels = leaves
    return levels


def has_marks(text: str) -> bool:
    """Whether a mark of a path stands in a text; quicker than ``MARKS``, which tries the white space before each."""
    return _SIGN.search(text) is not None


def split_at_marks(text: str) -> list[str]:
    """The parts of a text between the marks of a path."""
    return MARKS.split(text) if has_marks(text) else [text]


def _childless(element: Element) -> Iterator[Element]:
    return (leaf for leaf in element.iter() if not len(leaf) and leaf.tag in _LEAVES)


@remember_short
def _is_home(level: str) -> bool:
    return _HOME.fullmatch(level) is not None


def begins_at_home(levels: Sequence[str], names: Iterable[str]) -> bool:
    """Whether the first level is the home page, or the outlet by its name (``names`` as keys)."""
    first = next((level for level in levels if level.strip(" /|")), "").strip()
    return _is_home(first) or (len(levels) > 1 and alnum_key(first) in names)


def says_home(levels: Sequence[str]) -> bool:
    """Whether the first level is the home page in so many words; a header begins with the outlet's name, too."""
    return _is_home(next((level for level in levels if level.strip(" /|")), "").strip())


def begins_at_root(levels: Sequence[str]) -> bool:
    """Whether all news stand first and a level of them behind: ``뉴스 > 사람들``."""
    return len(levels) > 1 and alnum_key(levels[0]) in _ROOTS


def check_levels(levels: Iterable[str], names: Iterable[str], title: str = "") -> tuple[str, ...]:
    """The levels behind the home page and before the article itself, where each of them can be one; else none.

    Codes of a CMS (``S1N4``, ``politics``), buttons and places on a page are no levels. ``names`` are keys of what the
    outlet is called.
    """
    path = [level for named in levels for level in _split_beside(named.strip(" /|·ㆍ•:\xa0")) if level]
    home = max((at for at, level in enumerate(path) if _is_home(level) or alnum_key(level) in names), default=-1)
    path = path[home + 1 :]
    while len(path) > 1 and alnum_key(path[0]) in _AROUND:
        path = path[1:]
    while path and (alnum_key(path[-1]) in _ENDS or (title and path[-1] == title)):
        path.pop()
    if not 1 <= len(path) <= MAX_PATH_LEVELS or not all(map(is_level, path)):
        return ()
    return tuple(dict.fromkeys(path))


def _split_beside(level: str) -> list[str]:
    """Two levels that a dot or a stroke between blanks keeps apart: ``지역 · 포항``; two sections are one's name."""
    parts = _BESIDE.split(level)
    keys = [alnum_key(part) in SECTION_KEYS for part in parts]
    return parts if len(parts) > 1 and keys[0] and not any(keys[1:]) else [level]


def is_root(text: str) -> bool:
    """Whether a word names all articles, or an article's page, and no section: 뉴스, 전체기사, 본문."""
    return alnum_key(text) in _AROUND


def may_end_path(text: str) -> bool:
    """Whether a text can be the last part of a path as it is written: a section, or a word such as 기사본문."""
    return is_level(text) or alnum_key(text) in _AROUND


@remember_short
def is_level(text: str) -> bool:
    """Whether a text can be the name of a section."""
    return bool(_LEVEL.fullmatch(text)) and not _NO_LEVEL.search(text) and not _CODE.fullmatch(text)


def stand_beside(levels: Sequence[str]) -> bool:
    """Whether several levels are sections side by side, of which none is below another."""
    return len(levels) > 1 and _TOP.issuperset(levels)


def is_below(levels: Sequence[str]) -> bool:
    """Whether a section that every outlet has stands before one that is none of these: ``사회``, ``사건·사고``."""
    return len(levels) > 1 and levels[0] in _TOP and levels[1] not in _TOP


def choose_fuller(first: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The surer of two readings, or the other one where it names the same levels and more of them."""
    if not first or not other:
        return first or other
    rest = iter(map(alnum_key, other))
    return other if all(alnum_key(level) in rest for level in first) else first
