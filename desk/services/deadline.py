"""When a crawl has to end: a time of the day, or a span."""

import re
from datetime import datetime, time, timedelta

from models.language import _
from models.records.errors import UserError

_SPAN = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class DeadlineError(UserError):
    """A text that is not a time of the day, or not a span of time."""


def seconds_left(deadline: str | None, span: str | None, now: datetime) -> float | None:
    """Seconds until ``06:30`` (today or tomorrow, by this machine's clock) or of ``4h``, ``90m``; the sooner of both.

    Raises DeadlineError for anything else.
    """
    limits = [_seconds_until(deadline, now)] if deadline else []
    limits += [_seconds_of(span)] if span else []
    return min(limits) if limits else None


def read_clock(text: str) -> time:
    """The time of the day of ``06:30``. Raises DeadlineError."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise DeadlineError(_("--deadline {text!r} is not a time of the day; write 06:30.", text=text))
    return time(int(found[1]), int(found[2]))


def _seconds_until(text: str, now: datetime) -> float:
    clock = read_clock(text)
    at = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return ((at if at > now else at + timedelta(days=1)) - now).total_seconds()


def _seconds_of(text: str) -> float:
    found = _SPAN.fullmatch(text.strip().lower())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = hours * 3600 + minutes * 60 + seconds
    if not total:
        raise DeadlineError(_("--for {text!r} is not a span of time; write 4h, 90m or 1h30m.", text=text))
    return float(total)
