"""The deck of a page whose skin nobody knows: the lines between headline and body that are not a byline, a time, a
button or a caption. It needs no class name."""

import re
from collections.abc import Sequence
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.class_names import HIDDEN_WORDS, name_words
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.headline import Headline
from pipelines.generic.others.summaries import HEADING as SUMMARY
from pipelines.page.boilerplate import heads_others
from pipelines.text.captions import split_caption
from pipelines.text.sentences import is_sentence
from pipelines.text.text_keys import count_hangul

MIN_DECK_LETTERS, MAX_DECK_LETTERS, MAX_DECK_LINES = 7, 59, 6
MAX_LINES_BETWEEN = 40
MAX_BOXES = 3
MAX_LABEL_ABOVE = 8
MIN_LETTERS_ABOVE, MIN_WORDS_ABOVE = 6, 3
_NOTICE = re.compile(
    r"(?:니다|세요|시오|십시오|하기|겠습니까)[.!?]?\Z|[:：]\Z|\A[#＃]|\A(?:이전|다음)\s?(?:글|기사|뉴스)|가나다라|듣기(?:\s|\Z)|\d{1,2}:\d{2}\Z|폰트|글씨\s?크기|더\s?(?:작게|크게)"
)
_LABEL = re.compile(
    r"\A(?:글쓴이|작성자|기자명?|등록자|이름|조회수?|댓글|추천수?|작성일|등록일|날짜|입력|승인|수정|출처|첨부|파일|링크|분류|글?번호|이메일)\s?[:：|\s]"
)
_COUNT = re.compile(
    r"\A(?:조회|댓글|추천|공감|좋아요|읽음|hit|view)s?\s?수?\s?[:：]?\s?[\d,]{1,9}\Z|\A[\d,.\s]{1,12}\Z", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|hwpx?|pdf|mp4)\Z", re.IGNORECASE)
_MARK = re.compile(r"\A(?:[-–—·ㆍ▪•◦]\s?|[■◆●○▶]\s)(?=[가-힣\d\"'“‘])")
"""What lines of a deck begin with."""
_SERIES = re.compile(
    r"[<〈《\[【①-⑳]|속보|단독|긴급|기획|연재|시리즈|특집|주년|캠페인|칼럼|사설|기고|오늘의|이\s?주의|뉴스|신문|일보|방송|주요|\(\d{1,3}\)|\d{1,3}\s?[회편화탄부]|[|>»]"
)
"""What a series, a page of a paper or a menu is called by."""
_PROGRAMME = re.compile(r"\S{0,10}(?:뉴스|방송|데스크|광장)\s?\d{0,2}(?:\s?[(\[]\S{1,10}[)\]])?")
_CAPTION = tuple("▲△▼◀◁▶■□↑↓←→*※[(<【〈")
_LEVELS = re.compile(r"\s*[>›»≫▶/|]\s*")


def find_deck(
    page: WeighedPage,
    headline: Headline,
    body: Element | None,
    sites: Sequence[str],
    tools: Tools,
    description: str = "",
) -> tuple[str, ...]:
    """The lines between headline and body that can only be the deck; empty where there are none, or too many.

    ``description`` is what the page says it is about: the line below the headline that says just that is the deck.
    """
    if body is None or headline.element is None:
        return ()
    start, end = page.of(headline.element).last, page.of(body).first
    names = {alnum_key(site) for site in sites}
    about = alnum_key(description)
    found: list[str] = [beside] if (beside := _beside_headline(page, headline, tools)) else []
    inner = page.of(headline.element)
    own = [at for at in range(inner.first, inner.last) if page.lines[at].text == headline.text]
    start = own[0] + 1 if own and (inner.last - inner.first <= MAX_DECK_LINES or inner.last > end) else start
    for line in page.lines[start : min(end, start + MAX_LINES_BETWEEN)]:
        if heads_others(line.text) or SUMMARY.fullmatch(line.text):
            break
        if about and alnum_key(line.text) == about and count_hangul(line.text) >= MIN_DECK_LETTERS:
            return (line.text,)
        if _is_glued(line) or _is_by_picture(line, page):
            continue
        line = line._replace(text=_MARK.sub("", line.text))
        if _may_be_deck(line, tools) and alnum_key(line.text) not in names and line.text != headline.text:
            found.append(line.text)
    unique = tuple(dict.fromkeys(found or _find_above(page, headline, names, tools)))
    return unique if len(unique) <= MAX_DECK_LINES else ()


