"""What a user typed, understood.

* ``포항 배터리``: both occur in the article. Any part of a word counts, capitals do not.
* ``"배터리 선도도시"``: these words in this order (also in “curly” quotes).
* ``-서울`` (or ``NOT 서울``): articles without it. A minus inside a word is a part of it: ``K-배터리``.
* ``포항 OR 영일만``: either side; AND binds more tightly, so ``a b OR c`` is (a and b) or c.
* ``(포항 OR 경주) 축제``: parentheses, at the ends of words: ``(주)포스코`` is a word.
* ``headline:`` ``reporter:`` ``outlet:`` ``section:`` (``제목:`` ``기자:`` ``매체:`` ``분야:``) before a word, a phrase
  or parentheses: it must occur there.
* ``=대전``: the word itself, with or without a josa, and not a part of 대전환.

Every text is accepted: what cannot be understood is searched literally, and a word without a letter or digit is
left out. Nothing here raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import category

from models.query.tree import And, Node, Not, Or, Query, Term, map_terms
from models.text.folding import fold

MAX_LENGTH = 2_000
MAX_TERMS = 64
MAX_DEPTH = 12
"""Parentheses inside parentheses; deeper ones do not group."""
FIELD_NAMES = {
    "headline": "headline", "제목": "headline", "reporter": "reporter", "기자": "reporter",
    "outlet": "outlet", "매체": "outlet", "section": "section", "분야": "section",
}  # fmt: skip
_LONGEST_FIELD = max(map(len, FIELD_NAMES))
_QUOTES = {'"': '"', "＂": "＂", "“": "”", "„": "”"}
_EDGE_DIGITS = "0123456789"
_EQUALS = "=＝"


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of the query: a word with what is before it, or one of the parentheses that group."""

    kind: str
    text: str = ""
    phrase: bool = False
    negated: bool = False
    field: str = ""
    whole: bool = False

    @property
    def operator(self) -> str:
        """AND, OR or NOT, where it is alone."""
        bare = self.kind == "word" and not (self.phrase or self.negated or self.field or self.whole)
        return self.text if bare and self.text in ("AND", "OR", "NOT") else ""


def parse(text: str) -> Query:
    """The query that a text means; never raises."""
    cut = len(text) > MAX_LENGTH
    cleaned = _clean(text[:MAX_LENGTH])
    reading = _Reading(list(_words(cleaned, _groups(cleaned))))
    root = reading.any_of(0)
    return Query(text, root, cut or reading.cut)


class _Reading:
    """Reads the words from left to right; each method reads what its name says."""

    def __init__(self, words: list[_Word]) -> None:
        self.words = words
        self.at = 0
        self.terms = 0
        self.cut = False

    def any_of(self, depth: int) -> Node:
        """Alternatives, up to the closing parenthesis or the end."""
        branches = [self._all_of(depth)]
        while self.at < len(self.words) and self.words[self.at].operator == "OR":
            self.at += 1
            branches.append(self._all_of(depth))
        return _joined(Or, [branch for branch in branches if branch != And(())])

    def _all_of(self, depth: int) -> Node:
        nodes: list[Node] = []
        negated = False
        while self.at < len(self.words) and self.words[self.at].operator != "OR":
            word = self.words[self.at]
            if word.kind == ")":
                if depth:
                    break
                self.at += 1
                continue
            self.at += 1
            if word.operator:
                negated = word.operator == "NOT"
                continue
            node = self._one(word, depth)
            if node is not None:
                nodes.append(_not(node) if word.negated or negated else node)
            negated = False
        return _joined(And, nodes)

    def _one(self, word: _Word, depth: int) -> Node | None:
        if word.kind == "(":
            inside = self.any_of(depth + 1)
            self.at += 1  # the closing one, or the end
            if inside == And(()):
                return None
            return map_terms(inside, lambda term: _placed(term, word.field)) if word.field else inside
        term = _term(word)
        if term is None:
            return None
        self.terms += 1
        if self.terms > MAX_TERMS:
            self.cut = True
            return None
        return term


def _placed(term: Term, field: str) -> Term:
    return term if term.field else replace(term, field=field)


