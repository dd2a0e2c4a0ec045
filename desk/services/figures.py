"""The figures of a search: its articles counted by day, outlet and the like, and its share beside that of rivals."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from desk.services.coverage import read_coverage
from desk.services.reports.rivals import check_rival
from desk.services.search import SearchRequest, check_filters, widen_query
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.query.filters import Filters
from models.query.tree import Query
from models.records.search_results import By, Total
from models.records.story import Counted

MAX_DAYS = 400
"""A longer stretch of days is shown without those that have no article."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How many articles name one of those compared, and its share of their sum, 0 to 1."""

    name: str
    articles: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Articles and stories for each name, as `count_by` gives them, with every day of a stretch that is not too long.

    ``voices``: the search first, then its rivals; empty without rivals. ``notes`` are about synonyms.
    """

    by: By
    counts: Sequence[tuple[str, Counted]]
    total: Total
    coverage: Coverage
    voices: Sequence[Voice] = ()
    notes: Sequence[str] = field(default=())


def count_figures(
    workspace: Workspace, request: SearchRequest, by: By, rivals: Sequence[str] = (), *, unlike: bool = False
) -> Figures:
    """Count what a search finds. ``unlike``: rivals that ask for more or fewer words than it are meant as they are.

    Raises RivalError, OutletNotFoundError, SynonymsError, ArchiveError.
    """
    others = [check_rival(request.query, typed, unlike=unlike) for typed in rivals]
    wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
    with closing(workspace.open_reader()) as db:
        check_filters(db, request.filters)
        counts = db.search.count_by(wide.query, by, request.filters)
        compared = [wide.query, *(widen_query(workspace, one, exact=request.exact).query for one in others)]
        return Figures(
            by=by,
            counts=fill_days(counts, request.filters) if by == "day" else counts,
            total=db.search.count(wide.query, request.filters),
            coverage=read_coverage(workspace, db, request.filters),
            voices=_measure_voices(db, compared, request.filters) if others else (),
            notes=wide.notes,
        )


def fill_days(counts: Sequence[tuple[str, Counted]], filters: Filters) -> Sequence[tuple[str, Counted]]:
    """The days between the first and the last, or of the filters, those without an article too."""
    if not counts:
        return counts
    known = dict(counts)
    first = min(filters.since or date.max, date.fromisoformat(counts[0][0]))
    last = max(filters.until or date.min, date.fromisoformat(counts[-1][0]))
    if (last - first).days >= MAX_DAYS:
        return counts
    days = (str(first + timedelta(days=n)) for n in range((last - first).days + 1))
    return [(day, known.get(day, Counted(0, 0))) for day in days]


def _measure_voices(db: ArchiveReader, queries: Sequence[Query], filters: Filters) -> tuple[Voice, ...]:
    everything = replace(filters, press_only=True)
    counts = [sum(n.articles for _, n in db.search.count_by(query, "outlet", everything)) for query in queries]
    whole = sum(counts)
    return tuple(Voice(query.typed, n, n / whole if whole else 0.0) for query, n in zip(queries, counts, strict=True))
