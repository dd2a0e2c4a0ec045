"""Articles of the last days looked at again: asked with conditions, answered, and never believed at first sight.

These requests come after all others of a run, and their addresses stay settled in the ledger whatever they answer.
``revisited`` is the number asked; each ends as one of ``states.AGAIN``, and the sum is checked at the end of the run.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.archive.revisit_rules import MOST_A_RUN, QUARANTINE_LOOKS, Due, is_doubt, outlet_in_doubt
from models.records.article import Article
from models.records.times import now
from models.records.url_states import AGAIN, State
from pipelines.contracts.rejection import Reject

if TYPE_CHECKING:
    from models.archive.write.archive import Stored, Writer
    from models.records.page import Page
    from pipelines.item_pipelines import Extracted
    from scrapers.crawl.outlet_run import Run

ENOUGH_ELSE = 5
"""So many pages of a run say what is usual tonight."""


class Revisits:
    """Of one run. ``most`` 0 looks at nothing again."""

    def __init__(self, run: "Run", most: int = MOST_A_RUN) -> None:
        self.run = run
        self.most = most
        self.open: dict[str, Due] = {}
        self.good = 0
        self.gone = 0
        self._missing: list[tuple[Due, str]] = []

    def start(self) -> list[Due]:
        """What is due now, and from now on open. Nothing where the user asked for a span of days or a few articles."""
        run = self.run
        if not self.most or run.limit is not None or run.is_asked_for:
            return []
        found = run.commit.now(lambda writer: writer.visits.due(run.outlet.id, now(), self.most))
        self.open = {due.key: due for due in found}
        run.counts["revisited"] += len(found)
        return found

    def same(self, key: str) -> None:
        """The server says that nothing has changed."""
        if due := self._end(key, "again_same"):
            self.good += 1
            self._later(partial(_seen, self.run.outlet.id, due, ("", "")))

    def no_answer(self, key: str, reason: str) -> None:
        """Nothing that could be read: an error, a wall, a page that is not there."""
        if is_doubt(reason) and key in self.open:
            self._missing.append((self.open.pop(key), reason))
        elif due := self._end(key, "again_failed"):
            self._later(lambda writer: writer.visits.put_off(due, now()))

    def left(self, key: str) -> None:
        """Not asked, because the run ends; it stays due."""
        self._end(key, "again_left")

    async def take(self, item: "Extracted") -> None:
        """A page that was read again; returns when the archive has it."""
        due = self.open[item.key]
        if isinstance(item.result, Reject):
            self._refused(due, item, item.result)
            return
        odd = self.run.probation.odd(item)
        if odd and not (due.quarantined and self._insists(due)):
            self._end(item.key, "again_failed")
            await self.run.commit.add(lambda writer: writer.visits.held(due, now()))
            return
        stored = await self.run.commit.add(partial(_store, item.result, item.page, due))
        self.good += 1
        changed = stored.outcome != "unchanged" or due.quarantined
        self._end(item.key, "again_changed" if changed else "again_same")

    def close(self, writer: "Writer") -> None:
        """Believe or doubt what is missing, with all the run's answers in view; part of the run's last transaction."""
        run = self.run
        self._left()
        missing, self._missing = self._missing, []
        run.counts["again_missing"] += len(missing)
        doubted = outlet_in_doubt(self.good, len(missing))
        for due, reason in missing:
            if doubted:
                writer.visits.put_off(due, now())
            elif writer.visits.missed(run.outlet.id, due, reason, now()):
                self.gone += 1

    def check(self) -> None:
        """Note where the sum does not close."""
        counts = self.run.counts
        ended = sum(counts[name] for name in AGAIN)
        if ended != counts["revisited"]:
            self.run.find(f"the revisits do not close: {counts['revisited']} asked, {ended} ended")

    def _refused(self, due: Due, item: "Extracted", reject: Reject) -> None:
        if due.quarantined:
            self._end(item.key, "again_failed")
            self._later(lambda writer: writer.visits.held(due, now()))
        else:
            self.no_answer(item.key, str(reject.reason))

    def _insists(self, due: Due) -> bool:
        """A quarantined page that says the same on several days, while the run's other pages are as ever."""
        probation = self.run.probation
        fine = probation.seen >= ENOUGH_ELSE and not probation.held
        return fine and due.looks + 1 >= QUARANTINE_LOOKS

    def _left(self) -> None:
        for key in list(self.open):
            self._end(key, "again_left")

    def _end(self, key: str, how: str) -> Due | None:
        due = self.open.pop(key, None)
        if due is None:
            self.run.find(f"{key} was looked at again twice, or was not due")
            return None
        self.run.counts[how] += 1
        return due

    def _later(self, write: "Callable[[Writer], object]") -> None:
        self.run.commit.add(write)


def _seen(outlet_id: str, due: Due, validators: tuple[str, str], writer: "Writer") -> None:
    writer.visits.seen(outlet_id, due, now(), *validators)


def _store(article: Article, page: "Page", due: Due, writer: "Writer") -> "Stored":
    stored = writer.store(article, page, key=due.key)
    if due.quarantined:
        writer.ledger.mark(None, article.outlet, due.key, State.STORED, url=page.url)
    _seen(article.outlet, due, (page.header("etag"), page.header("last-modified")), writer)
    return stored
