"""Selectors judged on every page of a skin against what is read there without any: the parts that one line shows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.text.alnum_key import alnum_key
from pipelines.contracts.raw_article import RawDate, Role
from pipelines.dom.body_lines import outermost, read_lines, text_of
from pipelines.dom.tree import Element
from pipelines.fit.seen import PageView
from pipelines.fit.selector_forms import NTH, rank_forms
from pipelines.generic.outlet_selectors import MAX_ELEMENTS
from pipelines.generic.times import DIGITS, datetime_of
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.section_levels import read_section_levels
from pipelines.text.bylines import read_line_byline

MAX_DATE_CHARACTERS, MAX_BYLINE_CHARACTERS, MAX_DECK_CHARACTERS, MAX_SECTION_CHARACTERS = 200, 120, 300, 40
MAX_BYLINES = 6
MAX_NODES_ABOVE = 12
"""Nodes of a body before its deck: a picture or two, line breaks, boxes around it."""
MAX_RANKED = 3
LETTER_COST, TIME_COST, MAIL_COST = 0.1, 2.0, 2.5
MAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,60}")
_SENTENCE_END = re.compile(r"다\.\s*\Z")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a selector gives on one page: the part (``is_hit``), something else (``is_miss``), or nothing."""

    is_hit: bool = False
    is_miss: bool = False
    text: str = ""
    cost: float = 0.0


NOTHING = Judgement()
MISS = Judgement(is_miss=True)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A selector with how many pages it gives the part on, of how many, and how many different texts those are."""

    selector: str
    hits: int
    misses: int
    pages: int
    kinds: int
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one part is learned. ``has``: whether a page shows it; ``find``: the elements of a page that may be it;
    ``judge``: what elements found by a selector give there. ``min_share``: of the pages that show it.
    ``is_single``: the first element counts alone, so that a selector may find others further down; ``is_counted``: it
    may be told by its number among its siblings."""

    has: Callable[[PageView], bool]
    find: Callable[[PageView], list[Element]]
    judge: Callable[[PageView, list[Element]], Judgement]
    min_share: float = 0.75
    min_hits: int = 2
    min_kinds: int = 1
    is_single: bool = True
    is_counted: bool = True


def rank_candidates(part: Part, views: Sequence[PageView]) -> list[Candidate]:
    """The best selectors of a part, at most MAX_RANKED: most hits less twice the misses, then the least cost."""
    pages = sum(map(part.has, views))
    found: list[Candidate] = []
    clean = 0
    for cost, selector in rank_forms(
        (part.find(view) for view in views),
        frames=() if part.is_single else {around for view in views for around in view.around_body},
    ):
        judged = [part.judge(view, find_elements(view, selector)) for view in views]
        hits, misses = sum(one.is_hit for one in judged), sum(one.is_miss for one in judged)
        kinds = len({one.text for one in judged if one.is_hit})
        if NTH in selector and (not part.is_counted or misses or hits < pages):
            continue
        if hits < max(part.min_hits, part.min_share * pages) or misses * 2 >= hits or kinds < part.min_kinds:
            continue
        extra = max(one.cost for one in judged if one.is_hit)
        found.append(Candidate(selector, hits, misses, pages, kinds, cost + extra))
        clean += hits == pages and not misses and not extra
        if clean >= MAX_RANKED:  # what comes later costs more
            break
    return sorted(found, key=lambda one: (2 * one.misses - one.hits, one.cost, one.selector))[:MAX_RANKED]


def find_elements(view: PageView, selector: str) -> list[Element]:
    """The elements of a selector that hold text, as many as a reader of the page takes."""
    found = next(view.document.find_each((selector,)), [])[:MAX_ELEMENTS]
    return found if any(map(text_of, found)) else []


def find_headlines(view: PageView) -> list[Element]:
    """The elements that show the headline."""
    key = alnum_key(view.article.headline)
    return [element for element, text in view.small.items() if alnum_key(text) == key]


def judge_headline(view: PageView, elements: list[Element]) -> Judgement:
    """The first element's letters are those of the headline."""
    text = next(filter(None, map(text_of, elements)), "")
    if not text:
        return NOTHING
    key = alnum_key(text)
    return Judgement(is_hit=True, text=key) if key == alnum_key(view.article.headline) else MISS


def find_times(view: PageView, role: Role) -> list[Element]:
    """The elements that show the time of a role."""
    return [
        element
        for element, text in view.small.items()
        if len(text) <= MAX_DATE_CHARACTERS
        and (DIGITS.search(text) or datetime_of(element))
        and _judge_time(view, [element], role).is_hit
    ]


