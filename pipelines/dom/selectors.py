"""Find elements by CSS or XPath, quickly: a selector whose names do not occur in the page is never run."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from models.language import _
from pipelines.dom.css import Compound, read_css
from pipelines.dom.tree import Element

NAME = re.compile(r"[#.]([\w-]+)")
NO_NAMES = re.compile(r"\[[^\]]*\]|:[\w-]+\([^)]*\)")
PART_OF_CLASS = re.compile(r"""contains\(@class,\s?["']([^"']+)["']\)""")
CHOICE = re.compile(r"\bor\b|\bnot\b|\|")
IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
BY_ID = etree.XPath("id($name)")
MAX_NAMES_CHARACTERS = 2_000  # characters of names in one attribute


@dataclass(frozen=True, slots=True)
class Selector:
    """``names`` (ids and classes) must all occur in a page for anything to be found.

    ``compounds`` for a plain selector, else ``path``; then each of ``parts`` must occur in some class as written.
    """

    names: tuple[str, ...]
    compounds: tuple[Compound, ...] = ()
    path: etree.XPath | None = None
    parts: tuple[str, ...] = ()


@cache
def compile_selector(selector: str) -> Selector:
    """A selector ready to run; raises ValueError for one that is neither CSS nor XPath."""
    try:
        if selector.startswith(("/", "(", "id(")):
            # Without a choice in it, all its conditions must hold.
            parts = () if CHOICE.search(selector) else tuple(PART_OF_CLASS.findall(selector))
            return Selector((), path=etree.XPath(selector), parts=parts)
        names = tuple(NAME.findall(NO_NAMES.sub("", selector)))
        if compounds := read_css(selector):
            return Selector(names, compounds)
        return Selector(names, path=CSSSelector(selector, translator="html"))
    except (etree.XPathError, SelectorError, ValueError) as error:
        raise ValueError(_("not a selector: {selector!r} ({error})", selector=selector, error=error)) from error


class ElementIndex:
    """The elements of a tree by id and class, so that most selectors of a layout need not be run."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._classed: list[Element] = []  # all elements with a class, in order
        written: defaultdict[str, list[Element]] = defaultdict(list)  # most elements share a few ways to write it
        for element in root.iter():
            if (text := element.get("class")) is not None:
                self._classed.append(element)
                written[text].append(element)
        self._written = written  # elements by their class as it is written
        holders: defaultdict[str, list[str]] = defaultdict(list)
        for text in written:
            for name in set(text.split()) if len(text) < MAX_NAMES_CHARACTERS else ():
                holders[name].append(text)
        self._holders = holders  # by one name, the ways to write it among others
        ids = cast(list[str], IDS(root))
        self._names = frozenset((*holders, *(name for name in ids if len(name) < MAX_NAMES_CHARACTERS)))

    def find_each(self, selectors: tuple[str, ...], start: Element | None = None) -> Iterator[list[Element]]:
        """The elements of each selector in turn (``start`` or below it), selectors that find nothing left out."""
        for text in selectors:
            selector = compile_selector(text)
            if not self._names.issuperset(selector.names):
                continue
            if selector.path is None:
                elements = self._find_plain(selector.compounds, start)
            elif not all(any(part in written for written in self._written) for part in selector.parts):
                continue
            else:
                found: object = selector.path(self._root if start is None else start)
                elements = [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []
            if elements:
                yield elements

    def _find_plain(self, compounds: tuple[Compound, ...], start: Element | None) -> list[Element]:
        """The elements of a plain selector in document order, the first of its compounds in ``start``."""
        first = compounds[0]
        candidates = self._candidates(first, start)
        found = list(candidates) if first.only_class else [e for e in candidates if first.fits(e)]
        for compound in compounds[1:]:
            if not found:
                break
            found = self._inside(found, compound, self._root if start is None else start)
        return found

    def _candidates(self, compound: Compound, start: Element | None) -> Iterable[Element]:
        if compound.classes:
            several = self._of_class(compound.classes[0])
            return several if start is None else _below(several, [start], itself=True)
        if start is None and compound.id:
            return cast(list[Element], BY_ID(self._root, name=compound.id))
        return (self._root if start is None else start).iter(compound.tag or "*")

    def _inside(self, bases: list[Element], compound: Compound, top: Element) -> list[Element]:
        """The elements of a compound that are inside one of ``bases``, all of which are inside ``top``."""
        if compound.child:
            found = (e for base in bases for e in base.iterchildren(compound.tag or "*") if compound.fits(e))
            return list(dict.fromkeys(found))
        if not compound.classes and len(bases) == 1:
            return [e for e in bases[0].iter(compound.tag or "*") if e is not bases[0] and compound.fits(e)]
        several = self._of_class(compound.classes[0]) if compound.classes else top.iter(compound.tag or "*")
        return [e for e in _below(several, bases) if compound.fits(e)]

    def _of_class(self, name: str) -> list[Element]:
        """All elements of a class, in document order."""
        holders = self._holders.get(name, ())
        if len(holders) == 1:
            return self._written[holders[0]]
        wanted = {id(element) for text in holders for element in self._written[text]}
        return [element for element in self._classed if id(element) in wanted] if wanted else []


def _below(elements: Iterable[Element], bases: list[Element], *, itself: bool = False) -> Iterator[Element]:
    """Those below one of ``bases``. What is learned of a parent is remembered, so that deep nesting costs no more."""
    known = dict.fromkeys(bases, True)
    for element in elements:
        answer = itself and element in known and known[element]
        trail: list[Element] = []
        for parent in () if answer else element.iterancestors():
            if (learnt := known.get(parent)) is not None:
                answer = learnt
                break
            trail.append(parent)
        known.update(dict.fromkeys(trail, answer))
        if answer:
            yield element
