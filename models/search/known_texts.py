"""Which of many texts may occur at all: asked of the index alone, so that hundreds cost some milliseconds."""

import sqlite3
from collections.abc import Iterable

from models.query.tree import Term
from models.search.index_query import make_index_query
from models.text.folding import fold

_ANY = "SELECT 1 FROM ft_body WHERE ft_body MATCH ? LIMIT 1"


def find_known_texts(db: sqlite3.Connection, texts: Iterable[str], most: int) -> list[str]:
    """The first so many of some texts of which one article has all letters beside each other, in their order.

    Whether it has them in one place only a search says. A text that the index does not narrow is left out.
    """
    found: list[str] = []
    for text in texts:
        if len(found) == most:
            break
        plan = make_index_query(db, Term(fold(text), text), {})
        narrowest = plan.match or plan.full
        if narrowest and db.execute(_ANY, (narrowest,)).fetchone() is not None:
            found.append(text)
    return found
