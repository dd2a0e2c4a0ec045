"""When an article is visited again, and what must be said how often before it is taken to be gone. Pure data.

Outlets mend headlines and texts within hours and take articles down within days, so looks are close at first and
then ever further apart. One answer proves nothing: a server that is being mended, a firewall or a moved board answers
404 for everything. An article counts as gone after three answers that say so, each on a day of its own (a redirect
to somewhere else: five), and only where the outlet answered properly for other articles in the same run.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.records.page import Listing
from models.records.reject_reason import Reason

SCHEDULE: tuple[timedelta, ...] = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=14),
)
"""Looks, counted from publication (or the download, where no date was found)."""
MAX_LATENESS = timedelta(days=7)
"""A look that is later than this is not made up for."""
MAX_REVISITS_A_RUN = 120
"""At most so many articles of an outlet are visited again in one run; the rest waits for the next."""
MIN_DOUBT_GAP = timedelta(hours=18)
"""Two answers that an article is not there count as two only so far apart."""
STRONG = frozenset({"http_404", "http_410", Reason.DELETED.value, Reason.NOT_FOUND.value})
"""Answers that say that the article is not there. Others (a redirect elsewhere) say it less plainly."""
WEAK = frozenset({"redirect_elsewhere", Reason.REDIRECT_STUB.value})
MIN_STRONG = 3
MIN_WEAK = 5
LAST_VISIT = timedelta(days=30)
"""A gone article is requested once more, this long after it was taken to be gone."""
MIN_QUARANTINE_VISITS = 3
"""A quarantined page that said the same on so many visits, while the rest of the outlet is as ever, is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRevisit:
    """An article to be visited again. ``quarantined``: its page was not believed so far."""

    url_id: int
    key: str
    url: str
    listing: Listing | None
    base_at: datetime
    looks: int
    etag: str
    last_modified: str
    misses: int
    missed_at: datetime | None
    quarantined: bool


def next_visit(base_at: datetime, at: datetime) -> datetime | None:
    """The first moment of the schedule after ``at``; None where it is over."""
    return next((base_at + after for after in SCHEDULE if base_at + after > at), None)


def next_try(at: datetime) -> datetime:
    """When an answer in doubt is requested again: the next night, also of a run that begins a little earlier."""
    return at + MIN_DOUBT_GAP


def is_doubt(reason: str) -> bool:
    """Whether an answer says that the article is not there (any more)."""
    return first_word(reason) in STRONG | WEAK


def counts_as_gone(misses: int, reason: str) -> bool:
    """Whether so many answers in a row, the last for ``reason``, are enough."""
    return misses >= (MIN_STRONG if first_word(reason) in STRONG else MIN_WEAK)


def first_word(reason: str) -> str:
    """The first word of a reason: ``http_404``, ``redirect_elsewhere``."""
    return reason.partition(":")[0].strip()


def outlet_in_doubt(good: int, missing: int) -> bool:
    """Whether a run's answers speak of the outlet rather than of its articles: none good, or more missing than good."""
    return missing > 0 and missing >= max(good, 1)
