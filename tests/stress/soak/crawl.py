"""The crawl that is watched, a process of its own: ``python -m tests.stress.soak.crawl ARCHIVE PORT…``.

It tells of itself while it runs, a ``Moment`` a line, and at the end its summaries: a second process that looks from
time to time sees little of a short crawl on a busy machine.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from models.records.outlet import Outlet
from models.records.url_states import State
from scrapers.crawl.outlet_run import ProgressEvent
from scrapers.crawl.process import CrawlOptions, crawl

PARALLEL = 4
EVERY = 10
"""Pages from one moment to the next."""


class Moment(NamedTuple):
    """Pages stored so far; bytes resident, handles open, bytes of write-ahead log."""

    pages: int
    resident: int
    handles: int
    log: int


def watching(archive: Path) -> Callable[[ProgressEvent], None]:
    """Counts the articles that are on the disk, and prints a moment for every few."""
    log, pages, unit = archive.with_name(archive.name + "-wal"), 0, os.sysconf("SC_PAGE_SIZE")

    def acknowledge(event: ProgressEvent) -> None:
        nonlocal pages
        pages += event.state is State.STORED
        if event.state is State.STORED and pages % EVERY == 0:
            resident = int(Path("/proc/self/statm").read_text().split()[1]) * unit
            print(json.dumps(Moment(pages, resident, len(os.listdir("/proc/self/fd")), log.stat().st_size)))

    return acknowledge


def main() -> None:
    archive, *ports = sys.argv[1:]
    outlets = [
        Outlet(
            id=f"soak-{n}", title="견본", family="newspim", home=f"http://127.0.0.1:{port}", lists=("108",), delay=0.0
        )
        for n, port in enumerate(ports)
    ]
    told = CrawlOptions(
        allow_loopback=True,
        look_back=timedelta(days=36_500),
        delay=0.0,
        parallel=PARALLEL,
        progress=watching(Path(archive)),
    )
    print(json.dumps([{**asdict(one), "findings": one.sentences()} for one in crawl(outlets, archive, told)]))


if __name__ == "__main__":
    main()
