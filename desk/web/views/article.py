"""The reading pane: an article with all that hangs on it, its history, its stored page, its evidence."""

from dataclasses import dataclass

from starlette.responses import Response

from desk.services.reading import (
    ReadArticle,
    make_warc,
    read_harmless_page,
    read_stored_page,
    read_text_history,
    read_whole_article,
)
from desk.services.search import widen_query
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest, read_number
from desk.web.request_guard import FRAME_POLICY
from desk.web.url_state import SearchState
from desk.web.views.marks import read_marking
from models.query.excerpt import Excerpt, highlight
from models.query.syntax import parse

FRAME_HEADERS = {
    "content-security-policy": FRAME_POLICY,
    "x-dns-prefetch-control": "off",
    "referrer-policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class CaptionText:
    """What stands below a picture, and who is credited."""

    caption: Excerpt
    credit: str


@dataclass(frozen=True, slots=True)
class MarkedTexts:
    """The texts of an article with what was searched for marked in them."""

    headline: Excerpt
    deck: tuple[Excerpt, ...]
    body: tuple[Excerpt, ...]
    captions: tuple[CaptionText, ...]


def show_article(request: PageRequest) -> Response:
    """An article as a page of its own, beside the list it was found in, or for htmx as the pane alone."""
    state = SearchState.read(request.query)
    reading = read_whole_article(request.workspace, request.number("id"))
    values = {"state": state, "reading": reading, "texts": _mark_texts(request, state, reading)}
    values["marking"] = read_marking(request, [reading.id])
    return request.page("parts/article.html" if request.is_part else "article.html", values)


def _mark_texts(request: PageRequest, state: SearchState, reading: ReadArticle) -> MarkedTexts:
    query = widen_query(request.workspace, parse(state.typed), loose=state.loose, exact=state.exact).query
    needles, article = query.needles, reading.article
    return MarkedTexts(
        headline=highlight(article.headline, needles),
        deck=tuple(highlight(line, needles) for line in article.deck.split("\n") if line.strip()),
        body=tuple(highlight(line, needles) for line in article.body.split("\n") if line.strip()),
        captions=tuple(
            CaptionText(highlight(photo.caption, needles), photo.credit)
            for photo in article.photos
            if photo.caption or photo.credit
        ),
    )


def show_history(request: PageRequest) -> Response:
    """How an article changed, word by word."""
    history = read_text_history(request.workspace, request.number("id"))
    return request.page("parts/history.html" if request.is_part else "history.html", history=history)


def show_stored_page(request: PageRequest) -> Response:
    """The stored page, for a frame: what it loads and does is left out, and its policy forbids it once more."""
    html = read_harmless_page(request.workspace, request.number("id"), _read_revision(request))
    return Response(html.encode("utf-8", "replace"), media_type="text/html", headers=FRAME_HEADERS)


def send_original_page(request: PageRequest) -> Response:
    """The bytes of the stored page as they were received, never to be opened by the browser itself."""
    number = request.number("id")
    stored = read_stored_page(request.workspace, number, _read_revision(request))
    return send_file(stored.page.body, f"article-{number}-{stored.revision}.html.bin")


def send_warc(request: PageRequest) -> Response:
    """All stored pages of the article as evidence that other web archives read."""
    number = request.number("id")
    return send_file(make_warc(request.workspace, number), f"article-{number}.warc.gz")


def send_file(content: bytes, name: str, media_type: str = "application/octet-stream") -> Response:
    """A download under a name of ASCII."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _read_revision(request: PageRequest) -> int | None:
    text = request.query.get("revision", "")
    if text and len(text) > MAX_REVISION_DIGITS:
        raise ParameterError(text)
    return read_number(text) if text else None


MAX_REVISION_DIGITS = 6
