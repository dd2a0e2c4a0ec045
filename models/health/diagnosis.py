"""From the runs of an outlet, and the days on which it published, to findings: what is wrong, since when. Pure.

Every judgement is made against the outlet's own history, never against a fixed number alone. See causes.py for the
closed list, baseline.py for the law by which shares are judged.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import dropwhile
from types import MappingProxyType

from models.health.baseline import Profile, make_profile
from models.health.causes import TRAIT_CAUSES, Cause, sentence
from models.health.failure_reasons import describe_failures
from models.health.run_statistics import Statistics
from models.health.signs import LENGTHS, SOFT, Trait
from models.language import speaking
from models.records.labels import Language
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish

MIN_RECENT_PAGES = 5
MAX_POOLED_RUNS = 7
LINK_RUNS = 5
MIN_LINKS = 5
GAP_FACTOR = 3
GAP_DAYS = 120
MIN_DAYS = 5
MIN_LENGTH_PAGES = 15
MIN_LENGTH_RUNS = 7
MAX_FAILED_SHARE = 0.3
MIN_FAILED = 5
MIN_GONE = 5
MIN_UNFINISHED_RUNS = 3
NOT_CRAWLED = timedelta(days=3)
MAX_ROBOTS_CHANGES = 3
FAULTS = frozenset({RunFindingCode.INTERNAL_ERROR, RunFindingCode.SUMS_DIFFER, RunFindingCode.REVISIT_SUMS_DIFFER})
HANDSHAKE = "tls_handshake"
LIST_FINDINGS = frozenset({RunFindingCode.NOT_A_LIST, RunFindingCode.LIST_BY_LINKS})
MAX_RUNS_BACK = 30
PROGRAM_FAULTS = frozenset({Finish.CRASH, Finish.ERRORS})
CUT_SHORT = frozenset({Finish.DEADLINE, Finish.STALLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run as health reads it, from ``crawl_run``."""

    id: int
    started_at: datetime
    finish: Finish
    complete: bool
    found: int
    stored: int
    changed: int
    failed: int
    disallowed: int
    left: int
    statistics: Statistics
    findings: tuple[RunFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An outlet's past: runs newest first, the days of its articles oldest first, pages held back for long."""

    outlet: str
    title: str
    runs: tuple[RunRow, ...]
    days: tuple[date, ...] = ()
    held_long: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFinding:
    """What is wrong with an outlet; ``since`` is the start of the first run in a row that shows it."""

    outlet: str
    title: str
    cause: Cause
    since: datetime
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def say(self, language: Language) -> str:
        """One sentence."""
        facts = {"outlet": self.outlet, **self.facts}
        if self.cause in CODED:
            with speaking(language):
                facts["detail"] = describe_failures(str(facts.get("detail", "")))
        return sentence(self.cause, facts, language)


def examine(record: Record, now: datetime) -> list[HealthFinding]:
    """All that is wrong with the outlet now."""
    if not record.runs:
        return []
    found = dict(_newest(record.runs))
    found |= dict(_overall(record, now))
    return [
        HealthFinding(
            outlet=record.outlet,
            title=record.title,
            cause=cause,
            since=_since(record.runs, cause),
            facts=MappingProxyType(facts),
        )
        for cause, facts in found.items()
    ]


CODED = frozenset({Cause.ROBOTS, Cause.UNREACHABLE, Cause.FAILING, Cause.LISTS, Cause.UNFINISHED, Cause.UNREAD})
"""Whose details are codes of failures."""
Found = tuple[Cause, dict[str, object]]


def _since(runs: Sequence[RunRow], cause: Cause) -> datetime:
    """The start of the first run in a row, from the newest back, that shows the cause."""
    first = runs[0].started_at
    for n in range(1, min(len(runs), MAX_RUNS_BACK)):
        if cause not in dict(_newest(runs[n:])):
            break
        first = runs[n].started_at
    return first


def _newest(runs: Sequence[RunRow]) -> Iterator[Found]:
    """What the newest run shows, given those before."""
    yield from _ended(runs)
    yield from _links(runs)
    yield from _pages(runs)
    yield from _template(runs[0])
    yield from _length(runs)
    yield from _requests(runs)
    yield from _robots(runs)


def _ended(runs: Sequence[RunRow]) -> Iterator[Found]:
    """How the run ended, and what it said of itself."""
    run = runs[0]
    reasons = run.statistics.reasons
    detail = ", ".join(f"{name} {count}" for name, count in sorted(reasons.items(), key=lambda pair: -pair[1])[:3])
    if "certificate" in reasons or any(one.detail == "certificate" for one in run.findings):
        yield Cause.CERTIFICATE, {}
    elif HANDSHAKE in reasons or any(one.detail == HANDSHAKE for one in run.findings):
        yield Cause.HANDSHAKE, {}
    elif run.finish == Finish.ROBOTS:
        why = next((one.detail for one in run.findings if one.code is RunFindingCode.ROBOTS_UNAVAILABLE), "")
        yield (Cause.DNS if why == "dns" else Cause.ROBOTS), {"detail": why[:80] or detail}
    elif run.finish == Finish.UNREACHABLE:
        yield (Cause.DNS if reasons.get("dns") else Cause.UNREACHABLE), {"detail": detail or str(run.finish)}
    elif run.finish == Finish.BUSY:
        yield Cause.BUSY, {}
    elif run.finish == Finish.KILLED:
        is_begun = all(one.code is not RunFindingCode.NOT_BEGUN for one in run.findings)
        yield (Cause.KILLED if is_begun else Cause.NOT_BEGUN), {}
    elif run.finish == Finish.STORAGE:
        yield Cause.STORAGE, {}
    elif run.finish == Finish.MEMORY or any(one.code is RunFindingCode.NO_MEMORY for one in run.findings):
        yield Cause.MEMORY, {}
    elif run.finish in PROGRAM_FAULTS:
        yield Cause.FAULT, {"detail": str(run.finish)}
    faults = [one for one in run.findings if one.code in FAULTS]
    if faults:
        yield Cause.FAULT, {"detail": f"{faults[0].detail} {faults[0].where}".strip()[:160]}
    if lists := [one for one in run.findings if one.code in LIST_FINDINGS]:
        yield Cause.LISTS, {"count": len(lists), "detail": _list_detail(lists[0])}
    if notice := next((one for one in run.findings if one.code is RunFindingCode.NOTICES), None):
        yield Cause.NOTICES, {"count": notice.detail, "detail": notice.where[:160]}
    if unread := next((one for one in run.findings if one.code is RunFindingCode.UNREAD), None):
        count, _, pages = unread.detail.partition(" of ")
        yield Cause.UNREAD, {"count": count, "pages": pages, "detail": unread.where[:160]}
    unfinished = _in_a_row(one.finish in CUT_SHORT for one in runs)
    if unfinished >= MIN_UNFINISHED_RUNS:
        yield Cause.UNFINISHED, {"count": unfinished, "detail": str(run.finish)}


def _list_detail(finding: RunFinding) -> str:
    """Which list, and what came in its place; of one that was read as links that number says nothing here."""
    detail = "" if finding.code is RunFindingCode.LIST_BY_LINKS else finding.detail
    return f"{finding.where} {detail}".strip()[:160]


def _links(runs: Sequence[RunRow]) -> Iterator[Found]:
    """No links where there were always some."""
    if runs[0].statistics.links != 0:
        return
    told = [run.statistics.links for run in runs if run.statistics.links is not None]
    before = list(dropwhile(lambda links: links == 0, told))[:LINK_RUNS]
    if len(before) == LINK_RUNS and min(before) >= MIN_LINKS:
        yield Cause.NO_LINKS, {"usual": sorted(before)[len(before) // 2]}


def _pages(runs: Sequence[RunRow]) -> Iterator[Found]:
    """Traits that break with the outlet's history, by cause."""
    recent, usual = _split(runs)
    pages = sum(one.seen for one in recent)
    if not pages or not runs[0].statistics.seen:
        return
    worst: dict[Cause, int] = {}
    mostly_held = _mostly_held([one for one in recent if not one.accepted])
    for trait, cause in TRAIT_CAUSES.items():
        told = [one for one in recent if trait not in one.accepted]
        count, pages = sum(one.count(trait) for one in told), sum(one.seen for one in told)
        held = sum(one.held_traits.get(trait, 0) for one in told)
        if usual.alarms(trait, count, pages) or (mostly_held and trait not in SOFT and held > 1):
            worst[cause] = max(worst.get(cause, 0), count)
    pages = sum(one.seen for one in recent)
    for cause, count in worst.items():
        facts: dict[str, object] = {"count": count, "pages": pages}
        if cause is Cause.LENGTH_MOVED:
            facts = {"count": recent[0].length_all, "usual": usual.length}
        yield cause, facts


def _template(run: RunRow) -> Iterator[Found]:
    """Headline or body not where selectors look on many pages of one night, whatever the nights before showed."""
    for one in run.findings:
        if one.code is RunFindingCode.PARTS_MISSED and Trait.MISSED not in run.statistics.accepted:
            numbers = [int(number) for number in re.findall(r"\d{1,9}", one.detail)]
            if len(numbers) > 1:
                yield Cause.LAYOUT_MISSED, {"count": max(numbers[:-1]), "pages": numbers[-1]}


def _split(runs: Sequence[RunRow]) -> tuple[list[Statistics], Profile]:
    """The newest pages, at least five where there are as many, and the profile of all before."""
    recent: list[Statistics] = []
    for n, run in enumerate(runs):
        recent.append(run.statistics)
        if sum(one.seen for one in recent) >= MIN_RECENT_PAGES or n + 1 >= MAX_POOLED_RUNS:
            break
    return recent, make_profile(run.statistics for run in runs[len(recent) :])


def find_alarming(run: Statistics, usual: Profile) -> list[Trait]:
    """The traits of one run that are worth telling at its end."""
    held = _mostly_held([run])
    return [
        trait
        for trait in TRAIT_CAUSES
        if run.seen
        and (
            usual.alarms(trait, run.count(trait), run.seen)
            or (held and trait not in SOFT and run.held_traits.get(trait, 0) > 1)
        )
    ]


def _mostly_held(recent: Sequence[Statistics]) -> bool:
    """Whether most pages are held back, each for what it has: several things are wrong at once."""
    held, seen = sum(one.held for one in recent), sum(one.seen for one in recent)
    return held >= MIN_RECENT_PAGES and 2 * held > seen


def _length(runs: Sequence[RunRow]) -> Iterator[Found]:
    """The median length of a night's texts is far outside of what it ever was."""
    run = runs[0].statistics
    measures = [one.statistics for one in runs if not LENGTHS & set(one.statistics.accepted)]
    before = [one.length for one in measures if one.read >= MIN_LENGTH_PAGES and one is not run]
    if run not in measures or run.seen < MIN_LENGTH_PAGES or len(before) < MIN_LENGTH_RUNS or not run.length_all:
        return
    usual = sorted(before)[len(before) // 2]
    if run.length_all < min(usual * 0.5, min(before) * 0.7) or run.length_all > max(usual * 1.5, max(before) * 1.4):
        yield Cause.LENGTH_MOVED, {"count": run.length_all, "usual": usual}


def _requests(runs: Sequence[RunRow]) -> Iterator[Found]:
    """Failures, refusals and losses beyond what is usual."""
    run = runs[0]
    asked = run.found
    if asked and run.failed >= MIN_FAILED and run.failed / asked > MAX_FAILED_SHARE:
        earlier = [one.failed / one.found for one in runs[1:MAX_RUNS_BACK] if one.found >= MIN_FAILED]
        if not earlier or run.failed / asked > 1.5 * max(earlier):
            reasons = sorted(run.statistics.reasons.items(), key=lambda pair: -pair[1])[:3]
            detail = ", ".join(f"{name} {count}" for name, count in reasons)
            yield Cause.FAILING, {"count": run.failed, "pages": asked, "detail": detail}
    if run.disallowed >= MIN_FAILED and not any(one.disallowed for one in runs[1:MAX_RUNS_BACK]) and len(runs) > 1:
        yield Cause.DISALLOWED, {"count": run.disallowed}
    gone = run.statistics.gone
    if gone >= MIN_GONE and gone > 3 * max((one.statistics.gone for one in runs[1:MAX_RUNS_BACK]), default=0):
        yield Cause.MANY_GONE, {"count": gone}


def _robots(runs: Sequence[RunRow]) -> Iterator[Found]:
    """Rules that changed since the last run; not where they change all the time."""
    for origin, digest in runs[0].statistics.robots.items():
        told = [one.statistics.robots[origin] for one in runs[:10] if one.statistics.robots.get(origin)]
        changes = sum(a != b for a, b in itertools.pairwise(told))
        if digest and len(told) > 1 and told[0] != told[1] and changes < MAX_ROBOTS_CHANGES:
            yield Cause.ROBOTS_CHANGED, {"detail": origin}


def _overall(record: Record, now: datetime) -> Iterator[Found]:
    """What time itself shows, and what waits in quarantine."""
    idle = now - record.runs[0].started_at
    if idle > NOT_CRAWLED and len(record.runs) > 1:
        yield Cause.NOT_CRAWLED, {"days": idle.days}
    elif (found := _gap(record.days, record.runs[0].started_at.date())) is not None:
        yield found
    if record.held_long:
        yield Cause.HELD_LONG, {"count": record.held_long}


def _gap(days: Sequence[date], today: date) -> Found | None:
    """Nothing new for three times the longest usual gap (the longest but one, so that one holiday is no usual gap)."""
    known = [day for day in days if today - timedelta(days=GAP_DAYS) <= day <= today]
    if len(known) < MIN_DAYS:
        return None
    gaps = sorted((b - a).days for a, b in itertools.pairwise(known))
    usual = max(gaps[-1] if len(gaps) < 20 else gaps[-2], 1)
    now = (today - known[-1]).days
    return (Cause.NOTHING_NEW, {"days": now, "usual": usual}) if now > GAP_FACTOR * usual else None


def _in_a_row(answers: Iterable[bool]) -> int:
    count = 0
    for is_so in answers:
        if not is_so:
            break
        count += 1
    return count
