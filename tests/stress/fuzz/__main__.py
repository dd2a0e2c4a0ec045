"""`make fuzz`: mutated pages through the reading of pages. Exit 1 where a goal is missed.

--pages N (100,000), --seed S, --workers N, --first N; --case N reads one case here and shows what came of it;
--memory reads whole pages instead and compares what the process holds after 2,000 and after 10,000 of them;
--hostile reads pages that are each made to hurt by one means, as large as they may be;
--inputs reads feeds, sitemaps, lists, robots.txt, packed bodies and releases of doubling sizes, up to what is sent;
--skins reads sample pages of every skin, each with one thing repeated in it.
"""

import argparse
import sys
import time
from functools import partial

from tests.stress.fuzz import memory
from tests.stress.fuzz.corpus import bases, case
from tests.stress.fuzz.hostile import HOSTILE, hostile_case
from tests.stress.fuzz.pace import measure_pace
from tests.stress.fuzz.run import run
from tests.stress.fuzz.worker import MEGABYTES, SECONDS, Sum, judge
from tests.support.hostile_readers import MAX_GROWTH, READERS, SKIN_SHAPES, cost, find_growth, read_in_skin

SHOWN = 20
MAX_INPUT, MAX_INPUT_SECONDS = 1 << 23, 1.0
"""As much as a crawl takes in of one answer."""
SKIN_SIZE = 400_000
"""So much of one thing: few things are so short that the page is refused for its tags alone."""


def main(arguments: list[str]) -> int:
    told = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    told.add_argument("--pages", type=int, default=100_000)
    told.add_argument("--seed", type=int, default=20_261_120)
    told.add_argument("--first", type=int, default=0)
    told.add_argument("--workers", type=int, default=2)
    told.add_argument("--case", type=int)
    told.add_argument("--memory", action="store_true")
    told.add_argument("--hostile", action="store_true")
    told.add_argument("--inputs", action="store_true")
    told.add_argument("--skins", action="store_true")
    asked = told.parse_args(arguments)
    if asked.case is not None:
        return _show(asked.seed, asked.case)
    if asked.memory:
        return _flat()
    if asked.hostile:
        return _hurt()
    if asked.inputs:
        return _grow()
    if asked.skins:
        return _fill()
    start = time.monotonic()

    def tell(done: int) -> None:
        if done % 5000 < 100:
            print(f"  {done:,} pages, {time.monotonic() - start:,.0f} s", file=sys.stderr, flush=True)

    total = run(asked.pages, asked.seed, workers=asked.workers, first=asked.first, tell=tell)
    return report(total, asked.pages, asked.seed, time.monotonic() - start)


def report(total: Sum, pages: int, seed: int, took: float) -> int:
    """Print the sum; 1 where a goal is missed."""
    readings = sum(total.results.values())
    articles = total.results.pop("article", 0)
    print(f"{pages:,} mutated pages (seed {seed}), {readings:,} readings by family and generic, {took:,.0f} s")
    print(f"  articles {articles:,}; rejects {sum(total.results.values()):,}:")
    print("   ", ", ".join(f"{name} {count:,}" for name, count in total.results.most_common()))
    print(f"  mean {1000 * total.seconds / max(1, readings):.1f} ms of the processor")
    return _goals(total)


def _goals(total: Sum) -> int:
    print(f"  slowest {total.slowest[0]:.2f} s (goal {SECONDS:.0f} s): {total.slowest[1]}")
    print(f"  most memory {total.peak[0]:.0f} MB (goal {MEGABYTES:.0f} MB): {total.peak[1]}")
    for name, several in (("faults", total.faults), ("too slow", total.slow), ("too large", total.large)):
        print(f"  {name}: {len(several)} (goal 0)")
        for line in several[:SHOWN]:
            print(f"    {line}")
    return 1 if total.faults or total.slow or total.large else 0


def _hurt() -> int:
    """Every hostile page, in this process."""
    from pipelines.extract import extract

    total = Sum()
    for name in HOSTILE:
        judge(hostile_case(name), extract, total)
    articles = total.results.pop("article", 0)
    print(f"{len(HOSTILE)} hostile pages by family and generic: {articles} articles, {dict(total.results)}")
    return _goals(total)


def _grow() -> int:
    """Every shape of every reader, at sizes up to MAX_INPUT; 1 where four times as much costs far more than that."""
    missed = 0
    for name, reader in READERS.items():
        begun = time.process_time()
        found = {
            shape: find_growth(reader.read, make, max(reader.most, MAX_INPUT), MAX_INPUT_SECONDS)
            for shape, make in reader.shapes.items()
        }
        worst = max(found, key=lambda shape: found[shape][0])
        bad = [f"{shape} ({growth:.0f} at {size:,})" for shape, (growth, size) in found.items() if growth >= MAX_GROWTH]
        print(
            f"{name}: {len(found)} shapes, {time.process_time() - begun:.0f} s; four times the size costs at most "
            f"{found[worst][0]:.1f} times as much (goal < {MAX_GROWTH}): {worst}"
        )
        for line in bad:
            print(f"    grows too fast: {line}")
        missed += len(bad)
    return 1 if missed else 0


def _fill() -> int:
    """Sample pages of every skin filled with one thing: none takes longer than a page may; 1 where one does."""
    missed = 0
    for skin, shapes in SKIN_SHAPES.items():
        found = {
            name: cost(partial(read_in_skin, skin), make(SKIN_SIZE)) / measure_pace() for name, make in shapes.items()
        }
        worst = max(found, key=lambda name: found[name])
        print(f"{skin}: {len(found)} pages, the slowest {found[worst]:.2f} s (goal < {SECONDS:.0f} s): {worst}")
        missed += sum(seconds >= SECONDS for seconds in found.values())
    return 1 if missed else 0


def _flat() -> int:
    early, late = memory.growth()
    share = late / early - 1
    print(
        f"memory after {memory.EARLY:,} pages {early:.1f} MB, after {memory.LATE:,} {late:.1f} MB: "
        f"{share:+.1%} (goal < {memory.MOST:.0%})"
    )
    return 0 if share < memory.MOST else 1


def _show(seed: int, number: int) -> int:
    """One case in this process, so that a debugger or a profiler can look at it."""
    from pipelines.extract import extract

    one = case(bases(), seed, number)
    print(f"case {number}: {one.name}, {len(one.page.body):,} bytes")
    for layout in one.layouts:
        start = time.process_time()
        found = extract(one.page, layout)
        print(f"  {layout.outlet.family}: {time.process_time() - start:.2f} s {found!r:.300}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
