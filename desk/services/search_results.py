"""What a search found: printed as a table, JSON lines, CSV or addresses, or written to a file."""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from desk.services.rights import rights_of
from models.archive.read.articles import open_reader, outlets
from models.archive.read.runs import all_gone, gone_at
from models.archive.read.stories import Counted, Tally, counted
from models.query.filters import Filters, find_outlets
from models.query.tree import Needle, Query
from models.records.article import Article, as_json
from models.records.errors import UserError
from models.records.labels import Language, label
from models.search.facets import Total, count_both
from models.search.search import Hit, Results, Sort, all_hits
from reports.articles.columns import ExportChoice, lacks_body, may_carry_body, read_columns
from reports.articles.export import export, export_to, kind_of
from reports.articles.licence import LeftOut, make_excerpt
from reports.formats.terminal import clean, print_table


class OutletNotFoundError(UserError):
    """A filter names an outlet or region that the archive does not hold."""

    exit_code = 2


def check_filters(db: sqlite3.Connection, filters: Filters) -> None:
    """Raises OutletNotFoundError for an outlet or region of which the archive holds nothing: likely a typing error."""
    for names, one in ((filters.outlets, "outlet"), (filters.regions, "region")):
        for name in names:
            alone = Filters(outlets=(name,)) if one == "outlet" else Filters(regions=(name,))
            if find_outlets(db, alone) is None:
                held = outlets(db).values()
                there = sorted({outlet.id if one == "outlet" else outlet.region for outlet in held} - {""})
                near = get_close_matches(name, there, n=3, cutoff=0.4) or there[:5]
                hint = f"it has {', '.join(near)}{' …' if len(there) > len(near) else ''}" if there else "it is empty"
                raise OutletNotFoundError(f"The archive has no {one} {clean(name)!r}; {hint}.")


def print_found(db: sqlite3.Connection, archive: str, results: Results, query: Query, form: str) -> None:
    """Hits to standard output."""
    terms = query.needles
    articles = [hit.article for hit in results.hits]
    if form == "csv":
        choice = ExportChoice(terms=terms, rights=rights_of(db, archive), gone=all_gone(db))
        export_to(sys.stdout.buffer, ".csv", articles, choice)
        sys.stdout.buffer.flush()
    elif form == "json":
        choice = ExportChoice(rights=rights_of(db, archive))
        for hit in results.hits:
            record = {"id": hit.id, "score": round(hit.score, 3)} | carried(hit.article, terms, choice)
            if gone := gone_at(db, hit.id):
                record["gone_at"] = gone[0].isoformat()
            sys.stdout.write(json.dumps(record) + "\n")
    elif form == "urls":
        sys.stdout.writelines(f"{clean(article.canonical_url)}\n" for article in articles)
    else:
        print_table(results.hits, terms)
        for hit in results.hits:
            if gone := gone_at(db, hit.id):
                print(f"{label('gone_at')} {gone[0]:%Y-%m-%d}: {hit.id} {clean(hit.article.headline)}")


def carried(article: Article, terms: Sequence[Needle], choice: ExportChoice) -> dict[str, Any]:
    """An article as JSON types with its excerpt and the hits in it; as in a file, no more than its outlet allows."""
    whole = may_carry_body(article, choice)
    said = make_excerpt(article, terms, whole=whole)
    record = {"excerpt": said.text, "spans": said.spans} | as_json(article)
    return record if whole else record | {"body": None}


def print_total(db: sqlite3.Connection, results: Results, query: Query, filters: Filters, *, first: bool) -> None:
    """How many there are, counted when the hits have been seen, and the way to the next page: to standard error."""
    sys.stdout.flush()
    shown = len(results.hits)
    if first and results.cursor is None:
        both = counted(db, [hit.id for hit in results.hits])
        total = Total(both.articles, False, both.stories)
    else:
        total = count_both(db, query, filters)
    said = str(total)
    if shown < total.articles:
        said += f", {shown} shown"
    sys.stderr.write((f"{said}; more: --cursor '{results.cursor}'" if results.cursor else said) + "\n")


def export_found(
    archive: str,
    query: Query,
    filters: Filters,
    path: Path,
    *,
    sort: Sort,
    columns: str,
    labels: Language,
    append: bool,
    new: bool = False,
    loose: bool = False,
) -> tuple[Counted, list[str]]:
    """Write all articles found, or with ``new`` those that the file has not carried yet.

    Returns how many, both ways, and what is to be said of it. Raises ExportError, ArchiveError.
    """
    kind_of(path)
    named = read_columns(columns) if columns.strip() else ()
    left_out = LeftOut()
    db = open_reader(archive)
    try:
        check_filters(db, filters)
        choice = ExportChoice(
            columns=named, language=labels, terms=query.needles, rights=rights_of(db, archive), gone=all_gone(db)
        )
        if new:
            from desk.services.export import export_new

            count, said = export_new(
                archive, query, filters, path, choice, sort=sort, append=append, loose=loose, left_out=left_out
            )
            return count, [line for line in (said, str(left_out)) if line]
        tally = Tally(db)
        export(path, tallied(tally, all_hits(db, query, filters, sort), choice, left_out), choice, append=append)
        return tally.counted, [str(left_out)] if str(left_out) else []
    finally:
        db.close()


def tallied(tally: Tally, hits: Iterable[Hit], choice: ExportChoice, left_out: LeftOut) -> Iterator[Article]:
    """The articles of hits, counted on their way, and those of them that are not written whole."""
    for hit in hits:
        tally.add(hit.id)
        if lacks_body(hit.article, choice):
            left_out.add(hit.article)
        yield hit.article
