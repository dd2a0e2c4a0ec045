"""Find elements by CSS or XPath, quickly: a selector whose names do not occur in the page is never run."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from pipelines.dom.tree import Element

# What the quick translation knows: compounds of tag, #id, .class and [attr op value], joined by blanks or ">".
PART = re.compile(
    r"""(?P<tag>^[a-zA-Z][\w-]*|^\*)|\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"""
    r"""|\[(?P<attr>[\w-]+)(?:(?P<op>[~^$*]?=)["']?(?P<value>[^"'\]]*)["']?)?\]"""
)
NAME = re.compile(r"[#.]([\w-]+)")
FIRST_CLASS = re.compile(r"\.([\w-]+)")
ANYWHERE = "descendant-or-self::"
IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
CLASSED = etree.XPath("descendant-or-self::*[@class]")
CLASSES = etree.XPath("descendant-or-self::*/@class", smart_strings=False)  # a union of the two would be sorted
LONGEST_NAMES = 2_000  # characters of names in one attribute


@dataclass(frozen=True, slots=True)
class Selector:
    """``names`` (ids and classes) must all stand in a page for ``path`` to find anything.

    ``first``: a class by which the search begins, whatever the tag; ``within`` is the path from such an element on.
    """

    names: tuple[str, ...]
    path: etree.XPath
    first: str = ""
    within: etree.XPath | None = None


def _compound(text: str) -> str | None:
    """One compound as an XPath step, or None where this translation does not reach."""
    tag, tests, at = "*", [], 0
    while at < len(text):
        found = PART.match(text[at:]) if at == 0 else PART.match(text, at)
        if found is None or found.end() == found.start():
            return None
        at = found.end()
        if found["tag"]:
            tag = found["tag"].lower()
        elif found["id"]:
            tests.append(f'@id="{found["id"]}"')
        elif found["cls"]:
            name = found["cls"]
            tests.append(f'contains(@class,"{name}") and contains(concat(" ",normalize-space(@class)," ")," {name} ")')
        else:
            tests.append(_attribute(found["attr"], found["op"], found["value"]))
    return tag + "".join(f"[{test}]" for test in tests)


def _attribute(name: str, op: str | None, value: str) -> str:
    match op:
        case None:
            return f"@{name}"
        case "=":
            return f'@{name}="{value}"'
        case "^=":
            return f'starts-with(@{name},"{value}")'
        case "*=":
            return f'contains(@{name},"{value}")'
        case "$=":
            return f'substring(@{name},string-length(@{name})-{len(value) - 1})="{value}"'
        case _:
            return f'contains(concat(" ",normalize-space(@{name})," ")," {value} ")'


def _translate(css: str) -> str | None:
    path = ""
    axis = ANYWHERE
    for word in re.sub(r"\s*>\s*", " > ", css.strip()).split():
        if word == ">":
            axis = "child::"
            continue
        step = _compound(word)
        if step is None:
            return None
        if not path and (by_id := re.fullmatch(r"([a-zA-Z]*)#([\w-]+)", word)):
            path = f'id("{by_id[2]}")' + (f"[self::{by_id[1].lower()}]" if by_id[1] else "")  # a hash look-up
        else:
            path += ("/" if path else "") + axis + step
        axis = "descendant::"
    return path


@cache
def compile_selector(selector: str) -> Selector:
    """A selector ready to run; raises ValueError for one that is neither CSS nor XPath."""
    try:
        if selector.startswith(("/", "(", "id(")):
            return Selector((), etree.XPath(selector))
        quick = _translate(selector)
        path = etree.XPath(quick) if quick else CSSSelector(selector, translator="html")
        names = tuple(NAME.findall(re.sub(r"\[[^\]]*\]|:[\w-]+\([^)]*\)", "", selector)))
        if quick and (first := FIRST_CLASS.match(selector.strip())):
            return Selector(names, path, first[1], etree.XPath("self::" + quick.removeprefix(ANYWHERE)))
        return Selector(names, path)
    except (etree.XPathError, SelectorError, ValueError) as error:
        raise ValueError(f"not a selector: {selector!r} ({error})") from error


def names_below(element: Element) -> frozenset[str]:
    """Every id and class name of an element and of all below it."""
    return _names({*cast(list[str], CLASSES(element)), *cast(list[str], IDS(element))})


def _names(written: Collection[str]) -> frozenset[str]:
    return frozenset(" ".join(text for text in written if len(text) < LONGEST_NAMES).split())


@dataclass(frozen=True, slots=True)
class Document:
    """A page's tree with the text that it was grown from."""

    root: Element
    html: str
    names: frozenset[str]  # of all its elements: most selectors of a layout need not be run
    widgets: dict[Element, bool] = field(default_factory=dict)  # elements known to stand in a widget, or not
    classes: dict[str, list[Element]] = field(default_factory=dict)  # as written
    found: dict[str, list[Element]] = field(default_factory=dict)  # by class, those that were asked for

    @classmethod
    def of(cls, root: Element, html: str) -> "Document":
        written: defaultdict[str, list[Element]] = defaultdict(list)  # most elements share a few ways to write it
        for element in cast(list[Element], CLASSED(root)):
            written[element.get("class", "")].append(element)
        names = _names((*written, *cast(list[str], IDS(root))))
        return cls(root, html, names, classes=written)

    def every(self, selectors: tuple[str, ...]) -> Iterator[list[Element]]:
        """The elements of each selector in turn, empty finds left out."""
        return _every(self.root, selectors, self.names, self.of_class)

    def of_class(self, name: str) -> list[Element]:
        """All elements of a class, in document order."""
        found = self.found.get(name)
        if found is None:
            holders = [several for text, several in self.classes.items() if name in text and name in text.split()]
            if len(holders) == 1:
                found = holders[0]
            else:
                found = cast(list[Element], compile_selector(f".{name}").path(self.root)) if holders else []
            self.found[name] = found
        return found


def below(element: Element, selectors: tuple[str, ...]) -> Iterator[list[Element]]:
    """The elements below ``element`` of each selector in turn, empty finds left out."""
    return _every(element, selectors, names_below(element))


def _every(
    start: Element,
    selectors: tuple[str, ...],
    names: frozenset[str],
    of_class: Callable[[str], list[Element]] | None = None,
) -> Iterator[list[Element]]:
    for text in selectors:
        selector = compile_selector(text)
        if names.issuperset(selector.names):
            if of_class is not None and selector.within is not None:
                first = cast(list[list[Element]], [selector.within(one) for one in of_class(selector.first)])
                found: object = list(dict.fromkeys(element for several in first for element in several))
            else:
                found = selector.path(start)
            if isinstance(found, list) and (elements := [e for e in found if isinstance(e, etree._Element)]):
                yield elements
