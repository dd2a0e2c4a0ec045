"""The path of sections that a page shows above its headline: 홈 > 지역 > 포항, or one link to a list of articles."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import SILENT, collapse_spaces, is_longer, text_of
from pipelines.dom.tree import Element
from pipelines.page.boilerplate import heads_others, is_boilerplate
from pipelines.page.eyebrow import find_in_meta_line
from pipelines.page.links_above import LinksAbove
from pipelines.page.menu import MIN_ENTRIES, are_entries, is_menu, lead_to_like_pages, read_current
from pipelines.page.section_levels import (
    SIGNS,
    begins_at_home,
    begins_at_root,
    check_levels,
    has_marks,
    is_level,
    may_end_path,
    says_home,
    split_at_marks,
    split_levels,
)
from pipelines.text.site_words import names_section
from pipelines.text.text_keys import count_hangul

MAX_ANCESTORS, MAX_SIBLINGS, MAX_BOXES, MAX_DEPTH = 8, 12, 28, 5
MAX_PATH_LINKS, MAX_PIECES, MAX_UNMARKED = 6, 40, 2
MAX_PATH_CHARACTERS = 60
MAX_NEAR_BOXES, MAX_BOXES_BEHIND = 10, 20
MIN_HEADLINE_LETTERS = 12
LISTS = frozenset({"nav", "ul", "ol", "dl"})
INLINE = frozenset({"a", "span", "em", "strong", "b", "i"})
LIST_ADDRESS = re.compile(r"list|sect|categ|cate|cat=|menu|code|sc_|sid|part|topic|/[A-Za-z]{2,20}(?:/\d{1,3})?/?\Z")
_DAY = re.compile(r"\d{2,4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}")
_BESIDE = re.compile(r"\s*[|/ㅣ·]\s*")
_OTHER_MARKS = re.compile(r"\s*[|/ㅣ]\s*")
_CALLED = re.compile(r"(?:기사\s?)?(?:분류|카테고리|섹션|코너|분야|Category)\s?[:：]?", re.IGNORECASE)
_MAY_CALL = re.compile(r"분류|카테고리|섹션|코너|분야|C(?i:ategory)|c(?i:ategory)")
VALUES = ("dd", "td", "span", "em", "strong")
# as in 현재위치 : 홈 / 지역 / 포항
_HERE = re.compile(r"(?:현재\s?위치|현\s?위치)\s?[:：]\s?")
_HERE_MARKS = re.compile(rf"\s*[/|ㅣ{SIGNS}]\s*")
_OTHER_SIGN = re.compile(r"[|/ㅣ]")
_FRAMES = "[<〈《【(「『"
# as in [건강] and 분류 : 사회
_FRAMED = re.compile(r"[\[<〈《【(「『]\s?([^\[\]<>〈〉《》【】()「」『』]{1,20}?)\s?[\]>〉》】)」』]")
_LABELLED = re.compile(
    r"(?:기사\s?)?(?:분류|카테고리|섹션|코너|분야|Category)(?:\s?[:：|]\s?|\s)([^\s:：|].{0,30})", re.IGNORECASE
)
TAGGED = re.compile(r"[\[<〈【(「]\s?([^\[\]<>〈〉【】()「」]{2,12}?)\s?[\]>〉】)」]")


def find_path(
    above: LinksAbove, headline: Element, names: frozenset[str], title: str, *, marked_alone: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nearest path above the headline, and, where that is further away, what else may be a section right above.

    ``marked_alone``: only a path with marks between its levels, which no menu has.
    """
    near: tuple[str, ...] = ()
    short = 0
    for box in islice(_boxes_above(headline, above.hidden), MAX_BOXES):
        text = path_of(box)
        if not text:
            continue
        short += 1
        if near and short > MAX_BOXES_BEHIND:
            break
        if called := read_label(box, text, names, title):
            return called, near
        levels, at_home, is_marked = _read_levels(box, text, names)
        is_too_far = not near and short > MAX_NEAR_BOXES
        if (near or is_too_far) and not (is_marked or at_home):
            continue  # no path, and nothing further away is near
        path = check_levels(levels, names, title) if levels else ()
        if path and _is_path(box, path, levels, at_home=at_home, is_marked=is_marked, marked_alone=marked_alone):
            return path, near
        if is_too_far:
            continue
        if heads_others(text) or (box.tag == "a" and count_hangul(text) >= MIN_HEADLINE_LETTERS):
            short += MAX_NEAR_BOXES  # other articles stand between
        if near or short > MAX_NEAR_BOXES:
            continue
        if path and (_may_be_section(box, path, above) or read_current(box) == levels):
            near = path
        elif (one := read_beside_day(text, above)) and alnum_key(one) not in names:
            near = (one,)
    return (), near


