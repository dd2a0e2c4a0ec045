"""A month of the calendar, the months it is compared with, and how much of each counts while one has not ended."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from models.records.times import KST
from reports.clip.period import Period, whole_days

LAST_MONTH_UNTIL = 5
"""Up to this day of a month a report is about the month before."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month; ``number`` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def period(self) -> Period:
        """All its days."""
        return whole_days(self.first, self.last)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def last_year(self) -> "Month":
        """The same month of the year before."""
        return Month(self.year - 1, self.number)

    def __str__(self) -> str:
        return f"{self.year}년 {self.number}월"


def choose_month(today: date) -> Month:
    """The month that a report is about where none is named."""
    current = Month.of(today)
    return current.before if today.day <= LAST_MONTH_UNTIL else current


def elapsed_period(month: Month, period: Period, known_until: datetime) -> Period:
    """As much of ``month`` as is over of ``period``: of one that has ended all of it, else up to the same day and hour.

    Up to 02:00 of the 15th of this month is compared with up to 02:00 of the 15th of another one; a month that is
    shorter counts whole.
    """
    whole = month.period
    if known_until >= period.end:
        return whole
    over = max(known_until, period.start) - period.start
    return Period(start=whole.start, end=min(whole.start + over, whole.end))


def is_cut(period: Period) -> bool:
    """Whether a period ends inside a day."""
    return period.end != datetime.combine(period.end.date(), datetime.min.time(), KST)
