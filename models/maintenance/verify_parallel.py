"""All rows and pages of a large archive, part by part and on all cores at once. Standard library only."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from models.archive.read.open import open_connection
from models.language import _
from models.maintenance.finding import cap_findings
from models.maintenance.verify_rows import Share, check_pages, check_rows, read_as_written
from models.records.verify_finding import VerifyFinding

PARTS = 64
MAX_FINDINGS = 20
OnProgress = Callable[[str, int, int], None]


def check_in_parts(path: Path, workers: int, on_progress: OnProgress) -> Iterator[VerifyFinding]:
    """What ``check_rows`` and ``check_pages`` find; each part has a view of its own while a crawl writes."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(check_part, path, (number, PARTS)) for number in range(PARTS)]
        for done, part in enumerate(as_completed(waiting), 1):
            on_progress(_("rows and pages"), done, PARTS)
            yield from part.result()


def check_part(path: Path, share: Share) -> list[VerifyFinding]:
    """One part, in a process of its own."""
    with closing(open_connection(path)) as db:
        db.text_factory = read_as_written
        db.execute("BEGIN")
        found = list(cap_findings(MAX_FINDINGS, check_rows(db, _ignore, share)))
        return found + list(cap_findings(MAX_FINDINGS, check_pages(db, _ignore, share)))


def _ignore(_part: str, _done: int, _total: int) -> None:
    pass
