"""Whether rows of the archive answer a query, read from their texts: what the index alone cannot decide.

Nine in ten texts fold plainly (``grams.fold_to_index``), which is known from when they were indexed. They are looked
into as the bytes SQLite keeps, without decoding or folding them. Rows are read some at a time, the more at once the
fewer of them are hits: a third of what one at a time costs, and yet little is read that is not shown.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, TypeVar

from models.filters import Filters
from models.grams import fold, fold_bytes, fold_plain, is_plain, space_bytes
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
        simple = not any(term.whole or term.loose or term.field for term in terms)
        self._in_bytes = _in_bytes(node) if simple else None
        self._hangul = all(is_plain(term.text) for term in terms)
        self._folded: Callable[[bytes], bytes] = fold_bytes
        if simple and all(is_plain(term.text.replace(" ", "")) for term in terms):
            self._folded = bytes if self._hangul else space_bytes
        self.read = 0
        self.columns = _OF_TEXT if simple else _OF_FIELDS

    def answers(self, row: Sequence[Any], *, exact: bool) -> bool:
        """Whether a row holds what is asked for; ``exact``: the index has said so of its text."""
        plain, reporters, photos, text = row[:4]
        if not self._filters.admits_reporters(reporters):
            return False
        if exact:
            return True
        if plain and self._in_bytes is not None:
            folded = self._folded(text)
            if self._growing and self._in_bytes(folded):
                return True
            rest = _rest(reporters, photos).encode()
            return self._in_bytes(folded + b"\n" + self._folded(rest) if rest else folded)
        return self._holds(row)

    def _holds(self, row: Sequence[Any]) -> bool:
        _, reporters, photos, text, *parts = row
        rest = _rest(reporters, photos)
        folded = fold_plain if self._hangul and self._in_bytes is not None else fold
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


def _in_bytes(node: Node) -> Callable[[bytes], bool]:
    """The node as a function of folded UTF-8; its terms must be simple ones."""
    match node:
        case Term():
            needle = node.text.encode()
            return lambda text: needle in text
        case Not():
            inside = _in_bytes(node.node)
            return lambda text: not inside(text)
        case And():
            parts = list(map(_in_bytes, node.nodes))
            return lambda text: all(part(text) for part in parts)
        case Or():
            parts = list(map(_in_bytes, node.nodes))
            return lambda text: any(part(text) for part in parts)
