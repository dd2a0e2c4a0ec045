"""`python -m tests.torture [PART…] [--sample]`: exit code 1 where anything was lost, half-written or not noticed."""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture.corrupt import corruptions
from tests.torture.faults import storage_faults
from tests.torture.ground import gather
from tests.torture.kills import kills
from tests.torture.migrating import migrations
from tests.torture.points import POINTS
from tests.torture.tally import Tally
from tests.torture.torn import torn

Part = Callable[[Path], Tally]
SHM = Path("/dev/shm")


SAMPLE_FAULTS = ("file size limit", "vanished while written", "manifest cannot be written", "newer schema")
SAMPLE_WAYS = ("crawl", "backup")


def whole(seed: int) -> dict[str, Part]:
    """All of it."""
    return {
        "points": lambda folder: kills(folder, gather(12), 0, random.Random(seed), points=POINTS),
        "kills": lambda folder: kills(folder, gather(24), 1000, random.Random(seed)),
        "log": lambda folder: torn(folder, 200, random.Random(seed)),
        "corruption": lambda folder: corruptions(folder, gather(24), 1000, random.Random(seed)),
        "faults": lambda folder: storage_faults(folder, gather(14)),
        "migrations": migrations,
    }


def sample(seed: int) -> dict[str, Part]:
    """A little of each, for every run of the tests."""
    chance = random.Random(seed)
    return {
        "points": lambda folder: kills(folder, gather(8), 0, chance, points=chance.sample(POINTS, 3), times=1),
        "kills": lambda folder: kills(folder, gather(8), 3, chance),
        "log": lambda folder: torn(folder, 12, chance, every=29, a_log=6),
        "corruption": lambda folder: corruptions(folder, gather(8), 16, chance),
        "faults": lambda folder: storage_faults(folder, gather(8), only=SAMPLE_FAULTS, ways=SAMPLE_WAYS),
        "migrations": lambda folder: migrations(folder, every=61),
    }


def main() -> int:
    """Everything, or the parts that are named."""
    asked = argparse.ArgumentParser(prog="tests.torture", description=__doc__)
    asked.add_argument("parts", nargs="*", help="points, kills, log, corruption, faults, migrations; default: all")
    asked.add_argument("--sample", action="store_true", help="only a little of each")
    asked.add_argument("--seed", type=int, default=20261122)
    told = asked.parse_args()
    parts = sample(told.seed) if told.sample else whole(told.seed)
    if unknown := set(told.parts) - parts.keys():
        asked.error(f"there is no part {', '.join(sorted(unknown))}")
    total = Tally()
    print(f"{len(POINTS)} named crash points; seed {told.seed}", flush=True)
    with tempfile.TemporaryDirectory(dir=SHM if os.access(SHM, os.W_OK) else None) as name:
        Path(name).chmod(0o755)
        for part, work in parts.items():
            if not told.parts or part in told.parts:
                began = time.monotonic()
                one = work(Path(name) / part)
                total.add(one)
                print(f"{part} ({time.monotonic() - began:,.0f} s): " + "\n".join(one.lines()), flush=True)
    total.words.clear()
    print("all: " + "\n".join(total.lines()))
    return 1 if total.bad.total() else 0


if __name__ == "__main__":
    sys.exit(main())
