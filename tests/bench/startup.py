"""What `news search` costs as a whole process, as a multiple of `python -c pass`.

Both with their bytecode on the disk, as an installed program has it, whatever the environment says of writing it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 7.0
ROUNDS = 15
SEARCH = Path(sys.executable).with_name("news")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str], cwd: Path) -> float:
    """Wall time of one process from start to end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def run() -> bool:
    """Prints the ratio, taken in turn on the archive of the demo; whether it is within the goal."""
    print(f"a whole news search on the archive of the demo, as a multiple of python -c pass (goal: at most {GOAL:g})")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run([str(SEARCH), "demo"], cwd=place, env=ENVIRONMENT, check=True, capture_output=True)
        seconds([str(SEARCH), "search", "포항"], place)
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(seconds([sys.executable, "-c", "pass"], place))
            ours.append(seconds([str(SEARCH), "search", "포항", "배터리"], place))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"  {statistics.median(bare) * 1000:.0f} ms and {statistics.median(ours) * 1000:.0f} ms  {ratio:5.2f} x")
    return ratio <= GOAL
