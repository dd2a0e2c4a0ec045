"""Whether rows of the archive answer a query, read from their texts: what the index alone cannot decide.

Nine in ten texts fold plainly (``grams.fold_to_index``), which is known from when they were indexed. They are looked
into as the bytes SQLite keeps, without decoding or folding them. Rows are read some at a time, the more at once the
fewer of them are hits: a third of what one at a time costs, and yet little is read that is not shown.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, islice
from typing import Any, NamedTuple, Protocol, TypeVar

from models.filters import Filters
from models.grams import FOLDED_SPACE, Plain, fold, fold_bytes, fold_plain, folding_for, is_plain
from models.query import And, Node, Not, Or, Term, any_not, holds, leaves, spaced
from models.rows import read_list
from models.texts import outlet_text
from models.words import JOSA_TEXT

FIRST, MOST = 24, 384
"""Rows read at once: at first, and at most."""
FEW = 8
"""Rows are skimmed where fewer than one in so many is a hit."""

_BODY = "CAST(a.body AS BLOB)"
_QUICK = f"p.plain, CAST(a.headline || char(10) || a.deck || char(10) || a.reporters || a.photos AS BLOB), {_BODY}"
_WHOLE = f"p.plain, a.headline, a.deck, a.reporters, a.photos, {_BODY}, a.outlet, a.outlet_title, a.section"
_SKIMMED = (
    "p.plain, CAST(a.reporters || char(10) || a.headline || char(10) || a.deck || char(10) || a.photos || char(10) "
    "|| a.body AS BLOB)"
)
_ONE = f"SELECT {_WHOLE} FROM place_in_day AS p CROSS JOIN article AS a ON a.id = p.id WHERE p.id = ?"
_WANTED = "FROM json_each(?) AS w CROSS JOIN place_in_day AS p ON p.id = w.value CROSS JOIN article AS a ON a.id = p.id"

_LETTER = rb"[\xea-\xed][\x80-\xbf]{2}"
_JOSA = "|".join(sorted(JOSA_TEXT.split())).encode()
_ALONE = rb"(?<!%bHERE)(?<![0-9A-Za-z]HERE)(?:%b)?(?!%b)(?![0-9A-Za-z])" % (_LETTER, _JOSA, _LETTER)
"""A pattern for UTF-8, behind a word: no Hangul syllable, letter or digit of ASCII stands before it, nor after it and a
josa. Other letters are looked for later. Python finds the beginning of a pattern fast only where that is plain text."""

_SELDOM = re.compile(r"[0-9a-z]+|[^\w ]|_")
"""What of a term stands in few texts, and as it is written, however loosely: it is looked for first."""
_SIGN = re.compile(r"[^\w .]|_")
LONG = 60
"""Bytes of a term looked for before the whole: a long needle costs as much to make ready as a text to look through."""


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


P = TypeVar("P", bound=_Numbered)


class Proof:
    """A query and its filters, made ready to be held against rows.

    ``columns`` names what ``answers`` is given first, of ``article AS a`` and ``place_in_day AS p``; the id is
    last. ``skimmed`` is the same for ``skim``. ``read`` counts the texts that ``hits`` has read.
    """

    def __init__(self, node: Node, filters: Filters) -> None:
        terms = list(leaves(node))
        self._quickest = _fields_first(node)
        self._filters = filters
        evenly, unevenly = _test(node, True), _test(node, False)
        self._decides = evenly.decides
        folded = folding_for(term.text for term in terms)
        self._tests = _after(folded, _signs(node), evenly.passes, unevenly.passes)
        self._growing = not any_not(node)
        branches = node.nodes if isinstance(node, Or) else (node,)
        self._each_line = self._decides and all(isinstance(branch, Term) for branch in branches)
        self._hangul = self._decides and all(is_plain(term.text) and not term.loose for term in terms)
        self._quick = self._growing and self._decides and not filters.of_rows
        self.read = 0
        self.columns = _QUICK if self._quick else _WHOLE
        self._skims = self._growing and not filters.of_rows
        self.skimmed = _SKIMMED if self._skims else self.columns

    def answers(self, db: sqlite3.Connection, row: Sequence[Any], *, exact: bool) -> bool:
        """Whether a row holds what is asked for; ``exact``: the index has said so of its text."""
        if not self._quick:
            return self._filters.admits_reporters(row[3]) and (exact or self._holds(row))
        if exact or (self._each_line and self._in_body(row)):
            return True
        if not self._can_hold(row):
            return False
        return (not self._each_line and self._in_body(row)) or self._holds(db.execute(_ONE, row[-1:]).fetchone())

    def skim(self, db: sqlite3.Connection, rows: Iterable[Sequence[Any]], *, exact: bool) -> Iterator[Sequence[Any]]:
        """Those of some rows that ``answers`` finds good; cheaper where few are, dearer where many are."""
        if not self._skims:
            yield from (row for row in rows if self.answers(db, row, exact=exact))
            return
        tests = self._tests
        for row in rows:
            plain, text = row[0], row[1]
            if plain and not exact and not tests[plain](text) and b"\\" not in text:
                continue
            if exact or self._holds(db.execute(_ONE, row[-1:]).fetchone()):
                yield row

    def _passes(self, plain: int, text: bytes) -> bool:
        return self._tests[plain](text)

    def _in_body(self, row: Sequence[Any]) -> bool:
        return bool(row[0]) and self._passes(row[0], row[2])

    def _can_hold(self, row: Sequence[Any]) -> bool:
        """Whether a row can hold it, where the body alone may not; lists are looked into as JSON."""
        plain, about, body = row[:3]
        if not plain or b"\\" in about:  # without an escape, whatever stands in a list stands so in its JSON
            return True
        return self._passes(plain, about if self._each_line else b"%b\n%b" % (about, body))

    def _holds(self, row: Sequence[Any]) -> bool:
        plain, headline, deck, reporters, photos, body = row[:6]
        if plain:
            about = "\n".join((reporters, headline, deck, photos))
            can = self._quick or not self._growing or "\\" in about
            if not can and not self._passes(plain, b"%b\n%b" % (about.encode(), body)):
                return False
            if self._decides:
                return self._passes(plain, _whole(row))
        return holds(self._quickest, _Row(row, fold_plain if self._hangul else fold))

    def hits(self, db: sqlite3.Connection, places: Iterable[P], *, exact: bool) -> Iterator[P]:
        """Those of some places whose articles are hits, in their order."""
        if exact and not self._filters.of_rows:
            yield from places
            return
        rest, size, skimming = iter(places), FIRST, False
        while some := list(islice(rest, size)):
            ids = json.dumps([place.id for place in some])
            rows = db.execute(f"SELECT {self.skimmed if skimming else self.columns}, p.id {_WANTED}", (ids,))
            self.read += len(some)
            if skimming:
                found = {row[-1] for row in self.skim(db, rows, exact=exact)}
            else:
                found = {row[-1] for row in rows if self.answers(db, row, exact=exact)}
            yield from (place for place in some if place.id in found)
            if 2 * len(found) < len(some):
                size = min(2 * size, MOST)
            if FEW * len(found) < len(some):
                skimming = True


class _Row:
    """The folded texts of a row, each made where it is asked for; ``texts.Texts`` says what they are."""

    def __init__(self, row: Sequence[Any], folded: Callable[[str], str]) -> None:
        self._row, self._folded = row, folded
        self._of_all: str | None = None

    def of(self, field: str) -> str:
        """The text that a field names; "" is the whole."""
        plain, headline, _, reporters, _, _, outlet, title, section = self._row[:9]
        if field == "headline":
            return fold(headline)
        if field == "reporter":
            return fold("\n".join(read_list(reporters)))
        if field == "outlet":
            return outlet_text(outlet, title)
        if field == "section":
            return fold(section)
        if self._of_all is None:
            whole = _whole(self._row)
            self._of_all = fold_bytes(whole).decode() if plain else self._folded(whole.decode())
        return self._of_all


def _whole(row: Sequence[Any]) -> bytes:
    """The text that is searched (``texts.searchable``) of a row."""
    _, headline, deck, reporters, photos, body = row[:6]
    captions = [photo["caption"] for photo in read_list(photos)]
    return b"%b\n%b" % ("\n".join((headline, deck, *captions, *read_list(reporters))).encode(), body)


def _fields_first(node: Node) -> Node:
    """The same node, what stands in the shorter texts first."""
    match node:
        case And() | Or():
            nodes = sorted(map(_fields_first, node.nodes), key=lambda part: not (isinstance(part, Term) and part.field))
            return type(node)(tuple(nodes))
        case Not():
            return Not(_fields_first(node.node))
        case Term():
            return node


class _Test(NamedTuple):
    """What folded UTF-8 must pass to be a hit's; ``decides``: whatever passes is one."""

    passes: Callable[[bytes], bool]
    decides: bool


