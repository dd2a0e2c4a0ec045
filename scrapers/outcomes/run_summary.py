"""How one outlet's run ended, as a record and as one line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from models.health.coverage import failure_word
from models.health.failure_reasons import describe_failure, describe_failures, describe_source
from models.health.shared_cause import Shared, find_shared_cause
from models.language import N_, _
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
ENDED: Mapping[State, str] = MappingProxyType(
    {
        State.UNCHANGED: N_("{count} unchanged"),
        State.REJECTED: N_("{count} rejected"),
        State.QUARANTINED: N_("{count} quarantined"),
        State.FAILED: N_("{count} failed"),
        State.DISALLOWED: N_("{count} disallowed"),
        State.LEFT: N_("{count} left"),
    }
)
FINISHES: Mapping[Finish, str] = MappingProxyType(
    {
        Finish.FINISHED: N_("ran to its end"),
        Finish.INTERRUPTED: N_("interrupted"),
        Finish.DEADLINE: N_("deadline"),
        Finish.STALLED: N_("stalled"),
        Finish.ROBOTS: N_("robots_unavailable"),
        Finish.UNREACHABLE: N_("unreachable"),
        Finish.BUSY: N_("server_busy"),
        Finish.ERRORS: N_("too_many_errors"),
        Finish.MEMORY: N_("memory"),
        Finish.STORAGE: N_("storage_error"),
        Finish.CRASH: N_("crash"),
        Finish.KILLED: N_("killed"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """One outlet's part of a crawl. ``counts`` has found, known, changed, every end state, list_pages and so on.

    ``complete``: the list walk reached old ground, the end of the range or the end of the lists.
    Where there are no ``findings`` and ``finish`` is FINISHED, all is well. ``reasons`` counts why addresses failed or
    were left; ``oldest_left`` is the earliest day (ISO) of what was left as out of range, "" where nothing was.
    """

    outlet: str
    title: str
    run_id: int
    finish: Finish
    complete: bool
    counts: Mapping[str, int]
    seconds: float
    findings: tuple[RunFinding, ...] = field(default=())
    reasons: Mapping[str, int] = field(default_factory=dict)
    oldest_left: str = ""

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
            _("{count} found", count=count("found", 0)),
            _("{count} stored ({changed} changed)", count=count(State.STORED, 0), changed=count("changed", 0)),
            *(_(text, count=count(state, 0)) for state, text in ENDED.items()),
            _("{count} known", count=count("known", 0)),
            _("{count} list pages", count=count("list_pages", 0)),
        ]
        if again := count("revisited", 0):
            missing, changed = count("again_missing", 0), count("again_changed", 0)
            text = _(
                "{count} checked again ({changed} changed, {missing} missing)",
                count=again,
                changed=changed,
                missing=missing,
            )
            parts.append(text)
        if missed := count("selector_missed", 0):
            parts.append(_("{count} read without their family's selectors", count=missed))
        parts.append(_("{seconds:.1f} s", seconds=self.seconds))
        how = "" if self.finish is Finish.FINISHED else f" [{describe_finish(self.finish)}]"
        return f"{self.outlet}{how}: {', '.join(parts)}"


_SENTENCES: Mapping[RunFindingCode, str] = MappingProxyType(
    {
        RunFindingCode.ROBOTS_UNAVAILABLE: N_("robots_unavailable: robots.txt: {detail}"),
        RunFindingCode.UNREACHABLE: N_("unreachable: {detail}"),
        RunFindingCode.SERVER_BUSY: N_("server_busy: {detail}"),
        RunFindingCode.STORAGE_ERROR: N_("storage_error: {detail}"),
        RunFindingCode.NOT_BEGUN: N_("the crawl ended before its turn came"),
        RunFindingCode.ARCHIVE_NOTE: N_("the archive: {detail}"),
        RunFindingCode.LIST_UNREADABLE: N_("{where} cannot be read: {detail}"),
        RunFindingCode.NOT_A_LIST: N_("{where} cannot be read: no {kind}, but {detail}"),
        RunFindingCode.LIST_BY_LINKS: N_(
            "list {where}: its rows were not found by the family's selectors; {detail} articles were read as links"
        ),
        RunFindingCode.LIST_WITHOUT_END: N_("list {where}: no end after {detail} pages"),
        RunFindingCode.NO_MEMORY: N_("the computer had not enough memory; close other programs and crawl again{at}"),
        RunFindingCode.INTERNAL_ERROR: N_("internal error: {detail}{at}"),
        RunFindingCode.ENDED_TWICE: N_("{where} ended twice, or was never found"),
        RunFindingCode.REVISITED_TWICE: N_("{where} was checked again twice, or was not due"),
        RunFindingCode.NEVER_FINISHED: N_("{detail} URLs were never finished, the first {where}"),
        RunFindingCode.SUMS_DIFFER: N_("the sums of the ledger do not agree: {detail}"),
        RunFindingCode.REVISIT_SUMS_DIFFER: N_("the sums of the revisits do not agree: {detail}"),
        RunFindingCode.UNUSUAL_PAGES: N_("tonight's pages break with this outlet's history ({detail}){held}"),
        RunFindingCode.SELECTORS_MISSED: N_(
            "{detail} articles were read without the family's selectors, which missed "
            "(the first: {where}); `news outlets check {outlet}` shows which still fit"
        ),
        RunFindingCode.PARTS_MISSED: N_(
            "the template has changed: selectors missed {detail} articles; "
            "`news outlets fit {outlet}` may learn the new one"
        ),
        RunFindingCode.READINGS_DIFFER: N_("{detail} articles read in two ways differ (the first: {where})"),
        RunFindingCode.SLOW_READING: N_(
            "what it sends takes too long to read ({detail} s for a few pages); it was left alone for this night"
        ),
        RunFindingCode.NOTICES: N_(
            "a notice or another text came in the place of {detail} articles ({where}); what is stored stays"
        ),
        RunFindingCode.UNREAD: N_("{detail} new pages could not be read as articles ({reasons})"),
        RunFindingCode.MORE: N_("there are more findings; the log has them all"),
        RunFindingCode.SENTENCE: N_("{detail}"),
    }
)


_COUNTED = frozenset(
    {
        *(RunFindingCode.SELECTORS_MISSED, RunFindingCode.PARTS_MISSED),
        *(RunFindingCode.READINGS_DIFFER, RunFindingCode.UNREAD),
    }
)
_PARTS: Mapping[str, str] = MappingProxyType(
    {"headline": N_("headline"), "body": N_("body"), "published": N_("published"), "byline": N_("byline")}
)


def _say_counts(finding: RunFinding) -> str:
    """``body 60, headline 55 of 60`` in the language of the user."""
    told = re.sub(
        r"([0-9]+) of ([0-9]+)\Z", lambda found: _("{part} of {whole}", part=found[1], whole=found[2]), finding.detail
    )
    return re.sub(r"[a-z]+(?= [0-9])", lambda found: _(_PARTS[found[0]]) if found[0] in _PARTS else found[0], told)


def sentence_of(finding: RunFinding, outlet: str = "OUTLET") -> str:
    """A finding in words. ``outlet``: the id in commands that it names."""
    return _(
        _SENTENCES[finding.code],
        detail=_say_counts(finding) if finding.code in _COUNTED else describe_failure(finding.detail),
        where=describe_source(finding.where),
        reasons=describe_failures(finding.where),
        outlet=outlet,
        kind=describe_source(finding.where.partition(" ")[0]),
        at=_(" at {where}", where=finding.where) if finding.where else "",
        held=_("; {count} pages held back", count=finding.where) if finding.where else "",
    )


def describe_finish(finish: Finish) -> str:
    """How a run ended, in the language of the user."""
    return _(FINISHES[finish])


def find_shared_failure(summaries: Sequence[RunSummary]) -> Shared | None:
    """The one cause for which nearly all outlets of a crawl failed, if there is one."""
    words = {one.outlet: failure_word(one.finish, one.findings, one.reasons) for one in summaries}
    not_begun = sum(one.code is RunFindingCode.NOT_BEGUN for summary in summaries for one in summary.findings)
    return find_shared_cause({outlet: word for outlet, word in words.items() if word}, len(summaries) - not_begun)
