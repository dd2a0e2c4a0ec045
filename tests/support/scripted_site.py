"""A server of one small outlet whose every answer is written down."""

import socket
import socketserver
import ssl
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from models.records.outlet import Outlet

PAGE = """<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{headline} - 견본</title></head><body>
<div class="location"><a>전국</a><a>경북</a></div>
<article class="bodynews"><div class="header"><h1 id="main-title">{headline}</h1></div>
<p>기사입력 : <span id="send-time">{day} 09:30</span></p>
<section class="contents"><div id="news-contents"><p>[포항=견본] 홍길순 기자 = {headline} 소식을 시가 20일 알렸다.</p>
<p>시는 올해 안에 {headline} 사업을 마친다고 밝혔다. 주민 설명회는 다음 달 열린다.</p><p>gilsun@example.com</p></div></section>
</article></body></html>"""


def raw(body: str | bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A whole response; ``Content_Type="text/plain"`` sets a header, an empty one leaves it out."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return f"HTTP/1.1 {status} Answer\r\n{head}\r\n".encode() + data


def arrived(connection: socket.socket) -> float:
    """When the last bytes came in, by the monotonic clock.

    By the kernel's count where there is one (tcpi_last_data_recv, milliseconds): on a busy machine this process has its
    turn late, and an interval between two turns says nothing of what the client did.
    """
    now = time.monotonic()
    if not sys.platform.startswith("linux"):
        return now
    told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 56)
    return now - int.from_bytes(told[52:56], sys.byteorder) / 1000


@dataclass
class Scripted:
    """A server of one small Newspim-like outlet whose every answer is written down.

    ``articles`` maps an article number to its day; ``per_page`` of them stand on a list page, newest first.
    ``answers`` maps a path (with query) to the responses given in turn, the last one for ever; None hangs up.
    ``times``: when each request came in (monotonic clock).
    ``tls``: spoken by https; ``host`` is the name by which the outlet is known.
    """

    articles: dict[str, str] = field(default_factory=dict)
    per_page: int = 20
    answers: dict[str, list[bytes | None]] = field(default_factory=dict)
    dated: bool = True
    log: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"

    def __enter__(self) -> Self:
        script = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                script.handle(self)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 128

            def get_request(self) -> tuple[Any, Any]:
                taken, address = super().get_request()
                if script.tls is None:
                    return taken, address
                return script.tls.wrap_socket(taken, server_side=True, do_handshake_on_connect=False), address

            def handle_error(self, *about: Any) -> None:
                if not (script.tls and isinstance(sys.exc_info()[1], OSError)):  # a client that does not trust us
                    super().handle_error(*about)

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def home(self) -> str:
        """The outlet's origin."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def outlet(self, **changes: Any) -> Outlet:
        """The declaration."""
        told: dict[str, Any] = {"id": "mini", "title": "견본", "family": "newspim", "home": self.home, "delay": 0.0}
        return Outlet(**{**told, **changes})

    def url(self, number: str) -> str:
        """An article's canonical address."""
        return f"{self.home}/news/view/{number}"

    def paths(self, part: str = "") -> list[str]:
        """Paths asked so far that hold ``part``."""
        return [path for path, _ in self.log if part in path]

    def fail(self, number: str, *answers: bytes | None) -> str:
        """Let an article's page answer like that; its path."""
        path = f"/news/view/{number}"
        self.answers[path] = list(answers)
        return path

    def handle(self, handler: socketserver.StreamRequestHandler) -> None:
        """Answer one request."""
        line = handler.rfile.readline(65_536).decode("latin-1")
        if not line:  # hung up without a word
            return
        headers = {}
        while (field_line := handler.rfile.readline(65_536).decode("latin-1")).strip():
            name, _, value = field_line.partition(":")
            headers[name.strip().lower()] = value.strip()
        path = line.split(" ")[1] if line.count(" ") >= 2 else ""
        self.times.append(arrived(handler.connection))
        self.log.append((path, headers))
        if line.startswith("POST "):
            body = handler.rfile.read(int(headers.get("content-length", 0))).decode()
            answer: bytes | None = self.answer_post(path, body)
        else:
            answer = self.answer(path)
        if answer is not None:
            handler.wfile.write(answer)

    def answer_post(self, path: str, body: str) -> bytes:
        """What a form gets: it is refused."""
        return raw(f"no form at {path} for {body[:20]}</html>", 405)

    def answer(self, path: str) -> bytes | None:
        """What a path answers now."""
        turn = self.answers.get(path)
        if turn:
            return turn.pop(0) if len(turn) > 1 else turn[0]
        if path.startswith("/news/lists"):
            offset = int(path.partition("page=")[2] or 0)
            return raw(self.list_page(offset // 20))
        number = path.removeprefix("/news/view/")
        if number in self.articles:
            return raw(self.page(number))
        return raw("no such page</html>", 404)

    def list_page(self, page: int) -> str:
        """One page of the list."""
        numbers = sorted(self.articles, reverse=True)[page * self.per_page : (page + 1) * self.per_page]
        entries = "".join(self.entry(number) for number in numbers)
        return f"<html><body><div class='list'>{entries}</div></body></html>"

    def entry(self, number: str) -> str:
        """A row of the list."""
        when = f'<p class="byline">{self.articles[number]} 09:30</p>' if self.dated else ""
        link = f'<a href="/news/view/{number}">제목 {number}</a>'
        return f'<article class="thumbgroup"><strong class="subject_h">{link}</strong>{when}</article>'

    def page(self, number: str) -> str:
        """An article's page."""
        return PAGE.format(headline=f"{number[-3:]}번째 시설 개선", day=self.articles[number])


def numbered(count: int, *, last: str = "2026-11-20", per_day: int = 5) -> dict[str, str]:
    """So many article numbers with their days, ``per_day`` of them a day, the newest on ``last``."""
    end = date.fromisoformat(last)
    found = {}
    for n in range(count):
        day = end - timedelta(days=n // per_day)
        found[f"{day:%Y%m%d}{999_000 - n:06}"] = day.isoformat()
    return found
