"""How exactly an article's time of publication is known. Standard library only."""

from datetime import datetime

_MARKS = (":", "시", "분", "전")


def has_clock(published_at: datetime, published_raw: str) -> bool:
    """Whether the outlet gave a time of day, and not only a day: midnight counts only where a clock is named."""
    return bool(published_at.hour or published_at.minute) or any(mark in published_raw for mark in _MARKS)
