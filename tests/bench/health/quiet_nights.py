"""Quiet nights of many outlets, as their counts really vary: weekends, holidays, weeklies, press releases without names.

Only statistics are made, no pages: what a run would have told health, page by page through the same holding back.
Every finding of such a night is a false alarm.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import exp
from random import Random

from models.health.baseline import Profile, make_profile
from models.health.diagnosis import HealthFinding, Record, RunRow, examine
from models.health.run_statistics import Statistics, quantile
from models.health.signs import Trait
from models.records.run_finish import Finish
from models.records.times import KST

FIRST = date(2026, 1, 5)
HOLIDAYS = frozenset(
    {date(2026, 1, 1), *(date(2026, 2, 16) + timedelta(n) for n in range(3)), date(2026, 3, 1), date(2026, 5, 5), date(2026, 6, 3),
     *(date(2026, 9, 24) + timedelta(n) for n in range(4)), date(2026, 10, 3), date(2026, 10, 9), date(2026, 12, 25)}
)  # fmt: skip
WARM_UP = 21


@dataclass(frozen=True)
class Habit:
    """How an outlet publishes: articles a weekday, the share of that on a weekend and a holiday, how often what is odd."""

    name: str
    weekday: float
    weekend: float
    holiday: float
    weekly: bool = False
    odd: tuple[tuple[Trait, float], ...] = ()
    sway: float = 0.3
    length: int = 900


def habits(chance: Random, count: int) -> Iterator[Habit]:
    """Outlets of every size: agencies, dailies, small sites, weeklies that come out on one day."""
    for number in range(count):
        kind = number % 5
        weekday = (120.0, 45.0, 12.0, 4.0, 28.0)[kind] * chance.uniform(0.6, 1.6)
        odd = (
            (Trait.NO_REPORTER, chance.uniform(0.0, 0.5)),
            (Trait.NO_DATE, chance.choice((0.0, 0.0, 0.0, 0.004))),
            (Trait.NO_BODY, chance.choice((0.0, 0.002, 0.03))),
            (Trait.MISSED, chance.choice((0.0, 0.0, 0.01, 0.05))),
            (Trait.HEADLINE_OFF, chance.uniform(0.0, 0.04)),
            (Trait.DATE_OFF, chance.choice((0.0, 0.0, 0.01, 0.05))),
            (Trait.SHARED_LINES, chance.uniform(0.0, 0.1)),
            (Trait.FRAME_LINES, chance.uniform(0.0, 0.15)),
            (Trait.FOREIGN_LINES, chance.uniform(0.0, 0.03)),
            (Trait.PHP, chance.choice((0.0, 0.0, 0.02, 0.5, 1.0))),
            (Trait.BROKEN, chance.choice((0.0, 0.001, 0.01))),
            (Trait.REJECT_OTHER, chance.uniform(0.0, 0.02)),
            (Trait.REJECT_WALL, chance.choice((0.0, 0.0, 0.03))),
        )
        yield Habit(
            name=f"quiet{number}",
            weekday=weekday,
            weekend=chance.uniform(0.05, 0.6),
            holiday=chance.uniform(0.0, 0.3),
            weekly=kind == 4,
            odd=odd,
            sway=chance.uniform(0.1, 0.7),
            length=int(chance.uniform(350, 1400)),
        )


def published(habit: Habit, day: date, chance: Random) -> int:
    """How many articles came out on a day."""
    mean = habit.weekday
    if habit.weekly:
        mean = habit.weekday if day.weekday() == 3 and day not in HOLIDAYS else 0.4
    elif day in HOLIDAYS:
        mean *= habit.holiday
    elif day.weekday() >= 5:
        mean *= habit.weekend
    mean *= chance.lognormvariate(0, 0.25)
    return max(0, round(chance.gauss(mean, mean**0.5)))


def run_of(habit: Habit, pages: int, usual: Profile, chance: Random) -> Statistics:
    """What a night of so many pages tells; what is odd comes in bursts (``sway``), as series and releases do."""
    rates = {trait: _swayed(rate, chance.gauss(0, habit.sway)) for trait, rate in habit.odd if rate}
    long_night = chance.lognormvariate(0, 0.12)
    counts: Counter[Trait] = Counter()
    believed: Counter[Trait] = Counter()
    lengths: list[int] = []
    held = 0
    for page in range(1, pages + 1):
        length = int(habit.length * long_night * chance.lognormvariate(0, 0.6))
        found = {trait for trait, rate in rates.items() if chance.random() < rate} | usual.length_traits(length)
        counts.update(found)
        if any(usual.holds(trait, counts[trait], page) for trait in found):
            held += 1
            continue
        believed.update(found)
        lengths.append(length)
    if not usual.is_known:
        believed.update(dict.fromkeys((Trait.SHORT, Trait.LONG), len(lengths) // 10))
    return Statistics(
        read=pages - held,
        held=held,
        traits={str(trait): count for trait, count in believed.items()},
        held_traits={str(trait): count for trait, count in (counts - believed).items()},
        length=quantile(lengths, 0.5),
        length_all=quantile(lengths, 0.5),
        length_low=quantile(lengths, 0.1),
        length_high=quantile(lengths, 0.9),
        links=20 if chance.random() > 0.02 else None,
        robots={"https://a": "same"},
    )


def _swayed(rate: float, by: float) -> float:
    """The rate of one night: what is common stays below all, what is rare stays rare."""
    return 1.0 if rate >= 1 else 1 / (1 + (1 / rate - 1) * exp(-by))


def nights(habit: Habit, days: int, chance: Random) -> Iterator[tuple[Statistics, list[HealthFinding]]]:
    """Every night after the first three weeks, with what health said."""
    runs: list[RunRow] = []
    with_news: list[date] = []
    for n in range(days):
        day = FIRST + timedelta(days=n)
        pages = published(habit, day, chance) if n else round(14 * habit.weekday * 0.8)
        usual = make_profile(run.statistics for run in runs)
        told = run_of(habit, pages, usual, chance)
        if pages:
            with_news.append(day)
        at = datetime(day.year, day.month, day.day, 2, 30, tzinfo=KST) + timedelta(days=1)
        failed = sum(chance.random() < 0.01 for _ in range(pages))
        runs.insert(0, RunRow(
            id=n, started_at=at, finish=Finish.FINISHED if chance.random() > 0.01 else Finish.DEADLINE, complete=True,
            found=pages + failed, stored=told.read, changed=0, failed=failed, disallowed=0, left=0, statistics=told,
        ))  # fmt: skip
        del runs[60:]
        if n >= WARM_UP:
            record = Record(outlet=habit.name, title=habit.name, runs=tuple(runs), days=tuple(with_news))
            yield told, examine(record, at + timedelta(hours=5))


@dataclass(frozen=True)
class Quiet:
    """So many outlet-nights, on so many of which something was said, and what."""

    nights: int = 0
    alarms: int = 0
    said: tuple[tuple[str, int], ...] = ()
    held: int = 0
    pages: int = 0

    @property
    def per_thousand(self) -> float:
        return 1000 * self.alarms / max(self.nights, 1)


def simulate(outlets: int, days: int, seed: int = 20261122) -> Quiet:
    """Quiet nights of many outlets; a finding that stands for several nights counts each of them."""
    chance = Random(seed)
    done, said = Quiet(), Counter[str]()
    for habit in habits(chance, outlets):
        for told, found in nights(habit, days, chance):
            said.update(str(finding.cause) for finding in found)
            done = replace(
                done,
                nights=done.nights + 1,
                alarms=done.alarms + bool(found),
                held=done.held + told.held,
                pages=done.pages + told.seen,
            )
    return replace(done, said=tuple(said.most_common()))
