"""`make bench-search`: builds, asks, compares; exit 1 where a goal is missed. N articles by the environment."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.search import ours, peers
from tests.bench.search.build import Built, build
from tests.bench.search.corpus import corpus
from tests.bench.search.ours import quantile
from tests.bench.search.queries import CUT, Asked, queries

SEED, QUERY_SEED = 2026, 977
DEFAULT, PEERS_AT_MOST = 200_000, 20_000
CHECKED = 15_000
GOALS = {"index": 0.30, "newest 20": 10.0, "relevance": 50.0, "incremental": 2_000.0, "process": 10.0}


def main() -> int:
    """Everything in one run."""
    total = int(os.environ.get("N") or DEFAULT)
    folder = Path(tempfile.mkdtemp(prefix="bench-search-", dir=os.environ.get("BENCH_FOLDER")))
    try:
        good = _ours(folder, total)
        peers.compare(folder, SEED, min(total, int(os.environ.get("PEERS_N") or PEERS_AT_MOST)), QUERY_SEED)
    finally:
        shutil.rmtree(folder)
    print("every goal is met" if good else "a goal is MISSED")
    return 0 if good else 1


def _ours(folder: Path, total: int) -> bool:
    archive = folder / "archive.db"
    print(f"{total:,} invented articles of seed {SEED}; queries of seed {QUERY_SEED}; milliseconds of the processor")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return judge(archive, build(archive, SEED, total))


def judge(archive: Path, built: Built) -> bool:
    """Print our figures against the goals; whether all are met."""
    asked = queries(corpus(SEED), QUERY_SEED, built.articles)
    results = [
        _said("index ÷ text", built.index_share, GOALS["index"], "x", most=True),
        *_latencies(archive, asked),
    ]
    there, missed, false = ours.wrong(archive, asked, min(CHECKED, built.articles))
    print(f"  hits in the newest {CHECKED:,} articles: {there:,}, missed {missed}, false {false} (goal: 0 and 0)")
    rate, on_the_wall, commit = ours.incremental(archive, SEED)
    results.append(_said("articles a second, in hundreds", rate, GOALS["incremental"], "/s", most=False))
    print(f"    on the wall {on_the_wall:,.0f} /s; the commit of a hundred: 95 of 100 within {commit:.0f} ms")
    bare, whole = ours.whole_process(archive)
    print(f"  python -c pass {bare:.0f} ms, news search 포항 {whole:.0f} ms")
    results.append(_said("the whole process", whole / bare, GOALS["process"], "x", most=True))
    return all(results) and missed == false == 0


def _latencies(archive: Path, asked: list[Asked]) -> list[bool]:
    results = []
    for what, kinds in ours.latencies(archive, asked).items():
        cut = kinds.pop(CUT)
        every = [took for each in kinds.values() for took in each]
        middle, most = quantile(every, 0.5), quantile(every, 0.95)
        if what in GOALS:
            results.append(_said(f"{what}, 95 of 100 (half: {middle:.2f})", most, GOALS[what], "ms", most=True))
        else:
            print(f"  {what}, exact up to 10,000: 95 of 100 {most:.2f} ms, half {middle:.2f} ms")
        print(f"    with letters {CUT}, quoted: 95 of 100 {quantile([*every, *cut], 0.95):.2f} ms")
        for kind, each in {**kinds, CUT: cut}.items():
            print(f"      {kind:24} half {quantile(each, 0.5):8.2f}   95 of 100 {quantile(each, 0.95):8.2f} ms")
    return results


def _said(what: str, value: float, goal: float, unit: str, *, most: bool) -> bool:
    met = value <= goal if most else value >= goal
    print(f"  {what}: {value:,.2f} {unit} (goal: at {'most' if most else 'least'} {goal:g}){'' if met else '  MISSED'}")
    return met


if __name__ == "__main__":
    sys.exit(main())
