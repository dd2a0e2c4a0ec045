"""Stored articles of the last days, checked again: fetched with conditions, and never believed at first sight.

What came from an article's address and is not that article (a notice, a wall, another text) is kept and counted, and
never takes its place. These requests come after all others of a run, and their addresses stay settled in the ledger
whatever the answer.
``revisited`` is the number sent; each ends as one of ``url_states.AGAIN``, and the sum is checked at the run's end.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.records.article import Article
from models.records.revisit_rules import (
    MAX_REVISITS_A_RUN,
    MIN_QUARANTINE_VISITS,
    DueRevisit,
    is_doubt,
    outlet_in_doubt,
)
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.times import now
from models.records.url_states import AGAIN, State
from pipelines.contracts.rejection import Reject
from pipelines.same_article import Doubt
from pipelines.store_article import HeldText, store_article
from scrapers.crawl.notices import NoticeCounts, is_notice
from scrapers.crawl.run_context import RunContext

if TYPE_CHECKING:
    from models.interface import Transaction
    from models.records.page import Page
    from models.records.stored_article import Stored
    from pipelines.crawl_run import ExtractedPage

MIN_OTHER_PAGES = 5
"""As many pages of a run show what is usual tonight."""


class Revisits:
    """Of one run. ``limit``: articles that are checked again, 0 for none."""

    def __init__(self, context: RunContext, limit: int = MAX_REVISITS_A_RUN) -> None:
        self.context = context
        self.limit = limit
        self.open: dict[str, DueRevisit] = {}
        self.good = 0
        self.gone = 0
        self.notices = NoticeCounts()
        self._missing: list[tuple[DueRevisit, str]] = []
        self._repeated: list[tuple[DueRevisit, Article, Page]] = []

    def start(self) -> list[DueRevisit]:
        """What is due now, and from now on open. Nothing where the user chose the days or a number of articles."""
        context = self.context
        if not self.limit or not context.is_everyday:
            return []
        dues = context.commit.write_now(lambda writer: writer.revisits.due(context.outlet.id, now(), self.limit))
        self.open = {due.key: due for due in dues}
        context.counts["revisited"] += len(dues)
        return dues

    def note_unchanged(self, key: str) -> None:
        """The server says that nothing has changed."""
        if due := self._end(key, "again_same"):
            self.good += 1
            self._write(partial(_seen, self.context.outlet.id, due, ("", "")))

    def note_no_answer(self, key: str, reason: str) -> None:
        """Nothing that could be read: an error, a block page, a page that does not exist."""
        if is_doubt(reason) and key in self.open:
            self._missing.append((self.open.pop(key), reason))
        elif due := self._end(key, "again_failed"):
            if is_notice(reason):
                self.notices.add(reason)
            self._write(lambda writer: writer.revisits.postpone(due, now(), reason))

    def note_left(self, key: str) -> None:
        """Not sent, because the run ends; it stays due."""
        self._end(key, "again_left")

    async def take(self, item: "ExtractedPage") -> None:
        """A page that was read again; returns when the archive has it."""
        due = self.open[item.key]
        if isinstance(item.result, Reject):
            self._refused(due, item, item.result)
            return
        reasons = self.context.quarantine.find_reasons(item)
        if reasons and not (due.quarantined and self._insists(due)):
            self._end(item.key, "again_failed")
            await self.context.commit.add(lambda writer: writer.revisits.keep_held(due, now()))
            return
        stored = await self.context.commit.add(partial(_store, item.result, item.page, due))
        if isinstance(stored, HeldText):
            self._hold(due, item.result, item.page, stored)
            return
        self.good += 1
        changed = stored.outcome != "unchanged" or due.quarantined
        self._end(item.key, "again_changed" if changed else "again_same")

    def close(self, writer: "Transaction") -> None:
        """Believe or doubt what is missing or another text, with all the run's answers in view.

        Part of the run's last transaction.
        """
        context = self.context
        self._end_open()
        repeated, self._repeated = self._repeated, []
        for due, article, page in repeated:
            if isinstance(_store(article, page, due, writer, believe=True), HeldText):
                context.counts["again_failed"] += 1
                self.notices.add(Doubt.ANOTHER_TEXT)
            else:
                context.counts["again_changed"] += 1
        missing, self._missing = self._missing, []
        context.counts["again_missing"] += len(missing)
        doubted = outlet_in_doubt(self.good, len(missing))
        for due, reason in missing:
            if doubted:
                self.notices.add(reason)
                writer.revisits.postpone(due, now(), reason)
            elif writer.revisits.record_missed(context.outlet.id, due, reason, now()):
                self.gone += 1

    def check(self) -> None:
        """Report sums that differ."""
        counts = self.context.counts
        ended = sum(counts[name] for name in AGAIN)
        if ended != counts["revisited"]:
            sums = f"{counts['revisited']} sent, {ended} ended"
            self.context.add_finding(RunFinding(RunFindingCode.REVISIT_SUMS_DIFFER, sums))

    def _refused(self, due: DueRevisit, item: "ExtractedPage", reject: Reject) -> None:
        if due.quarantined:
            self._end(item.key, "again_failed")
            self._write(lambda writer: writer.revisits.keep_held(due, now()))
        else:
            self._write(lambda writer: writer.set_aside(item.page, item.key))
            self.note_no_answer(item.key, str(reject.reason))

    def _hold(self, due: DueRevisit, article: Article, page: "Page", held: HeldText) -> None:
        """Another text than the stored one: it waits for another night, or for this one's end where it came before."""
        if held.is_repeated:
            self.open.pop(due.key)
            self._repeated.append((due, article, page))
            return
        self._end(due.key, "again_failed")
        self.notices.add(held.reason)

    def _insists(self, due: DueRevisit) -> bool:
        """A quarantined page that says the same on several days, while the run's other pages are as ever."""
        quarantine = self.context.quarantine
        are_usual = quarantine.seen >= MIN_OTHER_PAGES and not quarantine.held
        return are_usual and due.looks + 1 >= MIN_QUARANTINE_VISITS

    def _end_open(self) -> None:
        for key in list(self.open):
            self._end(key, "again_left")

    def _end(self, key: str, how: str) -> DueRevisit | None:
        due = self.open.pop(key, None)
        if due is None:
            self.context.add_finding(RunFinding(RunFindingCode.REVISITED_TWICE, where=key))
            return None
        self.context.counts[how] += 1
        return due

    def _write(self, write: "Callable[[Transaction], object]") -> None:
        self.context.commit.add(write)


def _seen(outlet_id: str, due: DueRevisit, validators: tuple[str, str], writer: "Transaction") -> None:
    writer.revisits.record_seen(outlet_id, due, now(), *validators)


def _store(
    article: Article, page: "Page", due: DueRevisit, writer: "Transaction", *, believe: bool = False
) -> "Stored | HeldText":
    since = due.missed_at if due.misses == 0 else None
    stored = store_article(writer, article, page, due.key, since=since, believe=believe)
    if isinstance(stored, HeldText):
        if not stored.is_repeated:
            writer.revisits.record_doubted(due, now(), stored.reason)
        return stored
    if due.quarantined:
        writer.ledger.set_state(None, article.outlet, due.key, State.STORED, url=page.url)
    _seen(article.outlet, due, (page.header("etag"), page.header("last-modified")), writer)
    return stored
