"""A rare attribute of a whole tree at once, which is quicker than to ask each element for it."""

from functools import cache
from typing import Protocol, cast

from lxml import etree

from pipelines.dom.tree import Element


class _Value(Protocol):
    """What lxml finds for an attribute: its text, which knows its element."""

    def getparent(self) -> Element: ...


@cache
def _compile(name: str) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*/@{name}")


def read_attribute(root: Element, name: str) -> dict[Element, str]:
    """An attribute of all elements at and below ``root`` that have it, in the order of the page."""
    # Not by ``[@name]`` nor ``/parent::*``: the one asks every element, the other's time grows with the square.
    return {value.getparent(): str(value) for value in cast(list[_Value], _compile(name)(root))}
