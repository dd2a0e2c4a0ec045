"""Our own figures: the size of the index, what a page costs in each order, what is counted, what a commit costs."""

import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from models.archive.read.open import open_connection
from models.query.syntax import parse
from models.records.search_results import Sort
from models.search.search import count, search
from tests.bench.search.build import chunks, connect, numbered, write
from tests.bench.search.queries import Asked

NEWS = Path(sys.executable).with_name("news")
ROUNDS = 3
WHOLE_PROCESSES = 9
BATCH, BATCHES = 100, 20


def quantile(values: list[float], share: float) -> float:
    """The value that so many of the values do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(run: Callable[[], object]) -> float:
    """The median of a few runs after one that warms: time of the processor, which other programs change little.

    Warm, there is nothing to wait for but the processor; on a quiet machine it is the time on the wall.
    """
    run()
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        took.append((time.process_time() - start) * 1000)
    return statistics.median(took)


def latencies(archive: Path, asked: list[Asked]) -> dict[str, dict[str, list[float]]]:
    """By what was done and by kind of query: milliseconds."""
    out: dict[str, dict[str, list[float]]] = {}
    with closing(open_connection(archive)) as db:
        for one in asked:
            query = parse(one.text)

            def page(sort: Sort) -> Callable[[], object]:
                return lambda: search(db, query, sort=sort, counted=False)  # noqa: B023 - called at once

            for what, run in (
                ("newest 20", page("newest")),
                ("relevance", page("relevance")),
                ("count", lambda: count(db, query)),  # noqa: B023
            ):
                out.setdefault(what, {}).setdefault(one.kind, []).append(milliseconds(run))
    return out


def wrong(archive: Path, asked: list[Asked], newest: int) -> tuple[int, int, int]:
    """(hits there are, hits missed, hits that are none) among the newest articles, against looking into each text."""
    there = missed = false = 0
    with closing(open_connection(archive)) as db:
        texts = dict(_texts(db, newest))
        for one in asked:
            if not one.words:
                continue
            truth = {number for number, text in texts.items() if all(word in text for word in one.words)}
            found = set(_found(db, one.text, min(texts)))
            there, missed, false = there + len(truth), missed + len(truth - found), false + len(found - truth)
    return there, missed, false


def _texts(db: sqlite3.Connection, newest: int) -> Iterator[tuple[int, str]]:
    columns = "id, headline, body, reporters FROM article ORDER BY id DESC LIMIT ?"
    for number, headline, body, reporters in db.execute(f"SELECT {columns}", (newest,)):
        yield number, f"{headline}\n{body}\n{reporters}".replace("…", "...")


def _found(db: sqlite3.Connection, text: str, down_to: int) -> Iterator[int]:
    cursor = None
    while True:
        page = search(db, parse(text), limit=1000, cursor=cursor, counted=False)
        yield from (hit.id for hit in page.hits if hit.id >= down_to)
        cursor = page.cursor
        if cursor is None or (page.hits and page.hits[-1].id < down_to):
            return


def incremental(archive: Path, seed: int) -> tuple[float, float, float]:
    """(articles a second of the processor, and on the wall, 95th percentile of a commit in ms on the wall).

    Hundreds more on top of all: rows, search rows, commit.
    """
    used: dict[int, int] = {}
    fresh = [article for chunk in islice(chunks(seed + 1, BATCH * BATCHES), 1_000) for article in chunk]
    with closing(connect(archive)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        last = db.execute("SELECT max(id) FROM article").fetchone()[0]
        shifted = [(last + 1 + place, article) for place, (_, article) in enumerate(numbered(fresh, used))]
        for n, (number, article) in enumerate(shifted):
            address = f"https://bench.example/more/{n}"
            shifted[n] = (number, type(article)(**{**_fields(article), "url": address, "canonical_url": address}))
        took, busy = [], time.process_time()
        for first in range(0, len(shifted), BATCH):
            start = time.perf_counter()
            write(db, shifted[first : first + BATCH])
            took.append(time.perf_counter() - start)
        busy = time.process_time() - busy
    return len(shifted) / busy, len(shifted) / sum(took), quantile(took, 0.95) * 1000


def _fields(article: object) -> dict[str, object]:
    return {name: getattr(article, name) for name in type(article).__dataclass_fields__}  # type: ignore[attr-defined]


def whole_process(archive: Path) -> tuple[float, float]:
    """(milliseconds of `python -c pass`, of `news search 포항`), in turn."""
    bare, ours = [], []
    for _ in range(WHOLE_PROCESSES):
        bare.append(_process([sys.executable, "-c", "pass"]))
        ours.append(_process([str(NEWS), "search", "포항", "--archive", str(archive)]))
    return statistics.median(bare), statistics.median(ours)


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000
