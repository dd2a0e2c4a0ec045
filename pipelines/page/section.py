"""Under which section an article stands, told without class names.

In the order in which it is believed: the path that the page shows above the headline (홈 > 지역 > 포항, or one link to
a list of articles), what it says for programs, what its title says behind the headline, the entry of its menu that is
marked as the current one, a section's word right below the headline. A fuller path of the same levels wins.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import SILENT, collapse_spaces, is_hidden, is_longer, text_of
from pipelines.dom.document import Document
from pipelines.dom.metadata import article_records
from pipelines.dom.tree import Element
from pipelines.page.boilerplate import heads_others, is_boilerplate
from pipelines.page.eyebrow import find_eyebrow, find_in_meta_line
from pipelines.page.links_above import LinksAbove
from pipelines.page.menu import MIN_ENTRIES, find_current_entries, is_menu
from pipelines.page.section_levels import (
    SIGNS,
    begins_at_home,
    begins_at_root,
    check_levels,
    choose_fuller,
    has_marks,
    is_level,
    is_root,
    may_end_path,
    split_at_marks,
    split_levels,
)
from pipelines.text.site_words import SECTION_KEYS, SITE
from pipelines.text.text_keys import count_hangul

METAS = (
    ("article:section", "article:section1", "article:section2"),
    ("content_category", "content_subcategory"),
    ("og:article:section",),
    ("dd:category",),
    ("classification",),
    ("section",),
    ("category",),
    ("cxenseparse:category",),
)
MAX_ANCESTORS, MAX_SIBLINGS, MAX_BOXES, MAX_DEPTH = 8, 12, 28, 5
MAX_BELOW, MAX_BOXES_BELOW = 3, 12
MAX_PATH_CHARACTERS = 60
MAX_LINKS, MAX_PATH_LINKS = 800, 6
MAX_NEAR_BOXES, MAX_BOXES_BEHIND = 10, 20
MAX_PIECES, MAX_TITLE, MAX_UNMARKED = 40, 300, 2
SHOWING = ("h1", "h2", "h3", "h4", "td", "b", "strong", "span", "font", "p", "div", "dt")
MIN_HEADLINE_LETTERS = 12
LISTS = frozenset({"nav", "ul", "ol", "dl"})
INLINE = frozenset({"a", "span", "em", "strong", "b", "i"})
LIST_ADDRESS = re.compile(r"list|sect|categ|cate|cat=|menu|code|sc_|sid|part|topic|/[A-Za-z]{2,20}(?:/\d{1,3})?/?\Z")
_TITLE_MARKS = re.compile(r"\s+(?:[-–—|:·ㅣ│]|::|&gt;)\s+|\s*[|ㅣ│]\s*|\s+(?=[<>])|(?<=[<>])\s+")
_RUN_MARKS = re.compile(r"\s+[-–—|]\s+|\s*[|]\s*")
_WORDS = re.compile(r"[·ㆍ/&]")
_DAY = re.compile(r"\d{2,4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}")
_BESIDE = re.compile(r"\s*[|/ㅣ·]\s*")
_OF_CATEGORY = re.compile(r"['‘\"“]\s?([^'’\"”]{2,16}?)\s?['’\"”]\s?카테고리의\s다른")
_OTHER_MARKS = re.compile(r"\s*[|/ㅣ]\s*")
_CALLED = re.compile(r"(?:분류|카테고리|섹션|코너|Category)\s?[:：]?", re.IGNORECASE)
VALUES = ("dd", "td", "span", "em", "strong")
# as in 현재위치 : 홈 / 지역 / 포항
_HERE = re.compile(r"(?:현재\s?위치|현\s?위치)\s?[:：]\s?")
_HERE_MARKS = re.compile(rf"\s*[/|ㅣ{SIGNS}]\s*")
_OTHER_SIGN = re.compile(r"[|/ㅣ]")


def find_section(
    page: Document,
    headline: Element | None,
    title: str,
    *,
    sites: Sequence[str] = (),
    said: Sequence[str] = (),
    by_path_alone: bool = False,
) -> tuple[str, ...]:
    """The levels, the widest first; empty where the page says nothing.

    ``headline`` is the element that shows the headline, ``title`` its words; ``sites`` are names of the outlet;
    ``said`` are levels that are known from elsewhere; ``by_path_alone``: only a path with marks and
    what it says for programs.
    """
    names = frozenset(
        alnum_key(site) for site in (*sites, page.meta.get("og:site_name", ""), _tail_of(page, title)) if site
    )
    if headline is None or text_of(headline) != title:
        inner = _find_words(next(page.root.iter("body"), page.root) if headline is None else headline, title)
        headline = inner if inner is not None else headline
    above = LinksAbove(page, headline)
    found: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    if headline is not None:
        found, near = _find_path(above, headline, names, title, marked_alone=by_path_alone)
    for other in (*_read_programs(page, title), said):
        found = choose_fuller(found, check_levels(other, names, title))
    if by_path_alone:
        return found
    found = choose_fuller(found, _read_title(page, above, title, names))
    found = choose_fuller(found, near)
    if not found and headline is not None and "category" in page.html:
        found = _find_category_link(headline, names)
    if found or headline is None:
        return found or find_current_entries(page, above, names)
    return (
        find_eyebrow(headline, title, names, above.hold)
        or find_current_entries(page, above, names)
        or _find_below(headline, names, above)
        or _find_phrase(page)
    )


def _tail_of(page: Document, title: str) -> str:
    """What is behind the headline in the page's title where it is one name: the outlet's."""
    head, found, tail = page.title.partition(title) if title else ("", "", "")
    tail = tail.strip(" -–—|:·<>ㅣ")
    is_one = bool(found) and not head and not _TITLE_MARKS.search(tail) and "<" not in tail and ">" not in tail
    return tail if is_one and alnum_key(tail) not in SECTION_KEYS else ""


def _find_words(start: Element, title: str) -> Element | None:
    """The first element below another that shows the words of the headline as its own."""
    if not title:
        return None
    return next((e for e in start.iter(*SHOWING) if e.text and collapse_spaces(e.text[:MAX_TITLE]) == title), None)


def _find_path(
    above: LinksAbove, headline: Element, names: frozenset[str], title: str, *, marked_alone: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nearest path above the headline, and, where that is further away, what else may be a section right above.

    ``marked_alone``: only a path with marks between its levels, which no menu has.
    """
    near: tuple[str, ...] = ()
    short = 0
    for box in islice(_boxes_above(headline), MAX_BOXES):
        text = _path_of(box)
        if not text:
            continue
        short += 1
        if near and short > MAX_BOXES_BEHIND:
            break
        if box.tag in VALUES and (said := box.getprevious()) is not None and _CALLED.fullmatch(text_of(said)):
            called = check_levels(split_at_marks(text), names, title)
            if called:
                return called, near
        is_marked = has_marks(text)
        if not is_marked and not len(box) and text != title and not may_end_path(text):
            levels: list[str] = []  # most boxes: a button, a name, a time
        else:
            levels = _levels_in(box, text)
        at_home = begins_at_home(levels, names)
        if (here := _HERE.match(text)) is not None:
            text = text[here.end() :]
            levels = _HERE_MARKS.split(text)
            at_home = begins_at_home(levels, names)
        if len(levels) < 2 and _OTHER_SIGN.search(text) and begins_at_home(parts := _OTHER_MARKS.split(text), names):
            levels, at_home = parts, True
        is_too_far = not near and short > MAX_NEAR_BOXES
        if is_too_far and not is_marked and not at_home:
            continue  # no path, and nothing further away is near
        path = check_levels(levels, names, title)
        is_path = is_marked and (len(path) > 1 or begins_at_root(levels))
        is_bare_path = at_home and len(path) <= MAX_UNMARKED and not marked_alone and (is_marked or not _is_column(box))
        if path and ((at_home and is_marked) or is_path or is_bare_path):
            return path, near
        if is_too_far:
            continue
        if heads_others(text) or (box.tag == "a" and count_hangul(text) >= MIN_HEADLINE_LETTERS):
            short += MAX_NEAR_BOXES  # other articles stand between
        if not path or near or short > MAX_NEAR_BOXES:
            continue
        if _may_be_section(box, path, above):
            near = path
    return (), near