def _after(
    folded: Callable[[bytes], bytes],
    signs: list[bytes],
    evenly: Callable[[bytes], bool],
    unevenly: Callable[[bytes], bool],
) -> dict[int, Callable[[bytes], bool]]:
    """The tests of texts as they are stored, by how plainly they fold. A text without a sign need not be folded."""

    def on_stored(passes: Callable[[bytes], bool]) -> Callable[[bytes], bool]:
        if folded is bytes:
            return passes
        if not signs:
            return lambda text: passes(folded(text))
        return lambda text: all(map(text.__contains__, signs)) and passes(folded(text))

    return {Plain.SPACED: on_stored(evenly), Plain.YES: on_stored(unevenly)}


def _signs(node: Node) -> list[bytes]:
    """What stands in every hit as it is stored, for nothing else folds to it."""
    terms = [part for part in (node.nodes if isinstance(node, And) else (node,)) if isinstance(part, Term)]
    shown = (_SIGN.findall(term.text) for term in terms if term.field not in ("outlet", "section"))
    return [sign.encode() for sign in dict.fromkeys(chain.from_iterable(shown))]


def _test(node: Node, evenly: bool) -> _Test:
    """The test of a node, for texts that are ``Plain.SPACED`` or not.

    Reporters are the first line; names of outlets and sections stand in no text: all pass.
    """
    match node:
        case Term(field=("outlet" | "section")):
            return _Test(lambda _: True, False)
        case Term(field="reporter"):
            passes = _test_of_term(node, evenly).passes
            return _Test(lambda text: passes(text[: text.index(b"\n")]), False)
        case Term():
            return _test_of_term(node, evenly)
        case Not():
            inside = _test(node.node, evenly)
            return _Test(lambda text: not inside.passes(text), True) if inside.decides else _Test(lambda _: True, False)
        case And():
            parts = [_test(part, evenly) for part in sorted(node.nodes, key=_cost)]
            return reduce(_both, parts) if parts else _Test(lambda _: True, True)
        case Or():
            return reduce(_either, (_test(part, evenly) for part in node.nodes))


