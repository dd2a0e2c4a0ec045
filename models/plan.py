"""From a query to an FTS5 expression that finds every hit, and as few others as it can.

The expression narrows; where it is not ``exact`` each row is verified on its text. A term becomes the AND of its
grams. At the edges of a term the word may go on, so the last lone letter of a term is a prefix, and a run of ASCII
letters or digits is any known word that contains it, ends with it or begins with it. Outlets and sections are few:
those whose names fit are asked for by their tokens.
"""

import re
import sqlite3
from dataclasses import dataclass, replace

from models.grams import ASCII_STEP, HEADLINE, fold, is_ascii_run, outlet_token, run_grams, seam, section_token
from models.query import And, Node, Not, Or, Term, stands
from models.texts import outlet_text

NOTHING = '"0o"'
"""A token that no text has: letters and digits never share one."""

CHEAP_WORDS = 400
"""So many words in one OR are opened within a few milliseconds; more are used only where nothing else narrows."""
MOST_WORDS = 20_000
MOST_GRAMS = 24
"""Grams of one term that are asked for; verification does the rest."""

_RUN = re.compile(r"[a-z]+|[0-9]+|[^\W\x00-\x7f]+")
_LOOSE_PIECE = re.compile(r"[a-z]+|[0-9]+|[^\W\x00-\x7f]|[\W_]")


@dataclass(frozen=True, slots=True)
class Plan:
    """``match`` is an FTS5 expression for ft_body, or "" where nothing narrows.

    ``exact``: each row it finds is a hit. ``costly``: it reads much of the index before its first row.
    ``without`` is an expression of rows that are left out, where ``match`` is "".
    """

    match: str
    exact: bool
    costly: bool = False
    without: str = ""


def plan(db: sqlite3.Connection, node: Node) -> Plan:
    """The plan for one node of a query."""
    match node:
        case Term():
            return _of_term(db, node)
        case Or():
            return _either([plan(db, part) for part in node.nodes])
        case And():
            wanted = [plan(db, part) for part in node.nodes if not isinstance(part, Not)]
            unwanted = [plan(db, part.node) for part in node.nodes if isinstance(part, Not)]
            return _without(_all(wanted), unwanted)
        case Not():
            return _without(Plan("", True), [plan(db, node.node)])


def narrowed(found: Plan, tokens: str) -> Plan:
    """The plan inside some outlets or sections; ``tokens`` is an expression of their tokens."""
    if not found.match:
        return Plan(f"({tokens}) NOT ({found.without})" if found.without else tokens, found.exact)
    return Plan(f"({tokens}) AND ({found.match})", found.exact, found.costly)


def any_of(tokens: list[str]) -> str:
    """An expression for any of some tokens."""
    return " OR ".join(f'"{token}"' for token in tokens) if tokens else NOTHING


def _all(parts: list[Plan]) -> Plan:
    used = [part for part in parts if part.match and not part.costly]
    if not used:
        used = [part for part in parts if part.match][:1]
    if not used:
        return Plan("", not parts)
    match = used[0].match if len(used) == 1 else " AND ".join(f"({part.match})" for part in used)
    exact = len(used) == len(parts) and all(part.exact for part in used)
    return Plan(match, exact, any(part.costly for part in used))


def _without(wanted: Plan, unwanted: list[Plan]) -> Plan:
    taken = [part for part in unwanted if part.exact and part.match and not part.costly]
    exact = wanted.exact and len(taken) == len(unwanted)
    if not taken:
        return replace(wanted, exact=exact)
    without = " OR ".join(f"({part.match})" for part in taken)
    if not wanted.match:
        return Plan("", exact, without=without)
    return Plan(f"({wanted.match}) NOT ({without})", exact, wanted.costly)


def _either(parts: list[Plan]) -> Plan:
    if any(not part.match for part in parts):
        return Plan("", False)
    match = " OR ".join(f"({part.match})" for part in parts)
    return Plan(match, all(part.exact for part in parts), any(part.costly for part in parts))


def _of_term(db: sqlite3.Connection, term: Term) -> Plan:
    if term.field == "outlet":
        known = db.execute("SELECT n, id, title FROM outlet ORDER BY n")
        return Plan(any_of([outlet_token(n) for n, *names in known if stands(term, outlet_text(*names))]), True)
    if term.field == "section":
        names = db.execute("SELECT code, name FROM section_name ORDER BY code")
        return Plan(any_of([section_token(code) for code, name in names if stands(term, fold(name))]), True)
    mark = HEADLINE if term.field == "headline" else ""
    found = _loose(db, term.text, mark) if term.loose else _straight(db, term.text, mark)
    sure = found.exact and not term.whole and not term.loose and term.field != "reporter"
    return replace(found, exact=sure)


def _straight(db: sqlite3.Connection, text: str, mark: str) -> Plan:
    strong: list[str] = []
    weak: list[str] = []
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
            part, cheap = _ascii(db, run, opens, closes, mark)
            if part:
                (strong if cheap else weak).append(part)
            exact = exact or (opens and closes and len(run) <= ASCII_STEP and bool(part))
        elif len(run) == 1 and closes:
            weak.append(f'"{mark}{run}"*')
            exact = opens
        else:
            tokens = list(run_grams(run))
            strong.extend(f'"{mark}{token}"' for token in (tokens[:-1] if closes else tokens))
            exact = opens and closes and len(run) == 2
        touched = bool(joint)
    return _of_parts(strong, weak, exact=exact)


def _loose(db: sqlite3.Connection, text: str, mark: str) -> Plan:
    """Between two letters outside ASCII a space may stand: then the first of them is the last of its run."""
    strong: list[str] = []
    weak: list[str] = []
    pieces = [piece for piece in _LOOSE_PIECE.findall(text) if piece != " "]
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else ""
        if not piece.isalnum():
            continue
        if is_ascii_run(piece):
            part, cheap = _ascii(db, piece, True, True, mark)
            if part:
                (strong if cheap else weak).append(part)
        elif not following:
            weak.append(f'"{mark}{piece}"*')
        elif following.isalnum() and not is_ascii_run(following):
            strong.append(f'("{mark}{piece}{following}" OR "{mark}{piece}")')
        else:
            strong.append(f'"{mark}{piece}"')
    return _of_parts(strong, weak, exact=False)


def _of_parts(strong: list[str], weak: list[str], *, exact: bool) -> Plan:
    if strong:
        return Plan(" AND ".join(list(dict.fromkeys(strong))[:MOST_GRAMS]), exact)
    return Plan(weak[0], exact, costly=True) if weak else Plan("", False)


def _ascii(db: sqlite3.Connection, run: str, opens: bool, closes: bool, mark: str) -> tuple[str, bool]:
    """The expression for one ASCII run (empty where too many words hold it), and whether it is cheap."""
    if len(run) > ASCII_STEP:
        run, opens, closes = run[:ASCII_STEP], True, True
    if not opens and not closes:
        return f'"{mark}{run}"', True
    if not opens:
        return f'"{mark}{run}"*', len(run) > 2
    if closes:
        sql = "SELECT DISTINCT term FROM latin_term WHERE ending >= ?1 AND ending < ?1 || '{' LIMIT ?2"
    else:
        sql = "SELECT term FROM latin_term WHERE ending = ?1 LIMIT ?2"
    words = [str(word) for (word,) in db.execute(sql, (run, MOST_WORDS + 1))]
    if len(words) > MOST_WORDS:
        return "", False
    if not words:
        return NOTHING, True
    match = any_of([mark + word for word in words])
    return (match if len(words) == 1 else f"({match})"), len(words) <= CHEAP_WORDS
