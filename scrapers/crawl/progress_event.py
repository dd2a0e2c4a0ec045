"""What a run says of its URLs while it goes on, and the day a list gives for one."""

from dataclasses import dataclass
from datetime import date

from models.records.url_states import Found, State


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is so in the archive: ``state`` of ``key`` (FOUND: of ``found`` more), with the run's totals."""

    outlet: str
    state: State
    key: str
    found: int
    done: int


def day_of(found: Found) -> date | None:
    """The day a list gives for the URL."""
    at = found.listing.published_at if found.listing else None
    return at.date() if at else None
