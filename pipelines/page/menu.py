"""The menus of a page: which entry is marked as the current one, told by looking as no other of its menu does."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.attributes import read_attribute
from pipelines.dom.body_lines import text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.links_above import LinksAbove
from pipelines.page.section_levels import check_levels, is_below, is_level, stand_beside
from pipelines.text.site_words import SECTION_KEYS

MAX_LINKS, MIN_ENTRIES, MAX_CURRENT, MAX_OTHER_LOOKS = 800, 3, 3, 3
MAX_KEYS, MAX_AROUND, MAX_FEW = 2, 3, 12
CURRENT = ("aria-current", "aria-selected")
ITEMS = ("li", "dd", "td")
_CURRENT = re.compile(r"(?:\A|[\s_-])(?:on|active|current|selected|select|over|now|sel|here|page|true)(?:\Z|[\s_-])")
_ADDRESS_PARTS = re.compile(r"[/?&#]")
_NUMBERS = re.compile(r"\d+")
_SAID_SO = re.compile(r"\s?(?:선택됨|선택|현재\s?(?:페이지|메뉴))\Z")
Look = tuple[object, ...]
Words = tuple[str, ...]
_NOTHING_INSIDE: tuple[Look, Words] = ((), ())
Marks = dict[str, dict[Element, str]]
"""Attributes by their name, each of all elements that have it."""
Entry = tuple[Element, Element]
"""The element that holds an entry alone, and its link."""


def is_menu(levels: Sequence[str]) -> bool:
    """Whether sections stand side by side: a menu, and no path."""
    return sum(alnum_key(level) in SECTION_KEYS for level in levels) > MAX_KEYS


def are_entries(box: Element, levels: Sequence[str]) -> bool:
    """Whether the levels that a box shows without marks between them are entries of a menu and no path."""
    if len(levels) < 2:
        return False
    return stand_beside(levels) or (not is_below(levels) and lead_to_like_pages(box))


def lead_to_like_pages(box: Element) -> bool:
    """Whether the last two links of a box, or of the line that it ends, differ in one part of their addresses alone:
    entries of a menu, of which none is below another (``/s/1`` and ``/s/2``)."""
    before = (box, *islice(box.itersiblings(preceding=True), 1)) if box.tag == "a" else ()
    links = before[::-1] if before else list(islice(box.iter("a"), MAX_LINKS))[-2:]
    addresses = [_ADDRESS_PARTS.split(link.get("href") or "") for link in links]
    if len(addresses) < 2 or len(addresses[0]) != len(addresses[1]) or len(addresses[0]) < 2:
        return False
    other = [(one, two) for one, two in zip(*addresses, strict=True) if one != two]
    return len(other) == 1 and _name_of(other[0][0]) == _name_of(other[0][1])


def _name_of(part: str) -> str:
    """The name of a parameter of an address; empty for a folder."""
    name, equals, _ = part.partition("=")
    return name if equals else ""


def read_current(box: Element) -> list[str]:
    """Of a few entries side by side, the one that is marked as where the page is; none where none or several are, or
    where the last of more than two is, as in a path."""
    if box.tag == "a":
        return []
    entries = list(islice(box.iter("a"), MAX_FEW + 1))
    entries = entries or [item for item in islice(box, MAX_FEW + 1) if item.tag == "li"]
    if not 1 < len(entries) <= MAX_FEW:
        return []
    marked = [entry for entry in entries if any(map(_is_marked, {entry, _item_of(entry)}))]
    is_one = len(marked) == 1 and (len(entries) == MIN_ENTRIES - 1 or marked[0] is not entries[-1])
    return [text_of(marked[0])] if is_one else []


def _is_marked(element: Element) -> bool:
    return _CURRENT.search(element.get("class") or "") is not None


def find_current_entries(page: Document, above: LinksAbove, names: frozenset[str]) -> tuple[str, ...]:
    """The entries of menus that are marked as no other of their menu is, and what they are under; ``names`` are keys of
    what the outlet is called."""
    links = above.links[:MAX_LINKS]
    menus: defaultdict[Element, list[Entry]] = defaultdict(list)
    for link, around in zip(links, above.parents, strict=False):
        item = around if around is not None and around.tag in ITEMS else _item_of(link)
        if (menu := item.getparent()) is not None:
            menus[menu].append((item, link))
    found: list[str] = []
    rare = {"style": page.styles} if page.styles else {}
    if " aria-" in page.html:
        rare |= {name: marked for name in CURRENT if (marked := read_attribute(page.root, name))}
    for entries in menus.values():
        if len(entries) >= MIN_ENTRIES and (current := _current_of(entries, rare)) is not None:
            text = _SAID_SO.sub("", text_of(current))
            if is_level(text) and alnum_key(text) not in names and not is_boilerplate(text):
                parent = _parent_entry(current, links)
                found += [*([parent] if parent else []), text]
    if not found and above.headline is not None:
        found = _find_in_plain_lists(page, above.headline)
    path = check_levels(dict.fromkeys(found), names)
    return path if len(path) <= MAX_CURRENT and not is_menu(path) else ()


def _find_in_plain_lists(page: Document, headline: Element) -> list[str]:
    """The entry of a list without links above the headline that alone has another class than all others."""
    for entries in islice(page.root.iter("ul", "ol", headline.tag), MAX_LINKS):
        if entries is headline:
            break
        if entries.tag == headline.tag or not MIN_ENTRIES <= len(entries) <= MAX_LINKS:
            continue
        if next(entries.iter("a"), None) is not None:
            continue
        items = [item for item in entries if item.tag == "li"]
        classes = Counter(item.get("class") for item in items)
        odd = [item for item in items if classes[item.get("class")] == 1 and item.get("class")]
        if len(items) == len(entries) and len(odd) == 1 and len(classes) == 2 and is_level(text := text_of(odd[0])):
            return [text]
    return []


def _item_of(link: Element) -> Element:
    """The entry of a menu that a link is: the list item, or what holds the link alone."""
    item = link
    for _ in range(MAX_AROUND):
        around = item.getparent()
        if around is None:
            break
        if around.tag in ITEMS:
            return around
        if len(around) > 1:
            break
        item = around
    return item


def _current_of(entries: Sequence[Entry], rare: Marks) -> Element | None:
    """The link of the one entry that is marked, where nearly all others look the same; a first or a last entry may
    look so for being that."""
    looks, words = _read_looks(entries, rare)
    if not looks:
        return None
    counts = Counter(looks)
    times = max(counts.values())
    if times < MIN_ENTRIES - 1 or not 0 < len(looks) - times <= MAX_OTHER_LOOKS:
        return None
    odd = [at for at, look in enumerate(looks) if counts[look] == 1]
    named = [at for at in odd if any(_CURRENT.search(word) for column in words for word in column[at])]
    inner = named or [at for at in odd if 0 < at < len(looks) - 1 and times >= MIN_ENTRIES]
    if len(inner) != 1:
        return None
    link = entries[inner[0]][1]
    address = (link.get("href") or "").strip()
    return link if address and not address.startswith(("#", "javascript")) else None


def _read_looks(entries: Sequence[Entry], rare: Marks) -> tuple[list[Look], list[Sequence[Words]]]:
    """Of each entry all marks in which entries differ, none where all look the same; and, mark by mark, the words in
    which an entry may say that it is the current one.

    The marks are tag, class and ``rare`` attributes of what holds the link, of the link, and of what it begins with.
    They are read mark by mark, which is quicker than entry by entry.
    """
    items, links = [item for item, _ in entries], [link for _, link in entries]
    marks: list[Sequence[object]] = [[item.tag for item in items]]
    words: list[Sequence[Words]] = []
    for elements in (items, links):
        written = {"class": [e.get("class") for e in elements]}
        for name, marked in rare.items():
            if not marked.keys().isdisjoint(elements):
                written[name] = [marked.get(e) for e in elements]
        for name, values in written.items():
            plain = {value: (_plain_mark(value),) for value in set(values)}
            column = [plain[value] for value in values]
            marks.append(column)
            if name != "style":
                words.append(column)
    inner = [_read_inner_look(link, rare) if len(link) else _NOTHING_INSIDE for link in links]
    marks.append([look for look, _ in inner])
    words.append([said for _, said in inner])
    return list(zip(*(column for column in marks if column.count(column[0]) < len(column)), strict=True)), words


def _read_inner_look(link: Element, rare: Marks) -> tuple[Look, Words]:
    """The marks of what a link begins with, and those of them that may say that it is the current one."""
    look: list[object] = []
    said: list[str] = []
    for child in islice((child for child in link if isinstance(child.tag, str)), 2):
        plain = {name: _plain_mark(child.get(name)) for name in ("class", *rare)}
        look += [child.tag, *plain.values()]
        said += [mark for name, mark in plain.items() if name != "style"]
        said += ["current"] if child.tag in ("b", "strong") else []
    return tuple(look), tuple(said)


def _plain_mark(mark: str | None) -> str:
    """A mark less numbers and the way its spaces are written (``m01``, ``menu-item-74809``)."""
    return _NUMBERS.sub("", " ".join(mark.split())) if mark else ""


def _parent_entry(current: Element, links: Sequence[Element]) -> str:
    """The entry of a menu with submenus under which an entry of the same address stands; empty where there is none."""
    address = (current.get("href") or "").strip()
    for link in links:
        if link is current or (link.get("href") or "").strip() != address:
            continue
        for item in (item for item in islice(link.iterancestors("li"), 3) if item is not link.getparent()):
            head = next(item.iter("a"), None)
            if head is not None and head is not link and is_level(text := text_of(head)):
                return text if text != text_of(current) else ""
    return ""
