"""The desk as one ASGI application: the guard, the table of routes, a thread for each view."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from desk.services.people.attempts import Attempts
from desk.services.people.audit import record_deed
from desk.web.error_pages import aim_at_notice, explain_error, explain_refusal, make_error_page
from desk.web.jobs import Jobs
from desk.web.page_request import Desk, PageRequest
from desk.web.request_guard import (
    MAX_BODY_BYTES,
    SAFE_METHODS,
    BodyTooLargeError,
    BodyTooSlowError,
    Refusal,
    RequestGuard,
    read_cookie,
)
from desk.web.routes import ROUTES, DeskRoute, find_sections
from desk.web.sessions import EntryTokens, MemorySessions, SessionStore
from desk.web.settings import DeskSettings
from desk.web.static_files import PREFIX
from models.language import _, speaking
from models.language.choose import Language
from models.people.role import Role

MAX_THREADS = 8
MAX_FIELDS = 64
MAX_FILES = 20
FIRST_ERROR_STATUS = 400
LANGUAGES: tuple[Language, ...] = ("ko", "en")


def make_app(
    settings: DeskSettings,
    *,
    sessions: SessionStore | None = None,
    tokens: EntryTokens | None = None,
    jobs: Jobs | None = None,
    routes: Sequence[DeskRoute] = ROUTES,
) -> ASGIApp:
    """The desk of a workspace. Without ``sessions`` they are kept in memory."""
    desk = Desk(
        settings=settings,
        workspace=settings.workspace,
        sessions=sessions or MemorySessions(),
        tokens=tokens or EntryTokens(),
        attempts=Attempts(),
        jobs=jobs or Jobs(settings.workspace.location),
        sections=find_sections(routes),
    )
    limiter = CapacityLimiter(MAX_THREADS)

    async def answer_http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _refuse(settings, request.scope, Refusal(status))

    inner = Starlette(
        routes=[
            Route(route.path, _make_endpoint(route, desk, limiter), methods=[route.method])  # HEAD comes with GET
            for route in routes
        ],
        exception_handlers={HTTPException: answer_http_error, Exception: answer_http_error},
    )
    open_paths = frozenset(route.path for route in routes if route.role is None)
    return RequestGuard(
        inner,
        settings=settings,
        sessions=desk.sessions,
        is_open=lambda path: path in open_paths or path.startswith(PREFIX),
        refuse=lambda scope, refusal: _refuse(settings, scope, refusal),
        body_limits={route.path: route.max_body for route in routes if route.max_body is not None},
    )


def _make_endpoint(route: DeskRoute, desk: Desk, limiter: CapacityLimiter) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        language = choose_page_language(desk.settings, request.scope)
        person = request.state.person
        if route.role is not None and (person is None or not person.role.includes(route.role)):
            return _refuse(desk.settings, request.scope, Refusal(401 if person is None else 403))
        try:
            form = await _read_form(request, route)
        except (MultiPartException, UnicodeDecodeError):
            return _refuse(desk.settings, request.scope, Refusal(400))
        except BodyTooLargeError:
            return _refuse(desk.settings, request.scope, Refusal(413))
        except BodyTooSlowError:
            return _refuse(desk.settings, request.scope, Refusal(408))
        try:
            page_request = PageRequest(
                desk=desk,
                person=person,
                method=request.method,
                path=request.url.path,
                language=language,
                parameters={name: str(value) for name, value in request.path_params.items()},
                query=request.query_params,
                form=form,
                session_secret=read_cookie(request.headers.get("cookie", ""), desk.settings.session_cookie),
                is_part=_wants_part(request.headers),
                source=request.headers.get("hx-source", ""),
                agent=request.headers.get("user-agent", ""),
                address=request.client.host if request.client else "",
            )
            return await run_sync(_call_view, route, page_request, limiter=limiter)
        finally:
            await form.close()

    return answer


def _call_view(route: DeskRoute, request: PageRequest) -> Response:
    with speaking(request.language):
        try:
            if route.needs_archive and not request.workspace.archive.exists():
                return _lead_to_setup(request)
            response = route.view(request)
            if route.deed is not None and response.status_code < FIRST_ERROR_STATUS:
                record_deed(request.workspace, request.login, route.deed, request.path, request.address)
        except Exception as error:  # noqa: BLE001 - the last stop: a page with one sentence, the traceback in a file
            page = explain_error(error, request.language, is_part=request.is_part, request=request)
            return aim_at_notice(request.method, page)
        return response


def _lead_to_setup(request: PageRequest) -> Response:
    """Where there is no archive yet: whoever may set the desk up does that first."""
    if request.person is not None and request.person.role.includes(Role.ADMIN) and not request.is_part:
        return request.see_other("/setup")
    return make_error_page(503, _("The desk is not set up yet."), request.language, is_part=request.is_part)


async def _read_form(request: Request, route: DeskRoute) -> FormData:
    """The fields and files of a POST. Raises MultiPartException where it has too many."""
    if route.method != "POST":
        return FormData()
    try:
        limit = route.max_body or MAX_BODY_BYTES
        return await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=limit)
    except HTTPException as error:  # Starlette says so of a broken form
        raise MultiPartException(str(error.detail)) from error


def _wants_part(headers: Headers) -> bool:
    return headers.get("hx-request") == "true"


def choose_page_language(settings: DeskSettings, scope: Scope) -> Language:
    """The language that a person chose, as their cookie says; else that of the desk."""
    cookie = read_cookie(Headers(scope=scope).get("cookie", ""), settings.language_cookie)
    return next((language for language in LANGUAGES if language == cookie), settings.language)


def _refuse(settings: DeskSettings, scope: Scope, refusal: Refusal) -> Response:
    language = choose_page_language(settings, scope)
    is_part = _wants_part(Headers(scope=scope))
    must_log_in = refusal.status == 401 and settings.asks_password
    if must_log_in and not is_part and scope["method"] in SAFE_METHODS:
        query = scope["query_string"].decode("latin-1")
        back = f"{scope['path']}?{query}" if query else scope["path"]
        return RedirectResponse(f"/enter?back={quote(back)}", 303)
    with speaking(language):
        if must_log_in:
            return make_error_page(401, _("You are not logged in any more: log in again."), language, is_part=is_part)
        return aim_at_notice(scope["method"], explain_refusal(refusal.status, language, is_part=is_part))
