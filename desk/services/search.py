"""Searching: a query with its synonyms, one page of hits, totals and counts, and how the archive is asked."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.output.messages import counted
from desk.services.coverage import read_coverage
from desk.services.rights import read_rights
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.language import _
from models.query.filters import NO_FILTERS, Filters
from models.query.synonyms import FILE, add_synonyms, read_synonyms
from models.query.tree import Query, loosen_query
from models.records.errors import UserError
from models.records.licence import Licence
from models.records.search_results import By, Hit, Sort, Total
from models.records.story import Counted
from reports.formats.terminal import clean

if TYPE_CHECKING:
    from models.interface import ArchiveReader
    from models.records.outlet import OutletRow

MAX_MISTAKES = 5
"""Bad lines of synonyms.txt that are reported one by one; the others are only counted."""


class OutletNotFoundError(UserError):
    """A filter names an outlet or region that the archive does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What to search for. ``loose`` and ``exact``: see ``widen_query``.

    ``page`` counts from 1 on, and is not given together with a ``cursor``. ``with_rights``: also read what each outlet
    lets a file carry of its text, which takes reading all declarations.
    """

    query: Query
    filters: Filters = NO_FILTERS
    loose: bool = False
    exact: bool = False
    sort: Sort = "newest"
    limit: int = 20
    cursor: str | None = None
    page: int = 1
    with_rights: bool = False

    @property
    def skipped(self) -> int:
        """How many hits are before the page."""
        return (self.page - 1) * self.limit


@dataclass(frozen=True, slots=True)
class WidenedQuery:
    """A query with its synonyms, and a sentence for each synonym used and each bad line of synonyms.txt.

    ``synonyms``: what was typed, and what is searched for with it. ``mistakes`` are the notes on bad lines alone.
    """

    query: Query
    notes: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of hits. ``cursor`` asks for the next one; None: there is none.

    ``query`` is the request's with its synonyms. ``first_row`` is the number of the first hit, 1 behind a cursor.
    ``removed_at`` is when a hit, by its id, was found to be removed from
    its outlet's site. ``rights`` say by outlet id full, excerpt or link; empty unless ``with_rights``. ``coverage`` is
    of the outlets and days searched. ``synonyms`` and ``mistakes`` as of a WidenedQuery; ``notes`` say both.
    """

    query: Query
    hits: Sequence[Hit]
    cursor: str | None
    coverage: Coverage
    notes: tuple[str, ...] = ()
    removed_at: Mapping[int, datetime] = field(default_factory=dict)
    rights: Mapping[str, Licence] = field(default_factory=dict)
    first_row: int = 1
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Articles and stories for each name: an outlet, day, reporter and the like; ``coverage`` as of a SearchPage."""

    by: By
    counts: Sequence[tuple[str, Counted]]
    coverage: Coverage
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a query was understood as, and what the index is asked.

    ``match``: the expression that finds articles; ``without``: the one that leaves articles out, where ``match`` is
    empty. ``full`` narrows further where few of those found are hits. ``is_exact``: each article found is a hit, and
    its text need not be read. ``is_possible`` is False where the filters leave nothing.
    """

    query: Query
    filters: Filters
    notes: tuple[str, ...] = ()
    is_possible: bool = True
    match: str = ""
    without: str = ""
    full: str = ""
    is_exact: bool = False


def widen_query(workspace: Workspace, query: Query, *, loose: bool = False, exact: bool = False) -> WidenedQuery:
    """A query with the synonyms of synonyms.txt, unless ``exact``; ``loose`` allows spaces between letters.

    Raises SynonymsError.
    """
    notes: list[str] = []
    used: list[tuple[str, tuple[str, ...]]] = []
    mistakes: tuple[str, ...] = ()
    if not exact:
        synonyms = read_synonyms(workspace.synonyms)
        notes += synonyms.mistakes[:MAX_MISTAKES]
        if (more := len(synonyms.mistakes) - MAX_MISTAKES) > 0:
            notes.append(_("{file}: {lines} more of this kind.", file=FILE, lines=counted(more, "line")))
        mistakes = tuple(notes)
        wide = add_synonyms(query, synonyms.groups)
        used += ((typed, tuple(others)) for typed, others in wide.used)
        notes += [
            _(
                "{typed}: also {others} ({file}; --exact leaves them out)",
                typed=typed,
                others=", ".join(others),
                file=FILE,
            )
            for typed, others in wide.used
        ]
        query = wide.query
    return WidenedQuery(loosen_query(query) if loose else query, tuple(notes), tuple(used), mistakes)


