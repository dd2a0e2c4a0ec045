"""How one outlet's run ended, as a record and as one line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models.records.run_finding import RunFinding, RunFindingCode
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
FINISH_FINDINGS: Mapping[Finish, RunFindingCode] = MappingProxyType(
    {
        Finish.ROBOTS: RunFindingCode.ROBOTS_UNAVAILABLE,
        Finish.UNREACHABLE: RunFindingCode.UNREACHABLE,
        Finish.BUSY: RunFindingCode.SERVER_BUSY,
        Finish.STORAGE: RunFindingCode.STORAGE_ERROR,
    }
)
"""Ends that come with a detail."""
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
    """One outlet's part of a crawl. ``counts`` has found, known, changed, every end state, list_pages and so on.

    ``complete``: the list walk reached old ground, the end of the range or the end of the lists.
    Where there are no ``findings`` and ``finish`` is FINISHED, all is well.
    """

    outlet: str
    title: str
    run_id: int
    finish: Finish
    complete: bool
    counts: Mapping[str, int]
    seconds: float
    findings: tuple[RunFinding, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Nothing failed, nothing is left in an unforeseen way, and there is no finding."""
        return self.finish is Finish.FINISHED and not self.findings and not self.counts.get(State.FAILED, 0)

    def sentences(self) -> list[str]:
        """The findings in words."""
        return [sentence_of(finding, self.outlet) for finding in self.findings]

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
            parts.append(f"{again} checked again ({changed} changed, {missing} missing)")
        if missed := count("selector_missed", 0):
            parts.append(f"{missed} read without their family's selectors")
        how = "" if self.finish is Finish.FINISHED else f" [{self.finish}]"
        return f"{self.outlet}{how}: {', '.join(parts)}, {self.seconds:.1f} s"


_SENTENCES: Mapping[RunFindingCode, str] = MappingProxyType(
    {
        RunFindingCode.ROBOTS_UNAVAILABLE: "robots_unavailable: robots.txt: {detail}",
        RunFindingCode.UNREACHABLE: "unreachable: {detail}",
        RunFindingCode.SERVER_BUSY: "server_busy: {detail}",
        RunFindingCode.STORAGE_ERROR: "storage_error: {detail}",
        RunFindingCode.NOT_BEGUN: "it was not begun before the deadline",
        RunFindingCode.ARCHIVE_NOTE: "the archive: {detail}",
        RunFindingCode.LIST_UNREADABLE: "{where} cannot be read: {detail}",
        RunFindingCode.NOT_A_LIST: "{where} cannot be read: no {kind}, but {detail}",
        RunFindingCode.LIST_BY_LINKS: "list {where}: its rows were not found by the family's selectors; "
        "{detail} articles were read as links",
        RunFindingCode.LIST_WITHOUT_END: "list {where}: no end after {detail} pages",
        RunFindingCode.INTERNAL_ERROR: "internal error: {detail}{at}",
        RunFindingCode.ENDED_TWICE: "{where} ended twice, or was never found",
        RunFindingCode.REVISITED_TWICE: "{where} was checked again twice, or was not due",
        RunFindingCode.NEVER_FINISHED: "{detail} URLs were never finished, the first {where}",
        RunFindingCode.SUMS_DIFFER: "the sums of the ledger do not agree: {detail}",
        RunFindingCode.REVISIT_SUMS_DIFFER: "the sums of the revisits do not agree: {detail}",
        RunFindingCode.UNUSUAL_PAGES: "tonight's pages break with this outlet's history ({detail}){held}",
        RunFindingCode.SELECTORS_MISSED: "{detail} articles were read without the family's selectors, which missed "
        "(the first: {where}); `news outlets check {outlet}` shows which still fit",
        RunFindingCode.PARTS_MISSED: "the template has changed: selectors missed {detail} articles; "
        "`news outlets fit {outlet}` may learn the new one",
        RunFindingCode.READINGS_DIFFER: "{detail} articles read in two ways differ (the first: {where})",
        RunFindingCode.NOTICES: "a notice or another text came in the place of {detail} articles ({where}); "
        "what is stored stays",
        RunFindingCode.MORE: "there are more findings; the log has them all",
        RunFindingCode.SENTENCE: "{detail}",
    }
)


def sentence_of(finding: RunFinding, outlet: str = "OUTLET") -> str:
    """A finding in words. ``outlet``: the id in commands that it names."""
    return _SENTENCES[finding.code].format(
        detail=finding.detail,
        where=finding.where,
        outlet=outlet,
        kind=finding.where.partition(" ")[0],
        at=f" at {finding.where}" if finding.where else "",
        held=f"; {finding.where} pages held back" if finding.where else "",
    )