def _not(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


def _joined(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    """One node of several, each of them once; a node of the same kind inside is taken apart."""
    flat: dict[Node, None] = {}
    for node in nodes:
        flat.update(dict.fromkeys(node.nodes if isinstance(node, kind) else (node,)))
    if not flat:
        return And(())
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def _clean(text: str) -> str:
    """The text without format, control and lone surrogate characters, which no archived text carries.

    ``\\"`` is a quote: PowerShell before 7.3 hands a quote on only so, and later ones hand on the backslash, too.
    """
    text = text.replace('\\"', '"')
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or category(c) not in ("Cc", "Cf", "Cs"))


def _groups(text: str) -> dict[int, int]:
    """Where parentheses group: the place of each opening one, and of its closing one (the end, if there is none).

    They group where the opening one begins a word and the closing one ends a word, outside quotes.
    """
    found: dict[int, int] = {}
    open_ones: list[int] = []
    at, begins = 0, True
    while at < len(text):
        c = text[at]
        closing = _QUOTES.get(c) if begins else None
        if closing:
            close = text.find(closing, at + 1)
            at, begins = (len(text) if close < 0 else close + 1), True
            continue
        if c == "(" and begins and len(open_ones) < MAX_DEPTH:
            open_ones.append(at)
        elif c == ")" and open_ones:
            opening = open_ones.pop()
            if at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] == ")":
                found[opening] = at
        else:
            begins = c.isspace() or (begins and (c == "-" or c in _EQUALS)) or (c in ":：" and _field_before(text, at))
        at += 1
    for opening in open_ones:
        found[opening] = len(text)
    return found


def _field_before(text: str, colon: int) -> bool:
    """Whether the name of a field, alone or behind a minus, is before a colon."""
    start = colon
    while start and colon - start <= _LONGEST_FIELD and text[start - 1].isalpha():
        start -= 1
    fore = start - 1 if start and text[start - 1] == "-" else start
    bounded = not fore or text[fore - 1].isspace() or text[fore - 1] == "("
    return bounded and text[start:colon].lower() in FIELD_NAMES


def _words(text: str, groups: dict[int, int]) -> Iterator[_Word]:
    """The pieces of a query, in order."""
    closings = set(groups.values())
    at, end = 0, len(text)
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        if at in closings:
            yield _Word(")")
            at += 1
            continue
        start = at
        negated = text[at] == "-" and at + 1 < end and not text[at + 1].isspace()
        at += negated
        field, at = _field(text, at, end)
        whole = text[at] in _EQUALS and at + 1 < end and not text[at + 1].isspace() and text[at + 1] not in _EQUALS
        at += whole
        closing = _QUOTES.get(text[at])
        if at in groups and not whole:
            yield _Word("(", negated=negated, field=field)
            at += 1
        elif closing:
            close = text.find(closing, at + 1)
            close = end if close < 0 else close
            yield _Word("word", text[at + 1 : close], phrase=True, negated=negated, field=field, whole=whole)
            at = close + 1
        else:
            stop = at
            while stop < end and not text[stop].isspace() and stop not in closings:
                stop += 1
            if stop == at:  # a sign before a closing parenthesis
                yield _Word("word", text[start:stop])
            else:
                yield _Word("word", text[at:stop], negated=negated, field=field, whole=whole)
            at = stop


def _field(text: str, at: int, end: int) -> tuple[str, int]:
    """The field that is named here and where its word begins; "" and the same place where none is."""
    stop = at
    while stop < end and stop - at <= _LONGEST_FIELD and text[stop].isalpha():
        stop += 1
    if stop + 1 < end and text[stop] in ":：" and not text[stop + 1].isspace():
        field = FIELD_NAMES.get(text[at:stop].lower(), "")
        if field:
            return field, stop + 1
    return "", at


def _term(word: _Word) -> Term | None:
    """The term of a word, or None where there is no letter or digit to search for."""
    text = fold(" ".join(word.text.split()))
    if not any(c.isalnum() for c in text):
        return None
    if text[0] == "," and text[1] in _EDGE_DIGITS:
        text = text[1:]
    if text[-1] == "," and text[-2] in _EDGE_DIGITS:
        text = text[:-1]
    return Term(text, word.text, word.phrase, word.field, word.whole)
