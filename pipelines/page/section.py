"""Under which section an article stands, told without class names.

In the order in which it is believed: the path that the page shows above the headline (홈 > 지역 > 포항, or one link to
a list of articles), what it says for programs, what its title says behind the headline, the entry of its menu that is
marked as the current one, a section's word right below the headline. A fuller path of the same levels wins.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import collapse_spaces, text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.eyebrow import find_eyebrow
from pipelines.page.links_above import LinksAbove
from pipelines.page.menu import find_current_entries
from pipelines.page.path_above import (
    LIST_ADDRESS,
    MAX_BOXES,
    MAX_PATH_CHARACTERS,
    TAGGED,
    find_path,
    parts_of,
    path_of,
    read_beside_day,
    read_label,
)
from pipelines.page.said_sections import TITLE_MARKS, find_counted, read_programs, read_title
from pipelines.page.section_levels import (
    begins_at_home,
    begins_at_root,
    check_levels,
    choose_fuller,
    has_marks,
    is_level,
    is_root,
    split_levels,
)
from pipelines.text.name_lexicon import is_desk, is_korean_name
from pipelines.text.site_words import SECTION_KEYS, names_section

MAX_BELOW, MAX_BOXES_BELOW = 3, 12
MAX_LINKS, MAX_TITLE, PERSON_LETTERS = 800, 300, 3
SHOWING = ("h1", "h2", "h3", "h4", "td", "b", "strong", "span", "font", "p", "div", "dt")
_OF_CATEGORY = re.compile(r"['‘\"“]\s?([^'’\"”]{2,16}?)\s?['’\"”]\s?카테고리의\s다른")
_OF_SECTION = re.compile(r"sect|categ|cate|menu", re.IGNORECASE)


def find_section(
    page: Document,
    headline: Element | None,
    title: str,
    *,
    sites: Sequence[str] = (),
    said: Sequence[str] = (),
    by_path_alone: bool = False,
    body: Element | None = None,
) -> tuple[str, ...]:
    """The levels, the widest first; empty where the page says nothing.

    ``headline`` is the element that shows the headline, ``title`` its words; ``sites`` are names of the outlet;
    ``said`` are levels that are known from elsewhere; ``by_path_alone``: only a path with marks and
    what it says for programs. ``body`` holds the text: what is behind its beginning names other things.
    """
    names = frozenset(
        alnum_key(site) for site in (*sites, page.meta.get("og:site_name", ""), _tail_of(page, title)) if site
    )
    if headline is None or text_of(headline) != title:
        inner = _find_words(next(iter(page.list_elements("body")), page.root) if headline is None else headline, title)
        headline = inner if inner is not None else headline
    above = LinksAbove(page, headline)
    found: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    if headline is not None:
        found, near = find_path(above, headline, names, title, marked_alone=by_path_alone)
    for other in (*read_programs(page, title), said):
        found = choose_fuller(found, check_levels(other, names, title))
    if by_path_alone:
        return found
    found = choose_fuller(found, read_title(page, above, title, names))
    found = choose_fuller(found, near)
    if not found and headline is not None and "category" in page.html:
        found = _find_category_link(headline, names)
    if found or headline is None:
        return found or find_current_entries(page, above, names)
    return (
        find_eyebrow(headline, title, names, above.hold)
        or find_current_entries(page, above, names)
        or _find_below(headline, body, names, above)
        or _find_tag(headline, title, above)
        or _find_phrase(page)
        or find_counted(page, names)
    )


def _tail_of(page: Document, title: str) -> str:
    """What is behind the headline in the page's title where it is one name: the outlet's."""
    head, found, tail = page.title.partition(title) if title else ("", "", "")
    tail = tail.strip(" -–—|:·<>ㅣ")
    is_one = bool(found) and not head and not TITLE_MARKS.search(tail) and "<" not in tail and ">" not in tail
    return tail if is_one and alnum_key(tail) not in SECTION_KEYS else ""


def _find_words(start: Element, title: str) -> Element | None:
    """The first element below another that shows the words of the headline as its own."""
    if not title:
        return None
    return next((e for e in start.iter(*SHOWING) if e.text and collapse_spaces(e.text[:MAX_TITLE]) == title), None)


def _find_phrase(page: Document) -> tuple[str, ...]:
    """What blogs say below a text: ``'새들소식' 카테고리의 다른 글``."""
    if not page.holds_any(("카테고리의",)):
        return ()
    for element in islice(page.root.iter("h2", "h3", "h4", "h5", "strong", "p", "div"), MAX_LINKS):
        text = text_of(element)
        if len(text) <= MAX_PATH_CHARACTERS and (found := _OF_CATEGORY.match(text)) and is_level(found[1]):
            return (found[1],)
    return ()


def _find_category_link(headline: Element, names: frozenset[str]) -> tuple[str, ...]:
    """Links near the headline that say themselves that they lead to the article's category (``rel``)."""
    for around in islice(headline.iterancestors(), MAX_BELOW):
        links = (a for a in islice(around.iter("a"), MAX_LINKS) if "category" in (a.get("rel") or "").split())
        if texts := [text for text in map(text_of, islice(links, 3)) if text]:
            return check_levels(texts, names)
    return ()


