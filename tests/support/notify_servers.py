"""Who hears how a night went: a mail server and a webhook on loopback that keep what comes."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

SECRET = "s3cret-not-to-be-shown"


class Box:
    """Keeps what arrives, and lets one user in; ``refused`` are addresses that it does not know."""

    def __init__(self) -> None:
        self.mails: list[tuple[Session, Envelope]] = []
        self.refused: tuple[str, ...] = ()

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append((session, envelope))
        return "250 kept"


def allowed(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.login == b"crawl" and data.password == SECRET.encode(), handled=False)


class AnyPort(Controller):
    """A mail server on a port of the system's choosing."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Mails:
    """A mail server on a port of the system's choosing."""

    def __init__(self, **options: Any) -> None:
        self.box = Box()
        self.controller = AnyPort(self.box, hostname="localhost", port=0, **options)

    def __enter__(self) -> "Mails":
        self.controller.start()
        self.port = self.controller.port
        return self

    def __exit__(self, *_: object) -> None:
        self.controller.stop()


class Hooks:
    """A webhook that keeps what is posted; ``status`` is its answer, before which ``on_post`` is called."""

    def __init__(self, status: int = 200) -> None:
        self.posts: list[tuple[str, dict[str, Any]]] = []
        self.on_post: Callable[[], object] | None = None
        hooks = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hooks.posts.append((self.path, json.loads(body)))
                if hooks.on_post is not None:
                    hooks.on_post()
                self.send_response(status)
                if status in {301, 302, 307}:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.home = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> "Hooks":
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
