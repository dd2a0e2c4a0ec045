"""What a person was shown and may confirm with the next request, such as a file that was looked at; kept in memory."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from models.records.times import now

MAX_KEPT = 16
LIFETIME = timedelta(hours=1)
NAME_BYTES = 16

T = TypeVar("T")


class KeptAnswers(Generic[T]):
    """Values by random names, each of one person; the oldest go first, and none is kept for longer than an hour."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[str, datetime, T]] = OrderedDict()
        self._lock = Lock()

    def keep(self, who: str, value: T) -> str:
        """Keep a value of a person; its name."""
        name = secrets.token_urlsafe(NAME_BYTES)
        with self._lock:
            self._kept[name] = who, self._clock(), value
            while len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return name

    def find(self, who: str, name: str) -> T | None:
        """The value of a name, if it is this person's and was kept within the hour."""
        with self._lock:
            owner, kept_at, value = self._kept.get(name, ("", None, None))
            if kept_at is None or owner != who or self._clock() - kept_at > LIFETIME:
                return None
            return value

    def forget(self, name: str) -> None:
        """Drop a value."""
        with self._lock:
            self._kept.pop(name, None)
