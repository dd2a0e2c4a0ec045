"""Article ids are dates: id = day * 16384 + place in the day, so the newest articles have the largest ids.

The day is counted from 2000-01-01 in KST: the day of publication, or of the download where no date was found.
"""

from datetime import date, datetime, timedelta

from models.records.times import KST

DAY_SHIFT = 14
IDS_A_DAY = 1 << DAY_SHIFT
FIRST_DAY = date(2000, 1, 1)


def day_number(moment: date | datetime) -> int:
    """Days since 2000-01-01 of a date, or of an aware moment seen from Korea; negative before."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(KST).date()
    return (moment - FIRST_DAY).days


def day_of(article_id: int) -> int:
    """The day number an id is filed under."""
    return article_id >> DAY_SHIFT


def date_of(article_id: int) -> date:
    """The date an id is filed under."""
    return FIRST_DAY + timedelta(days=day_of(article_id))


def describe_day(day: int) -> str:
    """The date of a day number as text; a damaged id can name one that no calendar has."""
    try:
        return str(FIRST_DAY + timedelta(days=day))
    except OverflowError:
        return f"day {day}"


def first_id(day: int) -> int:
    """The smallest id of a day."""
    return day << DAY_SHIFT


def last_id(day: int) -> int:
    """The largest id of a day."""
    return (day << DAY_SHIFT) + IDS_A_DAY - 1
