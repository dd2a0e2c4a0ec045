"""Parts of a large archive on all cores at once, each in a view of its own. Standard library only."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from models.archive.read.open import open_connection
from models.maintenance.finding import cap_findings
from models.maintenance.verify_index import check_span
from models.maintenance.verify_rows import check_pages, check_rows, read_as_written
from models.records.verify_finding import VerifyFinding

ROWS, DAYS = "rows", "days"
SHARES = 31
"""Shares of all rows and pages: a night looks at one. An odd number, so that the first rows of each day, which lie at
even numbers, are spread over all of them."""
MAX_FINDINGS = 20


def list_shares() -> list[str]:
    """The parts that all rows and pages are."""
    return [f"{ROWS} {number}" for number in range(SHARES)]


def name_span(days: range) -> str:
    """The part that is the search tables of some days."""
    return f"{DAYS} {days.start} {days.stop}"


def check_parts(path: Path, workers: int, parts: Sequence[str]) -> Iterator[tuple[str, list[VerifyFinding], int]]:
    """What is found in each part, and how many postings of the search tables it has, as they are done.

    Raises ``sqlite3.Error`` where the file cannot be read on.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(check_part, path, part): part for part in parts}
        try:
            for done in as_completed(waiting):
                yield waiting[done], *done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def check_part(path: Path, part: str) -> tuple[list[VerifyFinding], int]:
    """One part, in a process of its own."""
    kind, *numbers = part.split()
    with closing(open_connection(path)) as db:
        db.text_factory = read_as_written
        db.execute("PRAGMA query_only = OFF")  # for tables in memory only
        db.execute("BEGIN")
        if kind == ROWS:
            share = (int(numbers[0]), SHARES)
            found = list(cap_findings(MAX_FINDINGS, check_rows(db, _ignore, share)))
            return found + list(cap_findings(MAX_FINDINGS, check_pages(db, _ignore, share))), 0
        *findings, postings = check_span(db, range(int(numbers[0]), int(numbers[1])))
        return [one for one in findings if isinstance(one, VerifyFinding)], int(str(postings))


def _ignore(_part: str, _done: int, _total: int) -> None:
    pass
