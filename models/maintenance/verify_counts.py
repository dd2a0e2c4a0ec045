"""Is what is counted as it is written what there is to count? Else a count, or health, says what is not so."""

import sqlite3
from collections.abc import Iterator

from models.archive.schema.count_tables import COUNT_ARTICLES, COUNT_REPEATS
from models.language import _
from models.records.article_ids import describe_day
from models.records.verify_finding import VerifyFinding

_HELD_ARTICLES = "SELECT day, outlet, n FROM outlet_day"
_HELD_REPEATS = "SELECT kind, name, n FROM story_repeat WHERE n <> 0"


def check_counts(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """The counts of articles and of stories told again against the articles and the stories' members."""
    held = {(day, outlet): n for day, outlet, n in db.execute(_HELD_ARTICLES)}
    there = {(day, outlet): n for day, outlet, n in db.execute(COUNT_ARTICLES)}
    for day, outlet in sorted(held.keys() | there.keys(), key=str):
        if held.get((day, outlet), 0) != there.get((day, outlet), 0):
            yield VerifyFinding(
                "counts",
                _(
                    "{held} articles of {outlet} of {when} are counted, but there are {there}.",
                    held=held.get((day, outlet), 0),
                    outlet=outlet,
                    when=describe_day(day),
                    there=there.get((day, outlet), 0),
                ),
            )
    if set(db.execute(_HELD_REPEATS)) != set(db.execute(COUNT_REPEATS)):
        yield VerifyFinding("counts", _("How often stories are told again is not counted as it is."))