def _judge_time(view: PageView, elements: list[Element], role: Role) -> Judgement:
    wanted = view.article.published_at if role == "published" else view.article.modified_at
    shown = [(text_of(element), element) for element in elements]
    for text, element in shown:
        read = view.times.read(RawDate(text[:MAX_DATE_CHARACTERS], "page", role, datetime_of(element)))
        if read is None:
            continue
        is_hit = wanted is not None and read.at == wanted and len(text) <= MAX_DATE_CHARACTERS
        # A time that stands alone calls itself nothing: beside another one it is taken for that on other pages.
        is_hit = is_hit and (role == "published" or len(view.times.labels(text)) < 2)
        if is_hit and role == "modified" and wanted == view.article.published_at:
            return NOTHING  # it may be either
        if not is_hit or element in view.around_headline:
            return MISS
        return Judgement(is_hit=True, text=read.raw, cost=LETTER_COST / 2 * max(0, len(text) - len(read.raw)))
    return MISS if shown and wanted is not None else NOTHING


def judge_published(view: PageView, elements: list[Element]) -> Judgement:
    """The first time in the elements is the time of publication."""
    return _judge_time(view, elements, "published")


def judge_modified(view: PageView, elements: list[Element]) -> Judgement:
    """The first time in the elements is that of the last change."""
    return _judge_time(view, elements, "modified")


def find_bylines(view: PageView) -> list[Element]:
    """The elements that name nobody but those who signed."""
    names = view.article.reporters
    return [
        element
        for element, text in view.small.items()
        if len(text) <= MAX_BYLINE_CHARACTERS
        and any(name in text for name in names)
        and (found := read_line_byline(text).reporters)
        and set(found) <= set(names)
    ]


def judge_byline(view: PageView, elements: list[Element]) -> Judgement:
    """Each element names somebody, and all together those who signed."""
    if not elements:
        return NOTHING
    texts = [text for element in elements if (text := text_of(element))]
    named = [read_line_byline(text).reporters for text in texts]
    if not view.article.reporters:
        return MISS if any(named) else NOTHING
    together = {name for names in named for name in names}
    if len(texts) > MAX_BYLINES or not all(named) or together != set(view.article.reporters):
        return MISS
    besides = sum(len(MAIL.sub("", text)) for text in texts) - sum(map(len, together))
    timed = TIME_COST * any(DIGITS.search(text) is not None for text in texts)
    mails = view.article.emails
    unmailed = MAIL_COST * (bool(mails) and not any(mail in text for text in texts for mail in mails))
    cost = LETTER_COST * max(0, besides) + timed + unmailed
    return Judgement(is_hit=True, text=" ".join(sorted(together)), cost=cost)


def find_decks(view: PageView) -> list[Element]:
    """The elements that show the deck, or a line of it."""
    lines = {alnum_key(line) for line in view.article.deck.split("\n")} | {alnum_key(view.article.deck)}
    return [
        element
        for element, text in view.small.items()
        if len(text) <= MAX_DECK_CHARACTERS and alnum_key(text) in lines and _may_be_deck(view, element)
    ]


def _may_be_deck(view: PageView, element: Element) -> bool:
    """Whether an element is between headline and body, or first in the body; and neither of them."""
    at, body, headline = view.place.get(element, -1), view.seen.body, view.seen.headline.element
    inside = set(element.iterdescendants())
    if at <= view.headline_at or element is body or headline in inside:
        return False
    if at < view.body_at:
        return body not in inside
    return at <= view.body_at + MAX_NODES_ABOVE and body in set(element.iterancestors())


def judge_deck(view: PageView, elements: list[Element]) -> Judgement:
    """The lines of the elements are the deck; where none was read, they could be one."""
    lines = [line.text for element in outermost(elements) for line in read_lines(element) if line.kind == "text"]
    if not lines:
        return NOTHING
    key = alnum_key("".join(lines))
    if view.article.deck:
        return Judgement(is_hit=True, text=key) if key == alnum_key(view.article.deck) else MISS
    fits = len(key) <= MAX_DECK_CHARACTERS and all(map(view.small.get, elements))
    fits = fits and all(_may_be_deck(view, element) for element in elements)
    plain = not any(
        _SENTENCE_END.search(line)
        or is_boilerplate(line)
        or read_line_byline(line).reporters
        or view.times.labels(line)
        for line in lines
    )
    return NOTHING if fits and plain else MISS


def find_sections(view: PageView) -> list[Element]:
    """The elements above the headline that name levels of the section."""
    wanted = view.article.section.split(" > ")
    return [
        element
        for element, text in view.small.items()
        if len(text) <= MAX_SECTION_CHARACTERS
        and (not len(element) or ">" in text)  # levels that only markup keeps apart are elements of their own
        and view.place[element] < view.headline_at
        and (levels := list(read_section_levels([element])))
        and levels == [level for level in wanted if level in levels]
    ]


def judge_section(view: PageView, elements: list[Element]) -> Judgement:
    """The levels that the elements name are the section's."""
    levels = read_section_levels(elements)
    if not levels:
        return NOTHING
    section = " > ".join(levels)
    if not view.article.section:
        return MISS
    return Judgement(is_hit=True, text=section) if section == view.article.section else MISS