def _read_levels(box: Element, text: str, names: frozenset[str]) -> tuple[list[str], bool, bool]:
    """What may be levels in a box, whether the first is the home page, and whether marks stand between them."""
    if text[0] in _FRAMES:
        if (framed := _FRAMED.fullmatch(text)) is not None:
            text = framed[1]
        elif not has_marks(text) and (tag := TAGGED.match(text)) is not None and names_section(tag[1]):
            return [tag[1], text[tag.end() :]], False, False
    is_marked = has_marks(text)
    if (here := _HERE.match(text)) is not None:
        levels = _HERE_MARKS.split(text[here.end() :])
        return levels, begins_at_home(levels, names), is_marked
    if not is_marked and not len(box) and not may_end_path(text):
        levels = []  # most boxes: a button, a name, a time
    else:
        levels = read_current(box) or _levels_in(box, text)
    if len(levels) < 2 and _OTHER_SIGN.search(text) and begins_at_home(parts := _OTHER_MARKS.split(text), names):
        return parts, True, is_marked
    return levels, begins_at_home(levels, names), is_marked


def _is_path(
    box: Element, path: Sequence[str], levels: Sequence[str], *, at_home: bool, is_marked: bool, marked_alone: bool
) -> bool:
    """Whether levels are surely a path: from the home page, or with marks between them."""
    if is_marked:
        return at_home or len(path) > 1 or begins_at_root(levels)
    if not at_home or marked_alone or len(path) > MAX_UNMARKED:
        return False
    return says_home(levels) and not _is_column(box) and not lead_to_like_pages(box)


def path_of(box: Element) -> str:
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


def _boxes_above(headline: Element, hidden: Collection[Element]) -> Iterator[Element]:
    """The elements before the headline, the nearest first: each before its own parts, of which the last is first."""
    for around in islice(chain((headline,), headline.iterancestors()), MAX_ANCESTORS):
        for sibling in islice(around.itersiblings(preceding=True), MAX_SIBLINGS):
            yield from parts_of(sibling, hidden)


def parts_of(element: Element, hidden: Collection[Element]) -> Iterator[Element]:
    """An element and its parts to a depth, less what is ``hidden``; each before its own, the last of these first."""
    waiting = [(element, 0)]
    while waiting:
        one, depth = waiting.pop()
        tag = one.tag
        if not isinstance(tag, str) or tag in SILENT or one in hidden:
            continue
        yield one
        if depth < MAX_DEPTH and len(one):
            waiting += [(child, depth + 1) for child in [*islice(reversed(one), MAX_SIBLINGS)][::-1]]


def _may_be_section(box: Element, path: Sequence[str], above: LinksAbove) -> bool:
    """Whether levels without a mark between them are called as sections are, links to lists, or the page's menu names
    them too; they must not be entries of a menu themselves."""
    if len(path) > MAX_UNMARKED or is_menu(path) or any(map(is_boilerplate, path)):
        return False
    if are_entries(box, path):
        return False
    around = box.getparent()
    if _is_in_menu(box) or _is_column(box) or (around is not None and _is_column(around)) or _is_entry(box):
        return False  # the dearest question is the last
    if any(map(names_section, path)):
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
        if (one.tag == whole.tag and (one.tag in ("a", "li") or next(one.iter("a"), None) is not None))
        or (whole.tag == "a" and one.tag in INLINE and is_level(text_of(one)))
    )
    enough = MIN_ENTRIES - 1 + (whole.tag == "a")
    short = (one for one in alike if not is_longer(one, MAX_PATH_CHARACTERS))
    return next(islice(short, enough - 1, None), None) is not None


def read_label(box: Element, text: str, names: frozenset[str], title: str = "") -> tuple[str, ...]:
    """The levels that a label says to be the section: 분류 : 사회, also from an element of its own before the box."""
    if _MAY_CALL.search(text):
        for part in _BESIDE.split(text):
            if labelled := _LABELLED.fullmatch(part):
                return check_levels(_HERE_MARKS.split(labelled[1]), names, title)
    if box.tag in VALUES and (said := box.getprevious()) is not None and _CALLED.fullmatch(text_of(said)):
        return check_levels(split_at_marks(text), names, title)
    return ()


def read_beside_day(text: str, above: LinksAbove) -> str:
    """The section that stands beside a day in one line, where a menu names it or it is called as sections are."""
    if not _DAY.search(text):
        return ""
    return find_in_meta_line(_BESIDE.split(text), lambda part: names_section(part) or above.hold(part))
