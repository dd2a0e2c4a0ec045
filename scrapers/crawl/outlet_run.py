"""One outlet's part of a crawl: what was found, how each URL ended, and whether the sums agree."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from models.health.coverage import count_unread
from models.interface import Transaction
from models.records.article import Article
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.revisit_rules import MAX_REVISITS_A_RUN, first_word
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from models.records.stored_article import Stored
from models.records.times import now
from models.records.url_states import OUT_OF_RANGE, Discovery, Found, Known, State
from pipelines.contracts.rejection import Reject
from pipelines.same_address import NamedAddresses
from pipelines.time_budget import ReadingTime
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.list_walk import DayWindow, listed_day
from scrapers.crawl.quarantine import Quarantine
from scrapers.crawl.revisits import Revisits
from scrapers.crawl.run_context import RunContext
from scrapers.crawl.selector_check import SelectorCheck
from scrapers.delays import MAX_SLOW_READING_SECONDS, READING_SECONDS
from scrapers.middlewares.close_spider import stop_outlet
from scrapers.middlewares.throttle import OutletPace
from scrapers.outcomes.run_summary import ENDS, FINISH_FINDINGS, SCRAPY_REASONS, RunSummary, sentence_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_FINDINGS = 50
MAX_REASONS_NAMED = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """What the archive has just got: ``state`` of ``key`` (FOUND: of ``found`` more), with the run's totals."""

    outlet: str
    state: State
    key: str
    found: int
    done: int


