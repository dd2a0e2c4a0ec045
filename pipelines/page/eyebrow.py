"""The section's name right above a headline where it is no link and no path: ``<p class="cat">사회일반</p><h1>``.

A word there may be anything else too: a label (단독), a series, a deck, the outlet. What no menu and no tag of the
headline confirms must be short, and one word or two.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import SILENT, is_hidden, text_of
from pipelines.dom.tree import Element
from pipelines.page.boilerplate import heads_others, is_boilerplate
from pipelines.page.menu import are_entries, read_current
from pipelines.page.section_levels import is_level, split_levels
from pipelines.text.name_lexicon import is_desk, is_korean_name
from pipelines.text.site_words import SECTION_KEYS, is_site, names_section
from pipelines.text.text_keys import count_hangul

MAX_CLIMBS, MAX_EMPTY, MAX_LEVELS = 5, 6, 2
MAX_CHARACTERS, NEAR = 30, 2
MAX_PLAIN_LETTERS, MAX_LETTERS, MAX_WORDS = 7, 12, 2
NO_SECTION = frozenset("홈가더앞뒤위끝뷰톱새")
"""Words of one syllable that buttons and labels are, and no section: 섬, 책 and 밤 are."""
_LABEL = re.compile(
    r"단독|속보|긴급|종합\d?|특종|수정|정정|업데이트|유료|무료|프리미엄|전문|공식|신규|추천|광고|협찬|안내|알림창|제목|내용|본문|조회|작성자|글쓴이|날짜"
    r"|헤드라인|톱뉴스|주요뉴스|이\s?기사|기사\s?공유|오늘|어제|맑음|흐림|구름많음|비|눈|NEW|HOT|BEST|LIVE|AD|TOP"
)
_BESIDE = re.compile(r"\s+[|/ㅣ·ㆍ]\s+")
"""Between two levels side by side; without blanks it is within a name: 사건·사고."""
_TIME = re.compile(r"[\d\s.:/-]{8,30}")
_GOES_ON = re.compile(r"(?:[가-힣]{2,}(?:는|은|을|를|의|에서|으로)|보는|하는|있는)\Z")
_TAG = re.compile(r"[\[<〈【(「]\s?([^\]>〉】)」]{1,20}?)\s?[\]>〉】)」]")


def find_eyebrow(
    headline: Element, title: str, names: frozenset[str], is_named: Callable[[str], bool]
) -> tuple[str, ...]:
    """The levels right above a headline; empty where something else stands there, or nothing.

    ``names`` are keys of what the outlet is called; ``is_named``: whether a menu of the page names a section so.
    """
    box, climbs = _box_above(headline)
    if box is None or _leads_home(box):
        return ()
    text = text_of(box)
    if not text or len(text) > MAX_CHARACTERS:
        return ()
    tags = _TAG.findall(title)
    levels = read_current(box) or [level.strip(" /|·:[]<>") for level in split_levels(box, text)]
    if len(levels) == 1 and len(parts := _BESIDE.split(text)) > 1:
        is_path = alnum_key(parts[0]) in SECTION_KEYS or is_named(parts[0])
        levels = parts if is_path else levels
    kept: list[str] = []
    if len(levels) > MAX_LEVELS or are_entries(box, levels):
        return ()
    for level in levels:
        is_tagged = any(level in tag or tag in level for tag in tags)
        may = _may_be_level(level, sure=is_tagged) or (_may_be_level(level, sure=True) and is_named(level))
        if alnum_key(level) in names or not may:
            break
        kept.append(level)
    if not kept or (climbs and len(kept) > 1):
        return ()
    near = climbs <= NEAR or next(_links_of(box), None) is not None
    if near and len(kept) == len(levels):
        return tuple(dict.fromkeys(kept))
    sure = any(kept[0] in tag or tag in kept[0] for tag in tags) or is_named(kept[0])
    return tuple(dict.fromkeys(kept)) if sure else ()


def _may_be_level(text: str, *, sure: bool) -> bool:
    letters = count_hangul(text)
    if len(text) == 1:
        return letters == 1 and text not in NO_SECTION
    if (
        not is_level(text)
        or letters < 2
        or _LABEL.fullmatch("".join(text.split()))
        or any(char.isdigit() for char in text)
    ):
        return False
    if heads_others(text) or is_boilerplate(text) or is_desk(text) or len(text.split()) > MAX_WORDS:
        return False
    if sure or alnum_key(text) in SECTION_KEYS:
        return letters <= MAX_LETTERS
    is_name = len(text) == 3 and is_korean_name(text) and not names_section(text)
    return (
        letters <= MAX_PLAIN_LETTERS
        and not is_site(text)
        and not is_name
        and (letters < 3 or not text.endswith(("다", "요", "까")))
        and not _GOES_ON.search(text)
    )


def _box_above(headline: Element) -> tuple[Element | None, int]:
    """What stands right above a headline, and how many boxes of the headline are between; None where text without an
    element does."""
    here = headline
    for climbs in range(MAX_CLIMBS):
        parent = here.getparent()
        if parent is None:
            break
        for sibling in islice(here.itersiblings(preceding=True), MAX_EMPTY):
            if (sibling.tail or "").strip():
                return None, climbs
            if _shows_text(sibling) and not _TIME.fullmatch(text_of(sibling)):
                return sibling, climbs
        if (parent.text or "").strip() or parent.tag in ("body", "html"):
            break
        here = parent
    return None, 0


def _shows_text(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in SILENT or is_hidden(element):
        return False
    return bool(text_of(element))


def _leads_home(box: Element) -> bool:
    links = _links_of(box)
    return any((link.get("href") or "").strip().rstrip("/#") == "" and link.get("href") for link in links)


def _links_of(box: Element) -> Iterator[Element]:
    if box.tag == "a":
        yield box
    yield from islice(box.iter("a"), 4)


def find_in_meta_line(parts: Sequence[str], is_named: Callable[[str], bool]) -> str:
    """The section among the parts of a line such as ``2026. 11. 27. / 소식 / 국하람``: what a menu names too."""
    may = (part for part in parts if 1 < count_hangul(part) <= MAX_PLAIN_LETTERS and is_level(part))
    plain = (part for part in may if not any(char.isdigit() for char in part) and not is_desk(part))
    return next((part for part in plain if not (len(part) > 2 and is_korean_name(part)) and is_named(part)), "")
