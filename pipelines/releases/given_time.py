"""When a release went out, as a person types it or copies it out of a report. Standard library only."""

import re
from datetime import date, datetime, time

from models.records.times import KST

_DAY = r"(?P<year>\d{4})(?:-|/|\.\s?)(?P<month>\d{1,2})(?:-|/|\.\s?)(?P<day>\d{1,2})\.?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\+09:00)?"
_FORMS = (
    re.compile(rf"{_DAY}(?:(?:T|\s{{1,3}}){_CLOCK})?", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\s?(?P<hour>\d{2}):?(?P<minute>\d{2}))?", re.ASCII),
)


def given_time(text: str) -> date | datetime | None:
    """The time to the minute in Korea, a day where no clock is named, or None for anything else.

    Read are 2026-11-18 14:05, 2026.11.18. 14:05, 2026-11-18T14:05:30 and 202611181405; seconds are dropped.
    """
    found = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        if parts["hour"] is None:
            return day
        clock = time(int(parts["hour"]), int(parts["minute"]), int(parts.get("second") or 0))
    except ValueError:
        return None
    return datetime.combine(day, clock.replace(second=0), KST)
