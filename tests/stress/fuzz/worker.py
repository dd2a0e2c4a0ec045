"""One process that reads mutated pages: what came of each, the time it took of the processor, the memory at its peak."""

import json
import resource
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from models.records.article import Article, as_json
from pipelines.contracts.rejection import Reject
from tests.stress.fuzz.corpus import Case, bases, case
from tests.stress.fuzz.pace import measure_pace

SECONDS, MEGABYTES = 2.0, 200.0
"""What reading one page may take: of an idle processor, and of memory beyond what the process held before.

Beyond, because the allocator keeps what earlier pages needed for the next ones: after the same nine large pages, read
four times over, 127 MB were resident each time, of which 68 MB were left once the allocator gave back what was free.
"""
MOST_ADDRESS_SPACE = 3 * 2**30  # a runaway ends as MemoryError, not as the machine's trouble
TRIES = 2
"""So often what took too long is read again: a busy machine makes reading slower, never quicker."""
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(slots=True)
class Sum:
    """What came of some cases. ``slowest``: processor seconds and the case; ``peak``: megabytes it took and the case."""

    results: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    peak: tuple[float, str] = (0.0, "")
    seconds: float = 0.0

    def add(self, other: "Sum") -> None:
        """Take in another sum."""
        self.results += other.results
        self.faults += other.faults
        self.slow += other.slow
        self.large += other.large
        self.slowest = max(self.slowest, other.slowest)
        self.peak = max(self.peak, other.peak)
        self.seconds += other.seconds


def resident() -> float:
    """Megabytes that the process holds now."""
    return _status("VmRSS:")


def peak() -> float:
    """The most megabytes that it held since ``forget_peak`` (where the system cannot forget: since its start)."""
    return _status("VmHWM:") if STATUS.exists() else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def forget_peak() -> None:
    """From here on the peak counts anew, where the system can do that (Linux)."""
    if CLEAR.exists():
        CLEAR.write_text("5")


def _status(name: str) -> float:
    lines = STATUS.read_text().splitlines() if STATUS.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


def judge(one: Case, reader: Any, into: Sum) -> None:
    """Read one case by each of its layouts."""
    for layout in one.layouts:
        how = "generic" if layout.generic else layout.outlet.family
        name = f"case {one.number} by {how} ({len(one.page.body)} bytes, {one.name})"
        before = resident()
        forget_peak()
        start = time.process_time()
        try:
            found = reader(one.page, layout)
            if isinstance(found, Article):
                json.dumps(as_json(found), ensure_ascii=False).encode()  # what cannot be written is no record
                into.results["article"] += 1
            elif isinstance(found, Reject):
                into.results[str(found.reason)] += 1
            else:
                into.faults.append(f"{name}: {type(found).__name__} came back")
        except Exception as error:  # noqa: BLE001 - any exception at all is what is looked for
            into.faults.append(f"{name}: {error!r:.200}")
        spent, held = time.process_time() - start, peak() - before
        if spent > SECONDS:
            spent = min(
                spent / measure_pace(), *(find_seconds(partial(reader, one.page, layout)) for _ in range(TRIES))
            )
        into.seconds += spent
        into.slowest = max(into.slowest, (spent, name))
        into.peak = max(into.peak, (held, name))
        if spent > SECONDS:
            into.slow.append(f"{name}: {spent:.2f} s")
        if held > MEGABYTES:
            into.large.append(f"{name}: {held:.0f} MB")


def find_seconds(read: Callable[[], object]) -> float:
    """What reading takes of an idle processor, by the pace of this one before and after; nothing where it fails."""
    before, start = measure_pace(), time.process_time()
    with suppress(Exception):  # what fails was told at the first reading
        read()
    spent = time.process_time() - start
    return spent / max(before, measure_pace())


def work(pipe: Connection, at: "Synchronized[int]", seed: int, reader: str) -> None:
    """Take lists of numbers from the pipe until there is None; a Sum comes back for each. ``at``: the number read now."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESS_SPACE, MOST_ADDRESS_SPACE))
    module, _, name = reader.partition(":")
    read = getattr(import_module(module), name)
    every = bases()
    while (numbers := pipe.recv()) is not None:
        done = Sum()
        for number in numbers:
            one = case(every, seed, number)
            with at.get_lock():
                at.value = number
            judge(one, read, done)
        with at.get_lock():
            at.value = -1
        pipe.send(done)