def _find_above(page: WeighedPage, headline: Headline, names: set[str], tools: Tools) -> list[str]:
    """The line right above the headline, in a box with it, where it is too much said for a section or a series."""
    first = page.of(headline.element).first if headline.element is not None else 0
    if first < 1 or headline.element is None:
        return []
    line = page.lines[first - 1]
    text = line.text
    around = islice(headline.element.iterancestors(), MAX_BOXES)
    box = next((one for one in around if page.of(one).first < first < page.of(one).last), None)
    within = box is not None and any(page.of(one).first == first - 1 and page.of(one).last == first for one in box)
    said = count_hangul(text) >= MIN_LETTERS_ABOVE and len(text.split()) >= MIN_WORDS_ABOVE
    if (
        not (within and said)
        or _is_glued(line)
        or alnum_key(text) in names
        or _SERIES.search(text)
        or " / " in text
        or is_sentence(text)
    ):
        return []
    return [text] if _may_be_deck(line, tools) and not _is_by_picture(line, page) else []


def _beside_headline(page: WeighedPage, headline: Headline, tools: Tools) -> str:
    """What stands behind the headline in its own line, in an element of its own; empty for anything but a deck."""
    weight = page.of(headline.element) if headline.element is not None else None
    line = page.lines[weight.first] if weight is not None and weight.first < weight.last else None
    if line is None or line.linked or line.text == headline.text or not headline.text:
        return ""
    above, beside, rest = line.text.partition(headline.text)
    if not beside or len(above) > MAX_LABEL_ABOVE:
        return ""
    rest = rest.strip()
    own = any(text_of(child) == rest for child in islice(line.element.iterdescendants(), 12) if child.tag != "br")
    return rest if own and _may_be_deck(line._replace(text=rest), tools) else ""


def _is_glued(line: Line) -> bool:
    """Whether a line is labels and values side by side (``읽는 시간<em>21초</em>``): parts that no blank divides."""
    parts = [text for child in islice(line.element, 6) if isinstance(child.tag, str) and (text := text_of(child))]
    if not parts or len(line.element) > 6 or text_of(line.element) != line.text:
        return False
    own = [line.element.text or "", *(child.tail or "" for child in line.element)]
    return len(parts) + sum(1 for text in own if text.strip()) > 1 and " " not in "".join(own) and len(parts[-1]) < 12


def _is_by_picture(line: Line, page: WeighedPage) -> bool:
    """Whether the box around a line holds a picture and no other words: then the line is its caption."""
    for around in (line.element, *islice(line.element.iterancestors(), MAX_BOXES)):
        weight = page.of(around)
        if weight.last - weight.first > 2:
            return False
        if weight.pictures:
            return True
    return False


def _may_be_deck(line: Line, tools: Tools) -> bool:
    text = line.text
    return (
        not line.linked
        and not line.is_aside
        and MIN_DECK_LETTERS <= len(text) <= MAX_DECK_LETTERS
        and 2 * count_hangul(text) >= len(text.replace(" ", ""))
        and (not text.startswith(_CAPTION) or text.count(text[0]) > 1)
        and not _FILE.search(text)
        and not split_caption(text).credit
        and not _NOTICE.search(text)
        and not _LABEL.search(text)
        and not _COUNT.match(text)
        and not _PROGRAMME.fullmatch(text)
        and HIDDEN_WORDS.isdisjoint(name_words(line.element))
        and not tools.names(text)
        and not tools.is_desk(text)
        and not tools.labels(text)
        and not tools.is_boilerplate(text)
        and len(_LEVELS.split(text)) < 3
    )