def _near_names(name: str, kind: str, outlets: "Sequence[OutletRow]") -> tuple[list[str], list[str]]:
    """All that there are of a kind, and those that look like the name, else some of them."""
    from difflib import get_close_matches

    from models.query.outlet_names import near_names, outlet_name

    if kind == "outlet":
        known = [outlet_name(outlet.id, outlet.title) for outlet in outlets]
        return known, near_names(name, {outlet.id: outlet.title for outlet in outlets}) or known[:5]
    known = sorted({outlet.region for outlet in outlets} - {""})
    return known, get_close_matches(name, known, n=3, cutoff=0.4) or known[:5]


def check_filters(db: "ArchiveReader", filters: Filters) -> None:
    """Raise OutletNotFoundError for an outlet or region that the archive has nothing of: most likely it is mistyped."""
    outlets = db.outlets.all().values() if filters.outlets or filters.regions else ()
    for names, kind in ((filters.outlets, "outlet"), (filters.regions, "region")):
        for name in names:
            alone = Filters(outlets=(name,)) if kind == "outlet" else Filters(regions=(name,))
            if not any(alone.admits_outlet(outlet.id, outlet.title, outlet.region) for outlet in outlets):
                known, near = _near_names(name, kind, list(outlets))
                more = " …" if len(known) > len(near) else ""
                hint = _("it has {names}{more}", names=", ".join(near), more=more) if known else _("it is empty")
                if kind == "outlet":
                    sentence = _("The archive has no outlet {name!r}; {hint}.", name=clean(name), hint=hint)
                else:
                    sentence = _("The archive has no region {name!r}; {hint}.", name=clean(name), hint=hint)
                raise OutletNotFoundError(sentence)


def search_articles(workspace: Workspace, request: SearchRequest) -> SearchPage:
    """One page of hits, not counted (see ``count_total``).

    Raises OutletNotFoundError, CursorError, SynonymsError, ArchiveError.
    """
    wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
    with closing(workspace.open_reader()) as db:
        check_filters(db, request.filters)
        results = db.search.find(
            wide.query,
            request.filters,
            sort=request.sort,
            limit=request.limit,
            cursor=request.cursor,
            skip=request.skipped,
            counted=False,
        )
        removed = ((hit.id, db.articles.gone_at(hit.id)) for hit in results.hits)
        return SearchPage(
            query=wide.query,
            hits=results.hits,
            cursor=results.cursor,
            coverage=read_coverage(workspace, db, request.filters),
            notes=wide.notes,
            removed_at={number: found[0] for number, found in removed if found is not None},
            rights=read_rights(workspace, db) if request.with_rights else {},
            first_row=request.skipped + 1,
            synonyms=wide.synonyms,
            mistakes=wide.mistakes,
        )


def count_total(workspace: Workspace, request: SearchRequest, page: SearchPage) -> Total:
    """How many articles and stories a search finds in all; it can take ten times as long as the page itself."""
    with closing(workspace.open_reader()) as db:
        if request.cursor is None and request.page == 1 and page.cursor is None:
            both = db.stories.count([hit.id for hit in page.hits])
            return Total(both.articles, False, both.stories)
        return db.search.count(page.query, request.filters)


def count_facets(workspace: Workspace, request: SearchRequest, by: By) -> Facets:
    """All articles found, counted by outlet, day, reporter and the like. Raises as ``search_articles`` does."""
    wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
    with closing(workspace.open_reader()) as db:
        check_filters(db, request.filters)
        counts = db.search.count_by(wide.query, by, request.filters)
        return Facets(by=by, counts=counts, coverage=read_coverage(workspace, db, request.filters), notes=wide.notes)


def explain_query(workspace: Workspace, request: SearchRequest) -> Explanation:
    """What is understood, without searching. Raises as ``search_articles`` does."""
    wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
    explanation = Explanation(query=wide.query, filters=request.filters, notes=wide.notes)
    with closing(workspace.open_reader()) as db:
        check_filters(db, request.filters)
        plan = db.search.explain(wide.query, request.filters)
    if plan is None:
        return replace(explanation, is_possible=False)
    return replace(
        explanation,
        match=plan.match,
        without=plan.without,
        full=plan.full,
        is_exact=plan.exact,
    )
