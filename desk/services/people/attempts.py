"""How often somebody may try to log in: five times a minute for a name and address, then after a wait that doubles.

One address may try a few more times for all names together, so that trying many names is no way round. What is counted
is lost with the program.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from models.language import ngettext
from models.records.errors import UserError

MAX_TRIES = 5
MAX_TRIES_OF_ADDRESS = 20
PERIOD_SECONDS = 60.0
FIRST_WAIT_SECONDS = 60.0
MAX_WAIT_SECONDS = 3_600.0
FORGET_SECONDS = 24 * 3_600.0
MAX_KEPT = 10_000
"""Names and addresses that are remembered at a time; those that tried the longest ago go first."""


class TooManyTriesError(UserError):
    """Somebody has to wait before the next try; ``seconds`` says how long."""

    exit_code = 1

    def __init__(self, seconds: float) -> None:
        minutes = math.ceil(seconds / 60)
        super().__init__(
            ngettext(
                "Too many tries: wait {count:,} minute, then try again.",
                "Too many tries: wait {count:,} minutes, then try again.",
                minutes,
            )
        )
        self.seconds = seconds


@dataclass(slots=True)
class _Tries:
    """When the tries of the last minute were; ``wait`` is the next wait, ``until`` the end of the one now."""

    times: list[float] = field(default_factory=list)
    wait: float = 0.0
    until: float = 0.0
    last: float = 0.0


class Attempts:
    """Counts tries; used by several threads at once. ``clock`` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._tries: dict[tuple[str, str], _Tries] = {}

    def begin(self, name: str, address: str) -> None:
        """Count a try before it is made, as a failed one. Raises TooManyTriesError, and then nothing is counted."""
        at = self._clock()
        keys = (((name, address), MAX_TRIES), (("", address), MAX_TRIES_OF_ADDRESS))
        with self._lock:
            entries = [(self._find(key, at), limit) for key, limit in keys]
            wait = max(entry.until - at for entry, _limit in entries)
            if wait > 0:
                raise TooManyTriesError(wait)
            for entry, limit in entries:
                self._count(entry, limit, at)

    def succeed(self, name: str, address: str) -> None:
        """The try that was begun was right: it does not count, and nothing is held against the name any more."""
        with self._lock:
            self._tries.pop((name, address), None)
            of_address = self._tries.get(("", address))
            if of_address is not None and of_address.times:
                of_address.times.pop()
                of_address.wait = of_address.wait / 2 if of_address.wait > FIRST_WAIT_SECONDS else 0.0
                of_address.until = 0.0

    def _find(self, key: tuple[str, str], at: float) -> _Tries:
        entry = self._tries.get(key)
        if entry is not None and at - entry.last > FORGET_SECONDS:
            entry = None
        if entry is None:
            if len(self._tries) >= MAX_KEPT:
                for old in sorted(self._tries, key=lambda one: self._tries[one].last)[: MAX_KEPT // 10]:
                    del self._tries[old]
            entry = self._tries[key] = _Tries()
        entry.last = at
        return entry

    @staticmethod
    def _count(entry: _Tries, limit: int, at: float) -> None:
        """One more try; behind the last that is allowed, each is followed by a wait twice as long as the one before."""
        entry.times = [*(one for one in entry.times if at - one < PERIOD_SECONDS), at]
        if entry.wait or len(entry.times) >= limit:
            entry.wait = min(entry.wait * 2 or FIRST_WAIT_SECONDS, MAX_WAIT_SECONDS)
            entry.until = at + entry.wait
