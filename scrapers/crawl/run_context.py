"""What a run lends to its parts, so that none of them has to know the run itself."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from models.records.outlet import Outlet
from models.records.run_finding import RunFinding
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.list_walk import DayWindow
from scrapers.crawl.quarantine import Quarantine


@dataclass(slots=True)
class RunContext:
    """One outlet's run: what it was begun with, what it counts, and where its findings go. ``limit``: of articles."""

    outlet: Outlet
    run_id: int
    commit: GroupCommit
    window: DayWindow
    limit: int | None
    quarantine: Quarantine
    add_finding: Callable[[RunFinding], None]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_everyday(self) -> bool:
        """False where a person chose the days or a number of articles."""
        return self.limit is None and not self.window.is_chosen