def _both(one: _Test, other: _Test) -> _Test:
    first, second = one.passes, other.passes
    return _Test(lambda text: first(text) and second(text), one.decides and other.decides)


def _either(one: _Test, other: _Test) -> _Test:
    first, second = one.passes, other.passes
    return _Test(lambda text: first(text) or second(text), one.decides and other.decides)


def _cost(node: Node) -> int:
    """Of many parts that must all pass, the one that few texts pass at little cost comes first."""
    if not isinstance(node, Term):
        return 3
    return 0 if _SIGN.search(node.text) else 2 if node.loose or node.whole else 1


def _test_of_term(term: Term, evenly: bool) -> _Test:
    decides = not term.whole and not term.field
    needle = term.text.encode()
    stands = _stands(term, needle, b" " if evenly else FOLDED_SPACE)
    seldom = [piece.encode() for piece in dict.fromkeys(_SELDOM.findall(term.text))]
    if not seldom or seldom == [needle]:
        return _Test(stands, decides)
    if len(seldom) == 1:
        piece = seldom[0]
        return _Test(lambda text: piece in text and stands(text), decides)
    return _Test(lambda text: all(map(text.__contains__, seldom)) and stands(text), decides)


def _stands(term: Term, needle: bytes, space: bytes) -> Callable[[bytes], bool]:
    """The test of a term itself; ``space`` is a pattern for what folding makes a space, or a part of one."""
    if term.loose and len(term.text) > 1:
        pattern = spaced(term.text).pattern.encode().replace(b" ?", space + (b"?" if space == b" " else b"*"))
    elif " " in term.text and space != b" ":
        pattern = re.escape(needle).replace(b"\\ ", space + b"+")
    elif term.whole:
        pattern = re.escape(needle) + _ALONE.replace(b"HERE", re.escape(needle))
    elif len(needle) > LONG:
        beginning = needle[:LONG]
        return lambda text: beginning in text and needle in text
    else:
        return lambda text: needle in text
    search = re.compile(pattern).search
    if term.whole and not term.loose and " " not in term.text:
        return lambda text: needle in text and search(text) is not None
    return lambda text: search(text) is not None
