"""How one outlet's run ended, as a record and as one line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models.records.run_finish import Finish
from models.records.url_states import State

SCRAPY_REASONS: Mapping[str, Finish] = MappingProxyType(
    {
        "finished": Finish.FINISHED,
        "shutdown": Finish.INTERRUPTED,
        "cancelled": Finish.INTERRUPTED,
        "closespider_timeout": Finish.DEADLINE,
        "closespider_timeout_no_item": Finish.STALLED,
        "closespider_errorcount": Finish.ERRORS,
        "memusage_exceeded": Finish.MEMORY,
        "start_error": Finish.CRASH,
    }
)
ENDS = (
    State.STORED,
    State.UNCHANGED,
    State.REJECTED,
    State.QUARANTINED,
    State.FAILED,
    State.DISALLOWED,
    State.LEFT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """One outlet's part of a night. ``counts`` has found, known, changed, every end state, list_pages and so on.

    ``complete`` says that the list walk reached old ground, the end of the range or the end of the lists.
    ``findings`` are plain sentences; where there are none and ``finish`` is FINISHED, all is well.
    """

    outlet: str
    title: str
    run_id: int
    finish: Finish
    complete: bool
    counts: Mapping[str, int]
    seconds: float
    findings: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Nothing failed, nothing is left in an unforeseen way, and there is no finding."""
        return self.finish is Finish.FINISHED and not self.findings and not self.counts.get(State.FAILED, 0)

    def line(self) -> str:
        """The run in one line, without the findings."""
        count = self.counts.get
        parts = [
            f"{count('found', 0)} found",
            f"{count(State.STORED, 0)} stored ({count('changed', 0)} changed)",
            *(f"{count(state, 0)} {state}" for state in ENDS[1:]),
            f"{count('known', 0)} known",
            f"{count('list_pages', 0)} list pages",
        ]
        if again := count("revisited", 0):
            missing, changed = count("again_missing", 0), count("again_changed", 0)
            parts.append(f"{again} looked at again ({changed} changed, {missing} missing)")
        if missed := count("selector_missed", 0):
            parts.append(f"{missed} read without their family's selectors")
        how = "" if self.finish is Finish.FINISHED else f" [{self.finish}]"
        return f"{self.outlet}{how}: {', '.join(parts)}, {self.seconds:.1f} s"
