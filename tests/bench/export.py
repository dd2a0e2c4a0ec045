"""A large archive exported by `news export`, beside `sqlite3 -csv` on the same columns: rows a second, and memory.

``python -m tests.bench.export`` (N=200000 articles by default). The rows are written straight into the tables; the
outlets' declarations are then all ``full`` (the same bytes leave both programs), then all ``link``, which is told but
has no goal. Memory: the largest resident size of a process that exports everything, and of one that exports a tenth.
Ends with exit code 1 where a goal is missed.
"""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from models.archive.index import rows as fts
from models.archive.schema.search_tables import LIVE
from models.archive.write.archive import Archive
from models.records.article_ids import date_of
from models.records.rows import COLUMNS, to_row
from models.text.ngrams import section_code
from reports.articles.columns import DEFAULT_COLUMNS
from tests.bench.search.build import chunks, numbered

ROOT = Path(__file__).resolve().parents[2]
GOAL_RATIO = 0.3
GOAL_GROWTH_MB = 16
_INSERT = f"INSERT INTO article (id, revision, {', '.join(COLUMNS)}) VALUES (?, 1, {', '.join('?' * len(COLUMNS))})"
_EXPORT = """
import atexit
from cli import main
from tests.bench.memory import peak_mb
atexit.register(lambda: print(peak_mb()))
main()
"""
_SELECT = (
    "SELECT {} FROM place_in_day AS p JOIN article AS a ON a.id = p.id LEFT JOIN gone AS g ON g.article_id = a.id "
    "ORDER BY p.id >> 14 DESC, p.second DESC"
)


def build(path: Path, total: int) -> float:
    """An archive of so many articles, exported by reading them all in order; returns the seconds it took."""
    begin = time.monotonic()
    with Archive.open(path) as archive:
        archive.reindex()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    numbers: dict[str, int] = {}
    used: dict[int, int] = {}
    for articles in chunks(1, total):
        db.execute("BEGIN")
        rows = list(numbered(articles, used))
        for _, one in rows:
            if one.outlet not in numbers:
                numbers[one.outlet] = len(numbers) + 1
                values = (one.outlet, numbers[one.outlet], one.outlet_title, one.region)
                db.execute("INSERT INTO outlet (id, n, title, region, export) VALUES (?, ?, ?, ?, 'full')", values)
        db.executemany(_INSERT, [(number, *to_row(one)) for number, one in rows])
        db.executemany(
            LIVE.add_place,
            [
                (number, fts.second_of(number, one), numbers[one.outlet], section_code(one.section), 0)
                for number, one in rows
            ],
        )
        db.execute("COMMIT")
    db.execute("DELETE FROM story_todo")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return time.monotonic() - begin


def ours(archive: Path, target: Path, *more: str) -> tuple[float, float]:
    """(Seconds, MB of memory at most) of `news export` as a process of its own."""
    command = [sys.executable, "-c", _EXPORT, "export", "--archive", str(archive), "-o", str(target), "--quiet", *more]
    begin = time.monotonic()
    ran = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"}, check=True, stdout=subprocess.PIPE)
    return time.monotonic() - begin, float(ran.stdout)


def theirs(archive: Path, target: Path) -> tuple[str, float]:
    """(Who, seconds) of the same columns in the same order by SQLite's own shell; by Python's csv where it is absent."""
    sql = _SELECT.format(", ".join("g.at" if name == "gone_at" else f"a.{name}" for name in DEFAULT_COLUMNS))
    begin = time.monotonic()
    if shutil.which("sqlite3"):
        with target.open("wb") as file:
            subprocess.run(["sqlite3", "-csv", "-header", f"file:{archive}?mode=ro", sql], stdout=file, check=True)
        return "sqlite3 -csv", time.monotonic() - begin
    db = sqlite3.connect(archive)
    with target.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(db.execute(sql))
    db.close()
    return "python sqlite3 + csv (the sqlite3 shell is not installed)", time.monotonic() - begin


def declare(archive: Path, right: str) -> None:
    """Let every outlet say what may be carried."""
    db = sqlite3.connect(archive, isolation_level=None)
    db.execute("UPDATE outlet SET export = ?", (right,))
    db.close()


def main() -> None:
    """Build, export, compare."""
    total = int(os.environ.get("N") or 200_000)
    with tempfile.TemporaryDirectory(prefix="bench-export-") as name:
        folder = Path(name)
        archive = folder / "archive.db"
        seconds = build(archive, total)
        print(f"{total:,} articles in {archive.stat().st_size / 1e6:,.0f} MB, written in {seconds:,.0f} s")
        ok = _compare(archive, folder, total)
    sys.exit(0 if ok else 1)


def _compare(archive: Path, folder: Path, total: int) -> bool:
    rates: list[tuple[float, float]] = []
    who, large = "", 0.0
    for _ in range(3):  # in turns, so that both meet the same load
        who, other = theirs(archive, folder / "theirs.csv")
        seconds, memory = ours(archive, folder / "ours.csv")
        rates.append((total / seconds, total / other))
        large = max(large, memory)
    mine, other = sorted(rates, key=lambda pair: pair[0] / pair[1])[1]
    _check_rows(folder / "ours.csv", total)
    sizes = [(folder / name).stat().st_size / 1e6 for name in ("ours.csv", "theirs.csv")]
    _, small = ours(archive, folder / "tenth.csv", "--since", _tenth(archive))
    print(f"news export: {mine:,.0f} rows/s ({sizes[0]:,.0f} MB)   {who}: {other:,.0f} rows/s ({sizes[1]:,.0f} MB)")
    checks = [
        (f"ratio {mine / other:.2f}", mine / other >= GOAL_RATIO, f">= {GOAL_RATIO}"),
        (
            f"memory {large:.0f} MB, for a tenth of the rows {small:.0f} MB",
            large - small <= GOAL_GROWTH_MB,
            f"growth <= {GOAL_GROWTH_MB} MB",
        ),
    ]
    for said, met, goal in checks:
        print(f"{said}   goal {goal}: {'met' if met else 'MISSED'}")
    declare(archive, "link")
    seconds, _ = ours(archive, folder / "link.csv")
    print(f"with excerpts for bodies (link): {total / seconds:,.0f} rows/s")
    return all(met for _, met, _ in checks)


def _check_rows(path: Path, total: int) -> None:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8-sig", newline="") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    assert count == total, f"{count:,} rows for {total:,} articles"


def _tenth(archive: Path) -> str:
    """The day from which a tenth of the articles are."""
    db = sqlite3.connect(archive)
    low, high = db.execute("SELECT min(id), max(id) FROM article").fetchone()
    db.close()
    return date_of(high - (high - low) // 10).isoformat()


if __name__ == "__main__":
    main()
