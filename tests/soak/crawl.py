"""The crawl that is watched, a process of its own: ``python -m tests.soak.crawl ARCHIVE PORT…``."""

import json
import sys
from dataclasses import asdict
from datetime import timedelta

from models.ledger import State
from models.outlet import Outlet
from scrapers.crawl import CrawlOptions, crawl
from scrapers.event import Event

PARALLEL = 4


def acknowledge(event: Event) -> None:
    """A mark an article that is on the disk."""
    if event.state is State.STORED:
        sys.stdout.write(".\n")
        sys.stdout.flush()


def main() -> None:
    archive, *ports = sys.argv[1:]
    outlets = [
        Outlet(
            id=f"soak-{n}", title="견본", family="newspim", home=f"http://127.0.0.1:{port}", lists=("108",), delay=0.0
        )
        for n, port in enumerate(ports)
    ]
    told = CrawlOptions(
        allow_loopback=True, look_back=timedelta(days=36_500), delay=0.0, parallel=PARALLEL, progress=acknowledge
    )
    print(json.dumps([asdict(one) for one in crawl(outlets, archive, told)]))


if __name__ == "__main__":
    main()
