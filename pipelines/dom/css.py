"""Plain CSS selectors as data: compounds of tag, #id, .class and [attribute], joined by blanks or ``>``.

Most selectors of a layout are of this kind, and to look at a few elements' attributes is far quicker than an XPath.
Two additions of our own: ``li:says(승인|입력)`` has one of the words in its text, ``li:not-says(지면)`` none of them.
"""

import re
from dataclasses import dataclass

from lxml import etree

from pipelines.dom.tree import Element

PART = re.compile(
    r"""(?P<tag>^[a-zA-Z][\w-]*|^\*)|\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"""
    r"""|\[(?P<attr>[\w-]+)(?:(?P<op>[~^$*]?=)["']?(?P<value>[^"'\]]*)["']?)?\]"""
    r"""|:says\((?P<says>[^()\s]+)\)|:not-says\((?P<unsaid>[^()\s]+)\)"""
)
STRING = etree.XPath("substring(string(), 1, 10000)", smart_strings=False)
CHILD = re.compile(r"\s*>\s*")


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be. ``child``: it must be right in an element of the compound before it."""

    tag: str = ""
    classes: tuple[str, ...] = ()
    tests: tuple[tuple[str, str, str], ...] = ()  # attribute, operator ("" for any value), value
    needs_one_of: tuple[str, ...] = ()  # one of these words in its text
    needs_none_of: tuple[str, ...] = ()  # none of these
    child: bool = False

    @property
    def id(self) -> str:
        """The id that is required, if any."""
        return next((value for name, op, value in self.tests if name == "id" and op == "="), "")

    @property
    def only_class(self) -> bool:
        """Whether a single class is all that is required."""
        return len(self.classes) == 1 and not (self.tag or self.tests or self.needs_one_of or self.needs_none_of)

    def fits(self, element: Element) -> bool:
        """Whether an element is of this kind, wherever it is."""
        if self.tag and element.tag != self.tag:
            return False
        if self.classes:
            written = element.get("class")
            if written is None:
                return False
            if written != self.classes[0] or len(self.classes) > 1:
                words = written.split()
                for name in self.classes:
                    if name not in words:
                        return False
        for name, op, value in self.tests:
            if not _passes(element.get(name), op, value):
                return False
        return not (self.needs_one_of or self.needs_none_of) or self._has_words(element)

    def _has_words(self, element: Element) -> bool:
        text = str(STRING(element))
        has_word = not self.needs_one_of or any(word in text for word in self.needs_one_of)
        return has_word and not any(word in text for word in self.needs_none_of)


def _passes(found: str | None, op: str, value: str) -> bool:
    if found is None:
        return False
    match op:
        case "":
            return True
        case "=":
            return found == value
        case "^=":
            return found.startswith(value)
        case "*=":
            return value in found
        case "$=":
            return found.endswith(value)
        case _:
            return value in found.split()


def read_css(selector: str) -> tuple[Compound, ...] | None:
    """The compounds of a selector, or None for one that is of another kind."""
    compounds: list[Compound] = []
    child = False
    for word in CHILD.sub(" > ", selector.strip()).split():
        if word == ">":
            child = True
            continue
        compound = _compound(word, child=child)
        if compound is None:
            return None
        compounds.append(compound)
        child = False
    return None if child or not compounds or compounds[0].child else tuple(compounds)


def _compound(text: str, *, child: bool) -> Compound | None:
    tag, at = "", 0
    classes: list[str] = []
    tests: list[tuple[str, str, str]] = []
    needs_one_of: tuple[str, ...] = ()
    needs_none_of: tuple[str, ...] = ()
    while at < len(text):
        found = PART.match(text) if at == 0 else PART.match(text, at)
        if found is None or found.end() == found.start():
            return None
        at = found.end()
        if found["tag"]:
            tag = found["tag"].lower().strip("*")
        elif found["id"]:
            tests.append(("id", "=", found["id"]))
        elif found["cls"]:
            classes.append(found["cls"])
        elif found["says"]:
            needs_one_of = tuple(found["says"].split("|"))
        elif found["unsaid"]:
            needs_none_of = tuple(found["unsaid"].split("|"))
        else:
            tests.append((found["attr"], found["op"] or "", found["value"] or ""))
    return Compound(tag, tuple(classes), tuple(tests), needs_one_of, needs_none_of, child)
