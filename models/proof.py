"""Whether a row of the archive answers a query, read from its text: what the index alone cannot decide.

Nine in ten texts fold plainly (``grams.folds_plainly``), which is known from when they were indexed. They are looked
into as the bytes SQLite keeps, without decoding or folding them: 2 µs instead of 23 a text, so that ten thousand hits
are counted in some 30 ms.
"""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from models.filters import Filters
from models.grams import fold, fold_bytes, fold_plain, is_plain
from models.query import And, Node, Not, Or, Term, any_not, holds, leaves
from models.texts import Texts, outlet_text, searchable

COLUMNS = (
    "p.plain, a.reporters, a.outlet, a.outlet_title, a.section, a.headline, a.deck, a.photos, CAST(a.body AS BLOB)"
)
"""Of ``article AS a`` and ``place_in_day AS p``: what ``answers`` is given."""
BODY = "p.plain, CAST(a.body AS BLOB)"
"""What ``body_is_enough`` is given."""


class Proof:
    """A query and its filters, made ready to be held against rows."""

    def __init__(self, node: Node, filters: Filters) -> None:
        terms = list(leaves(node))
        self._node = node
        self._filters = filters
        self._fields = {term.field for term in terms}
        self._simple = not any(term.whole or term.loose or term.field for term in terms)
        self._growing = not any_not(node)
        self._hangul = all(is_plain(term.text) for term in terms)
        self._in_bytes = _in_bytes(node) if self._simple else None
        self.by_body = self._simple and self._growing and not filters.of_rows
        """Whether ``body_is_enough`` may say yes."""

    def body_is_enough(self, row: tuple[int, bytes]) -> bool:
        """Whether the body alone shows a hit; only where ``by_body``. No is no answer."""
        plain, body = row
        assert self._in_bytes is not None
        return bool(plain) and self._in_bytes(body if self._hangul else fold_bytes(body))

    def answers(self, row: tuple[Any, ...], *, exact: bool) -> bool:
        """Whether a row holds what is asked for; ``exact``: the index has said so of its text."""
        plain, reporters, outlet, title, section, headline, deck, photos, body = row
        if not self._filters.admits_reporters(reporters):
            return False
        if exact:
            return True
        captions = () if photos == "[]" else [photo["caption"] for photo in json.loads(photos)]
        names = () if reporters == "[]" else json.loads(reporters)
        if plain and self._in_bytes is not None:
            if self._growing and self._in_bytes(body if self._hangul else fold_bytes(body)):
                return True
            whole = searchable(headline, deck, "", captions, names).encode() + b"\n" + body
            return self._in_bytes(whole if self._hangul else fold_bytes(whole))
        folded = fold_plain if self._hangul and self._simple else fold
        asked = self._fields
        texts = Texts(
            whole=folded(searchable(headline, deck, body.decode(), captions, names)) if "" in asked else "",
            headline=fold(headline) if "headline" in asked else "",
            reporter=fold("\n".join(names)) if "reporter" in asked else "",
            outlet=outlet_text(outlet, title) if "outlet" in asked else "",
            section=fold(section) if "section" in asked else "",
        )
        return holds(self._node, texts)

    def of(self, db: sqlite3.Connection, article_id: int, *, exact: bool) -> bool:
        """Whether one article is a hit."""
        if exact and not self._filters.of_rows:
            return True
        row = db.execute(_ONE, (article_id,)).fetchone()
        return row is not None and self.answers(row, exact=exact)


_ONE = f"SELECT {COLUMNS} FROM place_in_day AS p CROSS JOIN article AS a ON a.id = p.id WHERE p.id = ?"


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
