"""What the tests of the crawl stand on: a crawl in a process of its own, what an archive then holds, a scripted server."""

import atexit
import json
import os
import select
import signal
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from models.outlet import Outlet

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Crawled:
    """How a crawl in another process went."""

    code: int
    stored: list[str]
    summaries: dict[str, dict[str, Any]]
    error: str
    log: str

    def count(self, name: str) -> int:
        """A count over all outlets."""
        return sum(one["counts"].get(name, 0) for one in self.summaries.values())


def request(outlets: Iterable[Outlet], archive: Path, **options: Any) -> str:
    """What crawling.py reads."""
    told = [{k: dict(v) if isinstance(v, Mapping) else v for k, v in asdict(one).items()} for one in outlets]
    return json.dumps({"outlets": told, "archive": str(archive), **options})


class Nursery:
    """The process that forks crawls, one at a time, see nursery.py."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error::DeprecationWarning:scrapers", "-m", "tests.scrapers.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.read = b""

    def begin(self, line: str) -> int:
        """Fork a crawl; its process id."""
        assert self.process.stdin
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        pid = self._answer("pid", 60)
        assert pid is not None
        return pid

    def end(self, timeout: float) -> int | None:
        """The crawl's exit code (-9: killed), or None where it goes on after ``timeout`` seconds."""
        return self._answer("exit", timeout)

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def _answer(self, word: str, timeout: float) -> int | None:
        """The number of the next line; read by hand, so that no line hides in a buffer from ``select``."""
        assert self.process.stdout
        while b"\n" not in self.read:
            if not select.select([self.process.stdout], [], [], timeout)[0]:
                return None
            more = os.read(self.process.stdout.fileno(), 4096)
            assert more, "the nursery is gone"
            self.read += more
        line, _, self.read = self.read.partition(b"\n")
        assert line.startswith(word.encode()), line
        return int(line.split()[1])


IDLE: list[Nursery] = []


@atexit.register
def close_nurseries() -> None:
    """Processes of this test session end with it."""
    while IDLE:
        IDLE.pop().close()


class Started:
    """A crawl that runs."""

    def __init__(self, line: str, folder: Path) -> None:
        self.folder = folder
        self.nursery = IDLE.pop() if IDLE else Nursery()
        self.pid = self.nursery.begin(line)
        self.code: int | None = None

    def send(self, sign: int) -> None:
        """A signal, where there still is a process."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, sign)

    def acknowledged(self) -> list[str]:
        """Addresses said to be stored so far; a line without its end was not said."""
        lines = self.read("out").splitlines(keepends=True)
        return [one.split()[1] for one in lines if one.startswith("stored ") and one.endswith("\n")]

    def await_first(self, timeout: float = 60) -> list[str]:
        """Wait until something is said to be stored."""
        end = time.monotonic() + timeout
        while not self.acknowledged():
            assert time.monotonic() < end, self.read("err")
            time.sleep(0.005)
        return self.acknowledged()

    def read(self, what: str) -> str:
        """Standard output (``out``) or standard error (``err``)."""
        file = self.folder / what
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def finish(self, timeout: float = 90) -> Crawled:
        """Wait for the end; kills what takes longer."""
        if self.code is None:
            self.code = self.nursery.end(timeout)
            if self.code is None:
                self.send(signal.SIGKILL)
                self.nursery.end(30)
                raise AssertionError(f"the crawl did not end: {self.read('err')}")
            IDLE.append(self.nursery)
        lines = self.read("out").splitlines()
        last = json.loads(lines[-1]) if self.code >= 0 and lines and lines[-1].startswith("{") else {}
        summaries = {one["outlet"]: one for one in last.get("summaries", [])}
        return Crawled(self.code, self.acknowledged(), summaries, last.get("error", ""), self.read("err"))


def start(outlets: Iterable[Outlet], archive: Path, **options: Any) -> Started:
    """Begin a crawl; the caller must ``finish`` it."""
    folder = Path(tempfile.mkdtemp(dir=archive.parent if archive.parent.is_dir() else None))
    return Started(request(outlets, archive, output=str(folder), **options), folder)


def crawl(outlets: Iterable[Outlet], archive: Path, **options: Any) -> Crawled:
    """A whole crawl."""
    return start(outlets, archive, **options).finish()


def rows(archive: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """An SQL question to an archive that nobody writes to."""
    db = sqlite3.connect(archive)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def states(archive: Path) -> dict[str, str]:
    """Every URL of the ledger with its state and, where it has one, its reason."""
    return {
        key: f"{state} {reason}".strip() for key, state, reason in rows(archive, "SELECT key, state, reason FROM url")
    }


def articles(archive: Path) -> dict[str, tuple[Any, ...]]:
    """Every article by its canonical address: text, hash, revision, pages kept. Not the time of the download."""
    sql = """SELECT canonical_url, outlet, headline, deck, body, published_at, reporters, text_sha256, revision,
                    (SELECT count(*) FROM page WHERE page.article_id = article.id)
             FROM article"""
    return {row[0]: row[1:] for row in rows(archive, sql)}


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


@dataclass
class Scripted:
    """A server of one small Newspim-like outlet whose every answer is written down.

    ``articles`` maps an article number to its day; ``per_page`` of them stand on a list page, newest first.
    ``answers`` maps a path (with query) to the responses given in turn, the last one for ever; None hangs up.
    """

    articles: dict[str, str] = field(default_factory=dict)
    per_page: int = 20
    answers: dict[str, list[bytes | None]] = field(default_factory=dict)
    dated: bool = True
    log: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def __enter__(self) -> Self:
        script = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                script.handle(self)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 128

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
        return f"http://127.0.0.1:{self.port}"

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
        headers = {}
        while (field_line := handler.rfile.readline(65_536).decode("latin-1")).strip():
            name, _, value = field_line.partition(":")
            headers[name.strip().lower()] = value.strip()
        path = line.split(" ")[1] if line.count(" ") >= 2 else ""
        self.times.append(time.monotonic())
        self.log.append((path, headers))
        answer = self.answer(path)
        if answer is not None:
            handler.wfile.write(answer)

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
    from datetime import date, timedelta

    end = date.fromisoformat(last)
    found = {}
    for n in range(count):
        day = end - timedelta(days=n // per_day)
        found[f"{day:%Y%m%d}{999_000 - n:06}"] = day.isoformat()
    return found


def sums_close(summaries: Mapping[str, dict[str, Any]]) -> bool:
    """found = stored + unchanged + rejected + failed + disallowed + left, for every outlet."""
    ends: Sequence[str] = ("stored", "unchanged", "rejected", "failed", "disallowed", "left")
    return all(
        one["counts"].get("found", 0) == sum(one["counts"].get(end, 0) for end in ends) for one in summaries.values()
    )
