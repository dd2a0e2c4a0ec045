"""What a user asks for: the query as it is understood, with synonyms and loose spacing, and that told in words."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desk.output.messages import counted, say
from models.archive.location import archive_path
from models.query.filters import Filters
from models.query.synonyms import FILE, read_synonyms, widened
from models.query.tree import And, Node, Not, Or, Query, Term, loosened
from models.search.search import make_walk

_FIELD_WORDS = {"": "", "headline": " in the headline", "reporter": " in a reporter's name",
                "outlet": " in the outlet's name or id", "section": " in the section's name"}  # fmt: skip
SHOWN = 400
MOST_MISTAKES = 5
INDENT = "  "


def asked_for(query: Query, archive: str, *, loose: bool, exact: bool, quiet: bool) -> Query:
    """The query with the synonyms of the file beside the archive, which are told, and with loose spacing.

    What is wrong in that file is told, too.
    Raises SynonymsError, ArchiveError.
    """
    if not exact:
        synonyms = read_synonyms(synonyms_path(archive))
        for mistake in synonyms.mistakes[:MOST_MISTAKES]:
            say(mistake, quiet=quiet)
        if (more := len(synonyms.mistakes) - MOST_MISTAKES) > 0:
            say(f"{FILE}: {counted(more, 'line')} more of this kind.", quiet=quiet)
        wide = widened(query, synonyms.groups)
        for typed, others in wide.used:
            say(f"{typed}: also {', '.join(others)} ({FILE}; --exact leaves them out)", quiet=quiet)
        query = wide.query
    return loosened(query) if loose else query


def synonyms_path(archive: str) -> Path:
    """Where the synonyms of an archive are."""
    return archive_path(archive).parent / FILE


def explained(db: sqlite3.Connection, query: Query, filters: Filters) -> Iterator[str]:
    """What was understood, line by line, and how the archive is asked."""
    if query.cut:
        yield "The query is too long: only its beginning is used."
    yield from _told(query.root, "")
    for name, value in (filters.as_json() | {"since": filters.since, "until": filters.until}).items():
        if value:
            yield f"only {name}: {', '.join(value) if isinstance(value, list) else value}"
    walk = make_walk(db, query, filters, descending=True)
    if walk is None:
        yield "no outlet, section or day is left"
        return
    plan = walk.plan
    yield f"index: {_short(plan.match) or ('all but ' + _short(plan.without) if plan.without else 'all articles')}"
    sure = plan.exact and not filters.of_rows
    yield "each article of the index is a hit" if sure else "each article of the index is looked into"
    if plan.full:
        yield f"where few of them are hits, the index is asked for more: {_short(plan.full)}"


def _short(expression: str) -> str:
    """An expression; the beginning of one that names words by the hundred."""
    return expression if len(expression) <= SHOWN else f"{expression[:SHOWN]} … ({len(expression):,} characters)"


def _told(node: Node, indent: str) -> Iterator[str]:
    match node:
        case Term():
            how = " as a word of its own" if node.whole else " with or without spaces" if node.loose else ""
            yield f"{indent}{node.text}{_FIELD_WORDS[node.field]}{how}"
        case Not():
            yield f"{indent}without"
            yield from _told(node.node, indent + INDENT)
        case And(nodes=()):
            yield f"{indent}every article"
        case And() | Or():
            yield f"{indent}{'all of' if isinstance(node, And) else 'any of'}"
            for part in node.nodes:
                yield from _told(part, indent + INDENT)
