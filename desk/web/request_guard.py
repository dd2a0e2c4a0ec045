"""One ASGI class round the whole desk: what every request must satisfy before a view sees it.

In this order: the ``Host`` is ours (against DNS rebinding), a POST comes from our own pages, the cookie names a
session, the body is small and comes in time. It also gives every answer its security headers, refusals too, and writes
one line of log: no query, as that is what somebody searches for.
"""

import logging
import time
from asyncio import timeout
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.web.sessions import Person, SessionStore
from desk.web.settings import DeskSettings
from models.records.errors import ArchiveError

MAX_BODY_BYTES = 1_000_000
MAX_HEADER_BYTES = 16_384
MAX_SECONDS_TO_SEND = 30.0
SAFE_METHODS = ("GET", "HEAD")
METHODS = (*SAFE_METHODS, "POST")
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""Of what is shown in a frame: no script, no form, no request, an origin of its own, also where it is opened alone."""
SECURITY_HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    # Not no-referrer: with that a browser says "Origin: null" of our own forms, too.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
"""What an answer carries unless its view says otherwise."""

log = logging.getLogger("desk.web")


class BodyTooLargeError(Exception):
    """More bytes came than the route allows."""


class BodyTooSlowError(Exception):
    """The body did not come in time."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request was refused before a view saw it."""

    status: int


class RequestGuard:
    """Wraps an ASGI application; a body too large or too slow raises as it is received.

    What passes has ``scope["state"]["person"]``, None only for an open path.

    ``is_open`` says of a path whether it needs no session; ``body_limits`` are larger limits of single paths, in bytes;
    ``refuse`` makes the page of a refusal.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: DeskSettings,
        sessions: SessionStore,
        is_open: Callable[[str], bool],
        refuse: Callable[[Scope, Refusal], Response],
        body_limits: Mapping[str, int],
    ) -> None:
        self._app, self._settings, self._sessions = app, settings, sessions
        self._is_open, self._refuse, self._body_limits = is_open, refuse, body_limits
        self._origins = frozenset(f"{settings.scheme}://{host}" for host in settings.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one request, and pass it on or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        begun = time.perf_counter()
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers["server-timing"] = f"app;dur={(time.perf_counter() - begun) * 1000:.1f}"
            await send(message)

        headers = Headers(scope=scope)
        scope.setdefault("state", {})["person"] = None
        try:
            refusal = await self._judge(scope, headers)
            if refusal is not None:
                await self._refuse(scope, refusal)(scope, receive, send_guarded)
            else:
                limit = self._body_limits.get(scope["path"], MAX_BODY_BYTES)
                await self._app(scope, _limited(receive, limit), send_guarded)
        finally:
            person: Person | None = scope["state"]["person"]
            log.info(
                "%s %s %s %d %d ms",
                person.name if person else "-",
                scope["method"],
                scope["path"],
                status,
                round((time.perf_counter() - begun) * 1000),
            )

    async def _judge(self, scope: Scope, headers: Headers) -> Refusal | None:
        if headers.getlist("host")[1:] or headers.get("host", "").lower() not in self._settings.hosts:
            return Refusal(421)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
            return Refusal(431)
        if scope["method"] not in METHODS:
            return Refusal(405)
        if scope["method"] == "POST" and not self._is_from_our_pages(headers):
            return Refusal(403)
        secret = read_cookie(headers.get("cookie", ""), self._settings.session_cookie)
        try:
            person = await run_sync(self._sessions.find, secret) if secret else None
        except ArchiveError as error:
            log.warning("%s", error)
            return Refusal(503)
        scope["state"]["person"] = person
        if person is None and not self._is_open(scope["path"]):
            return Refusal(401)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            return Refusal(400)
        if int(length[:12]) > self._body_limits.get(scope["path"], MAX_BODY_BYTES):
            return Refusal(413)
        return None

    def _is_from_our_pages(self, headers: Headers) -> bool:
        """``SameSite`` does not say it: all ports of a machine are the same site. Browsers say where a POST is from."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None and site != "same-origin":
            return False
        if origin is not None:
            return origin.lower() == f"{self._settings.scheme}://{headers['host'].lower()}" and (
                origin.lower() in self._origins
            )
        return site == "same-origin"


def read_cookie(header: str, name: str) -> str:
    """The value of a cookie; empty where there is none, or the header is no list of cookies."""
    cookies: SimpleCookie = SimpleCookie()
    for part in header.split(";"):
        if part.strip().partition("=")[0] == name:
            try:
                cookies.load(part.strip())
            except CookieError:
                return ""
    return cookies[name].value if name in cookies else ""


def _limited(receive: Receive, limit: int) -> Receive:
    """The same body, of so many bytes at most and within ``MAX_SECONDS_TO_SEND``."""
    size, has_ended = 0, False
    deadline = time.monotonic() + MAX_SECONDS_TO_SEND

    async def receive_limited() -> Message:
        nonlocal size, has_ended
        if has_ended:
            return await receive()
        try:
            async with timeout(max(0.0, deadline - time.monotonic())):
                message = await receive()
        except TimeoutError as error:
            raise BodyTooSlowError from error
        if message["type"] == "http.request":
            size += len(message.get("body", b""))
            has_ended = not message.get("more_body", False)
            if size > limit:
                raise BodyTooLargeError
        return message

    return receive_limited