def _find_phrase(page: Document) -> tuple[str, ...]:
    """What blogs say below a text: ``'새들소식' 카테고리의 다른 글``."""
    if not page.holds_any(("카테고리의",)):
        return ()
    for element in islice(page.root.iter("h2", "h3", "h4", "h5", "strong", "p", "div"), MAX_LINKS):
        text = text_of(element)
        if len(text) <= MAX_PATH_CHARACTERS and (found := _OF_CATEGORY.match(text)) and is_level(found[1]):
            return (found[1],)
    return ()


def _path_of(box: Element) -> str:
    """The text of a box; the path that it begins with where there is one; empty for a long text."""
    if not len(box):
        return _short_text(box.text)
    if len(box) == 1 and not len(inner := box[0]) and isinstance(inner.tag, str) and not _shows(box.text, inner.tail):
        return _short_text(inner.text)
    text, path, marked = "", "", False
    shown = seen = 0
    for piece in map(str, islice(box.itertext(), MAX_PIECES)):
        seen += 1
        if not (words := piece.split()):
            continue
        piece = words[0] if len(words) == 1 else " ".join(words)
        shown += 1
        if not marked and (not path or piece[0] in SIGNS or path[-1] in SIGNS):
            path += piece
        elif not marked:
            marked = True  # the path is at its end
            if has_marks(path):
                return path if len(path) <= MAX_PATH_CHARACTERS else ""
        text = f"{text} {piece}" if text else piece
        if len(text) > MAX_PATH_CHARACTERS:
            return ""
    is_whole = shown < 2 and seen < MAX_PIECES
    return text if is_whole else text_of(box) if text else ""


