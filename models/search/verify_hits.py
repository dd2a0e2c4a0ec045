"""Whether rows of the archive answer a query, read from their texts: what the index alone cannot decide.

Most are decided by the prefilter (``prefilter.py``), the others by the definition (``tree.holds``). Rows are read some
at a time, the more at once the fewer of them are hits: that costs a third of reading one at a time, and yet little is
read that is not shown.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, TypeVar

from models.query.filters import Filters
from models.query.tree import And, Named, Node, Not, Or, Term, holds, leaves
from models.search import prefilter
from models.text.folding import fold, fold_bytes, fold_plain, is_plain
from models.text.searchable import LIST_PARTS, LONG_PART, SHORT_PARTS, outlet_text, stored_texts

FIRST_ROWS, MAX_ROWS = 24, 384
"""Rows read at once: at first, and at most."""
FEW_HITS_ONE_IN = 8
"""Where fewer than one in so many is a hit, the first test is whether a row cannot be one."""

_NAMES = ("plain", *SHORT_PARTS, *LIST_PARTS, LONG_PART, "outlet", "outlet_title", "section")
_AT = {name: number for number, name in enumerate(_NAMES)}
_WHOLE = ", ".join(
    "p.plain" if name == "plain" else f"CAST(a.{name} AS BLOB)" if name == LONG_PART else f"a.{name}" for name in _NAMES
)
_ONE = f"SELECT {_WHOLE} FROM place_in_day AS p CROSS JOIN article AS a ON a.id = p.id WHERE p.id = ?"
_WANTED = "FROM json_each(?) AS w CROSS JOIN place_in_day AS p ON p.id = w.value CROSS JOIN article AS a ON a.id = p.id"


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


P = TypeVar("P", bound=_Numbered)


class HitVerifier:
    """A query and its filters, made ready to be tested against rows. ``read`` counts the texts that were read."""

    columns = f"p.plain, {prefilter.COLUMN}, p.outlet, p.section"
    """What rows begin with, of ``article AS a`` and ``place_in_day AS p``; their ids are last."""

    def __init__(self, node: Node, filters: Filters, named: Named) -> None:
        self._quickest = _fields_first(node)
        self._filters = filters
        self._named = bool(named)
        self._prefilters = prefilter.make_prefilters(node, named)
        self._decides = prefilter.can_decide(node)
        self._hangul = self._decides and all(is_plain(term.text) and not term.loose for term in leaves(node))
        self.read = 0
        self._articles: int | None = None
        self._size, self._few = FIRST_ROWS, False

    def articles(self, db: sqlite3.Connection) -> int:
        """How many articles there are, counted once."""
        if self._articles is None:
            self._articles = int(db.execute("SELECT count(*) FROM place_in_day").fetchone()[0])
        return self._articles

    def good(
        self, db: sqlite3.Connection, rows: Iterable[Sequence[Any]], *, exact: bool, few: bool = True
    ) -> Iterator[Sequence[Any]]:
        """Those of some rows that hold what the query says.

        ``exact``: the index has said so of their texts. ``few``: most of them are not expected to.
        """
        prefilters, few = self._prefilters, few or not self._decides
        filtered = self._filters.of_rows
        for row in rows:
            self.read += 1
            plain, text = row[0], row[1]
            if filtered and not self._filters.admits_reporters(prefilter.reporters_of(text).decode()):
                continue
            if exact:
                yield row
                continue
            if plain and b"\\" not in text:  # without an escape, whatever is in a list is written so in its JSON
                can, surely = prefilters[plain]
                if self._named:
                    text = prefilter.with_names(text, row[2], row[3])
                if few and not can(text):
                    continue
                if surely(text):
                    yield row
                    continue
                if not few and not can(text):
                    continue
            if self._holds(db.execute(_ONE, row[-1:]).fetchone()):
                yield row

    def _holds(self, row: Sequence[Any]) -> bool:
        plain = row[0]
        if plain and self._decides:
            return self._prefilters[plain].can(_whole(row))
        return holds(self._quickest, _Row(row, fold_plain if self._hangul else fold))

    def hits(self, db: sqlite3.Connection, places: Iterable[P], *, exact: bool) -> Iterator[P]:
        """Those of some places whose articles are hits, in their order."""
        if exact and not self._filters.of_rows:
            yield from places
            return
        sql, rest = f"SELECT {self.columns}, p.id {_WANTED}", iter(places)
        while some := list(islice(rest, self._size)):
            rows = db.execute(sql, (json.dumps([place.id for place in some]),))
            found = {row[-1] for row in self.good(db, rows, exact=exact, few=self._few)}
            yield from (place for place in some if place.id in found)
            if 2 * len(found) < len(some):
                self._size = min(2 * self._size, MAX_ROWS)
            self._few = FEW_HITS_ONE_IN * len(found) < len(some)


class _Row:
    """The folded texts of a row, each made when it is first needed; ``texts.Texts`` says what they are."""

    def __init__(self, row: Sequence[Any], folded: Callable[[str], str]) -> None:
        self._row, self._folded = row, folded
        self._of_all: str | None = None

    def of(self, field: str) -> str:
        """The text that a field names; "" is the whole."""
        row = self._row
        if field == "headline":
            return fold(row[_AT["headline"]])
        if field == "reporter":
            return fold("\n".join(stored_texts("reporters", row[_AT["reporters"]])))
        if field == "outlet":
            return outlet_text(row[_AT["outlet"]], row[_AT["outlet_title"]])
        if field == "section":
            return fold(row[_AT["section"]])
        if self._of_all is None:
            whole = _whole(row)
            self._of_all = fold_bytes(whole).decode() if row[0] else self._folded(whole.decode())
        return self._of_all


def _whole(row: Sequence[Any]) -> bytes:
    """The text that is searched (``searchable.article_text``, in another order) of a row."""
    texts: list[str] = [row[_AT[name]] for name in SHORT_PARTS]
    for name in LIST_PARTS:
        texts += stored_texts(name, row[_AT[name]])
    return b"%b\n%b" % ("\n".join(texts).encode(), row[_AT[LONG_PART]])


def _fields_first(node: Node) -> Node:
    """The same node, what is in the shorter texts first."""
    match node:
        case And() | Or():
            nodes = sorted(map(_fields_first, node.nodes), key=lambda part: not (isinstance(part, Term) and part.field))
            return type(node)(tuple(nodes))
        case Not():
            return Not(_fields_first(node.node))
        case Term():
            return node
