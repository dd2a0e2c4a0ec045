"""A query as a person would type it: the other way round than ``syntax.py``."""

from dataclasses import replace

from models.query.syntax import parse
from models.query.tree import And, Node, Not, Or, Term, map_terms

_FIELDS = {"": "", "headline": "제목:", "reporter": "기자:", "outlet": "매체:", "section": "분야:"}


def write_query(node: Node) -> str:
    """What is understood as this node; "" where nothing typed is. Loose terms are written as any others."""
    written = _write(node, inside=None)
    return written if _bare(parse(written).root) == _bare(node) else ""


def _bare(node: Node) -> Node:
    """Without what is not asked for: how it was typed, and what an option says."""
    return map_terms(node, lambda term: replace(term, typed="", phrase=False, loose=False))


def _write(node: Node, inside: type[Node] | None) -> str:
    match node:
        case Term():
            return _FIELDS[node.field] + ("=" if node.whole else "") + _word(node)
        case Not():
            return "-" + _write(node.node, Not)
        case And():
            joined = " ".join(_write(part, And) for part in node.nodes)
            return f"({joined})" if inside is Not else joined
        case Or():
            joined = " OR ".join(_write(part, Or) for part in node.nodes)
            return joined if inside is None else f"({joined})"


def _word(term: Term) -> str:
    """The word as it was typed, in quotes where it would be understood otherwise."""
    alone = parse(term.typed).root
    is_plain = not term.phrase and isinstance(alone, Term) and not (alone.field or alone.whole or alone.phrase)
    if is_plain and isinstance(alone, Term) and alone.text == term.text:
        return term.typed
    return f"“{term.typed}”" if '"' in term.typed else f'"{term.typed}"'