class OutletRun:
    """Counts only what is committed. ``open`` holds what is to be fetched and has not ended."""

    def __init__(
        self,
        outlet: Outlet,
        run_id: int,
        commit: GroupCommit,
        window: DayWindow,
        *,
        limit: int | None = None,
        is_first: bool = False,
        quarantine: Quarantine | None = None,
        revisits: int = MAX_REVISITS_A_RUN,
        reading_seconds: float = READING_SECONDS,
        on_progress: Callable[[ProgressEvent], None] | None = None,
    ) -> None:
        self.context = RunContext(
            outlet, run_id, commit, window, limit, quarantine or Quarantine(), add_finding=self.add_finding
        )
        self.outlet = outlet
        self.run_id = run_id
        self.commit = commit
        self.window = window
        self.limit = limit
        self.today = now().date()
        self.is_first = is_first
        self.open: dict[str, Found] = {}
        self.counts = self.context.counts
        self.findings: list[RunFinding] = []
        self.finish: Finish | None = None
        self.crawler: Crawler | None = None
        self.validators: list[tuple[str, str, str]] = []
        self.on_end: Callable[[str], None] = lambda _key: None
        self.summary: RunSummary | None = None
        self.revisits = Revisits(self.context, revisits)
        self.selector_check = SelectorCheck()
        self.named = NamedAddresses()
        share = reading_seconds / READING_SECONDS
        self.reading = ReadingTime(reading_seconds, MAX_SLOW_READING_SECONDS * share, self._end_slow_reading)
        self.pace = OutletPace(commit.archive.path, outlet.id)
        self.reasons: Counter[str] = Counter()
        self.robots: dict[str, str] = {}
        self.links: int | None = None
        self._known: dict[str, Known] = {}
        self._days: dict[str, date | None] = {}
        self._requested: set[str] = set()
        self._oldest_left: date | None = None
        self._on_progress = on_progress
        self._started = time.monotonic()

    @property
    def quarantine(self) -> Quarantine:
        """Where the run's pages wait to be believed."""
        return self.context.quarantine

    # -- finding ------------------------------------------------------------------------------------------------

    def discover(self, founds: Sequence[Found], *also: Callable[[Transaction], None]) -> list[Known]:
        """What the ledger knows of each URL, new ones entered; ``also`` is written in the same transaction.

        Only the question is answered at once. No other run has these addresses, and this one keeps the answer, so the
        writing can wait for its group; it comes before what later is written of them.
        """
        fresh = list({found.key: found for found in founds if found.key not in self._known}.values())
        discovery = Discovery()
        if fresh:
            knowns, discovery = self.commit.read(
                lambda writer: writer.ledger.look_up(self.run_id, self.outlet.id, fresh, now())
            )
        if discovery != Discovery() or also:
            self.commit.add(partial(_write_discovery, discovery, also))
        if fresh:
            self._enter(knowns)
        return [self._known[found.key] for found in founds]

    def take_pending(self) -> list[Found]:
        """What earlier runs found and did not settle, carried into this one: what is to be fetched, newest first."""
        founds = self.commit.write_now(lambda writer: writer.ledger.pending(self.outlet.id))
        self.discover(founds)
        return self.choose_open(founds)

    def _enter(self, knowns: Iterable[Known]) -> None:
        for known in knowns:
            self._known[known.found.key] = known
            self.counts["found" if known.ask else "known"] += 1
            if known.ask:
                self.open[known.found.key] = known.found
                self._report(State.FOUND, known.found.key)

    def choose_open(self, founds: Iterable[Found]) -> list[Found]:
        """Those of the found URLs that are open and not requested yet, in the window and within the limit.

        What is outside the window, or over the limit, ends here as left.
        """
        chosen = []
        for found in founds:
            if found.key not in self.open or found.key in self._requested:
                continue
            day = listed_day(found)
            if not self.window.includes(day):
                self._oldest_left = min(filter(None, (self._oldest_left, day)), default=None)
                self.end(found.key, State.LEFT, OUT_OF_RANGE)
            elif self.is_full:
                self.end(found.key, State.LEFT, "limit")
            else:
                self._requested.add(found.key)
                chosen.append(found)
        return chosen

    @property
    def is_full(self) -> bool:
        """True when ``limit`` articles have been requested."""
        return self.limit is not None and len(self._requested) >= self.limit

    def awaits(self, key: str) -> bool:
        """Whether the page of the URL is still to be read."""
        return key in self.open and key not in self._days

    def read_day(self, key: str) -> date | None:
        """The day of publication, where this run has read the article."""
        return self._days.get(key)

    # -- how each URL ended -------------------------------------------------------------------------------------

    def end(self, key: str, state: State, reason: str = "", *, tried: bool = False) -> None:
        """The one end of a URL in this run; a second end of the same URL is a finding."""
        if not self._close_url(key):
            return
        self.reasons[first_word(reason) or str(state)] += 1
        written = self.commit.add(
            lambda writer: writer.ledger.set_state(
                self.run_id, self.outlet.id, key, state, reason, tries_add=int(tried)
            )
        )
        written.add_done_callback(partial(self._count_if_written, key, state))
        self.on_end(key)

    def leave(self, key: str, *, revisit: bool) -> None:
        """The page was fetched and is not read tonight: its URL is carried over to the next run."""
        if revisit:
            self.revisits.note_left(key)
        else:
            self.end(key, State.LEFT, str(self.finish or Finish.STALLED))

    def note_read(self, key: str, result: Article | Reject, differs: tuple[str, ...] | None = None) -> None:
        """The page was read; it is not committed yet. ``differs``: see SelectorCheck.add."""
        at = result.published_at if isinstance(result, Article) else None
        self._days[key] = at.date() if at else None
        self.selector_check.add(key, result, differs)
        self.on_end(key)

    def count_stored(self, key: str, article: Article, stored: Stored, size: int) -> None:
        """The article is committed; ``size``: bytes of its page."""
        if not self._close_url(key):
            return
        self.counts["changed"] += stored.outcome == "changed"
        self.counts["bytes"] += size
        self.counts["php_messages"] += article.php_messages
        self.counts["broken_characters"] += article.broken_characters
        self._count(State.UNCHANGED if stored.outcome == "unchanged" else State.STORED, key)

    def count_quarantined(self, key: str, reasons: str, size: int) -> None:
        """The page is committed as one that is not believed."""
        if self._close_url(key):
            self.counts["bytes"] += size
            log.warning("%s: held back: %s", key, reasons)
            self._count(State.QUARANTINED, key)

    def count_released(self, key: str, state: State) -> None:
        """A page held back in this run is believed after all, and committed as that."""
        self.counts[State.QUARANTINED] -= 1
        self._count(state, key)

    def count_rejected(self, key: str, reject: Reject, size: int) -> None:
        """The page is committed as not an article."""
        if self._close_url(key):
            self.counts["bytes"] += size
            log.info("%s: not an article: %s %s", key, reject.reason, reject.detail)
            self.reasons[str(reject.reason)] += 1
            self._count(State.REJECTED, key)

    def _close_url(self, key: str) -> bool:
        if self.open.pop(key, None) is None:
            self.add_finding(RunFinding(RunFindingCode.ENDED_TWICE, where=key))
            return False
        return True

    def _count_if_written(self, key: str, state: State, written: "asyncio.Future[Any]") -> None:
        if written.exception() is None:
            self._count(state, key)

    def _count(self, state: State, key: str) -> None:
        self.counts[state] += 1
        self._report(state, key)

    def _report(self, state: State, key: str) -> None:
        if self._on_progress is not None:
            done = sum(self.counts[end] for end in ENDS)
            self._on_progress(ProgressEvent(self.outlet.id, state, key, self.counts["found"], done))

    # -- the run's own end --------------------------------------------------------------------------------------

    def add_finding(self, finding: RunFinding) -> None:
        """Something that a person should know in the morning."""
        log.warning("%s: %s", self.outlet.id, sentence_of(finding))
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(finding)
        elif len(self.findings) == MAX_FINDINGS:
            self.findings.append(RunFinding(RunFindingCode.MORE))

    def add_error(self, error: BaseException | None, where: str) -> None:
        """An error that nobody foresaw: the program's own, or that the machine had no memory left."""
        if isinstance(error, MemoryError):
            self.add_finding(RunFinding(RunFindingCode.NO_MEMORY, where=where))
        else:
            self.add_finding(RunFinding(RunFindingCode.INTERNAL_ERROR, type(error).__name__, where))

    def note_robots(self, origin: str, digest: str) -> None:
        """Keep the digest of a host's robots.txt, "" where it was not available."""
        self.robots[origin] = digest

    def stop(self, finish: Finish, detail: str = "") -> bool:
        """Note why the run is ended early; False where it is ending already."""
        if self.finish is not None:
            return False
        self.finish = finish
        if detail:
            self.add_finding(RunFinding(FINISH_FINDINGS[finish], detail))
        return True

    def _end_slow_reading(self, seconds: float) -> None:
        """What this outlet sends takes too long to read: the others have their turn."""
        self.add_finding(RunFinding(RunFindingCode.SLOW_READING, f"{seconds:.0f}"))
        if self.crawler is not None:
            stop_outlet(self.crawler, Finish.STALLED)

    def close(self, reason: str, *, is_walked: bool) -> RunSummary:
        """End the run in the ledger and compare the sums. ``reason`` is why Scrapy closed the spider."""
        self.pace.close()
        if self.summary is not None:
            return self.summary
        finish = self.finish or SCRAPY_REASONS.get(reason, Finish.CRASH)
        is_walked = is_walked and finish is Finish.FINISHED
        if finish is Finish.FINISHED and self.open:
            self.add_finding(RunFinding(RunFindingCode.NEVER_FINISHED, str(len(self.open)), next(iter(self.open))))
            is_walked = False
        if alarms := self.quarantine.find_alarms():
            held = self.counts[State.QUARANTINED]
            self.add_finding(RunFinding(RunFindingCode.UNUSUAL_PAGES, ", ".join(alarms), str(held) if held else ""))
        self.counts.update(self.selector_check.counts)
        for finding in self.selector_check.findings():
            self.add_finding(finding)
        try:
            self._end_run(finish, complete=is_walked and self.window.is_deep)
        except ArchiveError as error:
            finish = Finish.STORAGE
            self.add_finding(RunFinding(RunFindingCode.STORAGE_ERROR, str(error)))
            self.counts[State.LEFT] = self.counts["found"] - sum(self.counts[end] for end in ENDS if end != State.LEFT)
        self.summary = RunSummary(
            outlet=self.outlet.id,
            title=self.outlet.title,
            run_id=self.run_id,
            finish=finish,
            complete=is_walked,
            counts=dict(self.counts),
            seconds=time.monotonic() - self._started,
            findings=tuple(self.findings),
            reasons=dict(self.reasons),
            oldest_left=self._oldest_left.isoformat() if self._oldest_left else "",
        )
        # The crawl goes on with other outlets: let go of what is large.
        self._known, self._days, self._requested, self.context.quarantine = {}, {}, set(), Quarantine()
        self.named = NamedAddresses()
        return self.summary

    def _end_run(self, finish: Finish, *, complete: bool) -> None:
        self.commit.flush()
        left = len(self.open)
        sums = self.commit.write_now(partial(self._write_end, finish, complete))
        self.revisits.check()
        self.counts[State.LEFT] += left
        self.open.clear()
        ours = {state: self.counts[state] for state in ENDS}
        theirs = {state: sums.get(state, 0) for state in ENDS}
        if sum(ours.values()) != self.counts["found"] or ours != theirs or sums.get(State.FOUND, 0):
            detail = f"found {self.counts['found']}, counted {_list_counts(ours)}, archive {_list_counts(theirs)}"
            self.add_finding(RunFinding(RunFindingCode.SUMS_DIFFER, detail))

    def _write_end(self, finish: Finish, complete: bool, writer: Transaction) -> Any:
        if complete:
            for url, etag, last_modified in self.validators:
                writer.ledger.set_validators(url, etag, last_modified, now())
        self.revisits.close(writer)
        for finding in self.revisits.notices.findings(self.reasons):
            self.add_finding(finding)
        if unread := count_unread(self.counts, self.reasons):
            why = ", ".join(f"{reason} {count}" for reason, count in self.reasons.most_common(MAX_REASONS_NAMED))
            self.add_finding(RunFinding(RunFindingCode.UNREAD, f"{unread} of {self.counts['found']}", why))
        counts = {**self.counts, State.LEFT: self.counts[State.LEFT] + len(self.open)}
        writer.ledger.end_run(self.run_id, now(), str(finish), complete=complete, counts=counts)
        own: dict[str, Any] = {"links": self.links, "reasons": dict(self.reasons), "robots": dict(self.robots)}
        statistics = replace(self.quarantine.statistics(), gone=self.revisits.gone, **own)
        writer.ledger.record_findings(self.run_id, statistics, self.findings)
        return writer.ledger.count_states(self.run_id)


def _list_counts(counts: dict[State, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in counts.items())


def _write_discovery(discovery: Discovery, also: Iterable[Callable[[Transaction], None]], writer: Transaction) -> None:
    for write in also:
        write(writer)
    writer.ledger.enter(discovery)
