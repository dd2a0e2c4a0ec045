"""From a query to an FTS5 expression that finds every hit, and as few others as it can.

The expression narrows; where it is not ``exact`` each row is verified on its text. A term becomes the AND of its
grams. At the edges of a term the word may go on, so the last lone letter of a term is a prefix, and a run of ASCII
letters or digits is any known word that contains it, ends with it or begins with it. Outlets and sections are few:
those whose names fit are queried by their tokens.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from models.query.tree import And, Named, Node, Not, Or, Term, is_name, leaves, occurs
from models.text.folding import fold
from models.text.ngrams import ASCII_STEP, HEADLINE, is_ascii_run, outlet_token, run_grams, seam, section_token
from models.text.searchable import outlet_text

NOTHING = '"0o"'
"""A token that no text has: letters and digits never share one."""

MAX_CHEAP_WORDS = 400
"""So many words in one OR are opened within a few milliseconds; more are used only where nothing else narrows."""
MAX_WORDS = 5_000
"""For each row that an OR finds the index looks at all its words: with more, reading the texts costs less."""
_USELESS = frozenset(
    f'"{c}"*'
    for c in "는어이를상했지에을나자하국인으로한은다의도정가해고대일시리수위아서사기전있면며여개차장부과들내와게보"
)
"""Syllables that at least 24 of 26 real articles have: asking for words that begin with one narrows nothing."""
MAX_GRAMS = 24
"""Grams of one term that are queried; verification does the rest."""

_RUN = re.compile(r"[a-z]+|[0-9]+|[^\W\x00-\x7f]+")
_LOOSE_PIECE = re.compile(r"[a-z]+|[0-9]+|[^\W\x00-\x7f]|[\W_]")


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """``match`` is an FTS5 expression for ft_body that finds its first rows at once, or "" where there is none.

    ``exact``: each row it finds is a hit. ``without`` is an expression of rows left out, where ``match`` is "".
    ``full`` narrows more but reads much of the index before its first row, or is "" where nothing narrows more than
    ``match``; where it is not "", ``match`` is never exact, and ``full_exact`` says whether ``full`` is. ``heavy``: it
    names so many words that it is worth its cost only where nothing else narrows.
    """

    match: str
    exact: bool
    without: str = ""
    full: str = ""
    full_exact: bool = False
    heavy: bool = False

    @property
    def fullest(self) -> "IndexQuery":
        """The plan of ``full`` alone, where there is one."""
        return IndexQuery(self.full, self.full_exact) if self.full else self


def make_index_query(db: sqlite3.Connection, node: Node, named: Named) -> IndexQuery:
    """The plan for one node of a query."""
    match node:
        case Term():
            return _of_term(db, node, named)
        case Or():
            return _either([make_index_query(db, part, named) for part in node.nodes])
        case And():
            wanted = [make_index_query(db, part, named) for part in node.nodes if not isinstance(part, Not)]
            unwanted = [make_index_query(db, part.node, named) for part in node.nodes if isinstance(part, Not)]
            return _without(_all(wanted), unwanted)
        case Not():
            return _without(IndexQuery("", True), [make_index_query(db, node.node, named)])


def names_known(db: sqlite3.Connection, node: Node) -> Named:
    """The terms of a node that name outlets or sections: the tokens of those that fit."""
    return {term: _fitting(db, term) for term in leaves(node) if is_name(term)}


def narrow(found: IndexQuery, tokens: str) -> IndexQuery:
    """The plan inside some outlets or sections; ``tokens`` is an expression of their tokens."""
    full = _both(tokens, found.full) if found.full else ""
    if not found.match:
        match = f"({tokens}) NOT ({found.without})" if found.without else tokens
        return replace(found, match=match, without="", full=full)
    return replace(found, match=_both(tokens, found.match), full=full)


def any_of(tokens: Sequence[str]) -> str:
    """An expression for any of some tokens."""
    return " OR ".join(f'"{token}"' for token in tokens) if tokens else NOTHING


def _both(*parts: str) -> str:
    return parts[0] if len(parts) == 1 else " AND ".join(f"({part})" for part in parts)


def _all(parts: list[IndexQuery]) -> IndexQuery:
    if not parts:
        return IndexQuery("", True)
    quick = [part.match for part in parts if part.match]
    match = _both(*quick) if quick else ""
    if not all((part.match and part.exact) or part.full_exact for part in parts):
        parts = [part for part in parts if part.full not in _USELESS] or [IndexQuery("", False)]
        parts = [replace(parts[0], exact=False, full_exact=False), *parts[1:]]
    if any(part.full and not part.heavy for part in parts):
        narrowest = [part if part.heavy else part.fullest for part in parts]
        full = _both(*(part.match for part in narrowest if part.match))
        return IndexQuery(match, False, full=full, full_exact=all(part.match and part.exact for part in narrowest))
    if not match and any(part.heavy for part in parts):
        return next(part if len(parts) == 1 else replace(part, full_exact=False) for part in parts if part.heavy)
    return IndexQuery(match, all(part.match and part.exact for part in parts))


def _without(wanted: IndexQuery, unwanted: list[IndexQuery]) -> IndexQuery:
    taken = [part.match for part in unwanted if part.match and part.exact]
    sure = len(taken) == len(unwanted)
    if not taken:
        return replace(wanted, exact=wanted.exact and sure, full_exact=wanted.full_exact and sure)
    without = " OR ".join(f"({match})" for match in taken)
    left = replace(wanted, exact=wanted.exact and sure, full_exact=wanted.full_exact and sure)
    if wanted.full:
        left = replace(left, full=f"({wanted.full}) NOT ({without})")
    if not wanted.match:
        return replace(left, without=without)
    return replace(left, match=f"({wanted.match}) NOT ({without})")


def _either(parts: list[IndexQuery]) -> IndexQuery:
    match = " OR ".join(f"({part.match})" for part in parts) if all(part.match for part in parts) else ""
    narrowest = [part.fullest for part in parts]
    if not any(part.full for part in parts) or not all(part.match for part in narrowest):
        return IndexQuery(match, bool(match) and all(part.exact for part in parts))
    full = " OR ".join(f"({part.match})" for part in narrowest)
    heavy = any(part.heavy for part in parts)
    return IndexQuery(match, False, full=full, full_exact=all(part.exact for part in narrowest), heavy=heavy)


def _of_term(db: sqlite3.Connection, term: Term, named: Named) -> IndexQuery:
    if is_name(term):
        return IndexQuery(any_of(named[term]), True)
    mark = HEADLINE if term.field == "headline" else ""
    found = _loose(db, term.text, mark) if term.loose else _straight(db, term.text, mark)
    sure = not term.whole and not term.loose and term.field != "reporter"
    return found if sure else replace(found, exact=False, full_exact=False)


def _fitting(db: sqlite3.Connection, term: Term) -> list[str]:
    if term.field == "outlet":
        known = db.execute("SELECT n, id, title FROM outlet ORDER BY n")
        return [outlet_token(n) for n, *names in known if occurs(term, outlet_text(*names))]
    known = db.execute("SELECT code, name FROM section_name ORDER BY code")
    return [section_token(code) for code, name in known if occurs(term, fold(name))]


def _straight(db: sqlite3.Connection, text: str, mark: str) -> IndexQuery:
    strong: list[str] = []
    weak: list[str] = []
    heavy: list[str] = []
    exact, touched = False, False
    for found in _RUN.finditer(text):
        run, opens, closes = found.group(), found.start() == 0, found.end() == len(text)
        joint = seam(run, text[found.end()]) if not closes and text[found.end()].isalnum() else ""
        if joint:
            strong.append(f'"{mark}{joint}"')
            exact = joint == text
        if len(run) == 1 and (opens or closes) and (joint or touched):
            pass  # the seam says as much
        elif is_ascii_run(run):
            part, cost = _ascii(db, run, opens, closes, mark)
            if part:
                (strong, weak, heavy)[cost].append(part)
            exact = exact or (opens and closes and len(run) <= ASCII_STEP and bool(part))
        elif len(run) == 1 and closes:
            weak.append(f'"{mark}{run}"*')
            exact = opens
        else:
            tokens = list(run_grams(run))
            strong.extend(f'"{mark}{token}"' for token in (tokens[:-1] if closes else tokens))
            exact = opens and closes and len(run) == 2
        touched = bool(joint)
    return _of_parts(strong, weak, heavy, exact=exact)


def _loose(db: sqlite3.Connection, text: str, mark: str) -> IndexQuery:
    """Between two letters outside ASCII there may be a space: then the first of them is the last of its run."""
    strong: list[str] = []
    weak: list[str] = []
    heavy: list[str] = []
    pieces = [piece for piece in _LOOSE_PIECE.findall(text) if piece != " "]
    for piece, following in dict.fromkeys(zip_longest(pieces, pieces[1:], fillvalue="")):
        if not piece.isalnum():
            continue
        if is_ascii_run(piece):
            part, cost = _ascii(db, piece, True, True, mark)
            if part:
                (strong, weak, heavy)[cost].append(part)
        elif not following:
            weak.append(f'"{mark}{piece}"*')
        elif following.isalnum() and not is_ascii_run(following):
            strong.append(f'("{mark}{piece}{following}" OR "{mark}{piece}")')
        else:
            strong.append(f'"{mark}{piece}"')
    return _of_parts(strong, weak, heavy, exact=False)


def _of_parts(strong: list[str], weak: list[str], heavy: list[str], *, exact: bool) -> IndexQuery:
    sure = list(dict.fromkeys(strong))[:MAX_GRAMS]
    match = " AND ".join(sure)
    if not (exact and not sure and not heavy and len(weak) == 1):
        weak = [part for part in weak if part not in _USELESS]
        exact = exact and bool(sure)
    if sure and (exact or not weak):
        return IndexQuery(match, exact)
    if weak:
        alone = not sure and not heavy and len(weak) == 1
        return IndexQuery(match, False, full=" AND ".join([*sure, *weak]), full_exact=exact and alone)
    return IndexQuery(
        "", False, full=heavy[0] if heavy else "", full_exact=exact and len(heavy) == 1, heavy=bool(heavy)
    )


def _ascii(db: sqlite3.Connection, run: str, opens: bool, closes: bool, mark: str) -> tuple[str, int]:
    """The expression for one ASCII run (empty where too many words hold it), and its cost: 0 little, 1 much, 2 most."""
    if len(run) > ASCII_STEP:
        run, opens, closes = run[:ASCII_STEP], True, True
    if not opens and not closes:
        return f'"{mark}{run}"', 0
    if not opens:
        return f'"{mark}{run}"*', int(len(run) <= 2)
    if closes:
        sql = "SELECT DISTINCT term FROM latin_term WHERE ending >= ?1 AND ending < ?1 || '{' LIMIT ?2"
    else:
        sql = "SELECT term FROM latin_term WHERE ending = ?1 LIMIT ?2"
    most = MAX_WORDS if len(run) > 1 else min(MAX_CHEAP_WORDS, MAX_WORDS)  # nearly every article has a word with it
    words = [str(word) for (word,) in db.execute(sql, (run, most + 1))]
    if len(words) > most:
        return "", 0
    if not words:
        return NOTHING, 0
    match = any_of([mark + word for word in words])
    return (match if len(words) == 1 else f"({match})"), 0 if len(words) <= MAX_CHEAP_WORDS else 2


def ids_with_pair(db: sqlite3.Connection, pair: str, low: int, high: int, limit: int) -> list[int]:
    """Ids in a range of articles whose text holds two letters one after the other."""
    sql = "SELECT rowid FROM ft_body WHERE ft_body MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
    return [row[0] for row in db.execute(sql, (f'"{pair}"', low, high, limit))]
