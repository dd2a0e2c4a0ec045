"""What the tests of the crawl stand on: a crawl in a process of its own, and what an archive then holds."""

import atexit
import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.records.outlet import Outlet

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Crawled:
    """How a crawl in another process went."""

    code: int
    stored: list[str]
    summaries: dict[str, dict[str, Any]]
    error: str
    log: str

    @property
    def why(self) -> str:
        """What to show where all should have been well: the end and the findings of each outlet, and the log."""
        outlets = [f"{one['line']} {one['findings']}" for one in self.summaries.values()]
        return "\n".join((*outlets, self.error, self.log))

    def count(self, name: str) -> int:
        """A count over all outlets."""
        return sum(one["counts"].get(name, 0) for one in self.summaries.values())


def request(outlets: Iterable[Outlet], archive: Path, **options: Any) -> str:
    """What crawl_process.py reads."""
    told = [{k: dict(v) if isinstance(v, Mapping) else v for k, v in asdict(one).items()} for one in outlets]
    return json.dumps({"outlets": told, "archive": str(archive), **options})


class Nursery:
    """The process that forks crawls, one at a time, see crawl_forker.py."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error::DeprecationWarning:scrapers", "-m", "tests.support.crawl_forker"],
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


def sums_close(summaries: Mapping[str, dict[str, Any]]) -> bool:
    """found = stored + unchanged + rejected + quarantined + failed + disallowed + left, for every outlet."""
    ends: Sequence[str] = ("stored", "unchanged", "rejected", "quarantined", "failed", "disallowed", "left")
    return all(
        one["counts"].get("found", 0) == sum(one["counts"].get(end, 0) for end in ends) for one in summaries.values()
    )
