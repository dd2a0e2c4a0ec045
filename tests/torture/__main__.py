"""`python -m tests.torture [PART…] [--kills N] …`: exit code 1 where anything was lost, half-written or not noticed."""

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

SHM = Path("/dev/shm")


def main() -> int:
    """Everything, or the parts that are named."""
    asked = argparse.ArgumentParser(prog="tests.torture", description=__doc__)
    asked.add_argument("parts", nargs="*", help="kills, log, corruption, faults, migrations")
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--commits", type=int, default=200)
    asked.add_argument("--every", type=int, default=1, help="every so manieth sector of the log")
    asked.add_argument("--corruptions", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=20261122)
    told = asked.parse_args()
    parts: dict[str, Callable[[Path], Tally]] = {
        "kills": lambda folder: kills(folder, gather(24), told.kills, random.Random(told.seed)),
        "log": lambda folder: torn(folder, told.commits, random.Random(told.seed), every=told.every),
        "corruption": lambda folder: corruptions(folder, gather(24), told.corruptions, random.Random(told.seed)),
        "faults": lambda folder: storage_faults(folder, gather(14)),
        "migrations": migrations,
    }
    if unknown := set(told.parts) - parts.keys():
        asked.error(f"there is no part {', '.join(sorted(unknown))}")
    total = Tally()
    print(f"{len(POINTS)} named crash points; seed {told.seed}", flush=True)
    with tempfile.TemporaryDirectory(dir=SHM if os.access(SHM, os.W_OK) else None) as name:
        Path(name).chmod(0o755)
        for part, work in parts.items():
            if not told.parts or part in told.parts:
                began = time.monotonic()
                folder = Path(name) / part
                folder.mkdir()
                one = work(folder / "ground" if part != "kills" else folder)
                total.add(one)
                print(f"{part} ({time.monotonic() - began:,.0f} s): " + "\n".join(one.lines()), flush=True)
    total.words.clear()
    print("all: " + "\n".join(total.lines()))
    return 1 if total.bad.total() else 0


if __name__ == "__main__":
    sys.exit(main())
