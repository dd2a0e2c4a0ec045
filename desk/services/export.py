"""Writing all articles found to a file, or only what is new since it was last written; and their stored pages.

How far a file has come is kept in the archive, under the file's whole path and the question. A file that is appended
to and was removed since is written whole again; one that is written anew each time may be moved away.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from desk.services.coverage import cover_hits, read_coverage
from desk.services.rights import read_rights
from desk.services.search import check_filters, widen_query
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.interface import ArchiveReader, Tally
from models.language import _
from models.query.filters import NO_FILTERS, Filters
from models.query.tree import Query
from models.records.article import Article
from models.records.labels import Language
from models.records.search_results import Exported, Hit, Sort
from models.records.story import Counted
from reports.articles.columns import ExportChoice, lacks_body, read_columns
from reports.articles.export import APPENDED, WRITERS, export, kind_of
from reports.articles.licence import LeftOut
from reports.coverage.sentences import say_coverage
from reports.formats.errors import ExportError

WARCS = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is written to a file. ``columns``: names separated by commas, empty for the default ones.

    ``append`` adds to an existing file; ``only_new``: only what was not written to this file for this question.
    ``force``: also over a workbook that a person has changed since we wrote it.
    """

    path: Path
    query: Query
    filters: Filters = NO_FILTERS
    loose: bool = False
    exact: bool = False
    sort: Sort = "newest"
    columns: str = ""
    labels: Language = "ko"
    append: bool = False
    only_new: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedArticles:
    """How many articles and stories were written, and what the person should know of it.

    ``is_kept``: nothing was new, so that the file was left as it is. ``coverage``: of the outlets and days asked for.
    """

    counted: Counted
    coverage: Coverage
    is_kept: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPages:
    """How many pages were written, and a sentence for each that was left out."""

    count: int
    coverage: Coverage
    notes: tuple[str, ...] = ()


def is_warc(path: Path) -> bool:
    """Whether a file's ending means stored pages."""
    return path.name.lower().endswith(WARCS)


def check_ending(path: Path, *, append: bool) -> None:
    """Raise ExportError for an unknown ending, and for stored pages that should be appended to others."""
    if not is_warc(path) and path.suffix.lower() not in WRITERS:
        endings = ", ".join((*WRITERS, WARCS[-1]))
        raise ExportError(
            _("{name} cannot be written: name a file that ends in {endings}.", name=path.name, endings=endings)
        )
    if append and is_warc(path):
        raise ExportError(
            _(
                "cannot append to {name}: --append works with {endings}.",
                name=path.name,
                endings=", ".join(APPENDED),
            )
        )


def export_articles(workspace: Workspace, request: ExportRequest) -> ExportedArticles:
    """Write articles to a file, whole or not at all.

    Raises ExportError, OutletNotFoundError, SynonymsError, ArchiveError.
    """
    kind_of(request.path)
    wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
    columns = read_columns(request.columns) if request.columns.strip() else ()
    left_out = LeftOut()
    with closing(workspace.open_reader()) as db:
        check_filters(db, request.filters)
        coverage = read_coverage(workspace, db, request.filters)
        choice = ExportChoice(
            columns=columns,
            language=request.labels,
            terms=wide.query.needles,
            rights=read_rights(workspace, db),
            gone=db.articles.all_gone(),
            missing=say_coverage(coverage, _count_some(db, wide.query, request.filters)),
        )
        is_kept, note = False, ""
        if request.only_new:
            count, note, is_kept = _export_new(workspace, request, wide.query, choice, left_out)
        else:
            tally = db.stories.tally()
            hits = db.search.all_hits(wide.query, request.filters, request.sort)
            export(
                request.path,
                _tallied(tally, hits, choice, left_out),
                choice,
                append=request.append,
                force=request.force,
            )
            count = tally.counted
    notes = (*wide.notes, *filter(None, (note, str(left_out))))
    return ExportedArticles(counted=count, coverage=coverage, is_kept=is_kept, notes=notes)


def _peek(hits: Iterator[Hit]) -> tuple[bool, Iterator[Hit]]:
    """Whether there is a hit, and all of them."""
    first = next(hits, None)
    return first is not None, iter(()) if first is None else chain((first,), hits)


