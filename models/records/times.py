"""Korean standard time: the one zone of every time in the archive."""

from datetime import UTC, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")


def now() -> datetime:
    """The present moment, aware, in KST, to the second."""
    return datetime.now(UTC).astimezone(KST).replace(microsecond=0)
