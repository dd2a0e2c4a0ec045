"""What is usual for an outlet, from its earlier runs, and whether tonight breaks with it. Pure.

A trait is judged by how probable its count is, given how often the outlet's believed pages had it (a beta-binomial
law with Jeffreys' prior: with little history little is improbable). Pages that were held back do not count as history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from models.health.run_statistics import Statistics
from models.health.signs import LENGTHS, SOFT, STRICT, Trait

MAX_RUNS = 40
MIN_PAGES = 20
MAX_WEIGHT_PAGES = 40
"""Nights differ (series, releases, weekends): no rate is known better than from so many pages."""
MIN_STRICT_PAGES = 40
STRICT_SHARE = 0.005
HOLD = 0.005
ALARM = 1e-6
MIN_LENGTH_PAGES = 10
"""The shortest and longest tenth of a run say something only of so many texts."""
MIN_ALARM_PAGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Of one outlet: ``pages`` believed so far, how many had each trait, the largest share a run had, usual lengths.

    ``accepted``: of a trait, how many of the pages do not count as usual of it.
    """

    pages: int = 0
    runs: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    highest: tuple[tuple[str, float], ...] = ()
    length: int = 0
    length_low: int = 0
    length_high: int = 0
    accepted: tuple[tuple[str, int], ...] = ()

    def pages_of(self, trait: str) -> int:
        """The pages by which a trait is measured: all, or those since a person accepted it."""
        return self.pages - dict(self.accepted).get(trait, 0)

    def count(self, trait: str) -> int:
        """Of the pages, how many had it."""
        return dict(self.counts).get(trait, 0)

    def highest_share(self, trait: str) -> float:
        """The largest share of pages with the trait that a run of at least five pages had."""
        return dict(self.highest).get(trait, 0.0)

    @property
    def is_known(self) -> bool:
        """Enough pages to compare with."""
        return self.pages >= MIN_PAGES

    def chance(self, trait: str, count: int, pages: int) -> float:
        """How probable at least so many pages with the trait are among so many; 1.0 where nothing is known."""
        known = self.pages_of(trait)
        if known < MIN_PAGES:
            return 1.0
        weight = min(1.0, MAX_WEIGHT_PAGES / known)
        return tail(count, pages, self.count(trait) * weight, known * weight)

    def holds(self, trait: Trait, count: int, pages: int) -> bool:
        """Whether a page with the trait is to be held back, being one of ``count`` among ``pages`` of this run."""
        if trait in SOFT:
            return False
        if trait is Trait.EQUAL_BODY and not self.is_known:
            return True
        known = self.pages_of(trait)
        if trait in STRICT and known >= MIN_STRICT_PAGES and self.count(trait) <= STRICT_SHARE * known:
            return True
        return self.chance(trait, count, pages) < HOLD

    def alarms(self, trait: Trait, count: int, pages: int) -> bool:
        """Whether so many are worth telling a person. What an outlet never had and never should have needs less proof:
        such pages are held back one by one, and a night of them must not pass without a word."""
        if trait is Trait.EQUAL_BODY and not self.is_known:
            return count >= MIN_ALARM_PAGES
        known = self.pages_of(trait)
        unheard = trait in STRICT and known >= MIN_STRICT_PAGES and self.count(trait) <= STRICT_SHARE * known
        return (
            count >= MIN_ALARM_PAGES
            and self.chance(trait, count, pages) < (HOLD if unheard else ALARM)
            and count / pages > max(0.1, 1.5 * self.highest_share(trait))
        )

    def length_traits(self, length: int) -> frozenset[Trait]:
        """Whether a body is shorter or longer than nine tenths of the outlet's are: odd only where many are."""
        if not self.is_known or not length or not self.length:
            return frozenset()
        found = {Trait.SHORT: length < self.length_low, Trait.LONG: length > self.length_high}
        return frozenset(trait for trait, is_so in found.items() if is_so)


def make_profile(history: Iterable[Statistics]) -> Profile:
    """The profile of earlier runs, newest first; at most RUNS of those that read anything."""
    runs = [run for run in history if run.read][:MAX_RUNS]
    names = {name for run in runs for name in (*run.traits, *run.accepted)}
    measures = {name: [run for run in runs if name not in run.accepted] for name in sorted(names)}
    lengths = [run for run in runs if run.length and run.read >= MIN_LENGTH_PAGES and not LENGTHS & set(run.accepted)]
    return Profile(
        pages=sum(run.read for run in runs),
        runs=len(runs),
        counts=tuple((name, sum(run.traits.get(name, 0) for run in told)) for name, told in measures.items()),
        highest=tuple(
            (name, max((run.traits.get(name, 0) / run.read for run in told if run.read >= 5), default=0.0))
            for name, told in measures.items()
        ),
        length=_median([run.length for run in lengths]),
        length_low=_median([run.length_low for run in lengths]),
        length_high=_median([run.length_high for run in lengths]),
        accepted=tuple(
            (name, sum(run.read for run in runs if name in run.accepted))
            for name in measures
            if any(name in run.accepted for run in runs)
        ),
    )


def tail(count: int, pages: int, before: float, pages_before: float) -> float:
    """P(at least ``count`` of ``pages``), where ``before`` of ``pages_before`` had it (beta-binomial, Jeffreys)."""
    if count <= 0:
        return 1.0
    count, pages = _scaled(count, pages)
    a, b = before + 0.5, max(pages_before - before, 0) + 0.5
    base = lgamma(a + b) - lgamma(a) - lgamma(b) - lgamma(a + b + pages) + lgamma(pages + 1)
    total = 0.0
    for k in range(count, pages + 1):
        total += exp(base + lgamma(a + k) + lgamma(b + pages - k) - lgamma(k + 1) - lgamma(pages - k + 1))
    return min(total, 1.0)


def _scaled(count: int, pages: int, most: int = 2_000) -> tuple[int, int]:
    """The same share of fewer pages: a first crawl of a hundred thousand must not cost as many terms."""
    return (count, pages) if pages <= most else (max(1, count * most // pages), most)


def _median(values: Sequence[int]) -> int:
    from statistics import median  # its numbers of every kind take time to load, which a search has no use for

    return int(median(values)) if values else 0
