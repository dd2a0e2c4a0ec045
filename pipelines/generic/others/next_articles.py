"""Other articles below the own one inside the same element: the next one in full, or cards of a headline and a lead.

A site that loads one article after the other repeats the head (headline, time) before each; cards are three or more
elements alike behind the last prose, each a headline with a line below. Neither needs a link or a class name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, islice

from models.text.alnum_key import alnum_key
from pipelines.dom.tree import Element
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.others.unmarked_lists import find_boxes, is_unmarked_headline
from pipelines.generic.shared_words import share_pairs, word_pairs
from pipelines.text.sentences import has_full_stop
from pipelines.text.text_keys import count_hangul

HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
DATED = re.compile(r"\d{4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}")
MIN_PROSE_LETTERS, MIN_OWN_LETTERS = 12, 40
MIN_HEADLINE_LETTERS, MAX_DATED_LETTERS, MAX_REACH = 6, 40, 4
MIN_CARDS, MAX_CARD_LINES, MIN_CARD_LETTERS, MAX_CARD_LETTERS = 3, 3, 4, 130
MAX_CHILDREN, MAX_ELEMENTS = 200, 4_000
MAX_SHARE = 0.4
TIMED = re.compile(r"(?:\d{4}|\d{2})\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}\D{0,4}\d{1,2}:\d{2}")
MIN_COMMENTS, MAX_COMMENT_LINES, MAX_COMMENT_PICTURES, MAX_NAME_LETTERS = 2, 8, 2, 16


def find_next_articles(body: Element, page: WeighedPage, headline: Element | None) -> Iterator[Element]:
    """The boxes inside the body's element that begin with the head of another article, and all behind them."""
    weight = page.of(body)
    prose = -1
    own = 0
    title = (
        alnum_key(page.lines[page.of(headline).first].text) if headline is not None and page.of(headline).last else ""
    )
    for at in range(weight.first, weight.last):
        line = page.lines[at]
        if _is_prose(line):
            prose, own = at, own + line.plain
        elif own >= MIN_OWN_LETTERS and _heads(page, at, weight.last, headline) and alnum_key(line.text) != title:
            yield from find_boxes(body, page, prose + 1, page.lines[at : weight.last])
            return


def _heads(page: WeighedPage, at: int, last: int, headline: Element | None) -> bool:
    """Whether a line is a heading, like the own headline, with a time right below it."""
    line = page.lines[at]
    own = headline is not None and (line.element.tag, line.element.get("class")) == (
        headline.tag,
        headline.get("class"),
    )
    if count_hangul(line.text) < MIN_HEADLINE_LETTERS or not (own or line.element.tag in HEADINGS):
        return False
    below = page.lines[at + 1 : min(last, at + 1 + MAX_REACH)]
    for other in below:
        if _is_prose(other):
            return False
        if DATED.search(other.text) and count_hangul(other.text) <= MAX_DATED_LETTERS:
            return True
    return False


def find_cards(body: Element, page: WeighedPage) -> Iterator[Element]:
    """The boxes of cards at the end of the body's element: three or more alike, each a headline and a line below."""
    weight = page.of(body)
    prose = _Prose(body, page)
    for around in (body, *islice(body.iterdescendants(), MAX_ELEMENTS)):
        if len(around) < MIN_CARDS or not isinstance(around.tag, str):
            continue
        cards = _cards_in(around, page)
        if len(cards) < MIN_CARDS:
            continue
        first, last = page.of(cards[0]).first, page.of(cards[-1]).last
        before = prose.last_before(first)
        own = prose.letters_before(first)
        if prose.last_before(weight.last) >= last or before < 0 or own < MIN_OWN_LETTERS:
            continue
        if own < sum(page.of(card).plain for card in cards) // 2:
            continue
        above = page.lines[weight.first : before + 1]
        pairs = word_pairs(line.text for line in above)
        heads = [page.lines[page.of(card).first].text for card in cards]
        if sum(share_pairs(head, pairs) for head in heads) <= MAX_SHARE * len(heads):
            yield from find_boxes(body, page, before + 1, page.lines[before + 1 : weight.last])
            return


def find_comments(body: Element, page: WeighedPage) -> Iterator[Element]:
    """The boxes of readers' comments behind the prose: two or more elements alike, each with its own day and time."""
    weight = page.of(body)
    if sum(map(_is_timed, page.lines[weight.first : weight.last])) < MIN_COMMENTS:
        return
    prose = _Prose(body, page)
    for around in (body, *islice(body.iterdescendants(), MAX_ELEMENTS)):
        if len(around) < MIN_COMMENTS or not isinstance(around.tag, str):
            continue
        found: list[Element] = []
        for child in islice(around, MAX_CHILDREN):
            if not isinstance(child.tag, str) or not page.of(child).last:
                continue
            if _is_comment(child, page):
                found.append(child)
            elif found:
                found = []
        if len(found) < MIN_COMMENTS or len({child.tag for child in found}) > 1:
            continue
        if prose.letters_before(page.of(found[0]).first) >= MIN_OWN_LETTERS:
            yield from found


def _is_comment(element: Element, page: WeighedPage) -> bool:
    """A name with day and time, not set as a heading, above the words of a reader."""
    weight = page.of(element)
    if not 2 <= weight.last - weight.first <= MAX_COMMENT_LINES or weight.pictures > MAX_COMMENT_PICTURES:
        return False
    return any(map(_is_timed, page.lines[weight.first : weight.first + 3]))


def _is_timed(line: Line) -> bool:
    """A day and a time, and little more than a name beside it, not set as a heading."""
    is_short = line.plain + line.linked <= MAX_NAME_LETTERS and line.element.tag not in HEADINGS
    return is_short and TIMED.search(line.text) is not None


def _cards_in(around: Element, page: WeighedPage) -> list[Element]:
    """The last children of an element that are cards, all of one tag."""
    cards: list[Element] = []
    for child in islice(reversed(around), MAX_CHILDREN):
        if not isinstance(child.tag, str) or not page.of(child).last:
            continue
        if (cards and child.tag != cards[0].tag) or not _is_card(child, page):
            break
        cards.append(child)
    return cards[::-1]


def _is_card(element: Element, page: WeighedPage) -> bool:
    weight = page.of(element)
    if not 2 <= weight.last - weight.first <= MAX_CARD_LINES or weight.plain + weight.linked > MAX_CARD_LETTERS:
        return False
    return is_unmarked_headline(page.lines[weight.first].text, least=MIN_CARD_LETTERS)


class _Prose:
    """Which lines of a body are prose, and how many letters they hold, asked of any place in it."""

    def __init__(self, body: Element, page: WeighedPage) -> None:
        weight = page.of(body)
        self.at = [at for at in range(weight.first, weight.last) if _is_prose(page.lines[at])]
        self.sums = list(accumulate((page.lines[at].plain for at in self.at), initial=0))

    def last_before(self, line: int) -> int:
        """The last line of prose above a line; -1 for none."""
        count = bisect_left(self.at, line)
        return self.at[count - 1] if count else -1

    def letters_before(self, line: int) -> int:
        """The letters of prose above a line."""
        return self.sums[bisect_left(self.at, line)]


def _is_prose(line: Line) -> bool:
    return line.plain >= MIN_PROSE_LETTERS and line.plain > line.linked and has_full_stop(line.text)
