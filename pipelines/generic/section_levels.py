"""The levels of a section in the elements that show it: by the marks between them, else by the elements themselves."""

import re
from collections.abc import Iterable, Iterator

from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element

MAX_LEVELS = 12
_MARKS = re.compile(r"\s*[>›»≫▶]\s*")
_HOME = frozenset({"홈", "HOME"})
_LEAVES = ("a", "span", "li", "em", "strong", "b")


def read_section_levels(elements: Iterable[Element]) -> tuple[str, ...]:
    """The levels that several elements name, in order, each once; the home page is none."""
    levels = (level.strip(" /|·") for element in elements for level in _levels(element))
    return tuple(dict.fromkeys(level for level in levels if level and level.upper() not in _HOME))[:MAX_LEVELS]


def _levels(element: Element) -> Iterator[str]:
    text = text_of(element)
    levels = _MARKS.split(text)
    if len(levels) == 1 and len(element):
        leaves = [leaf for leaf in map(text_of, _childless(element)) if leaf]
        if len(leaves) > 1 and "".join("".join(leaves).split()) == "".join(text.split()):
            levels = leaves
    yield from levels


def _childless(element: Element) -> Iterator[Element]:
    return (leaf for leaf in element.iter(*_LEAVES) if not len(leaf))
