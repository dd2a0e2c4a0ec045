"""Answers that came in the place of articles in one run, counted: many equal ones are one sentence about the outlet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.records.reject_reason import Reason
from models.records.revisit_rules import first_word
from models.records.run_finding import RunFinding, RunFindingCode
from pipelines.same_article import Doubt

FIRST_VISIT_NOTICES = frozenset({Reason.SERVER_ERROR.value, Reason.CHALLENGE.value, "error_page"})
MIN_FIRST_VISITS = 3
"""Articles that were asked for the first time and answered with the same notice: fewer are accidents."""
NOTICES = frozenset({*(reason.value for reason in Reason), *(doubt.value for doubt in Doubt), "error_page", "http_403"})


@dataclass(slots=True)
class NoticeCounts:
    """Of stored articles that were checked again: what came instead, by the first word of its reason."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, reason: str) -> None:
        """One more."""
        self.counts[first_word(reason)] += 1

    def findings(self, reasons: Mapping[str, int]) -> list[RunFinding]:
        """At most one; ``reasons``: why other addresses of the run ended."""
        counts = Counter(self.counts)
        for reason in FIRST_VISIT_NOTICES:
            if reasons.get(reason, 0) >= MIN_FIRST_VISITS:
                counts[reason] += reasons[reason]
        if not counts:
            return []
        named = ", ".join(f"{reason} {count}" for reason, count in counts.most_common())
        return [RunFinding(RunFindingCode.NOTICES, str(counts.total()), named)]


def is_notice(reason: str) -> bool:
    """Whether an answer was a page of its own: not a failure of the network, nor of the server as such."""
    return first_word(reason) in NOTICES