def _short_text(text: str | None) -> str:
    """A text as one line; empty for a long one, which is mostly told by its beginning."""
    if not text or (
        len(text) > 4 * MAX_PATH_CHARACTERS
        and len(collapse_spaces(text[: 4 * MAX_PATH_CHARACTERS])) > MAX_PATH_CHARACTERS
    ):
        return ""
    text = collapse_spaces(text)
    return text if len(text) <= MAX_PATH_CHARACTERS else ""


def _shows(*texts: str | None) -> bool:
    return any(text and not text.isspace() for text in texts)


def _levels_in(box: Element, text: str) -> list[str]:
    """The levels of a box; of an inline one, those of all that is in one line with it and before it."""
    if box.tag not in INLINE:
        return split_levels(box, text)
    after = box.getnext()
    if after is not None and after.tag in INLINE:  # what ends the line was asked before
        return [] if after.tag == box.tag == "a" else [text]
    run = [box]
    for sibling in islice(box.itersiblings(preceding=True), MAX_SIBLINGS):
        if sibling.tag not in INLINE:
            break
        run.append(sibling)
    whole = "".join(f" {text_of(one)} {one.tail or ''}" if one is not box else f" {text}" for one in reversed(run))
    if len(run) == 1 or len(whole) > 2 * MAX_PATH_CHARACTERS:
        return split_levels(box, text)
    return split_at_marks(whole.strip()) if has_marks(whole) else [text_of(one) for one in reversed(run)]


def _boxes_above(headline: Element) -> Iterator[Element]:
    """The elements before the headline, the nearest first: each before its own parts, of which the last is first."""
    for around in islice(chain((headline,), headline.iterancestors()), MAX_ANCESTORS):
        for sibling in islice(around.itersiblings(preceding=True), MAX_SIBLINGS):
            yield from _parts(sibling)


