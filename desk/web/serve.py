"""Runs the desk on a port of this machine until it is interrupted."""

import logging
import socket
import sys
from collections.abc import Callable

import uvicorn

from desk.services.maintenance import upgrade_archive
from desk.services.workspace import Workspace
from desk.web.app import make_app
from desk.web.jobs import Jobs
from desk.web.lan_access import LanAccess, check_lan
from desk.web.people_sessions import PeopleSessions
from desk.web.rendering import environment
from desk.web.request_guard import MAX_HEADER_BYTES
from desk.web.sessions import EntryTokens, MemorySessions
from desk.web.settings import DeskSettings, page_language
from desk.web.shared_writer import open_desk_workspace
from desk.web.static_files import read_static_files
from models.language import _, describe_system_error
from models.records.errors import UserError

MAX_CONNECTIONS = 64
SECONDS_TO_END = 5


class PortError(UserError):
    """The port cannot be used: one sentence."""

    exit_code = 1


def serve_desk(
    workspace: Workspace,
    *,
    port: int = 0,
    on_ready: Callable[[str], None],
    is_verbose: bool = False,
    lan: LanAccess | None = None,
) -> None:
    """Serve the desk: on loopback to whoever sits here, or with ``lan`` to people of a network who log in.

    ``on_ready`` is given the address to open, when it can be opened; on loopback it lets in once. Raises PortError,
    LanError, ArchiveError.
    """
    if workspace.archive.exists():
        upgrade_archive(workspace)
    if lan is not None:
        check_lan(workspace, lan)
    listener = open_listener(port) if lan is None else open_listener(port, lan.address)
    tokens = EntryTokens()
    with listener, open_desk_workspace(workspace) as shared:
        settings = DeskSettings(
            workspace=shared,
            port=listener.getsockname()[1],
            lan_hosts=() if lan is None else (lan.host,),
            is_encrypted=lan is not None and lan.certificate is not None,
            asks_password=lan is not None,
            language=page_language(),
        )
        sessions = MemorySessions(limited=False) if lan is None else PeopleSessions(shared)
        jobs = Jobs(workspace.location)
        app = make_app(settings, sessions=sessions, tokens=tokens, jobs=jobs)
        logging.getLogger("desk.web").setLevel(logging.INFO if is_verbose else logging.WARNING)
        address = entry_address(settings, tokens) if lan is None else f"{settings.scheme}://{lan.host}:{settings.port}/"
        server = _Server(uvicorn_config(app, lan), lambda: on_ready(address))
        environment().get_template("search.html")
        read_static_files()
        try:
            server.run(sockets=[listener])
        finally:
            jobs.close()


def open_listener(port: int, address: str = "127.0.0.1") -> socket.socket:
    """A socket that listens at an address of this machine. Raises PortError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let another program take the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
    except OSError as error:
        listener.close()
        reason = describe_system_error(error)
        raise PortError(_("The desk cannot use port {port}: {reason}.", port=port, reason=reason)) from error
    return listener


def uvicorn_config(app: object, lan: LanAccess | None = None) -> uvicorn.Config:
    """How uvicorn runs: it trusts no proxy, says nothing of itself, and leaves the log to the guard."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        limit_concurrency=MAX_CONNECTIONS,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        timeout_graceful_shutdown=SECONDS_TO_END,
        ssl_certfile=None if lan is None else lan.certificate,
        ssl_keyfile=None if lan is None else lan.key,
    )


def entry_address(settings: DeskSettings, tokens: EntryTokens) -> str:
    """An address that lets its bearer in once."""
    return f"{settings.scheme}://127.0.0.1:{settings.port}/enter?token={tokens.issue()}"


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()
