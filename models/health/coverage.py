"""How much of a time the crawls of each outlet cover: what is missing, since when, and why. Pure.

A run that went well covers its outlet from the first day it went back to up to the moment it began: what was published
by then is in the archive. A later night that goes well so makes up for one that failed. What no run covers is a gap.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from models.records.reject_reason import Reason
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from models.records.times import KST

FRESH = timedelta(hours=30)
"""The last run of an outlet that is crawled every night, late nights included, is not older than this."""
MIN_LOST = 5
MAX_LOST_SHARE = 0.3
"""A run that lost more of what it found, and so many at least, did not go well."""
MAX_UNREAD_SHARE = 0.5
"""A run of whose new pages more are no article that can be read has not seen what its outlet published."""
UNREADABLE = frozenset(
    {
        *(Reason.LOGIN_WALL, Reason.ADULT_WALL, Reason.NOT_HTML),
        *(Reason.PARSE_LIMIT, Reason.NO_HEADLINE, Reason.NO_BODY),
    }
)
"""Why a page that should be an article is none; of an outlet that is well a list or a deleted article is one, too."""
MIN_LINKS = 5
"""Links that a list must have had before, so that none at all is a fault of it."""


class Shortfall(StrEnum):
    """Why a run does not cover its outlet, or why there is none: a closed list."""

    RUNNING = "running"  # the crawl goes on
    NOT_CRAWLED = "not_crawled"  # no run at all
    NOT_BEGUN = "not_begun"  # the crawl ended before its turn
    CUT_SHORT = "cut_short"  # deadline, standstill or a person ended it
    LIMITED = "limited"  # a person asked for a number of articles only
    KILLED = "killed"
    DNS = "dns"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    TLS = "tls_handshake"
    PROXY = "http_407"
    ROBOTS = "robots"  # robots.txt was answered with an error
    BUSY = "busy"
    ERRORS = "errors"  # the server answers with errors
    LISTS = "lists"
    NO_LINKS = "no_links"
    PAGES = "pages"  # too many articles failed
    UNREAD = "unread"  # too many pages were no article that can be read
    DISALLOWED = "disallowed"  # robots.txt allows none of its articles
    HELD = "held"  # too many articles are held back
    NOTICES = "notices"
    STORAGE = "storage"
    MEMORY = "memory"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """A run as its row tells: what it went for, how it ended, how much was lost. ``is_running``: it goes on now."""

    started_at: datetime
    finish: Finish
    complete: bool
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    links: int | None = None
    reasons: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[RunFinding, ...] = ()
    is_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRuns:
    """An outlet with its runs, the oldest first; ``is_expected``: it is still crawled every night."""

    id: str
    title: str
    runs: Sequence[RunOutcome]
    is_expected: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time that an outlet's runs do not cover: from ``start`` to ``end``; ``since``: when that began.

    ``word`` is what the last run that failed said (dns, http_503), or the shortfall itself.
    """

    outlet: str
    title: str
    start: datetime
    end: datetime
    since: datetime
    why: Shortfall
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What of a request's outlets and days the archive has.

    ``start`` is None for a request without a first day, ``end`` for one without a last. ``outlets``: how many there
    are that were ever crawled. ``as_of``: up to when all outlets without a gap are known; None where there is none.
    """

    at: datetime
    start: datetime | None
    end: datetime | None
    outlets: int
    gaps: tuple[Gap, ...] = ()
    as_of: datetime | None = None

    @property
    def is_to_come(self) -> bool:
        """Whether the whole time is still to come."""
        return self.start is not None and self.start > self.at

    @property
    def is_open(self) -> bool:
        """Whether the time has not ended."""
        return self.end is None or self.end > self.at

    @property
    def missing(self) -> int:
        """How many outlets have a gap."""
        return len({gap.outlet for gap in self.gaps})

    @property
    def asked(self) -> int:
        """How many outlets were asked for anything: of those whose turn never came nothing is known."""
        return self.outlets - len({gap.outlet for gap in self.gaps if gap.why is Shortfall.NOT_BEGUN})

    @property
    def is_dark(self) -> bool:
        """Whether nothing is known: no outlet is covered, or none was ever crawled."""
        return self.is_to_come or self.missing == self.outlets

    def is_whole(self, found: int = 1) -> bool:
        """Whether the ``found`` articles can be taken for all there are.

        An archive that was filled by hand, and never by a crawl, says what it holds, but with ``found`` 0 not that
        there was nothing.
        """
        if not self.outlets:
            return found > 0
        return not self.gaps and not self.is_to_come


def measure_coverage(
    outlets: Iterable[OutletRuns], start: datetime | None, end: datetime | None, at: datetime
) -> Coverage:
    """The coverage of a time, as of ``at``. Without ``start``, only whether the outlets are up to date counts."""
    gaps: list[Gap] = []
    known: list[datetime] = []
    count = 0
    stop = at if end is None else min(end, at)
    for outlet in outlets:
        count += 1
        if start is not None and start >= stop:
            continue
        found = list(_find_gaps(outlet, start, stop, at))
        if found:
            gaps.append(max(found, key=lambda gap: gap.end - gap.start))
        elif last := _last_good(outlet.runs):
            known.append(last.started_at)
    return Coverage(
        at=at, start=start, end=end, outlets=count, gaps=tuple(gaps), as_of=min(min(known), stop) if known else None
    )


def judge_run(run: RunOutcome, usual_links: int = 0) -> Shortfall | None:
    """Why a run does not cover its outlet; None where it does. ``usual_links``: the most that earlier lists had."""
    if run.is_running:
        return Shortfall.RUNNING
    codes = {one.code: one for one in run.findings}
    if run.finish is not Finish.FINISHED:
        return _judge_end(run, codes)
    if run.counts.get("left", 0) and run.reasons.get("limit", 0):
        return Shortfall.LIMITED
    if not run.complete and codes.keys() & _UNREAD:
        return Shortfall.LISTS
    if not run.complete and run.links is None and not (run.counts.get("list_pages", 0) or run.counts.get("found", 0)):
        return Shortfall.LISTS
    if not run.complete and run.limit is not None:
        return Shortfall.LIMITED
    if run.links == 0 and (usual_links >= MIN_LINKS or not usual_links):
        return Shortfall.NO_LINKS  # lists that never had a link may be read wrongly
    if RunFindingCode.NOTICES in codes and not run.counts.get("stored", 0):
        return Shortfall.NOTICES
    return _judge_losses(run)


_UNREAD = {
    RunFindingCode.LIST_UNREADABLE,
    RunFindingCode.NOT_A_LIST,
    RunFindingCode.LIST_WITHOUT_END,
    RunFindingCode.NEVER_FINISHED,
}
_ENDS: Mapping[Finish, Shortfall] = MappingProxyType(
    {
        Finish.INTERRUPTED: Shortfall.CUT_SHORT,
        Finish.DEADLINE: Shortfall.CUT_SHORT,
        Finish.STALLED: Shortfall.CUT_SHORT,
        Finish.BUSY: Shortfall.BUSY,
        Finish.STORAGE: Shortfall.STORAGE,
        Finish.KILLED: Shortfall.KILLED,
        Finish.ERRORS: Shortfall.FAULT,
        Finish.MEMORY: Shortfall.MEMORY,
        Finish.CRASH: Shortfall.FAULT,
    }
)


def _judge_end(run: RunOutcome, codes: Mapping[RunFindingCode, RunFinding]) -> Shortfall:
    if RunFindingCode.NOT_BEGUN in codes:
        return Shortfall.NOT_BEGUN
    if run.finish is Finish.ROBOTS:
        return _NETWORK.get(_word(run), Shortfall.ROBOTS)
    if run.finish is Finish.UNREACHABLE:
        return _NETWORK.get(_word(run), Shortfall.ERRORS)
    if RunFindingCode.NO_MEMORY in codes:
        return Shortfall.MEMORY
    return _ENDS.get(run.finish, Shortfall.FAULT)


def failure_word(finish: Finish, findings: Sequence[RunFinding], reasons: Mapping[str, int]) -> str:
    """What kept a run from its outlet: dns, refused, http_503, storage …; empty where nothing of that did."""
    if finish is Finish.STORAGE:
        return str(Shortfall.STORAGE)
    if finish not in (Finish.ROBOTS, Finish.UNREACHABLE):
        return ""
    told = [one.detail for one in findings if one.code in _REACHING]
    words = [word for text in told for word in re.findall(r"[a-z]+(?:_[a-z0-9]+)*", text)]
    words += sorted(reasons, key=lambda word: -reasons[word])
    return next((word for word in words if word in _NETWORK or word.startswith("http_")), "")


def _word(run: RunOutcome) -> str:
    return failure_word(run.finish, run.findings, run.reasons)


_REACHING = {RunFindingCode.ROBOTS_UNAVAILABLE, RunFindingCode.UNREACHABLE}
_NETWORK: Mapping[str, Shortfall] = MappingProxyType(
    {
        "dns": Shortfall.DNS,
        "refused": Shortfall.CONNECTION,
        "connection": Shortfall.CONNECTION,
        "address": Shortfall.CONNECTION,
        "timeout": Shortfall.TIMEOUT,
        "certificate": Shortfall.CERTIFICATE,
        "tls_handshake": Shortfall.TLS,
        "http_407": Shortfall.PROXY,
    }
)


def _judge_losses(run: RunOutcome) -> Shortfall | None:
    """Articles that failed or are held back: many of those found, or all of several; or none that may be fetched."""
    found, come = run.counts.get("found", 0), run.counts.get("stored", 0) + run.counts.get("unchanged", 0)
    for name, why in (("failed", Shortfall.PAGES), ("quarantined", Shortfall.HELD)):
        lost = run.counts.get(name, 0)
        if (lost > 1 and not come) or (lost >= MIN_LOST and lost > MAX_LOST_SHARE * found):
            return why
    if count_unread(run.counts, run.reasons):
        return Shortfall.UNREAD
    return Shortfall.DISALLOWED if not come and run.counts.get("disallowed", 0) >= MIN_LOST else None


def count_unread(counts: Mapping[str, int], reasons: Mapping[str, int]) -> int:
    """How many of a run's new pages were no article that can be read, where that is most of them; else 0.

    ``counts`` by state, ``reasons`` by the first word of why pages were rejected.
    """
    rejected = counts.get("rejected", 0)
    unread = min(rejected, sum(count for reason, count in reasons.items() if reason in UNREADABLE))
    if not counts.get("stored", 0) + counts.get("unchanged", 0):
        return rejected if unread > 1 or rejected >= MIN_LOST else 0
    return unread if unread >= MIN_LOST and unread > MAX_UNREAD_SHARE * counts.get("found", 0) else 0


Span = tuple[datetime, datetime]
_SETTLED = frozenset({Shortfall.UNREAD, Shortfall.HELD})
"""What a later run does not make up for: it does not ask for these pages again."""


def _find_gaps(outlet: OutletRuns, start: datetime | None, stop: datetime, at: datetime) -> Iterator[Gap]:
    """The gaps before ``stop``; without ``start`` the one, if any, that reaches up to it."""
    judged = list(_judge(outlet.runs))
    good = [run for run, why in judged if why is None]
    covered = _join([span for run in good if (span := _span(run, judged))[0] < span[1]])
    begin = start if start is not None else max((end for _, end in covered if end < stop), default=stop - FRESH)
    for low, high in _uncovered(covered, begin, stop):
        is_tail = high == stop
        later = None if is_tail else next((run.started_at for run in good if run.started_at >= high), None)
        before = max((run.started_at for run in good if run.started_at <= low), default=None)
        bad = [
            (run, why)
            for run, why in judged
            if why is not None and (before is None or run.started_at > before) and _is_before(run, later)
        ]
        failed = [one for one in bad if one[1] is not Shortfall.LIMITED]
        if failed:
            last, why = failed[-1]
            yield replace(_gap(outlet, low, high, failed[0][0].started_at, why), word=_word(last) or str(why))
        elif is_tail and _is_fresh(good, start, stop, at):
            continue
        elif bad:
            yield _gap(outlet, low, high, bad[0][0].started_at, Shortfall.LIMITED)
        elif outlet.is_expected or not is_tail:
            yield _gap(outlet, low, high, before or low, Shortfall.NOT_CRAWLED)


def _gap(outlet: OutletRuns, start: datetime, end: datetime, since: datetime, why: Shortfall) -> Gap:
    return Gap(outlet=outlet.id, title=outlet.title, start=start, end=end, since=since, why=why)


def _is_fresh(good: Sequence[RunOutcome], start: datetime | None, stop: datetime, at: datetime) -> bool:
    """Whether a time that ends today was crawled in it, and not too long ago."""
    last = max((run.started_at for run in good), default=None)
    if last is None or last <= stop - FRESH or (start is not None and last < start):
        return False
    return start is None or (stop - timedelta(microseconds=1)).astimezone(KST).date() == at.astimezone(KST).date()


def _judge(runs: Sequence[RunOutcome]) -> Iterator[tuple[RunOutcome, Shortfall | None]]:
    links = 0
    for run in runs:
        yield run, judge_run(run, links)
        links = max(links, run.links or 0)


def _last_good(runs: Sequence[RunOutcome]) -> RunOutcome | None:
    return max((run for run, why in _judge(runs) if why is None), key=lambda run: run.started_at, default=None)


def _is_before(run: RunOutcome, later: datetime | None) -> bool:
    return later is None or run.started_at < later


def _span(run: RunOutcome, judged: Sequence[tuple[RunOutcome, Shortfall | None]]) -> Span:
    """From the first day a run went back to, up to when it began, or the end of its last day.

    Not from before a run whose pages are settled, though they were not read.
    """
    first = datetime.combine(run.since or date.min, time(), KST)
    unread = [one.started_at for one, why in judged if why in _SETTLED and one.started_at < run.started_at]
    first = max([first, *unread])
    last = datetime.max.replace(tzinfo=KST) if run.until is None else _end_of(run.until)
    return first, min(run.started_at, last)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), KST) + timedelta(days=1)


def _join(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch as one."""
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _uncovered(covered: Sequence[Span], begin: datetime, stop: datetime) -> Iterator[Span]:
    """What of a time no span has."""
    place = begin
    for low, high in covered:
        if low > place:
            yield place, min(low, stop)
        place = max(place, high)
        if place >= stop:
            return
    if place < stop:
        yield place, stop
