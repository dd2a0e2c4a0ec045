"""A crawl that is watched: what its process holds, and how large the write-ahead log grows, page by page."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import nan
from pathlib import Path
from statistics import median
from typing import Any

from models.maintenance.verify import verify
from tests.stress.soak.crawl import PARALLEL, Moment
from tests.support.crawls import ROOT, rows, sums_close

WARM_UP = 0.2
"""The first fifth of the pages: caches fill, dictionaries are trained, all outlets have begun."""
LAST = 0.1
MOST_GROWTH = 0.10
MOST_LOG = 64 << 20
"""Bytes; the archive's own ``journal_size_limit``."""


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
        """The moments of that share of the pages."""
        return [one for one in self.moments if low * self.pages <= one.pages <= high * self.pages]

    @property
    def early(self) -> float:
        """Resident bytes after warm-up; NaN where nothing was seen."""
        return _middle(one.resident for one in self.between(WARM_UP, WARM_UP + LAST))

    @property
    def late(self) -> float:
        """Resident bytes at the end; NaN where nothing was seen."""
        return _middle(one.resident for one in self.between(1 - LAST, 1))

    @property
    def growth(self) -> float:
        """Of memory, after warm-up."""
        return self.late / self.early - 1

    @property
    def handles(self) -> tuple[float, float]:
        """Open after warm-up and at the end, as a rule; NaN where nothing was seen."""
        early, late = self.between(WARM_UP, WARM_UP + LAST), self.between(1 - LAST, 1)
        return _middle(one.handles for one in early), _middle(one.handles for one in late)

    @property
    def most_handles(self) -> int:
        """Ever open at once."""
        return max((one.handles for one in self.moments), default=0)

    @property
    def log(self) -> int:
        """The largest write-ahead log."""
        return max((one.log for one in self.moments), default=0)

    def missed(self) -> list[str]:
        """Goals that are not reached, a word each."""
        early, late = self.handles
        wrong = {  # what was not seen is not reached: NaN is below nothing
            "memory": not self.growth < MOST_GROWTH,
            "handles": not (late <= early and self.most_handles <= early + PARALLEL),
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
            if (
                not sums_close({"": one})
                or one["finish"] != "finished"
                or any("do not agree" in f for f in one["findings"])
            ):
                watched.open_sums.append(f"{one['outlet']}: {one['finish']} {one['counts']} {one['findings']}")
        watched.stored = rows(archive, "SELECT count(*) FROM article")[0][0]
        watched.findings = [str(finding) for finding in verify(archive, alone=True)]
    return watched


@contextmanager
def site(outlets: int, pages: int) -> Iterator[list[int]]:
    """The outlets' ports, served by a process of its own."""
    command = [sys.executable, "-m", "tests.stress.soak.site", str(outlets), str(pages)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield json.loads(server.stdout.readline())
        finally:
            server.stdin.close()
            server.wait(30)


def _watch(archive: Path, ports: Sequence[int], pages: int) -> Watched:
    command = [sys.executable, "-m", "tests.stress.soak.crawl", str(archive), *map(str, ports)]
    began = time.monotonic()
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    *lines, last = ran.stdout.splitlines() or [""]
    moments = [Moment(*json.loads(line)) for line in lines]
    summaries = json.loads(last) if ran.returncode == 0 else []
    return Watched(
        pages=pages, outlets=len(ports), seconds=time.monotonic() - began, moments=moments, summaries=summaries
    )


def _middle(values: Iterable[int]) -> float:
    seen = list(values)
    return median(seen) if seen else nan
