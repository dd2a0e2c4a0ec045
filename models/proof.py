"""Whether rows of the archive answer a query, read from their texts: what the index alone cannot decide.

Nine in ten texts fold plainly (``grams.fold_to_index``), which is known from when they were indexed. They are looked
into as the bytes SQLite keeps, without decoding or folding them. Rows are read some at a time, the more at once the
fewer of them are hits: a third of what one at a time costs, and yet little is read that is not shown.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeVar

from models.filters import Filters
from models.grams import fold, fold_plain, folding_for, is_plain
from models.query import And, Node, Not, Or, Term, any_not, holds, leaves
from models.texts import Texts, outlet_text

FIRST, MOST = 24, 384
"""Rows read at once: at first, and at most."""

_TEXT = "CAST(a.headline || char(10) || a.deck || char(10) || a.body AS BLOB)"
_OF_TEXT = f"p.plain, a.reporters, a.photos, {_TEXT}"
_OF_FIELDS = f"{_OF_TEXT}, a.headline, a.outlet, a.outlet_title, a.section"
_WANTED = "FROM json_each(?) AS w CROSS JOIN place_in_day AS p ON p.id = w.value CROSS JOIN article AS a ON a.id = p.id"


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


P = TypeVar("P", bound=_Numbered)


class Proof:
    """A query and its filters, made ready to be held against rows.

    ``columns`` names what ``answers`` is given, of ``article AS a`` and ``place_in_day AS p``. ``read`` counts the
    texts that ``hits`` has read.
    """

    def __init__(self, node: Node, filters: Filters) -> None:
        terms = list(leaves(node))
        self._node = node
        self._filters = filters
        self._fields = {term.field for term in terms}
        self._growing = not any_not(node)
        self._test = _test(node)
        self._hangul = all(is_plain(term.text) for term in terms)
        self._folded = folding_for("".join(term.text for term in terms) + " " * any(term.loose for term in terms))
        self.read = 0
        self.columns = _OF_TEXT if self._test.decides else _OF_FIELDS

    def answers(self, row: Sequence[Any], *, exact: bool) -> bool:
        """Whether a row holds what is asked for; ``exact``: the index has said so of its text."""
        plain, reporters, photos, text = row[:4]
        if not self._filters.admits_reporters(reporters):
            return False
        if exact:
            return True
        if plain:
            test = self._test
            folded = self._folded(text)
            if self._growing and test.decides and test.passes(folded):
                return True
            if rest := _rest(reporters, photos).encode():
                folded += b"\n" + self._folded(rest)
            if test.decides or not test.passes(folded):
                return test.passes(folded)
        return self._holds(row)

    def _holds(self, row: Sequence[Any]) -> bool:
        _, reporters, photos, text, *parts = row
        rest = _rest(reporters, photos)
        folded = fold_plain if self._hangul and self._test.decides else fold
        whole = folded(f"{text.decode()}\n{rest}") if "" in self._fields else ""
        if not parts:
            return holds(self._node, Texts(whole=whole))
        headline, outlet, title, section = parts
        texts = Texts(
            whole=whole,
            headline=fold(headline) if "headline" in self._fields else "",
            reporter=fold("\n".join(json.loads(reporters))) if "reporter" in self._fields else "",
            outlet=outlet_text(outlet, title) if "outlet" in self._fields else "",
            section=fold(section) if "section" in self._fields else "",
        )
        return holds(self._node, texts)

    def hits(self, db: sqlite3.Connection, places: Iterable[P], *, exact: bool) -> Iterator[P]:
        """Those of some places whose articles are hits, in their order."""
        if exact and not self._filters.of_rows:
            yield from places
            return
        sql, rest, size = f"SELECT p.id, {self.columns} {_WANTED}", iter(places), FIRST
        while some := list(islice(rest, size)):
            rows = db.execute(sql, (json.dumps([place.id for place in some]),))
            self.read += len(some)
            found = {row[0] for row in rows if self.answers(row[1:], exact=exact)}
            yield from (place for place in some if place.id in found)
            if 2 * len(found) < len(some):
                size = min(2 * size, MOST)


def _rest(reporters: str, photos: str) -> str:
    """The end of the searched text (``texts.searchable``): captions and reporters, from JSON as stored."""
    captions = () if photos == "[]" else [photo["caption"] for photo in json.loads(photos)]
    names = () if reporters == "[]" else json.loads(reporters)
    return "\n".join((*captions, *names))


class _Test(NamedTuple):
    """What folded UTF-8 must pass to be a hit's; ``decides``: whatever passes is one."""

    passes: Callable[[bytes], bool]
    decides: bool


def _test(node: Node) -> _Test:
    """The test of a node. A name of an outlet or a section stands in no text: all pass."""
    match node:
        case Term(field=("outlet" | "section")):
            return _Test(lambda _: True, False)
        case Term():
            return _test_of_term(node)
        case Not():
            inside = _test(node.node)
            return _Test(lambda text: not inside.passes(text), True) if inside.decides else _Test(lambda _: True, False)
        case And():
            tests = list(map(_test, node.nodes))
            parts = [test.passes for test in tests]
            return _Test(lambda text: all(part(text) for part in parts), all(test.decides for test in tests))
        case Or():
            tests = list(map(_test, node.nodes))
            parts = [test.passes for test in tests]
            return _Test(lambda text: any(part(text) for part in parts), all(test.decides for test in tests))


def _test_of_term(term: Term) -> _Test:
    if not term.loose:
        needle = term.text.encode()
        return _Test(lambda text: needle in text, not term.whole and not term.field)
    close = term.text.replace(" ", "").encode()
    return _Test(lambda text: close in text or close in text.replace(b" ", b""), False)