def _parts(element: Element, depth: int = 0) -> Iterator[Element]:
    if not isinstance(element.tag, str) or element.tag in SILENT or is_hidden(element):
        return
    yield element
    if depth < MAX_DEPTH:
        for child in islice(reversed(element), MAX_SIBLINGS):
            yield from _parts(child, depth + 1)


def _may_be_section(box: Element, path: Sequence[str], above: LinksAbove) -> bool:
    """Whether levels without a mark between them are called as sections are, links to lists, or the page's menu names
    them too; they must not be entries of a menu themselves."""
    if len(path) > MAX_UNMARKED or is_menu(path) or any(map(is_boilerplate, path)):
        return False
    around = box.getparent()
    if _is_in_menu(box) or _is_column(box) or (around is not None and _is_column(around)) or _is_entry(box):
        return False  # the dearest question is the last
    if any(alnum_key(word) in SECTION_KEYS for word in (path[0], *_WORDS.split(path[0]))):
        return True
    links = [box] if box.tag == "a" else list(islice(box.iter("a"), MAX_SIBLINGS))
    texts = {text_of(link) for link in links if LIST_ADDRESS.search(link.get("href") or "")}
    if texts.issuperset(path):
        return True
    own = Counter(map(text_of, links))
    return all(above.count(level) > own[level] for level in path)


def _is_column(box: Element) -> bool:
    """Whether line breaks stand between links: a menu, one entry below the other."""
    breaks = islice(box.iter("br"), MAX_SIBLINGS)
    beside = ((br.getprevious(), br.getnext()) for br in breaks)
    return any(above is not None and below is not None and above.tag == below.tag == "a" for above, below in beside)


def _is_in_menu(box: Element) -> bool:
    """Whether a list of more links than a path has is right around a box: a submenu, or what is left of one."""
    lists = (one for one in islice(box.iterancestors(), MAX_DEPTH) if one.tag in LISTS)
    around = next(lists, None)
    return around is not None and len(list(islice(around.iter("a"), MAX_PATH_LINKS + 1))) > MAX_PATH_LINKS


def _is_entry(box: Element) -> bool:
    """Whether a box is one of several alike that hold a link each (a link: of more than a path has levels)."""
    text, whole = text_of(box), box
    for around in islice(box.iterancestors(), MAX_DEPTH):
        if is_longer(around, len(text)) or text_of(around) != text:
            break
        whole = around
    beside = chain(islice(whole.itersiblings(), MAX_SIBLINGS), islice(whole.itersiblings(preceding=True), MAX_SIBLINGS))
    alike = (
        one
        for one in beside
        if one.tag == whole.tag and (one.tag in ("a", "li") or next(one.iter("a"), None) is not None)
    )
    enough = MIN_ENTRIES - 1 + (whole.tag == "a")
    short = (one for one in alike if not is_longer(one, MAX_PATH_CHARACTERS))
    return next(islice(short, enough - 1, None), None) is not None


def _read_programs(page: Document, title: str) -> Iterator[tuple[str, ...]]:
    """What JSON-LD and meta elements say, each as its levels."""
    for record in article_records(page.json_ld)[0][:3]:
        yield tuple(_texts(record.get("articleSection")))
    for named in METAS:
        yield tuple(level for name in named for level in split_at_marks(page.meta.get(name, "")) if level)
    for script in page.json_ld:
        for crumbs in _find_crumbs(script.value):
            yield tuple(level for level in crumbs if alnum_key(level) != alnum_key(title))


def _texts(value: Any) -> Iterator[str]:
    for one in value[:20] if isinstance(value, list) else (value,):
        if isinstance(one, str):
            yield from (level for part in one.split(",")[:1] for level in split_at_marks(collapse_spaces(part)))


