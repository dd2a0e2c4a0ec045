"""What is kept of a morning that ran by itself. Standard library only."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStep:
    """A step of a morning: ``failure`` is a sentence where it failed, else ``note`` says what came of it."""

    step: str
    seconds: float
    note: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMorning:
    """A day's morning. ``ended_at`` is None while it runs, and where it was killed; ``sent_at`` until it is sent."""

    day: date
    begun_at: datetime
    ended_at: datetime | None = None
    sent_at: datetime | None = None
    steps: tuple[KeptStep, ...] = ()
