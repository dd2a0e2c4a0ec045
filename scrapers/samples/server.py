"""A small HTTP/1.1 server for answers that are ready before they are asked for: keep-alive, validators, a log.

It runs on one asyncio loop in a thread and serves some thousands of pages a second.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

HEAD_LIMIT = 32_768
TLS_HANDSHAKE = b"\x16\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRequest:
    """One request as it came; ``path`` with its query, header names in lower case, ``at`` in Unix seconds."""

    outlet: str
    method: str
    path: str
    at: float
    headers: Mapping[str, str]
    status: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response. One with an ``etag`` answers 304 to those who hold it; ``drop`` closes without a word."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    etag: str = ""
    last_modified: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    drop: bool = False

    def wire(self) -> bytes:
        """Head and body as sent."""
        return self._head(self.status, len(self.body)) + self.body

    def unchanged(self) -> bytes:
        """The 304 answer."""
        return self._head(304, 0)

    def holds(self, asked: Mapping[str, str]) -> bool:
        """Whether the client has this very answer (If-None-Match before If-Modified-Since)."""
        if self.status != 200:
            return False
        if self.etag and (known := asked.get("if-none-match")):
            return self.etag in known
        return bool(self.last_modified) and asked.get("if-modified-since") == self.last_modified

    def _head(self, status: int, length: int) -> bytes:
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", "Server: sample"]
        lines += [f"Content-Type: {self.content_type}"] if status != 304 else []
        lines += [f"Content-Length: {length}"] if status != 304 else []
        lines += [f"ETag: {self.etag}"] if self.etag else []
        lines += [f"Last-Modified: {self.last_modified}"] if self.last_modified else []
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def etag(body: bytes) -> str:
    """A strong validator of the body."""
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


Handler = Callable[[str, str], tuple[Answer, float]]
"""(method, path) to the answer and the seconds to wait before it is sent."""


class Connection(asyncio.Protocol):
    """One client's connection."""

    def __init__(self, outlet: str, handler: Handler, log: list[LoggedRequest], open_ones: set["Connection"]):
        self.outlet, self.handler, self.log, self.open_ones = outlet, handler, log, open_ones
        self.buffer = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client came."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.open_ones.add(self)

    def connection_lost(self, _exc: Exception | None) -> None:
        """The client went."""
        self.open_ones.discard(self)

    def data_received(self, data: bytes) -> None:
        """Answer every whole request; a request's body is not expected. Who asks for TLS is turned away at once."""
        self.buffer += data
        if self.buffer.startswith(TLS_HANDSHAKE) and self.transport:
            self.transport.abort()
            return
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head, self.buffer = self.buffer[:end], self.buffer[end + 4 :]
            self._answer(head.decode("latin-1"))
        if len(self.buffer) > HEAD_LIMIT and self.transport:
            self.transport.abort()

    def _answer(self, head: str) -> None:
        line, *rest = head.split("\r\n")
        method, _, target = line.partition(" ")
        path = target.partition(" ")[0]
        headers = {name.strip().lower(): value.strip() for name, _, value in (field.partition(":") for field in rest)}
        answer, delay = self.handler(method, path)
        held = answer.holds(headers)
        status = 304 if held else answer.status
        asked = LoggedRequest(
            outlet=self.outlet,
            method=method,
            path=path,
            at=time.time(),
            headers=MappingProxyType(headers),
            status=status,
        )
        self.log.append(asked)
        data = answer.unchanged() if held else answer.wire()
        if method == "HEAD" and not held:
            data = data[: len(data) - len(answer.body)]
        close = headers.get("connection", "").lower() == "close"
        if delay > 0:
            asyncio.get_running_loop().call_later(delay, self._send, data, answer.drop, close)
        else:
            self._send(data, answer.drop, close)

    def _send(self, data: bytes, drop: bool, close: bool) -> None:
        if self.transport is None or self.transport.is_closing():
            return
        if drop:
            self.transport.abort()
            return
        self.transport.write(data)
        if close:
            self.transport.close()
