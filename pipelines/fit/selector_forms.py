"""Ways to say in CSS where an element is, the plainest and most lasting first."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from pipelines.dom.tree import Element

MAX_FORMS = 300
MAX_ELEMENTS = 12
"""Elements of one page that may be the part."""
MAX_ANCESTORS = 6
MAX_NAMES = 6
_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]{0,59}")
_PROPERTY = re.compile(r"[A-Za-z]{2,40}")
_NUMBERED = re.compile(r"\d{4}")
_STATES = frozenset("on off active current selected first last odd even open show hide hidden row col clearfix".split())  # noqa: SIM905
ALONE = frozenset({"h1", "h2", "time"})
ID, PROPERTY, CLASS, TAG, LONE_TAG = 0.0, 0.5, 1.0, 0.3, 2.0
INSIDE, INSIDE_TAG, CHILD_TAG, NTH_TAG = 1.2, 2.2, 2.1, 3.4
NTH = ":nth-of-type"
"""A place among siblings moves where one of them is missing."""


def rank_forms(pages: Iterable[Iterable[Element]], *, frames: Collection[Element] = ()) -> list[tuple[float, str]]:
    """(Cost, selector) of what at least two pages offer, the cheapest first. ``pages``: the elements of each page that
    may be the part; ``frames``: elements that hold much else, in which a tag alone says nothing."""
    costs: dict[str, float] = {}
    offered: Counter[str] = Counter()
    for elements in pages:
        own: dict[str, float] = {}
        for element in islice(elements, MAX_ELEMENTS):
            for cost, selector in forms_of(element, frames=frames):
                own[selector] = min(cost, own.get(selector, cost))
        offered.update(own.keys())
        for selector, cost in own.items():
            costs[selector] = min(cost, costs.get(selector, cost))
    common = [selector for selector, count in offered.items() if count > 1]
    best = sorted(common, key=lambda selector: (-offered[selector], costs[selector], selector))[:MAX_FORMS]
    return sorted((costs[selector], selector) for selector in best)


def forms_of(element: Element, *, frames: Collection[Element] = ()) -> Iterator[tuple[float, str]]:
    """(Cost, selector) of each way to say where an element is."""
    tag = element.tag
    own = list(_names(element))
    for cost, name in own:
        yield cost, name
        if cost == CLASS:
            yield cost + TAG, tag + name
    if tag in ALONE:
        yield LONE_TAG, tag
    classes = [name for cost, name in own if cost == CLASS]
    for level, around in enumerate(islice(element.iterancestors(), MAX_ANCESTORS), 1):
        if around.tag in ("body", "html"):
            return
        for cost, name in _names(around):
            for inner in classes:
                yield cost + CLASS + INSIDE + 0.1 * level, f"{name} {inner}"
            if around not in frames:
                yield cost + INSIDE_TAG + 0.2 * level, f"{name} {tag}"
            if level == 1:
                if around not in frames:
                    yield cost + CHILD_TAG, f"{name} > {tag}"
                yield cost + NTH_TAG, f"{name} > {tag}{NTH}({_number(element)})"


def _names(element: Element) -> Iterator[tuple[float, str]]:
    if (name := element.get("id")) and is_lasting(name):
        yield ID, f"#{name}"
    if (name := element.get("itemprop")) and _PROPERTY.fullmatch(name):
        yield PROPERTY, f"[itemprop={name}]"
    classes = (element.get("class") or "")[:1000].split()
    yield from ((CLASS, f".{name}") for name in classes[:MAX_NAMES] if is_lasting(name))


def is_lasting(name: str) -> bool:
    """Whether an id or class may be another page's too: no number of an article, no rule of style, no state."""
    return _NAME.fullmatch(name) is not None and not _NUMBERED.search(name) and name.lower() not in _STATES


def _number(element: Element) -> int:
    return 1 + sum(1 for _ in islice(element.itersiblings(element.tag, preceding=True), 200))
