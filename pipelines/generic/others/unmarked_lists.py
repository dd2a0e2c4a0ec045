"""Lists of other articles below a text that no link and no heading marks: a box of headlines, none a sentence.

Told from a list that is the article's own (winners, appointments) by what it says: headlines are long, begin with no
mark of a list, and speak of nothing that the text above speaks of.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.shared_words import share_pairs, word_pairs
from pipelines.page.boilerplate import heads_others
from pipelines.page.furniture import is_furniture
from pipelines.text.sentences import is_sentence
from pipelines.text.text_keys import count_hangul

MIN_LETTERS, MAX_LETTERS = 6, 48
MIN_LISTED = 3
MAX_LINES = 60
MAX_SHARE = 0.4
LIST_MARKS = tuple("▲△◇◆○●□■-·*※→⇒①②③④⑤ㆍ0123456789")
ENDED = re.compile(r"(?:다|요|죠|까|음|함)[.!?][\"'”’)]?\Z|[:：]|\A[가-힣]{2,4}\s?[:：]|기자|@|\A[#＃]")


def find_unmarked_lists(body: Element, page: WeighedPage) -> Iterator[Element]:
    """The boxes at the end of the body's element that hold nothing but headlines of others."""
    weight = page.of(body)
    start = max(weight.first + 1, weight.last - MAX_LINES)
    at = weight.last
    while at > start and _is_listed(page.lines[at - 1]):
        at -= 1
    run = page.lines[at : weight.last]
    if not run or at <= weight.first:
        return
    pairs = word_pairs(line.text for line in page.lines[weight.first : at])
    for box in find_boxes(body, page, at, run):
        inside = page.of(box)
        texts = [text for line in page.lines[inside.first : inside.last] for text in find_headlines_in(line)]
        if len(texts) >= MIN_LISTED and sum(share_pairs(text, pairs) for text in texts) <= MAX_SHARE * len(texts):
            yield box


def find_boxes(body: Element, page: WeighedPage, first: int, run: Sequence[Line]) -> Iterator[Element]:
    """The outermost elements below the body that hold lines of the run and begin at the line ``first`` or below."""
    seen: set[Element] = set()
    for line in run:
        box = None
        for one in (line.element, *line.element.iterancestors()):
            if one is body or page.of(one).first < first:
                break
            box = one
        if box is not None and box not in seen:
            seen.add(box)
            yield box


def _is_listed(line: Line) -> bool:
    """A line that may be of a list of others: a headline, several in one line, a heading of such lists."""
    return heads_others(line.text) or is_furniture(line.text) or bool(find_headlines_in(line))


def find_headlines_in(line: Line) -> list[str]:
    """The headlines that a line is, or that its parts are; none for any other line."""
    text = line.text
    if ENDED.search(text):
        return []
    if is_unmarked_headline(text):
        return [text]
    parts = [text_of(child) for child in islice(line.element.iterchildren(), 40) if isinstance(child.tag, str)]
    parts = [part for part in parts if part]
    whole = len(parts) >= MIN_LISTED and all(map(is_unmarked_headline, parts))
    return parts if whole and len("".join(parts)) >= 0.8 * len(text.replace(" ", "")) else []


def is_unmarked_headline(text: str, *, least: int = MIN_LETTERS) -> bool:
    """Whether a line reads as a headline: no sentence, no mark of a list, neither short nor long."""
    return (
        least <= count_hangul(text) <= MAX_LETTERS
        and not text.startswith(LIST_MARKS)
        and not text.endswith(".")
        and not (is_sentence(text) and text.endswith((".", "!")))
    )
