"""Search as one types: the list of articles by story, then their number."""

from starlette.responses import Response

from desk.services.search import count_total, search_articles
from desk.web.page_request import PageRequest
from desk.web.url_state import SearchState


def show_search(request: PageRequest) -> Response:
    """The page of a search, or for htmx its list alone. The newest articles where nothing is asked."""
    state = SearchState.read(request.query)
    page = search_articles(request.workspace, state.request())
    response = request.page("parts/results.html" if request.is_part else "search.html", state=state, page=page)
    if request.is_part:
        response.headers["hx-replace-url"] = state.url(cursor=state.cursor)
    return response


def show_count(request: PageRequest) -> Response:
    """How many articles a search finds: asked for by itself, as it takes longer than the list."""
    state = SearchState.read(request.query)
    asked = state.request()
    total = count_total(request.workspace, asked, search_articles(request.workspace, asked))
    return request.page("parts/count.html" if request.is_part else "count.html", state=state, total=total)
