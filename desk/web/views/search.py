"""Search as one types: the list of articles by story, then their number, and what to try where there are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.responses import Response

from desk.services.after_search.hints import find_hints
from desk.services.after_search.story_groups import StoryGroup, group_by_story
from desk.services.outlets.filter_choices import list_filter_choices
from desk.services.search import SearchPage, count_total, search_articles
from desk.services.watches import add_watch
from desk.web.page_request import PageRequest
from desk.web.url_state import SearchState, read_day
from desk.web.views.marks import read_marking
from models.language import N_
from models.query.excerpt import Excerpt, article_excerpt, highlight
from models.records.errors import ArchiveError, UserError
from models.records.labels import TONES
from models.records.search_results import Hit
from reports.coverage.sentences import say_coverage

EXCERPT_CHARACTERS = 130
SEARCH_FORM = "form#search"
PERIODS = (
    ("오늘", "", N_("Today")),
    ("어제", "", N_("Since yesterday")),
    ("7일", "", N_("7 days")),
    ("30일", "", N_("30 days")),
    ("이번달", "", N_("This month")),
    ("지난달", "지난달", N_("Last month")),
)
"""First and last day as one types them, and the name of the period. They stay relative in a bookmark."""
SORT_NAMES = {"newest": N_("Newest first"), "oldest": N_("Oldest first"), "relevance": N_("Most relevant first")}
HINT_REASONS = {
    "joining": N_("with joining words as this program writes them"),
    "day": N_("days as a period"),
    "spacing": N_("with other spaces: {shown}"),
    "spelling": N_("a similar spelling"),
    "keyboard": N_("the keys of a Korean keyboard"),
    "hanja": N_("Hanja or Hangul"),
    "name": N_("as a name"),
    "literal": N_("anywhere, as parts of words"),
    "filters": N_("without days, outlets and other filters"),
    "fewer": N_("without {shown}"),
}


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit as the list shows it."""

    hit: Hit
    headline: Excerpt
    excerpt: Excerpt
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A hit, the others of its story that were found with it, and how many outlets carry the story."""

    first: HitRow
    others: Sequence[HitRow]
    outlets: int


def show_search(request: PageRequest) -> Response:
    """The page of a search; for htmx its list alone, or, behind a cursor, what comes next in it."""
    state = SearchState.read(request.query)
    if not request.is_part:
        return _show_whole_page(request, state)
    response = request.page("parts/hits.html" if state.cursor else "parts/results.html", _find(request, state))
    if request.source == SEARCH_FORM:  # somebody types: the address follows
        response.headers["hx-replace-url"] = state.url()
    return response


def _show_whole_page(request: PageRequest, state: SearchState) -> Response:
    """What cannot be searched for is said above the form, in which it can be mended."""
    try:
        return request.page("search.html", _find(request, state) | describe_form(request, state))
    except ArchiveError:
        raise
    except UserError as error:
        form = describe_form(request, replace(state, since="", until=""))
        return request.page("search.html", form, state=state, mistake=str(error), status=400)


def describe_form(request: PageRequest, state: SearchState) -> dict[str, object]:
    """What the form of a search needs besides the search."""
    return {
        "choices": list_filter_choices(request.workspace),
        "tones": TONES,
        "sorts": SORT_NAMES,
        "periods": PERIODS,
        "since": read_day(state.since),
        "until": read_day(state.until, is_end=True),
    }


def _find(request: PageRequest, state: SearchState) -> dict[str, object]:
    page = search_articles(request.workspace, state.request())
    groups = (
        group_by_story(request.workspace, page.hits) if state.grouped else [StoryGroup(hit=one) for one in page.hits]
    )
    rows = [
        GroupRow(_make_row(page, group.hit), [_make_row(page, one) for one in group.others], group.outlets)
        for group in groups
    ]
    missing = say_coverage(page.coverage, len(page.hits), request.language)
    marking = read_marking(request, [one.id for one in page.hits])
    return {"state": state, "page": page, "groups": rows, "missing": missing, "mistake": "", "marking": marking}


def _make_row(page: SearchPage, hit: Hit) -> HitRow:
    needles = page.query.needles
    return HitRow(
        hit=hit,
        headline=highlight(hit.article.headline, needles),
        excerpt=article_excerpt(hit.article, needles, EXCERPT_CHARACTERS),
        removed_at=page.removed_at.get(hit.id),
    )


def show_count(request: PageRequest) -> Response:
    """How many articles a search finds: asked for by itself, as it takes longer than the list."""
    state = SearchState.read(request.query)
    asked = state.request()
    total = count_total(request.workspace, asked, search_articles(request.workspace, asked))
    return request.page("parts/count.html" if request.is_part else "count.html", state=state, total=total)


def show_hints(request: PageRequest) -> Response:
    """What to search for instead of what finds nothing."""
    state = SearchState.read(request.query)
    hints = find_hints(request.workspace, state.request())
    template = "parts/hints.html" if request.is_part else "hints.html"
    return request.page(template, state=state, hints=hints, reasons=HINT_REASONS)


def save_watch(request: PageRequest) -> Response:
    """Save a search under a name: what is stored from now on is tested against it."""
    state = SearchState.read(request.query)
    asked = state.request()
    added = add_watch(
        request.workspace,
        request.text("name") or state.typed,
        asked.query,
        asked.filters,
        loose=state.loose,
        exact=state.exact,
    )
    if request.is_part:
        return request.page("parts/watch_saved.html", added=added)
    return request.page("watch_saved.html", added=added, state=state)
