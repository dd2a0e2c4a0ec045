"""Progress: a bar on a terminal, of a crawl or any other long work; or plain lines for another program to read."""

import time
from types import TracebackType
from typing import Literal, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from desk.output.messages import say
from models.language import _, ngettext

SECONDS_BETWEEN_LINES = 1.0
CrawlProgress = Literal["auto", "plain", "none"]
"""How a crawl shows its progress: a bar on a terminal, lines everywhere, nothing."""


class CrawlBar:
    """One bar for all outlets: how many of the addresses found so far have ended. Shows nothing unless ``shown``."""

    def __init__(self, *, shown: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown)
        self._counts: dict[str, tuple[int, int]] = {}
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        self._task = self._progress.add_task(_("crawl"), total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def update(self, outlet: str, done: int, found: int) -> None:
        """The outlet's counts so far."""
        if self._task is None or self._progress.disable:
            return
        self._counts[outlet] = (done, found)
        ended, known = (sum(column) for column in zip(*self._counts.values(), strict=True))
        self._progress.update(
            self._task,
            completed=ended,
            total=known,
            description=ngettext("crawl ({count} outlet)", "crawl ({count} outlets)", len(self._counts)),
        )


class CrawlLines:
    """The same as a line of text, at most one a second."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, int]] = {}
        self._last_line_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def update(self, outlet: str, done: int, found: int) -> None:
        """The outlet's counts so far."""
        self._counts[outlet] = (done, found)
        moment = time.monotonic()
        if moment - self._last_line_at < SECONDS_BETWEEN_LINES:
            return
        self._last_line_at = moment
        ended, known = (sum(column) for column in zip(*self._counts.values(), strict=True))
        what = ngettext("crawl ({count} outlet)", "crawl ({count} outlets)", len(self._counts))
        say(_("{what}: {ended:,} of {known:,} pages", what=what, ended=ended, known=known))


class PartBar:
    """One bar for the part of a work that is in progress. Shows nothing unless ``shown``."""

    def __init__(self, *, shown: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown)
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def update(self, part: str, done: int, total: int) -> None:
        """So much of the part is done."""
        self._progress.update(self._task, description=part, completed=done, total=total)
