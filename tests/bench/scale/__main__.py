"""`make bench-scale [N=100000]`: what a night's backup, a check and a way back cost, in an archive of N/10 and of N.

Both are measured in one run, so that the ratio says how a cost grows with the archive whatever the machine; a night is
the same in both. Exit 1 where a night's backup is larger than three times what the night brought, or grows with the
archive. Seconds are of this run's clock and of CPU (children too), on whatever else the machine does.
"""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar, get_args

from models.archive.read.open import open_connection
from models.archive.read.runs import read_records
from models.maintenance.backup import back_up
from models.maintenance.restore import restore
from models.maintenance.restore_article import restore_article
from models.maintenance.verify import verify
from models.maintenance.verify_index import check_span, check_whole, list_spans
from models.query.syntax import parse
from models.records.search_results import By
from models.records.times import now
from models.records.verify_finding import VerifyFinding
from models.search.facets import count_by
from models.search.search import search
from tests.bench.scale.build import fill, grow

NIGHT = 2_000
"""Articles of the night that is measured; they are others than those the archive is filled with."""
MOST_BYTES = 3.0
"""A night's backup in bytes, of what the night added to the archive."""
MOST_GROWTH = 1.5
"""A night's backup in bytes at N, of that at N/10."""
T = TypeVar("T")
Row = dict[str, float]


def main() -> int:
    """Measure, print, and say whether a goal was missed."""
    total = int(os.environ.get("N") or 100_000)
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        small = measure(folder, total // 10, 2 * total)
        large = measure(folder, total, 2 * total + NIGHT)
    _print(total, small, large)
    missed = [
        words
        for words, value, goal in (
            ("a night's backup, of the night's own bytes", large["night of own bytes"], MOST_BYTES),
            ("a night's backup at N, of that at N/10", large["night MB"] / small["night MB"], MOST_GROWTH),
        )
        if value > goal
    ]
    for words in missed:
        print(f"missed: {words}")
    return 1 if missed else 0


def measure(folder: Path, total: int, first: int) -> Row:
    """Fill the archive up to so many articles, keep it, let a night pass, keep the night, verify, and restore it."""
    path, kept = folder / "archive.db", folder / "backups"
    fill(path, total)
    row: Row = {"archive MB": path.stat().st_size / 1e6}
    _time(row, "backup of all that came before", lambda: back_up(path, kept))
    before = _used_bytes(path)
    grow(path, first, first + NIGHT)
    own = _used_bytes(path) - before
    made, _removed = _time(row, "night's backup", lambda: back_up(path, kept))
    assert made.notes == (), made.notes
    row |= {"night's own MB": own / 1e6, "night MB": made.size / 1e6, "night of own bytes": made.size / own}
    found = _time(row, "verify, all but the search tables", lambda: list(verify(path, quick=True)))
    assert not found, found[0].sentence
    with closing(open_connection(path)) as db:
        articles = db.execute("SELECT count(*) FROM article").fetchone()[0]
    row["articles verified a CPU second"] = articles / row["verify, all but the search tables: CPU s"]
    found = _time(row, "verify of the search tables", lambda: list(_check_search(path)))
    assert not found, found[0].sentence
    row["articles of the search tables verified a CPU second"] = articles / row["verify of the search tables: CPU s"]
    found = _time(row, "verify of a night's share", lambda: list(verify(path, rolling=True)))
    assert not found, found[0].sentence
    number = _damage(path)
    put_back = _time(row, "one article put back", lambda: restore_article(number, path, kept))
    assert len(put_back.rows) == 1
    _measure_counts(row, path)
    _time(row, "restore of the night, verified", lambda: restore(made.path, folder / f"restored-{total}.db"))
    return row


def _check_search(path: Path) -> Iterator[VerifyFinding]:
    with closing(open_connection(path)) as db:
        db.execute("PRAGMA query_only = OFF")
        postings = 0
        for days in list_spans(db):
            for one in check_span(db, days):
                if isinstance(one, int):
                    postings += one
                else:
                    yield one
        yield from check_whole(db, postings)


def _damage(path: Path) -> int:
    """Change an article of the middle behind the archive's back; its id."""
    with closing(sqlite3.connect(path)) as db, db:
        sql = "SELECT id FROM article ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM article)"
        number = int(db.execute(sql).fetchone()[0])
        db.execute("UPDATE article SET body = 'x' WHERE id = ?", (number,))
    return number


def _measure_counts(row: Row, path: Path) -> None:
    """What every morning asks of the whole archive."""
    everything = parse("")
    with closing(open_connection(path)) as db:
        for by in get_args(By)[:4]:
            _time(row, f"all articles by {by}", partial(count_by, db, everything, by))
        _time(row, "health", lambda: list(read_records(db, now())))
        _time(row, "a word that stands nowhere", lambda: search(db, parse("없는낱말뷁")))


def _time(row: Row, name: str, work: Callable[[], T]) -> T:
    clock, before = time.perf_counter(), os.times()
    answer = work()
    after = os.times()
    row[f"{name}: s"] = time.perf_counter() - clock
    row[f"{name}: CPU s"] = sum(after[:4]) - sum(before[:4])
    return answer


def _used_bytes(path: Path) -> int:
    with closing(open_connection(path)) as db:
        count, free, size = (
            db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
    return int((count - free) * size)


def _print(total: int, small: Row, large: Row) -> None:
    print(f"{'':46} {f'{total // 10:,}':>12} {f'{total:,}':>12} {'ratio':>8}")
    for name, value in large.items():
        print(f"{name:46} {small[name]:12,.2f} {value:12,.2f} {value / max(small[name], 1e-9):8.2f}")


if __name__ == "__main__":
    sys.exit(main())
