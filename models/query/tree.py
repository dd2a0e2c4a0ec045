"""A query as it is understood, and what it means for an article's texts.

``syntax.py`` makes a query of what a user typed; ``holds`` is the definition that every search must equal.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from models.text.particles import has_whole_word


@dataclass(frozen=True, slots=True)
class Term:
    """A text that must occur in the article; ``text`` is folded and one line, ``typed`` is what the user wrote.

    ``field`` names the part it must occur in. ``whole``: as a word of its own, a josa allowed. ``loose``: spaces may
    be between its letters, or be missing. ``phrase``: it was quoted.
    """

    text: str
    typed: str
    phrase: bool = False
    field: str = ""
    whole: bool = False
    loose: bool = False

    @property
    def needle(self) -> "Needle":
        """What to search for in a folded text."""
        return loose_pattern(self.text) if self.loose else self.text


Needle = str | re.Pattern[str]
"""A folded text, or a pattern for folded text."""


@dataclass(frozen=True, slots=True)
class Not:
    """Articles in which ``node`` does not hold."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Articles in which every node holds."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles in which at least one node holds."""

    nodes: tuple["Node", ...]


Node = Term | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; ``cut`` says that it was too long and only its beginning is used."""

    typed: str
    root: Node
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for; every article answers an empty query."""
        return self.root == And(())

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that are searched for, for excerpts and ranking: none behind a minus."""
        return tuple(dict.fromkeys(_wanted(self.root)))

    @property
    def needles(self) -> tuple[Needle, ...]:
        """What to make visible in headlines and texts."""
        shown = (term.needle for term in self.terms if term.field in ("", "headline", "reporter"))
        return tuple(dict.fromkeys(shown))


class Foldable(Protocol):
    """Folded texts by field, as ``texts.Texts`` has them."""

    def of(self, field: str) -> str:
        """The text that a field names; "" is the whole."""
        ...


def holds(node: Node, texts: Foldable) -> bool:
    """Whether the node holds in folded texts: the definition that every search must equal."""
    match node:
        case Term():
            return occurs(node, texts.of(node.field))
        case Not():
            return not holds(node.node, texts)
        case And():
            return all(holds(part, texts) for part in node.nodes)
        case Or():
            return any(holds(part, texts) for part in node.nodes)


def occurs(term: Term, inside: str) -> bool:
    """Whether one term occurs in the text its field names."""
    if term.whole:
        return has_whole_word(term.text, inside)
    if term.loose:
        return loose_pattern(term.text).search(inside) is not None
    return term.text in inside


@lru_cache(maxsize=256)
def loose_pattern(text: str) -> re.Pattern[str]:
    """A pattern for the text with or without spaces between its letters; ASCII words and numbers stay whole."""
    out = ""
    last, apart = "", False
    for c in text:
        if c == " ":
            apart = True
            continue
        inside_ascii_word = last.isascii() and last.isalnum() and c.isascii() and c.isalnum() and not apart
        out += ("" if not last or inside_ascii_word else " ?") + re.escape(c)
        last, apart = c, False
    return re.compile(out)


def is_name(term: Term) -> bool:
    """Whether a term names outlets or sections: it is not searched for in texts."""
    return term.field in ("outlet", "section")


Named = Mapping[Term, Sequence[str]]
"""Terms that name outlets or sections: the search tokens of those that fit."""


def leaves(node: Node) -> Iterator[Term]:
    """Every term of a node, those behind a minus too."""
    match node:
        case Term():
            yield node
        case Not():
            yield from leaves(node.node)
        case And() | Or():
            for part in node.nodes:
                yield from leaves(part)


def has_not(node: Node) -> bool:
    """Whether anything in a node is behind a minus."""
    match node:
        case Term():
            return False
        case Not():
            return True
        case And() | Or():
            return any(map(has_not, node.nodes))


def map_terms(node: Node, change: Callable[[Term], Node]) -> Node:
    """The node with each term replaced by what ``change`` makes of it."""
    match node:
        case Term():
            return change(node)
        case Not():
            return Not(map_terms(node.node, change))
        case And():
            return And(tuple(map_terms(part, change) for part in node.nodes))
        case Or():
            return Or(tuple(map_terms(part, change) for part in node.nodes))


def as_json(node: Node) -> dict[str, Any]:
    """The node as JSON values."""
    match node:
        case Term():
            return {"term": {name: value for name, value in asdict(node).items() if value}}
        case Not():
            return {"not": as_json(node.node)}
        case And():
            return {"and": [as_json(part) for part in node.nodes]}
        case Or():
            return {"or": [as_json(part) for part in node.nodes]}


def from_json(said: Mapping[str, Any]) -> Node:
    """The node that ``as_json`` wrote."""
    if "term" in said:
        return Term(**said["term"])
    if "not" in said:
        return Not(from_json(said["not"]))
    kind = And if "and" in said else Or
    return kind(tuple(map(from_json, said["and" if kind is And else "or"])))


def loosen_query(query: Query) -> Query:
    """The query with spaces between letters allowed, wherever the query does not want a whole word or a name."""

    def loosen(term: Term) -> Node:
        return term if term.whole or term.field not in ("", "headline") else replace(term, loose=True)

    return replace(query, root=map_terms(query.root, loosen))


def _wanted(node: Node) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case And() | Or():
            for part in node.nodes:
                yield from _wanted(part)
        case Not():
            return
