"""Changes of an outlet's pages that a person accepted for good: earlier runs no longer say what is usual for it.

Pages are held back, and findings reported, by an outlet's own history (see baseline.py). Where a template changed and
stays changed, and what is read from it is right, that history is out of date. Nothing of it is deleted: the runs keep
their counts, and say for which traits they no longer count as usual.
"""

import json
from dataclasses import replace

from models.archive.compiled_sql import Database
from models.health.accepted_change import AcceptedChange
from models.health.baseline import make_profile
from models.health.causes import TRAIT_CAUSES
from models.health.diagnosis import find_alarming
from models.health.run_statistics import Statistics, read_statistics, statistics_json
from models.health.signs import NEVER_ACCEPTED, Trait
from models.records.times import now, time_text
from models.records.url_states import State

RUNS = 60
HELD = "SELECT url, reason FROM url WHERE outlet = ? AND state = ? ORDER BY id DESC"
TOLD = "SELECT id, statistics FROM crawl_run WHERE outlet = ? AND statistics <> '{}' ORDER BY id DESC LIMIT ?"
ADD = "INSERT INTO accepted (outlet, traits, who, note, at) VALUES (?, ?, ?, ?, ?)"


def change_of(database: Database, outlet: str, only: frozenset[Trait] = frozenset()) -> AcceptedChange:
    """What holds pages of the outlet back or is reported of its last run; of that, only the traits named."""
    rows = database.driver_run(HELD, (outlet, State.QUARANTINED.value)).fetchall()
    held = tuple((str(row.url), str(row.reason)) for row in rows)
    reasons = [frozenset(map(Trait, filter(None, why.split(", ")))) for _, why in held]
    told = [statistics for _, statistics in _runs(database, outlet)]
    loud = (
        {trait for trait in find_alarming(told[0], make_profile(told[1:])) if trait in TRAIT_CAUSES} if told else set()
    )
    loud -= set(told[0].accepted) if told else set()
    found = frozenset(loud).union(*reasons)
    wanted = found & only if only else found
    can = wanted - NEVER_ACCEPTED
    return AcceptedChange(
        traits=tuple(sorted(can)),
        never=tuple(sorted(wanted & NEVER_ACCEPTED)),
        held=held,
        stay=sum(not why <= can for why in reasons),
    )


def accept(database: Database, outlet: str, change: AcceptedChange, *, who: str, note: str) -> None:
    """From now on the outlet is measured anew in what ``change`` can be accepted of."""
    names = tuple(str(trait) for trait in change.traits)
    for number, told in _runs(database, outlet):
        later = replace(told, accepted=tuple(sorted({*told.accepted, *names})))
        database.driver_run("UPDATE crawl_run SET statistics = ? WHERE id = ?", (statistics_json(later), number))
    database.driver_run(ADD, (outlet, json.dumps(names), who, note, time_text(now())))


def _runs(database: Database, outlet: str) -> list[tuple[int, Statistics]]:
    """The runs that health and the crawl measure by, newest first."""
    rows = database.driver_run(TOLD, (outlet, RUNS)).fetchall()
    return [(int(row.id), read_statistics(row.statistics)) for row in rows]
