"""Blocks inside the body that stand there on every page: boxes that ask, share and advertise, never the article's."""

from collections import Counter
from collections.abc import Sequence

from models.records.article import Article
from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import read_lines
from pipelines.dom.tree import Element
from pipelines.fit.judge import Candidate
from pipelines.fit.seen import PageView
from pipelines.fit.selector_forms import CLASS, ID, forms_of
from pipelines.fit.trial import Read

MAX_BLOCKS = 300
"""Elements of one page that are looked at."""
MAX_DROPPED = 8


def find_repeated_blocks(
    views: Sequence[PageView], bodies: Sequence[Element | None], readings: Sequence[Read]
) -> list[Candidate]:
    """Selectors of blocks of which every line stands on another page too, and one line at least was read as text.

    The outermost alone, at most MAX_DROPPED; ``hits`` are the pages that have the block. ``bodies`` and ``readings``:
    of each page the body's element, and what is read by the layout so far.
    """
    blocks = [_find_blocks(view, body) for view, body in zip(views, bodies, strict=True)]
    read_keys = list(map(_read_keys, readings))
    lines: Counter[str] = Counter()
    for view, own, read in zip(views, blocks, read_keys, strict=True):
        lines.update(view.lines | {key for keys in own.values() for key in keys} | read)
    holders: dict[str, list[set[Element]]] = {}
    spoiled: set[str] = set()
    useful: set[str] = set()
    for number, (own, read) in enumerate(zip(blocks, read_keys, strict=True)):
        for element, keys in own.items():
            is_repeated = all(lines[key] > 1 for key in keys)
            for selector in _selectors(element):
                if not is_repeated:
                    spoiled.add(selector)
                    continue
                holders.setdefault(selector, [set() for _ in views])[number].add(element)
                if not read.isdisjoint(keys):
                    useful.add(selector)
    found: list[Candidate] = []
    covered: set[Element] = set()
    fitting = [selector for selector in holders if selector in useful and selector not in spoiled]
    for selector in sorted(fitting, key=lambda one: (-_letters(holders[one], views), one)):
        elements = {element for own in holders[selector] for element in own}
        pages = sum(map(bool, holders[selector]))
        if pages < 2 or all(_is_covered(element, covered) for element in elements):
            continue
        covered |= elements
        found.append(Candidate(selector, pages, 0, len(views), pages, CLASS if selector[0] == "." else ID))
    return found[:MAX_DROPPED]


def _find_blocks(view: PageView, body: Element | None) -> dict[Element, frozenset[str]]:
    """The small blocks with a name inside the body's element, and their lines as keys."""
    if body is None:
        return {}
    found: dict[Element, frozenset[str]] = {}
    for element in body.iterdescendants("*"):
        if element in view.small and (element.get("id") or element.get("class")):
            lines = (alnum_key(line.text) for line in read_lines(element) if line.kind != "image")
            if keys := frozenset(filter(None, lines)):
                found[element] = keys
            if len(found) >= MAX_BLOCKS:
                break
    return found


def _read_keys(read: Read) -> frozenset[str]:
    lines = read.body.split("\n") if isinstance(read, Article) else ()
    return frozenset(key for line in lines if (key := alnum_key(line)))


def _selectors(element: Element) -> list[str]:
    forms = forms_of(element)
    return [selector for _, selector in forms if selector[0] in "#." and " " not in selector]


def _letters(own: Sequence[set[Element]], views: Sequence[PageView]) -> int:
    return sum(
        len(view.small.get(element, "")) for view, several in zip(views, own, strict=True) for element in several
    )


def _is_covered(element: Element, covered: set[Element]) -> bool:
    return element in covered or any(around in covered for around in element.iterancestors())
