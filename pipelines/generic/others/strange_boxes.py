"""Boxes inside a body that speak of nothing it speaks of: a writer's motto, questions to readers, weather, one comment.

A box is an element of another kind than the paragraphs. Behind the last prose any small one goes that shares no words
with the text; between paragraphs only what is nothing of the article's: three headlines and more, or a polite appeal.
Boxes that name a reporter, hold a picture or a table of values stay.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.others.unmarked_lists import LIST_MARKS, find_headlines_in
from pipelines.generic.shared_words import share_pairs, word_pairs
from pipelines.text.sentences import has_full_stop
from pipelines.text.text_keys import count_hangul

BOXES = frozenset({"div", "section", "table", "ul", "ol", "dl", "aside", "article", "footer", "center"})
MIN_PROSE_LINES, MIN_PROSE_LETTERS = 2, 12
MAX_LINES, MAX_LETTERS, MAX_ELEMENTS = 40, 400, 4_000
MIN_LISTED, MAX_BEGINNING = 3, 3
MAX_SHARE_BEHIND, MAX_SHARE_BETWEEN = 0.2, 0.3
POLITE = re.compile(
    r"(?:니다|세요|시오|해요|까요|어요|아요|지요|나요)[.!?~]{0,2}(?:\s?(?:네|예|아니요|아니오|확인)){0,3}\Z"
)
PLAIN = re.compile(r"(?<!니)다[.!?]?[\"'”’)]?\Z")
NAMED = re.compile(r"기자|@|특파원|글\s?[·=:/]|사진\s?[·=:/]|[:：=]|※")


def is_plain_style(texts: Sequence[str]) -> bool:
    """Whether a text tells (…했다.) and does not turn to its reader (…합니다.)."""
    plain = sum(1 for text in texts if PLAIN.search(text))
    polite = sum(1 for text in texts if POLITE.search(text))
    return plain >= MIN_PROSE_LINES and polite * 4 <= plain


def find_strange_boxes(body: Element, page: WeighedPage) -> Iterator[Element]:
    """The outermost of such boxes below the body's element."""
    weight = page.of(body)
    prose = [at for at in range(weight.first, weight.last) if _is_prose(page.lines[at])]
    if len(prose) < MIN_PROSE_LINES:
        return
    plain = is_plain_style([page.lines[at].text for at in prose])
    if plain:
        told = [at for at in prose if not POLITE.search(page.lines[at].text)]
    else:  # then manners tell nothing: what speaks of the same things as its beginning is the text's
        begun = word_pairs(page.lines[at].text for at in prose[:MAX_BEGINNING])
        told = [at for at in prose if share_pairs(page.lines[at].text, begun) >= MAX_SHARE_BEHIND]
    own, last = [page.lines[at] for at in told], told[-1]
    pairs: frozenset[str] | None = None
    usual = Counter((line.element.tag, line.element.get("class")) for line in own)
    seen = 0
    waiting = [body]
    while waiting and seen < MAX_ELEMENTS:
        for element in waiting.pop():
            seen += 1
            inside = page.of(element)
            if not isinstance(element.tag, str) or inside.first == inside.last:
                continue
            texts = page.lines[inside.first : min(inside.last, inside.first + MAX_LINES + 1)]
            if element.tag not in BOXES or (len(texts) == 1 and (element.tag, element.get("class")) in usual):
                continue
            if inside.first <= last < inside.last or any(NAMED.search(line.text) for line in texts):
                waiting.append(element)
            elif plain or inside.first > last:
                pairs = word_pairs(line.text for line in own) if pairs is None else pairs
                if _is_strange(element, texts, page, pairs, behind=inside.first > last):
                    yield element


def _is_strange(
    element: Element, lines: Sequence[Line], page: WeighedPage, pairs: frozenset[str], *, behind: bool
) -> bool:
    weight = page.of(element)
    if (
        weight.pictures > (behind and len(lines) > 1)
        or len(lines) > MAX_LINES
        or weight.plain + weight.linked > MAX_LETTERS
        or _is_table(element)
    ):
        return False
    if any(line.text.startswith(LIST_MARKS[:13]) for line in lines):
        return False
    share = sum(share_pairs(line.text, pairs) for line in lines) / len(lines)
    if behind:
        return share <= MAX_SHARE_BEHIND
    listed = sum(len(find_headlines_in(line)) for line in lines)
    appeals = len(lines) > 1 and POLITE.search(lines[-1].text) is not None
    return share <= MAX_SHARE_BETWEEN and (listed >= MIN_LISTED or appeals)


def _is_table(element: Element) -> bool:
    """Whether rows of two cells and more with digits are in it: values, and no frame."""
    rows = islice(element.iter("tr"), 6)
    return any(len(row) > 1 and any(char.isdigit() for char in text_of(row)) for row in rows)


def _is_prose(line: Line) -> bool:
    return count_hangul(line.text) >= MIN_PROSE_LETTERS and line.plain > line.linked and has_full_stop(line.text)
