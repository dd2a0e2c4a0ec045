"""The headline of a page whose <title> names the site alone: told by what stands above the text.

It is the line above the prose that speaks of the same things, that is set larger or in bold, and that a time or a
byline follows. It needs neither a heading's tag nor a class name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.class_names import names_title
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.picture_boxes import is_named_caption
from pipelines.generic.shared_words import share_pairs, word_pairs
from pipelines.page.boilerplate import heads_others, is_boilerplate
from pipelines.page.furniture import is_furniture
from pipelines.text.captions import split_caption
from pipelines.text.sentences import has_full_stop
from pipelines.text.site_words import is_site
from pipelines.text.text_keys import count_hangul

MAX_LINES_ABOVE = 16
MIN_LETTERS, MAX_CHARACTERS = 5, 110
MIN_PROSE_LETTERS = 12
MAX_PROSE_LINES = 30
MIN_SCORE, MIN_SHARE = 1.5, 0.2
MARKED = tuple("■◆▲△▶●※▼◇○☞")
MIN_SCORE_ALONE = 0.5
MAX_PICTURED_LINES = 3
MAX_PARTS = 6
HEADINGS = frozenset({"h1", "h2"})
"""What may lead to its own page: a link of any other kind leads to another article."""
MAX_COUNTED_SHARE = 0.6
MIN_LEAD = 0.6
"""How much better a line further down must be: a deck below the headline often says more of the text."""
LARGE = re.compile(
    r"font-size\s?:\s?(?:(?:1[89]|[2-5]\d)(?:\.\d+)?px|(?:1[4-9]|[2-3]\d)pt|(?:1\.[3-9]|[2-4])\d{0,2}r?em)|font-weight\s?:\s?(?:bold|[6-9]00)"
)
TAGS = {"h1": 1.5, "h2": 1.2, "h3": 1.2, "h4": 1.0, "h5": 0.8, "th": 0.8, "strong": 0.8, "b": 0.8, "caption": 0.6}
DATE = re.compile(r"\d{2,4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}|\d{1,2}:\d{2}")
LABELLED_DATE = re.compile(r"(?:입력|승인|등록|작성|게시|날짜)\S{0,3}\s{0,3}[:：|]?\s{0,3}\d{2,4}\s?[.\-/년]")
SIGNED = re.compile(r"기자|글쓴이|작성자|특파원|@|등록일|입력|승인|조회")
LABEL = re.compile(r"\A.{0,8}[:：]|\A(?:글쓴이|작성자|기자명|등록자|조회|작성일|등록일|입력|승인|수정|출처|첨부)\b")
PATH = re.compile(r"\s[>›»≫|/]\s|\A(?:홈|HOME|Home)\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line that may be the headline, by its place; ``share``: how much of it the text below speaks of."""

    line: Line
    text: str
    score: float
    share: float