def _find_crumbs(value: Any, depth: int = 0) -> Iterator[tuple[str, ...]]:
    """The names in every BreadcrumbList of a JSON-LD value."""
    if depth > 3:
        return
    if isinstance(value, list):
        for one in value[:50]:
            yield from _find_crumbs(one, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type") == "BreadcrumbList" and isinstance(items := value.get("itemListElement"), list):
            crumbs = tuple(name for item in items[:10] if isinstance(item, dict) and (name := _crumb(item)))
            if len(crumbs) > 1 or alnum_key("".join(crumbs)) in SECTION_KEYS:  # one alone is the home page
                yield crumbs
        for name in ("@graph", "breadcrumb"):
            yield from _find_crumbs(value.get(name), depth + 1)


def _crumb(item: dict[str, Any]) -> str:
    inner = item.get("item")
    name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
    return collapse_spaces(name) if isinstance(name, str) else ""


def _read_title(page: Document, above: LinksAbove, title: str, names: frozenset[str]) -> tuple[str, ...]:
    """``headline < 포항 < 지역 < 기사본문 - 가온신문``, ``headline - 가온신문 - 지역 > 포항``: levels in the title."""
    whole = page.title
    at = whole.find(title) if title else -1
    if at < 0:
        return ()
    rest = whole[at + len(title) :].strip()
    if not rest or len(rest) > 120:
        return ()
    parts = [part.strip(" -–—|:<>·") for part in _TITLE_MARKS.split(rest)]
    for sign, order in (("<", -1), (">", 1)):
        # One run of levels between signs; what the other marks set off is the site's.
        runs = [run for run in _RUN_MARKS.split(rest) if run] if sign in rest else []
        for run in runs:
            levels = [level.strip(" -–—|") for level in run.split(sign)][::order]
            others = any(SITE.search(other) for other in runs if other is not run)
            if sign in run and (path := check_levels(levels, () if others else names)):
                return path
    known = [word for word in parts if alnum_key(word) in SECTION_KEYS and is_level(word) and not is_root(word)]
    may = (word for word in parts[:-1] if is_level(word) and not is_root(word) and alnum_key(word) not in names)
    words = list(may) if not known and above.headline is not None else []
    if words:  # before the site, if a menu names it
        known = above.find_called(words)
        known = known if len(known) == 1 else [word for word in known if not SITE.search(word)]
    return check_levels(known, names) if len(known) == 1 else ()


def _find_category_link(headline: Element, names: frozenset[str]) -> tuple[str, ...]:
    """Links near the headline that say themselves that they lead to the article's category (``rel``)."""
    for around in islice(headline.iterancestors(), MAX_BELOW):
        links = (a for a in islice(around.iter("a"), MAX_LINKS) if "category" in (a.get("rel") or "").split())
        if texts := [text for text in map(text_of, islice(links, 3)) if text]:
            return check_levels(texts, names)
    return ()


def _find_below(headline: Element, names: frozenset[str], above: LinksAbove) -> tuple[str, ...]:
    """A section's word, or a path from the home page, right below the headline; or among other things in a line there
    what a menu names too."""
    around = islice(chain((headline,), headline.iterancestors()), MAX_BELOW)
    below = chain.from_iterable(
        (part for sibling in islice(one.itersiblings(), MAX_BELOW) for part in islice(_parts(sibling), MAX_BOXES_BELOW))
        for one in around
    )
    for box in islice(below, MAX_BOXES):
        text = _path_of(box)
        if not text:
            continue
        levels = split_levels(box, text)
        if (begins_at_home(levels, names) or alnum_key(text) in SECTION_KEYS) and (path := check_levels(levels, names)):
            return path
        parts = _BESIDE.split(text) if _DAY.search(text) else ()
        if (section := find_in_meta_line(parts, above.hold)) and alnum_key(section) not in names:
            return (section,)
    return ()
