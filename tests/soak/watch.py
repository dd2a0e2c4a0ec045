"""A crawl watched from outside: what its process holds, and how large the write-ahead log grows, page by page."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from models.verify import verify
from tests.scrapers.ground import ROOT, rows, sums_close
from tests.soak.crawl import PARALLEL

WARM_UP = 0.2
"""The first fifth of the pages: caches fill, dictionaries are trained, all outlets have begun."""
LAST = 0.1
MOST_GROWTH = 0.10
MOST_LOG = 64 << 20
"""Bytes; the archive's own ``journal_size_limit``."""
EVERY = 0.25


@dataclass(frozen=True, slots=True)
class Moment:
    """Pages stored so far; bytes resident, handles open, bytes of write-ahead log."""

    pages: int
    resident: int
    handles: int
    log: int


@dataclass
class Watched:
    """How a soak went."""

    pages: int
    outlets: int
    seconds: float
    moments: list[Moment]
    stored: int = 0
    summaries: list[dict[str, Any]] = field(default_factory=list)
    open_sums: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def between(self, low: float, high: float) -> Sequence[Moment]:
        """The moments of that share of the pages; never empty."""
        found = [one for one in self.moments if low * self.pages <= one.pages <= high * self.pages]
        return found or self.moments[-1:]

    @property
    def early(self) -> float:
        """Resident bytes after warm-up."""
        return median(one.resident for one in self.between(WARM_UP, WARM_UP + LAST))

    @property
    def late(self) -> float:
        """Resident bytes at the end."""
        return median(one.resident for one in self.between(1 - LAST, 1))

    @property
    def growth(self) -> float:
        """Of memory, after warm-up."""
        return self.late / self.early - 1

    @property
    def handles(self) -> tuple[int, int]:
        """Open after warm-up and at the end, as a rule."""
        early, late = self.between(WARM_UP, WARM_UP + LAST), self.between(1 - LAST, 1)
        return int(median(one.handles for one in early)), int(median(one.handles for one in late))

    @property
    def most_handles(self) -> int:
        """Ever open at once."""
        return max(one.handles for one in self.moments)

    @property
    def log(self) -> int:
        """The largest write-ahead log."""
        return max(one.log for one in self.moments)

    def missed(self) -> list[str]:
        """Goals that are not reached, a word each."""
        wrong = {
            "memory": self.growth >= MOST_GROWTH,
            "handles": self.handles[1] > self.handles[0] or self.most_handles > self.handles[0] + PARALLEL,
            "log": self.log > MOST_LOG,
            "ledger": bool(self.open_sums) or len(self.summaries) != self.outlets,
            "archive": bool(self.findings),
            "pages": self.stored != self.pages,
        }
        return [name for name, is_so in wrong.items() if is_so]


def soak(pages: int, outlets: int) -> Watched:
    """Crawl so many pages of so many outlets (pages is a multiple of outlets) and watch it."""
    with tempfile.TemporaryDirectory() as folder, site(outlets, pages // outlets) as ports:
        archive = Path(folder) / "archive.db"
        watched = _watch(archive, ports, pages)
        for one in watched.summaries:
            if not sums_close({"": one}) or one["finish"] != "finished" or any("close" in f for f in one["findings"]):
                watched.open_sums.append(f"{one['outlet']}: {one['finish']} {one['counts']} {one['findings']}")
        watched.stored = rows(archive, "SELECT count(*) FROM article")[0][0]
        watched.findings = [str(finding) for finding in verify(archive, alone=True)]
    return watched


@contextmanager
def site(outlets: int, pages: int) -> Iterator[list[int]]:
    """The outlets' ports, served by a process of its own."""
    command = [sys.executable, "-m", "tests.soak.site", str(outlets), str(pages)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield json.loads(server.stdout.readline())
        finally:
            server.stdin.close()
            server.wait(30)


def _watch(archive: Path, ports: Sequence[int], pages: int) -> Watched:
    command = [sys.executable, "-m", "tests.soak.crawl", str(archive), *map(str, ports)]
    said: list[str] = []
    count = [0]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        reader = threading.Thread(target=_read, args=(process, count, said))
        reader.start()
        began, moments = time.monotonic(), []
        while process.poll() is None:
            if (moment := _moment(process.pid, archive, count[0])) is not None:
                moments.append(moment)
            time.sleep(EVERY)
        reader.join()
    seconds = time.monotonic() - began
    summaries = json.loads(said[-1]) if process.returncode == 0 and said else []
    return Watched(pages=pages, outlets=len(ports), seconds=seconds, moments=moments, summaries=summaries)


def _read(process: "subprocess.Popen[str]", count: list[int], said: list[str]) -> None:
    """Count the marks; the one other line is the summaries."""
    assert process.stdout
    for line in process.stdout:
        if line == ".\n":
            count[0] += 1
        else:
            said.append(line)


def _moment(pid: int, archive: Path, pages: int) -> Moment | None:
    """What the process holds now; None where it is just ending."""
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        handles = len(os.listdir(f"/proc/{pid}/fd"))
        return Moment(pages, resident, handles, _size(archive.with_name(archive.name + "-wal")))
    except (OSError, IndexError, ValueError):
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
