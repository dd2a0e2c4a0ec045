"""How often an outlet gets a request, how long a crawl waits, and when it gives up: the one home of these numbers."""

from datetime import UTC, datetime

MAX_WAIT_SECONDS = 600
"""The longest wait that a server, a robots.txt or a declaration gets. A server that asks for more is left alone."""
MIN_DECLARED_DELAY_SECONDS = 1.0
"""The least delay that a declaration or a user may set."""
DEFAULT_DELAY_SECONDS = 2.0
MAX_THROTTLE_DELAY_SECONDS = 60.0
"""AutoThrottle follows a slow server up to this delay."""
NO_DELAY_SECONDS = 0.001
"""Stands for "no delay": with exactly 0, Scrapy 2.19 sends all that waits in a slot at once, whatever the
concurrency, because a download counts only from the moment its task runs."""

RETRY_TIMES = 2
"""Further tries after a server error, a network failure or a soft error."""
BUSY_DELAYS = 5
"""A 429 or 503 without a readable Retry-After holds the outlet for so many of its delays."""
MAX_BUSY_ANSWERS = 2
"""After so many 429 or 503 answers in a row the outlet is left alone for this run."""
MAX_NETWORK_FAILURES = 5
"""After so many addresses in a row that could not be reached it is asked whether the outlet answers at all."""

RUN_SECONDS = 1200.0
"""The time limit of an everyday run of one outlet."""
FIRST_RUN_SECONDS = 4 * 3600.0
"""That of an outlet's first run, and of any until one has walked its lists to the end; the next run goes on."""
SINCE_RUN_SECONDS = 24 * 3600.0
"""That of a run back to a day that a person chose."""
READING_SECONDS = 10.0
"""The time of the processor that reading one page, list or feed may take; mostly it takes some hundredths."""
MAX_SLOW_READING_SECONDS = 40.0
"""An outlet whose slow pages took more than this together is left alone for this run: the others wait meanwhile."""
IDLE_SECONDS = 900
"""A run that stored nothing for so long is ended; it must leave room for MAX_WAIT_SECONDS."""


def busy_wait(retry_after: str, delay: float, now: datetime) -> float:
    """Seconds that a busy server is left alone for, by its ``Retry-After`` header or else by the outlet's delay."""
    seconds = read_retry_after(retry_after, now)
    return BUSY_DELAYS * delay if seconds is None else seconds


def read_retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a ``Retry-After`` header (a number or a date) asks for, never negative; None if unreadable."""
    from email.utils import parsedate_to_datetime  # slow to import, and the limits above are wanted without it

    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())
