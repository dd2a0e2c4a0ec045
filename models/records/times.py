"""Korean standard time: the one zone of every time in the archive."""

from datetime import UTC, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")


def now() -> datetime:
    """The present moment, aware, in KST, to the second."""
    return datetime.now(UTC).astimezone(KST).replace(microsecond=0)


def time_text(moment: datetime | None) -> str | None:
    """A time as it is stored: ISO text in KST. Raises ValueError for a time without a zone."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {moment.isoformat()}")
    return moment.astimezone(KST).isoformat()


def read_time(text: str | None) -> datetime | None:
    """The time a stored text names, in KST."""
    return None if text is None else datetime.fromisoformat(text).astimezone(KST)


_CLOCK_SIGNS = (":", "시", "분", "전")


def has_clock(published_at: datetime, published_raw: str) -> bool:
    """Whether the outlet gave a time of day, and not only a day: midnight counts only where a clock is named."""
    return bool(published_at.hour or published_at.minute) or any(mark in published_raw for mark in _CLOCK_SIGNS)
