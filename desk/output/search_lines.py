"""Hits, counts and explanations of a search as lines of text."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from desk.services.search import Explanation, SearchPage
from models.language import N_, _, language
from models.query.tree import And, Needle, Node, Not, Or, Term
from models.records.article import Article, as_json
from models.records.labels import label
from models.records.search_results import Total
from reports.articles.columns import ExportChoice, may_carry_body
from reports.articles.licence import make_excerpt
from reports.formats.terminal import clean, columns_of, table, wants_colour

MAX_EXPRESSION = 400
"""Characters of an index expression that are shown; one that names words by the hundred is cut."""
_FIELD_WORDS = {"headline": N_(" in the headline"), "reporter": N_(" in a reporter's name"),
                "outlet": N_(" in the outlet's name or id"), "section": N_(" in the section's name")}  # fmt: skip
INDENT = "  "


def print_hits(page: SearchPage) -> None:
    """A table to standard output, and a line for each hit that was removed from its outlet's site."""
    if sys.stdout.isatty():
        from desk.output.pager import print_paged
        from reports.formats.hyperlinks import wants_links

        print_paged(_hit_lines(page, links=wants_links(sys.stdout)))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _hit_lines(page, links=False))


def _hit_lines(page: SearchPage, *, links: bool) -> Iterator[str]:
    yield from table(
        page.hits,
        page.query.needles,
        columns=columns_of(sys.stdout),
        colour=wants_colour(sys.stdout),
        language=language(),
        first_row=page.first_row,
        links=links,
    )
    yield from _removal_lines(page)


def _removal_lines(page: SearchPage) -> Iterator[str]:
    for row, hit in enumerate(page.hits, page.first_row):
        if at := page.removed_at.get(hit.id):
            yield f"{label('gone_at', language())} {at:%Y-%m-%d}: {row} {clean(hit.article.headline)}"


def print_csv(page: SearchPage) -> None:
    """The hits to standard output, as `news export` writes them."""
    from reports.articles.export import export_to

    gone = {
        (hit.article.outlet, hit.article.canonical_url): page.removed_at[hit.id]
        for hit in page.hits
        if hit.id in page.removed_at
    }
    choice = ExportChoice(terms=page.query.needles, rights=page.rights, gone=gone)
    export_to(sys.stdout.buffer, ".csv", [hit.article for hit in page.hits], choice)
    sys.stdout.buffer.flush()


def hit_json_lines(page: SearchPage) -> Iterator[str]:
    """The hits, one JSON object a line."""
    choice = ExportChoice(rights=page.rights)
    for hit in page.hits:
        record = {"id": hit.id, "score": round(hit.score, 3)} | article_json(hit.article, page.query.needles, choice)
        if at := page.removed_at.get(hit.id):
            record["gone_at"] = at.isoformat()
        yield json.dumps(record)


def article_json(article: Article, terms: Sequence[Needle], choice: ExportChoice) -> dict[str, Any]:
    """An article as JSON types with its excerpt and the hits in it; as in a file, no more than its outlet allows."""
    whole = may_carry_body(article, choice)
    excerpt = make_excerpt(article, terms, whole=whole)
    record = {"excerpt": excerpt.text, "spans": excerpt.spans} | as_json(article)
    return record if whole else record | {"body": None}


def total_line(total: Total, page: SearchPage, next_page: int | None) -> str:
    """How many there are, and the way to the next page: its number, where it has one, else its cursor."""
    shown = _(", {shown} shown", shown=len(page.hits)) if len(page.hits) < total.articles else ""
    more = ""
    if page.cursor:
        way = f"--cursor '{page.cursor}'" if next_page is None else f"--page {next_page}"
        more = _("; more: {option}", option=way)
    return f"{total}{shown}{more}"


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """What was understood, line by line, and how the archive is asked."""
    if explanation.query.cut:
        yield _("The query is too long: only its beginning is used.")
    yield from _node_lines(explanation.query.root, "")
    filters = explanation.filters
    more = {"since": filters.since, "until": filters.until, "tone": filters.tone}
    for name, value in (filters.as_json() | more).items():
        if value:
            yield _("only {name}: {value}", name=name, value=", ".join(value) if isinstance(value, list) else value)
    if not explanation.is_possible:
        yield _("no outlet, section or day is left")
        return
    without = _("all but {without}", without=_short(explanation.without)) if explanation.without else _("all articles")
    yield _("index: {match}", match=_short(explanation.match) or without)
    yield (_("each article of the index is a hit") if explanation.is_exact else _("each article of the index is read"))
    if explanation.full:
        yield _("where few of them are hits, the index is queried further: {full}", full=_short(explanation.full))


def _short(expression: str) -> str:
    if len(expression) <= MAX_EXPRESSION:
        return expression
    return _(
        "{beginning} … ({count:,} characters)",
        beginning=expression[:MAX_EXPRESSION],
        count=len(expression),
    )


def _node_lines(node: Node, indent: str) -> Iterator[str]:
    match node:
        case Term():
            how = _(" as a word of its own") if node.whole else _(" with or without spaces") if node.loose else ""
            where = _(_FIELD_WORDS[node.field]) if node.field else ""
            yield f"{indent}{node.text}{where}{how}"
        case Not():
            yield indent + _("without")
            yield from _node_lines(node.node, indent + INDENT)
        case And(nodes=()):
            yield indent + _("every article")
        case And() | Or():
            yield indent + (_("all of") if isinstance(node, And) else _("any of"))
            for part in node.nodes:
                yield from _node_lines(part, indent + INDENT)
