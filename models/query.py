"""What a user typed, understood.

* ``포항 배터리``: both stand in the article. Any part of a word counts, capitals do not.
* ``"배터리 선도도시"``: these words in this order (also in “curly” quotes).
* ``-서울`` (or ``NOT 서울``): articles without it. A minus inside a word is a part of it: ``K-배터리``.
* ``포항 OR 영일만``: either side; AND binds more tightly, so ``a b OR c`` is (a and b) or c.

Every text is accepted: what cannot be understood is searched as it stands, and a word without a letter or digit is
left out. Nothing here raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from models.grams import fold

MAX_LENGTH = 2_000
MAX_TERMS = 64
_QUOTES = {'"': '"', "＂": "＂", "“": "”", "„": "”"}
_EDGE_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Term:
    """A text that must stand in the article; ``text`` is folded and one line, ``typed`` is what the user wrote."""

    text: str
    typed: str
    phrase: bool = False


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
        """The terms that are looked for, for excerpts and ranking: none that stands behind a minus."""
        return tuple(dict.fromkeys(_wanted(self.root)))


def parse(text: str) -> Query:
    """Understand what a user typed; never raises."""
    cut = len(text) > MAX_LENGTH
    words = _words(_clean(text[:MAX_LENGTH]))
    branches: list[list[Node]] = [[]]
    count, negative = 0, False
    for word in words:
        if word == ("OR", False, False):
            branches.append([])
        elif word == ("NOT", False, False):
            negative = True
            continue
        elif word != ("AND", False, False):
            typed, phrase, minus = word
            term = _term(typed, phrase)
            if term and count == MAX_TERMS:
                cut = True
                break
            if term:
                count += 1
                branches[-1].append(Not(term) if minus or negative else term)
        negative = False
    alternatives = tuple(_all_of(branch) for branch in branches if branch)
    root = alternatives[0] if len(alternatives) == 1 else Or(alternatives) if alternatives else And(())
    return Query(text, root, cut)


def holds(node: Node, text: str) -> bool:
    """Whether the node holds in a folded text: the definition that every search must equal."""
    match node:
        case Term():
            return node.text in text
        case Not():
            return not holds(node.node, text)
        case And():
            return all(holds(part, text) for part in node.nodes)
        case Or():
            return any(holds(part, text) for part in node.nodes)


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


def any_not(node: Node) -> bool:
    """Whether anything in a node stands behind a minus."""
    match node:
        case Term():
            return False
        case Not():
            return True
        case And() | Or():
            return any(map(any_not, node.nodes))


def _all_of(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _wanted(node: Node) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case And() | Or():
            for part in node.nodes:
                yield from _wanted(part)
        case Not():
            return


def _clean(text: str) -> str:
    """The text without format, control and lone surrogate characters, which no archived text carries."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or category(c) not in ("Cc", "Cf", "Cs"))


def _words(text: str) -> Iterator[tuple[str, bool, bool]]:
    """(word, whether it was quoted, whether a minus stood before it), in order."""
    at, end = 0, len(text)
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        minus = text[at] == "-" and at + 1 < end and not text[at + 1].isspace()
        at += minus
        closing = _QUOTES.get(text[at])
        if closing:
            close = text.find(closing, at + 1)
            close = end if close < 0 else close
            yield text[at + 1 : close], True, minus
            at = close + 1
        else:
            stop = at
            while stop < end and not text[stop].isspace():
                stop += 1
            yield text[at:stop], False, minus
            at = stop


def _term(typed: str, phrase: bool) -> Term | None:
    """The term of a word, or None where there is no letter or digit to look for."""
    text = fold(" ".join(typed.split()))
    if not any(c.isalnum() for c in text):
        return None
    if text[0] == "," and text[1] in _EDGE_DIGITS:
        text = text[1:]
    if text[-1] == "," and text[-2] in _EDGE_DIGITS:
        text = text[:-1]
    return Term(text, typed, phrase)
