"""The menus of a page: which entry is marked as the current one, told by looking as no other of its menu does."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.section_levels import check_levels, is_level
from pipelines.text.site_words import SECTION_KEYS

MAX_LINKS, MIN_ENTRIES, MAX_CURRENT, MAX_OTHER_LOOKS = 800, 3, 3, 3
MAX_KEYS, MAX_AROUND = 2, 3
LOOKS = ("class", "style", "aria-current", "aria-selected")
ITEMS = ("li", "dd", "td")
_CURRENT = re.compile(r"(?:\A|[\s_-])(?:on|active|current|selected|select|over|now|sel|here|page|true)(?:\Z|[\s_-])")
_NUMBERS = re.compile(r"\d+")
_SAID_SO = re.compile(r"\s?(?:선택됨|선택|현재\s?(?:페이지|메뉴))\Z")
RawLook = tuple[Any, ...]
Look = tuple[tuple[str, ...], ...]
Entry = tuple[Element, Element]
"""The element that holds an entry alone, and its link."""


def links_before(page: Document, headline: Element) -> list[Element]:
    """The links that stand before the headline."""
    tags = ("a", headline.tag) if str(headline.tag).isalnum() else ()  # lxml searches for no tag that XML cannot hold
    links = []
    for element in islice(page.root.iter(*tags), 2 * MAX_LINKS if tags else None):
        if element is headline:
            break
        if element.tag == "a":
            links.append(element)
    return links


def is_menu(levels: Sequence[str]) -> bool:
    """Whether sections stand side by side: a menu, and no path."""
    return sum(alnum_key(level) in SECTION_KEYS for level in levels) > MAX_KEYS


def find_current_entries(
    page: Document, before: Sequence[Element], names: frozenset[str], headline: Element | None
) -> tuple[str, ...]:
    """The entries of menus that are marked as no other of their menu is, and what they are under. ``before``: the links
    above the headline, or all of the page."""
    links = before[:MAX_LINKS]
    menus: defaultdict[Element, list[Entry]] = defaultdict(list)
    for link in links:
        item = _item_of(link)
        if (menu := item.getparent()) is not None:
            menus[menu].append((item, link))
    found: list[str] = []
    names_used = tuple(name for name in (LOOKS if " aria-" in page.html else LOOKS[:2]) if f" {name}=" in page.html)
    for entries in menus.values():
        if len(entries) >= MIN_ENTRIES and (current := _current_of(entries, names_used)) is not None:
            text = _SAID_SO.sub("", text_of(current))
            if is_level(text) and alnum_key(text) not in names and not is_boilerplate(text):
                parent = _parent_entry(current, links)
                found += [*([parent] if parent else []), text]
    if not found and headline is not None:
        found = _find_in_plain_lists(page, headline)
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


def _read_looks(entries: Sequence[Entry], names: tuple[str, ...]) -> list[RawLook]:
    """Of each entry the marks of its element, of its link and of what its link begins with, as they are written: an
    element's tag and its values of ``names``. Read mark by mark, which is quicker than entry by entry."""
    columns: list[list[Any]] = []
    for elements in ([item for item, _ in entries], [link for _, link in entries]):
        columns += [[e.tag for e in elements], *([e.get(name) for e in elements] for name in names)]
    inner = [_read_inner_look(link, names) if len(link) else () for _, link in entries]
    return list(zip(*columns, inner, strict=True))


def _read_inner_look(link: Element, names: tuple[str, ...]) -> tuple[object, ...]:
    children = islice((child for child in link if isinstance(child.tag, str)), 2)
    return tuple(mark for child in children for mark in (child.tag, *map(child.get, names)))


def _plain_look(raw: RawLook, size: int) -> Look:
    """A look, element by element (of ``size`` marks), less numbers and the way its spaces are written (``m01``,
    ``menu-item-74809``)."""
    *outer, inner = raw
    marks = [*outer, *inner]
    plain = [_NUMBERS.sub("", " ".join(str(mark or "").split())) for mark in marks]
    return tuple((str(marks[at]), *plain[at + 1 : at + size]) for at in range(0, len(marks), size))


def _current_of(entries: list[Entry], names: tuple[str, ...]) -> Element | None:
    """The link of the one entry that is marked, where nearly all others look the same; a first or a last entry may
    look so for being that."""
    raw = _read_looks(entries, names)
    if raw.count(raw[0]) == len(raw):
        return None
    written = Counter(raw)
    plain = {one: _plain_look(one, 1 + len(names)) for one in written}
    counts: Counter[Look] = Counter()
    for one, count in written.items():
        counts[plain[one]] += count
    times = max(counts.values())
    if times < MIN_ENTRIES - 1 or not 0 < len(raw) - times <= MAX_OTHER_LOOKS:
        return None
    looks = [plain[one] for one in raw]
    odd = [at for at, look in enumerate(looks) if counts[look] == 1]
    told = [i for i, name in enumerate(names) if name != "style"]
    named = [
        at for at in odd if any(_CURRENT.search(value) for part in looks[at] for value in (part[1 + i] for i in told))
    ]
    inner = named or [at for at in odd if 0 < at < len(looks) - 1 and times >= MIN_ENTRIES]
    if len(inner) != 1:
        return None
    link = entries[inner[0]][1]
    address = (link.get("href") or "").strip()
    return link if address and not address.startswith(("#", "javascript")) else None


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