def _tallied(tally: Tally, hits: Iterable[Hit], choice: ExportChoice, left_out: LeftOut) -> Iterator[Article]:
    """The articles of hits, counted on their way, and those of them that are not written whole."""
    for hit in hits:
        tally.add(hit.id)
        if lacks_body(hit.article, choice):
            left_out.add(hit.article)
        yield hit.article


def _export_new(
    workspace: Workspace,
    request: ExportRequest,
    query: Query,
    choice: ExportChoice,
    left_out: LeftOut,
) -> tuple[Counted, str, bool]:
    """(How many were written, a sentence about the file or nothing, whether a filled file was kept as it is)."""
    path, sort, append = request.path, request.sort, request.append
    file = os.path.realpath(path)
    question = _question(query, request.filters, loose=request.loose)
    with closing(workspace.open_reader()) as db, db.one_view(), workspace.open_writer() as archive:
        upto = db.exports.last_arrival()
        after = _written_up_to(db.exports.get(file, question), file)
        is_there = os.path.exists(file) and os.path.getsize(file) > 0
        note = ""
        if append and is_there and after is None:
            raise ExportError(
                _(
                    "It is not known what {name} holds, so it is left as it is: name a file that does not "
                    "exist yet, and --since last --append creates it and appends to it from then on.",
                    name=path.name,
                )
            )
        if append and not is_there and after is not None:
            after, note = None, _("{name} was removed or is empty: everything is written again.", name=path.name)
        first, hits = _peek(
            db.search.all_hits(query, request.filters, sort)
            if after is None
            else db.search.new_hits(query, request.filters, sort, after)
        )
        tally = db.stories.tally()
        if is_there and not first:
            return tally.counted, "", True
        if is_there and not append and after is not None:
            note = _(
                "{name} now holds only what is new since it was last written; its earlier content is "
                "replaced (--append keeps it).",
                name=path.name,
            )

        def before_rename(part: Path) -> None:
            with archive.transaction() as writer:
                writer.begin_export(file, question, upto, _stamp_of(part))

        articles = _tallied(tally, hits, choice, left_out)
        export(path, articles, choice, append=append, before_rename=before_rename, force=request.force)
        with archive.transaction() as writer:
            writer.end_export(file, question, upto)
        return tally.counted, note, False


def _question(query: Query, filters: Filters, *, loose: bool) -> str:
    """The key under which the archive keeps how far a file has come: it must stay the same for the same question."""
    until = filters.until.isoformat() if filters.until else None
    question = {"query": query.typed.strip(), "loose": loose, "until": until} | filters.as_json()
    return json.dumps(question, ensure_ascii=False, sort_keys=True)


def _written_up_to(known: Exported | None, file: str) -> int | None:
    """The number of the last arrival that the file holds; None: it was never written."""
    if known is None:
        return None
    if known.pending is not None and os.path.exists(file) and _stamp_of(Path(file)) == known.pending[1]:
        return known.pending[0]
    return known.n if known.n >= 0 else None


def _stamp_of(path: Path) -> str:
    """What a file is recognised by after it was renamed: its size and time of change."""
    about = path.stat()
    return f"{about.st_size}:{about.st_mtime_ns}"


def _count_some(db: ArchiveReader, query: Query, filters: Filters) -> int:
    """1 where there is an article, or where that need not be known, else 0."""
    if not (filters.outlets or filters.regions):
        return 1
    return sum(1 for _hit in islice(db.search.all_hits(query, filters, "newest"), 1))


def export_pages(workspace: Workspace, request: ExportRequest) -> ExportedPages:
    """Write the stored pages of the articles found to a WARC file; without a query or filter, all pages there are.

    Raises ExportError, OutletNotFoundError, SynonymsError, ArchiveError.
    """
    from reports.articles.warc_writer import write_warc

    wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
    info = {"software": f"local-news-archive {version('local-news-archive')}", "description": "stored news pages"}
    with closing(workspace.open_reader()) as db:
        check_filters(db, request.filters)
        if wide.query.is_empty and request.filters == NO_FILTERS:
            pages = db.pages.walk()
        else:
            hits = db.search.all_hits(wide.query, request.filters, "oldest")
            pages = (page for hit in hits for page in db.pages.walk(article_id=hit.id))
        count, damaged = write_warc(request.path, pages, info)
    left_out = (
        _("The stored page of {url} was left out: {damage}.", url=kept.url, damage=kept.damage) for kept in damaged
    )
    return ExportedPages(count=count, coverage=cover_hits(workspace, request.filters), notes=(*wide.notes, *left_out))
