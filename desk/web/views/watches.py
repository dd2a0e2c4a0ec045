"""Saved searches: what of each a person has not read, their settings, new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response

from desk.services.people.unread import UnreadWatch, count_unread, mark_read_by, read_unread
from desk.services.reports.rivals import UnlikeRivalError
from desk.services.watches import (
    NewHits,
    ReportSettings,
    WatchNotFoundError,
    add_watch,
    change_watch,
    cover_watch,
    read_new,
    remove_watch,
)
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest, read_number
from desk.web.url_state import SearchState
from models.language import _
from models.query.caution import find_caution
from models.query.excerpt import Excerpt, article_excerpt, highlight
from models.query.syntax import parse
from models.query.tree import Query
from models.query.watch import Watch, WatchHit
from models.records.times import now
from reports.coverage.sentences import say_coverage

EXCERPT_CHARACTERS = 130
SPANS = {"": 0, "7": 7, "30": 30}
"""What can be shown instead of what is unread: so many days back."""
MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A find as the list shows it; ``caution`` are the words at which a person should look twice."""

    find: WatchHit
    headline: Excerpt
    excerpt: Excerpt
    caution: Sequence[str]


def show_watches(request: PageRequest) -> Response:
    """All saved searches with what is unread, and the form for a new one."""
    return request.page("watches.html", watches=count_unread(request.workspace, request.login), typed={}, doubt="")


def show_watch(request: PageRequest) -> Response:
    """One saved search: what is unread, or what it found in the last days."""
    known = find_by_id(request)
    watch = known.watch
    span = request.query.get("days", "")
    if span not in SPANS:
        raise ParameterError(span)
    new = _read(request, watch, SPANS[span])
    coverage = cover_watch(request.workspace, watch)
    return request.page(
        "watch.html",
        watch=watch,
        is_alert=known.alert,
        rows=[_make_row(watch, find) for find in new.hits[:MAX_ROWS]],
        counted=new.counted,
        more=max(0, len(new.hits) - MAX_ROWS),
        last=max((find.n for find in new.hits), default=0),
        span=span,
        search=make_search(watch),
        missing=say_coverage(coverage, len(new.hits), request.language),
    )


def add(request: PageRequest) -> Response:
    """Save a search that was typed in the form."""
    typed = {name: request.text(name).strip() for name in ("name", "q", "region", "rivals", "caution")}
    query = read_words(typed["q"])
    settings = ReportSettings(
        rivals=split_words(typed["rivals"]),
        caution=split_words(typed["caution"]),
        alert=request.text("alert") == "1",
        unlike=request.text("unlike") == "1",
    )
    filters = SearchState(regions=split_words(typed["region"])).filters
    try:
        add_watch(request.workspace, typed["name"] or typed["q"], query, filters, settings=settings)
    except UnlikeRivalError as error:
        known = count_unread(request.workspace, request.login)
        return request.page("watches.html", status=400, watches=known, typed=typed, doubt=str(error))
    return request.see_other("/watches")


def change(request: PageRequest) -> Response:
    """Give a saved search other settings."""
    watch = find_by_id(request).watch
    typed = request.text("q").strip()
    change_watch(
        request.workspace,
        watch.name,
        words=read_words(typed) if typed and typed != watch.typed else None,
        rivals=split_words(request.text("rivals")),
        title=request.text("title"),
        unlike=request.text("unlike") == "1",
        caution=split_words(request.text("caution")),
        alert=request.text("alert") == "1",
    )
    return request.see_other(_page_of(watch))


def mark_read(request: PageRequest) -> Response:
    """The person has read what was shown, up to the find that the page named."""
    watch = find_by_id(request).watch
    mark_read_by(request.workspace, request.login, watch.name, read_number(request.text("up_to")))
    return request.see_other("/watches")


def remove(request: PageRequest) -> Response:
    """Forget a saved search. Its articles stay."""
    remove_watch(request.workspace, find_by_id(request).watch.name)
    return request.see_other("/watches")


def find_by_id(request: PageRequest) -> UnreadWatch:
    """The saved search of the path. Raises WatchNotFoundError."""
    number = request.number("id")
    for one in count_unread(request.workspace, request.login):
        if one.watch.id == number:
            return one
    raise WatchNotFoundError(_("There is no such saved search; it was removed."))


def make_search(watch: Watch) -> SearchState:
    """The search of a watch as the page of searches takes it."""
    narrowed = watch.filters
    return SearchState(
        typed=watch.typed,
        outlets=tuple(narrowed.outlets),
        regions=tuple(narrowed.regions),
        section=narrowed.section,
        reporter=narrowed.reporter,
    )


def read_words(typed: str) -> Query:
    """The words of a saved search. Raises WatchNotFoundError for none."""
    query = parse(typed)
    if query.is_empty:
        raise WatchNotFoundError(_("A saved search needs words to look for."))
    return query


def split_words(typed: str) -> tuple[str, ...]:
    """Words parted by commas or lines."""
    return tuple(filter(None, (part.strip() for part in typed.replace("\n", ",").split(","))))


def _read(request: PageRequest, watch: Watch, days: int) -> NewHits:
    if not days:
        return read_unread(request.workspace, watch.name, request.login)
    since: date = now().date() - timedelta(days=days)
    (new,) = read_new(request.workspace, watch.name, since).watches
    return new


def _make_row(watch: Watch, find: WatchHit) -> FoundRow:
    needles = watch.query.needles
    return FoundRow(
        find,
        highlight(find.article.headline, needles),
        article_excerpt(find.article, needles, EXCERPT_CHARACTERS),
        find_caution(watch, find.article),
    )


def _page_of(watch: Watch) -> str:
    return f"/watches/{watch.id}"
