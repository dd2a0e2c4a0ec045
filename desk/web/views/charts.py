"""The figures of a search: by day, outlet, region, reporter, section or tone, and its share beside rivals."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from desk.services.figures import Figures, count_figures
from desk.services.reports.rivals import UnlikeRivalError
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest
from desk.web.url_state import MAX_QUERY_CHARACTERS, SearchState
from models.language import N_
from models.records.labels import TONES
from models.records.search_results import KINDS, By
from models.records.story import Counted
from reports.coverage.sentences import say_coverage

DEFAULT_SINCE = "30일"
MAX_ROWS = 30
MAX_RIVALS = 8
NAMES: dict[By, str] = {
    "day": N_("By day"),
    "month": N_("By month"),
    "outlet": N_("By outlet"),
    "region": N_("By region"),
    "section": N_("By section"),
    "reporter": N_("By reporter"),
    "tone": N_("By tone"),
}


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: what it is of, its numbers, its length of 100, and the search that gives its articles ('' for none)."""

    name: str
    counted: Counted
    length: float
    url: str


def show_charts(request: PageRequest) -> Response:
    """The page of figures. Without a first day it is of the last thirty."""
    state = SearchState.read(request.query)
    if "since" not in request.query:
        state = replace(state, since=DEFAULT_SINCE)
    by = read_by(request.query.get("by", "day"))
    rivals = read_rivals(request.query.get("rivals", ""))
    unlike = request.query.get("unlike") == "1"
    doubt = ""
    try:
        figures = count_figures(request.workspace, state.request(), by, rivals, unlike=unlike)
    except UnlikeRivalError as error:
        doubt = str(error)
        figures = count_figures(request.workspace, state.request(), by)
    bars = make_bars(state, figures)
    is_timeline = by in ("day", "month")
    left_out = () if is_timeline else bars[MAX_ROWS:]
    return request.page(
        "charts.html",
        state=state,
        figures=figures,
        names=NAMES,
        tones=TONES,
        rivals=", ".join(rivals),
        doubt=doubt,
        is_timeline=is_timeline,
        bars=bars[: len(bars) - len(left_out)],
        rest_articles=sum(bar.counted.articles for bar in left_out),
        rest_names=len(left_out),
        most=max((bar.counted.articles for bar in bars), default=0),
        missing=say_coverage(figures.coverage, language=request.language),
    )


def make_bars(state: SearchState, figures: Figures) -> Sequence[ChartBar]:
    """The bars of the figures, the longest 100."""
    most = max((counted.articles for _, counted in figures.counts), default=1) or 1
    return [
        ChartBar(name, counted, round(counted.articles / most * 100, 2), narrow(state, figures.by, name))
        for name, counted in figures.counts
    ]


def narrow(state: SearchState, by: By, name: str) -> str:
    """The address of the search that finds the articles of one name; '' where no filter can say it."""
    if not name:
        return ""
    if by == "month":
        year, month = map(int, name.split("-"))
        return state.url("/", since=f"{name}-01", until=f"{name}-{monthrange(year, month)[1]:02}")
    if by == "day":
        return state.url("/", since=name, until=name)
    if by in ("outlet", "region"):
        return state.url("/", **{f"{by}s": (name,)})
    return state.url("/", **{by: name})


def read_by(name: str) -> By:
    """What to count by. Raises ParameterError."""
    for kind in KINDS:
        if kind == name:
            return kind
    raise ParameterError(name)


def read_rivals(typed: str) -> tuple[str, ...]:
    """The words to compare with, parted by commas or lines."""
    parts = typed[:MAX_QUERY_CHARACTERS].replace("\n", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))[:MAX_RIVALS]