class HeadlinePlace:
    """What stands above the text of a page. ``names``: keys of the site's names."""

    def __init__(self, page: WeighedPage, body: Element | None, names: frozenset[str]) -> None:
        self.page = page
        self.names = names
        self.first = page.of(body).first if body is not None else 0
        self.last = page.of(body).last if body is not None else len(page.lines)

    @cached_property
    def prose(self) -> int:
        """The line in which the text begins."""
        return next((at for at in range(self.first, self.last) if self._begins_prose(at)), self.first)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters in the words of the text."""
        below = self.page.lines[self.prose : min(self.last, self.prose + MAX_PROSE_LINES)]
        return word_pairs(line.text for line in below)

    def shares(self, text: str) -> float:
        """How much of a text the article speaks of, 0 to 1."""
        return share_pairs(text, self.pairs)

    def find(self, signs: Callable[[str], bool], *, alone: bool = False) -> Placed | None:
        """The best line above the text; None where none is good enough. ``signs``: whether a line names reporters;
        ``alone``: the page shows no other headline, so that the line need not speak of the text's words."""
        start = max(0, self.prose - MAX_LINES_ABOVE)
        least, enough = (0.0, MIN_SCORE_ALONE) if alone else (MIN_SHARE, MIN_SCORE)
        lines = self.page.lines[start : self.prose]
        best: Placed | None = None
        for at, line in enumerate(lines):
            dated = any(DATE.search(other.text) or SIGNED.search(other.text) for other in lines[at + 1 : at + 4])
            if not self._may_be(line) or signs(line.text):
                continue
            text = self._main_part(line)
            share = self.shares(text)
            score = 3 * min(share, MAX_COUNTED_SHARE) + _set_off(line.element) + 0.6 * dated - line.is_aside - 0.04 * at
            if share >= least and score >= enough and (best is None or score > best.score + MIN_LEAD):
                best = Placed(line, text, score, share)
        return best

    def _begins_prose(self, at: int) -> bool:
        """Whether the text begins in a line: prose, and no time or byline below it as below a headline."""
        below = self.page.lines[at + 1 : at + 3]
        return _is_prose(self.page.lines[at]) and not any(LABELLED_DATE.search(line.text) for line in below)

    def _main_part(self, line: Line) -> str:
        """Of a line made of elements that style alone keeps apart (산업 | headline | deck), the one set off most."""
        parts = [(one, text) for one in islice(line.element, MAX_PARTS) if (text := _text_in(one, line))]
        if len(parts) < 2 or "".join("".join(text.split()) for _, text in parts) != "".join(line.text.split()):
            return line.text
        may = [(one, text) for one, text in parts if count_hangul(text) >= MIN_LETTERS]
        weighed = [(_set_off(one) + min(self.shares(text), MAX_COUNTED_SHARE), text) for one, text in may]
        return max(weighed, key=lambda pair: pair[0])[1] if weighed else line.text

    def _may_be(self, line: Line) -> bool:
        text = line.text
        return (
            len(text) <= MAX_CHARACTERS
            and count_hangul(text) >= MIN_LETTERS
            and (line.linked <= line.plain or line.element.tag in HEADINGS)
            and alnum_key(text) not in self.names
            and not is_site(text)
            and not LABEL.search(text)
            and not PATH.search(text)
            and not DATE.search(text)
            and not is_boilerplate(text)
            and not is_furniture(text)
            and not heads_others(text)
            and not text.startswith(MARKED)
            and not is_named_caption(line)
            and not split_caption(text).credit
            and not self._is_by_picture(line)
        )

    def _is_by_picture(self, line: Line) -> bool:
        """Whether a line stands with a picture in one block, or right below one: it says what the picture shows."""
        weight = self.page.of(line.element)
        if weight.pictures and weight.last - weight.first < MAX_PICTURED_LINES:
            return True
        above = line.element.getprevious()
        return above is not None and bool(above.tag == "img" or self.page.of(above).pictures)


def _text_in(part: Element, line: Line) -> str:
    text = text_of(part) if isinstance(part.tag, str) else ""
    return text if text in line.text else ""


def _is_prose(line: Line) -> bool:
    return line.plain >= MIN_PROSE_LETTERS and line.plain > line.linked and has_full_stop(line.text)


def _set_off(element: Element) -> float:
    """How much a line is set off from text by its element: a heading, bold, large or named a title."""
    worth = max((TAGS.get(str(one.tag), 0.0) for one in (element, element.getparent()) if one is not None), default=0.0)
    whole = text_of(element)
    around = [element, *islice(takewhile(lambda e: text_of(e) == whole, element.iterancestors()), 3)]
    inside = [e for e in islice(element.iterdescendants(), 4) if isinstance(e.tag, str) and text_of(e) == whole]
    for one in (*around, *inside):
        worth = max(worth, TAGS.get(str(one.tag), 0.0))
        if names_title(one):
            worth = max(worth, 1.0)
        if one.tag == "font" and (one.get("size") or "").lstrip("+") in ("4", "5", "6", "7"):
            worth = max(worth, 1.0)
        style = one.get("style")
        if style and LARGE.search(style):
            worth = max(worth, 0.8)
    return worth
