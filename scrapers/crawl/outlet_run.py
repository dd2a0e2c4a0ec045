"""One outlet's part of a night: what was found, how each URL ended, and whether the sum closes."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from models.archive.revisit_rules import MOST_A_RUN, word
from models.archive.write.archive import Stored, Writer
from models.archive.write.ledger import Discovery
from models.records.article import Article
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.run_finish import Finish
from models.records.times import now
from models.records.url_states import Found, Known, State
from pipelines.contracts.rejection import Reject
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.progress_event import Event, day_of
from scrapers.crawl.quarantine import Probation
from scrapers.crawl.revisits import Revisits
from scrapers.crawl.selector_check import Agreement
from scrapers.crawl.window import Window
from scrapers.middlewares.throttle import Pace
from scrapers.outcomes.run_summary import ENDS, SCRAPY_REASONS, RunSummary

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MOST_FINDINGS = 50
log = logging.getLogger(__name__)


class Run:
    """Counts only what is committed. ``open`` holds what was asked and has not ended."""

    def __init__(
        self,
        outlet: Outlet,
        run_id: int,
        commit: GroupCommit,
        window: Window,
        *,
        limit: int | None = None,
        is_first: bool = False,
        probation: Probation | None = None,
        revisits: int = MOST_A_RUN,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        self.outlet = outlet
        self.run_id = run_id
        self.commit = commit
        self.window = window
        self.limit = limit
        self.today = now().date()
        self.is_first = is_first
        self.open: dict[str, Found] = {}
        self.counts: Counter[str] = Counter()
        self.findings: list[str] = []
        self.finish: Finish | None = None
        self.crawler: Crawler | None = None
        self.validators: list[tuple[str, str, str]] = []
        self.on_end: Callable[[str], None] = lambda _key: None
        self.summary: RunSummary | None = None
        self._known: dict[str, Known] = {}
        self.probation = probation or Probation()
        self.revisits = Revisits(self, revisits)
        self.agreement = Agreement(outlet.id)
        self.pace = Pace(commit.archive.path, outlet.id)
        self.reasons: Counter[str] = Counter()
        self.robots: dict[str, str] = {}
        self.links: int | None = None
        self._read: dict[str, date | None] = {}
        self._asked: set[str] = set()
        self._on_event = on_event
        self._started = time.monotonic()

    # -- finding ------------------------------------------------------------------------------------------------

    def discover(self, founds: Sequence[Found], *also: Callable[[Writer], None]) -> list[Known]:
        """What the ledger knows of each URL, new ones entered; ``also`` is written in the same transaction.

        Only the question is answered at once. No other run has these addresses, and this one keeps what it was told,
        so the writing can wait for its group; it stands before what later is written of them.
        """
        fresh = list({found.key: found for found in founds if found.key not in self._known}.values())
        discovery = Discovery()
        if fresh:
            knowns, discovery = self.commit.ask(
                lambda writer: writer.ledger.look(self.run_id, self.outlet.id, fresh, now())
            )
        if discovery != Discovery() or also:
            self.commit.add(partial(_write, discovery, also))
        if fresh:
            self._enter(knowns)
        return [self._known[found.key] for found in founds]

    def take_pending(self) -> list[Found]:
        """What earlier runs found and did not settle, carried into this one: what is to be asked now, newest first."""
        founds = self.commit.now(lambda writer: writer.ledger.pending(self.outlet.id))
        self.discover(founds)
        return self.to_ask(founds)

    def _enter(self, knowns: Iterable[Known]) -> None:
        for known in knowns:
            self._known[known.found.key] = known
            self.counts["found" if known.ask else "known"] += 1
            if known.ask:
                self.open[known.found.key] = known.found
                self._tell(State.FOUND, known.found.key)

    def to_ask(self, founds: Iterable[Found]) -> list[Found]:
        """Those of the found URLs that are open and not asked yet, in the window and within the limit.

        What is outside the window, or over the limit, ends here as left.
        """
        asked = []
        for found in founds:
            if found.key not in self.open or found.key in self._asked:
                continue
            if not self.window.holds(day_of(found)):
                self.end(found.key, State.LEFT, "out_of_range")
            elif self.is_full:
                self.end(found.key, State.LEFT, "limit")
            else:
                self._asked.add(found.key)
                asked.append(found)
        return asked

    @property
    def is_asked_for(self) -> bool:
        """True where a person named the days: this is no everyday run."""
        return self.window.since is not None or self.window.until is not None

    @property
    def is_full(self) -> bool:
        """True when ``limit`` articles have been asked."""
        return self.limit is not None and len(self._asked) >= self.limit

    def end(self, key: str, state: State, reason: str = "", *, tried: bool = False) -> None:
        """The one end of a URL in this run; a second end of the same URL is a finding."""
        if not self._close(key):
            return
        self.reasons[word(reason) or str(state)] += 1
        mark = self.commit.add(
            lambda writer: writer.ledger.mark(self.run_id, self.outlet.id, key, state, reason, tries_add=int(tried))
        )
        mark.add_done_callback(partial(self._marked, key, state))
        self.on_end(key)

    def stored(self, key: str, article: Article, stored: Stored, size: int) -> None:
        """The article is committed."""
        if not self._close(key):
            return
        self.counts["changed"] += stored.outcome == "changed"
        self.counts["bytes"] += size
        self.counts["php_messages"] += article.php_messages
        self.counts["broken_characters"] += article.broken_characters
        self._count(State.UNCHANGED if stored.outcome == "unchanged" else State.STORED, key)

    def read(self, key: str, result: Article | Reject, differs: tuple[str, ...] | None = None) -> None:
        """The page was read; it is not committed yet. ``differs``: see Agreement.take."""
        at = result.published_at if isinstance(result, Article) else None
        self._read[key] = at.date() if at else None
        self.agreement.take(key, result, differs)
        self.on_end(key)

    def awaits(self, key: str) -> bool:
        """Whether the page of the URL is still to be read."""
        return key in self.open and key not in self._read

    def quarantined(self, key: str, why: str, size: int) -> None:
        """The page is committed as one that is not believed."""
        if self._close(key):
            self.counts["bytes"] += size
            log.warning("%s: held back: %s", key, why)
            self._count(State.QUARANTINED, key)

    def released(self, key: str, state: State) -> None:
        """A page held back in this run is believed after all, and committed as that."""
        self.counts[State.QUARANTINED] -= 1
        self._count(state, key)

    def rejected(self, key: str, reject: Reject, size: int) -> None:
        """The page is committed as no article."""
        if self._close(key):
            self.counts["bytes"] += size
            log.info("%s: no article: %s %s", key, reject.reason, reject.detail)
            self.reasons[str(reject.reason)] += 1
            self._count(State.REJECTED, key)

    def day(self, key: str) -> date | None:
        """The day of publication, where this run has read the article."""
        return self._read.get(key)

    def _close(self, key: str) -> bool:
        if self.open.pop(key, None) is None:
            self.find(f"{key} ended twice, or was never found")
            return False
        return True

    def _marked(self, key: str, state: State, mark: "asyncio.Future[Any]") -> None:
        if mark.exception() is None:
            self._count(state, key)

    def _count(self, state: State, key: str) -> None:
        self.counts[state] += 1
        self._tell(state, key)

    def _tell(self, state: State, key: str) -> None:
        if self._on_event is not None:
            done = sum(self.counts[end] for end in ENDS)
            self._on_event(Event(self.outlet.id, state, key, self.counts["found"], done))

    # -- the run's own end --------------------------------------------------------------------------------------

    def find(self, sentence: str) -> None:
        """Something the morning should know."""
        log.warning("%s: %s", self.outlet.id, sentence)
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(sentence)
        elif len(self.findings) == MOST_FINDINGS:
            self.findings.append("there is more; the log has it all")

    def stop(self, finish: Finish, detail: str = "") -> bool:
        """Note why the run is ended early; False where it is ending already."""
        if self.finish is not None:
            return False
        self.finish = finish
        if detail:
            self.find(f"{finish}: {detail}")
        return True

    def close(self, reason: str, *, walked: bool) -> RunSummary:
        """End the run in the ledger and check the sum. ``reason`` is why Scrapy closed the spider."""
        self.pace.close()
        if self.summary is not None:
            return self.summary
        finish = self.finish or SCRAPY_REASONS.get(reason, Finish.CRASH)
        walked = walked and finish is Finish.FINISHED
        if finish is Finish.FINISHED and self.open:
            self.find(f"{len(self.open)} URLs were lost sight of, the first {next(iter(self.open))}")
            walked = False
        if alarms := self.probation.alarming():
            held = f"; {self.counts[State.QUARANTINED]} pages held back" if self.counts[State.QUARANTINED] else ""
            self.find(f"tonight's pages break with this outlet's history ({', '.join(alarms)}){held}")
        self.counts.update(self.agreement.counts)
        for sentence in self.agreement.findings():
            self.find(sentence)
        try:
            self._end_run(finish, complete=walked and self.window.is_deep)
        except ArchiveError as error:
            finish = Finish.STORAGE
            self.find(str(error))
            self.counts[State.LEFT] = self.counts["found"] - sum(self.counts[end] for end in ENDS if end != State.LEFT)
        self.summary = RunSummary(
            outlet=self.outlet.id,
            title=self.outlet.title,
            run_id=self.run_id,
            finish=finish,
            complete=walked,
            counts=dict(self.counts),
            seconds=time.monotonic() - self._started,
            findings=tuple(self.findings),
        )
        self._known, self._read, self._asked, self.probation = {}, {}, set(), Probation()  # the night has other outlets
        return self.summary

    def _end_run(self, finish: Finish, *, complete: bool) -> None:
        self.commit.flush()
        left = len(self.open)
        sums = self.commit.now(partial(self._write_end, finish, complete))
        self.revisits.check()
        self.counts[State.LEFT] += left
        self.open.clear()
        ours = {state: self.counts[state] for state in ENDS}
        theirs = {state: sums.get(state, 0) for state in ENDS}
        if sum(ours.values()) != self.counts["found"] or ours != theirs or sums.get(State.FOUND, 0):
            self.find(f"the ledger does not close: found {self.counts['found']}, counted {ours}, archive says {theirs}")

    def _write_end(self, finish: Finish, complete: bool, writer: Writer) -> Any:
        if complete:
            for url, etag, last_modified in self.validators:
                writer.ledger.set_validators(url, etag, last_modified, now())
        self.revisits.close(writer)
        counts = {**self.counts, State.LEFT: self.counts[State.LEFT] + len(self.open)}
        writer.ledger.end_run(self.run_id, now(), str(finish), complete=complete, counts=counts)
        told: dict[str, Any] = {"links": self.links, "reasons": dict(self.reasons), "robots": dict(self.robots)}
        statistics = replace(self.probation.statistics(), gone=self.revisits.gone, **told)
        writer.ledger.tell(self.run_id, statistics, self.findings)
        return writer.ledger.sums(self.run_id)


def _write(discovery: Discovery, also: Iterable[Callable[[Writer], None]], writer: Writer) -> None:
    for write in also:
        write(writer)
    writer.ledger.enter(discovery)