def _find_below(headline: Element, body: Element | None, names: frozenset[str], above: LinksAbove) -> tuple[str, ...]:
    """A section's word, a label with it, a link to a list, or a path from the home page between headline and text; or
    among other things in a line there what a menu names too."""
    for box in islice(_boxes_below(headline, body, above.hidden), MAX_BOXES):
        text = path_of(box)
        if not text:
            continue
        if called := read_label(box, text, names):
            return called
        levels = split_levels(box, text)
        is_path = begins_at_home(levels, names) or begins_at_root(levels) or (has_marks(text) and names_section(text))
        if (is_path or alnum_key(text) in SECTION_KEYS) and (path := check_levels(levels, names)):
            return path
        if box.tag == "a" and _leads_to_list(box, text, names, above):
            return (text,)
        if (one := read_beside_day(text, above)) and alnum_key(one) not in names:
            return (one,)
    return ()


def _boxes_below(headline: Element, body: Element | None, hidden: Collection[Element]) -> Iterator[Element]:
    """The elements right behind the headline, in order, none of them behind the beginning of the text."""
    around_text = set() if body is None else {body, *body.iterancestors()}
    for one in islice(chain((headline,), headline.iterancestors()), MAX_BELOW):
        if one in around_text and one is not headline:
            return
        for sibling in islice(one.itersiblings(), MAX_BELOW):
            if sibling in around_text:
                return
            yield from islice(parts_of(sibling, hidden), MAX_BOXES_BELOW)


def _leads_to_list(link: Element, text: str, names: frozenset[str], above: LinksAbove) -> bool:
    """Whether a link is called as sections are and leads to a list of articles: by its address, or as a menu does."""
    if not is_level(text) or alnum_key(text) in names or is_boilerplate(text) or is_desk(text) or is_root(text):
        return False
    if len(text) == PERSON_LETTERS and is_korean_name(text) and not names_section(text):
        return False
    address = link.get("href") or ""
    if _OF_SECTION.search(address) or (names_section(text) and LIST_ADDRESS.search(address)):
        return True
    return above.count(text) > 0


def _find_tag(headline: Element, title: str, above: LinksAbove) -> tuple[str, ...]:
    """What is shown in brackets before the headline and is no part of it by what the page calls itself."""
    shown = text_of(headline)
    tag = TAGGED.match(shown)
    if tag is None or not shown.endswith(title) or title.startswith(tag[0]) or not is_level(tag[1]):
        return ()
    return (tag[1],) if names_section(tag[1]) or above.hold(tag[1]) else ()
