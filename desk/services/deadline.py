"""When a crawl has to end: a time of the day, or a span."""

import re
from datetime import datetime, timedelta

import click

SPAN = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def seconds_left(deadline: str | None, span: str | None, now: datetime) -> float | None:
    """Seconds until ``06:30`` (today or tomorrow, by this machine's clock) or of ``4h``, ``90m``; the sooner of both.

    Raises a usage error for anything else.
    """
    given = [_until(deadline, now)] if deadline else []
    given += [_span(span)] if span else []
    return min(given) if given else None


def _until(text: str, now: datetime) -> float:
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise click.UsageError(f"--deadline {text!r} is no time of the day; write 06:30.")
    at = now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return ((at if at > now else at + timedelta(days=1)) - now).total_seconds()


def _span(text: str) -> float:
    found = SPAN.fullmatch(text.strip().lower())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = hours * 3600 + minutes * 60 + seconds
    if not total:
        raise click.UsageError(f"--for {text!r} is no span of time; write 4h, 90m or 1h30m.")
    return float(total)
