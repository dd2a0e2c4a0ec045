"""What the ledger speaks of: states, addresses found, and what it knows of them. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from models.records.page import Listing

TRIES = 5
"""An address that failed so often is not requested again."""
MIN_SELDOM_TRIES = 2
SELDOM_REASONS = ("connection", "dataloss", "refused", "timeout")
"""An address that failed in this way so often is asked for ever more seldom."""
OUT_OF_RANGE = "out_of_range"
"""The reason of an address left because its date is outside --since and --until."""

ADDRESS_OF = "address_of: "
"""Begins the reason of a settled address whose article is stored under the one named behind it."""


def wait_after(tries: int) -> timedelta:
    """How long an address that could not be reached is left alone: one night, two more, four more ..."""
    return timedelta(days=2 ** (tries - 1) - 0.5) if tries >= MIN_SELDOM_TRIES else timedelta()


class State(StrEnum):
    """The one state of an address.

    FOUND: to be requested, or being requested. QUARANTINED: its page breaks with the outlet's history, so that it is
    kept (a ``page`` row without an article) and not believed; ``reason`` names the traits that do not fit. It is looked
    at again on the schedule of revisits, and by `news reparse`.
    """

    FOUND = "found"
    STORED = "stored"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    DISALLOWED = "disallowed"
    LEFT = "left"


OPEN = (State.FOUND, State.LEFT, State.FAILED, State.DISALLOWED)
"""States of an address that a later run may still ask for. Their order is that of the index ``ix_url_open``."""
SETTLED = frozenset({State.STORED, State.UNCHANGED, State.REJECTED, State.QUARANTINED})
AGAIN = ("again_same", "again_changed", "again_missing", "again_failed", "again_left")
"""How looking again at a settled article can end; together they are ``revisited``. No state is touched by it."""
COUNTS = frozenset(
    {
        *(state.value for state in State),
        *("changed", "known", "list_pages", "php_messages", "broken_characters", "bytes"),
        *("revisited", *AGAIN),
        *("selector_missed", "cross_checked", "cross_differed"),
    }
)
"""The counts of a ``crawl_run`` row.

``selector_missed``: articles whose family's selectors missed, so that they were read by what the page says and shows.
``cross_checked``: articles read in both ways; ``cross_differed``: those where headline or time of the two differ.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An address found: ``key`` is its canonical URL, ``url`` the one to ask."""

    key: str
    url: str
    listing: Listing | None = None
    failed_before: bool = field(default=False, compare=False)
    """It could not be reached in an earlier run, and was not since."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger says of an address found.

    ``ask``: this run should request it, and was not given it before. ``settled``: no run will request it again.
    ``old_ground``: settled, and first found in a run that walked its lists to the end, so that all older ones are
    known too.
    """

    found: Found
    ask: bool
    settled: bool
    old_ground: bool


@dataclass(frozen=True, slots=True)
class Discovery:
    """Rows of the ledger to be entered: addresses that are new, and those that are requested again."""

    new: tuple[Mapping[str, Any], ...] = ()
    again: tuple[Mapping[str, Any], ...] = ()
