"""`python -m tests.stress.torture [PART…] [--sample]`: exit code 1 where anything was lost, half-written or not noticed.

Each part is a process of its own, two at a time (``--jobs``); what they counted is summed at the end.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.stress.torture.corrupt import corruptions
from tests.stress.torture.faults import storage_faults
from tests.stress.torture.kill_points import POINTS
from tests.stress.torture.kills import kills
from tests.stress.torture.night import gather
from tests.stress.torture.tally import Tally, read_tally
from tests.stress.torture.torn_log import torn
from tests.stress.torture.upgrades import migrations

Part = Callable[[Path], Tally]
SHM = Path("/dev/shm")
ROOT = Path(__file__).resolve().parents[3]

SAMPLE_FAULTS = ("file size limit", "vanished while written", "manifest cannot be written", "newer schema")
SAMPLE_WAYS = ("crawl", "backup")


def whole(seed: int) -> dict[str, Part]:
    """All of it."""
    return {
        "kills": lambda folder: kills(folder, gather(24), 1000, random.Random(seed)),
        "points": lambda folder: kills(folder, gather(12), 0, random.Random(seed), points=POINTS),
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
    asked = argparse.ArgumentParser(prog="tests.stress.torture", description=__doc__)
    asked.add_argument("parts", nargs="*", help="points, kills, log, corruption, faults, migrations; default: all")
    asked.add_argument("--sample", action="store_true", help="only a little of each")
    asked.add_argument("--seed", type=int, default=20261122)
    asked.add_argument("--jobs", type=int, default=2, help="parts at a time")
    asked.add_argument("--tally", type=Path, help="do the one part named here, and write down what it counted")
    told = asked.parse_args()
    parts = sample(told.seed) if told.sample else whole(told.seed)
    if unknown := set(told.parts) - parts.keys():
        asked.error(f"there is no part {', '.join(sorted(unknown))}")
    if told.tally:
        told.tally.write_text(json.dumps(vars(_one(parts[told.parts[0]]))), encoding="utf-8")
        return 0
    print(f"{len(POINTS)} named crash points; seed {told.seed}", flush=True)
    total = Tally()
    with ThreadPoolExecutor(max(1, told.jobs)) as pool:
        more = ["--seed", str(told.seed), *(["--sample"] if told.sample else [])]
        for tally in pool.map(lambda part: _apart(part, more), [one for one in parts if one in (told.parts or parts)]):
            total.add(tally)
    total.words.clear()
    print("all: " + "\n".join(total.lines()))
    return 1 if total.bad.total() else 0


def _one(work: Part) -> Tally:
    with tempfile.TemporaryDirectory(dir=SHM if os.access(SHM, os.W_OK) else None) as name:
        Path(name).chmod(0o755)
        return work(Path(name) / "part")


def _apart(part: str, more: list[str]) -> Tally:
    """A part in a process of its own; one that does not end well is a fault."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "tally.json"
        code = subprocess.run(
            [sys.executable, "-m", "tests.stress.torture", part, *more, "--tally", str(file)], cwd=ROOT, check=False
        ).returncode
        tally = read_tally(file.read_text(encoding="utf-8")) if code == 0 else Tally()
    if code != 0:
        tally.fault("other", f"the part {part} itself ended with {code}")
    print(f"{part} ({time.monotonic() - began:,.0f} s): " + "\n".join(tally.lines()), flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())
