"""What a run learns of its family's selectors: how often they missed, and where another reading differs."""

from collections import Counter

from models.records.article import Article
from models.records.run_finding import RunFinding, RunFindingCode
from pipelines.contracts.rejection import Reject

MISSED = "selector_missed"
PARTS = ("body", "headline")
MIN_MISSED_SHARE, MIN_ARTICLES = 0.2, 10
"""So many articles without their family's headline or body, of so many read, are another template."""


class SelectorCheck:
    """Counts over the pages of one run; ``counts`` are those of the run's row of the same names."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._articles = 0
        self._parts: Counter[str] = Counter()
        self._missed = ""  # the first address of each
        self._differed = ""

    def add(self, key: str, result: Article | Reject, differs: tuple[str, ...] | None) -> None:
        """A page was read. ``differs``: the fields in which a reading without selectors differs; None: not compared."""
        if not isinstance(result, Article):
            return
        self._articles += 1
        self._parts.update(part for part in PARTS if dict(result.repairs).get(f"missed_{part}"))
        if dict(result.repairs).get(MISSED):
            self.counts[MISSED] += 1
            self._missed = self._missed or key
        if differs is not None:
            self.counts["cross_checked"] += 1
            if differs:
                self.counts["cross_differed"] += 1
                self._differed = self._differed or f"{' and '.join(differs)} of {key}"

    def findings(self) -> list[RunFinding]:
        """One finding for each that happened."""
        found = []
        if missed := self.counts[MISSED]:
            found.append(RunFinding(RunFindingCode.SELECTORS_MISSED, f"{missed} of {self._articles}", self._missed))
        worst = max(self._parts.values(), default=0)
        if worst and self._articles >= MIN_ARTICLES and worst >= MIN_MISSED_SHARE * self._articles:
            parts = ", ".join(f"{part} {count}" for part, count in sorted(self._parts.items()))
            found.append(RunFinding(RunFindingCode.PARTS_MISSED, f"{parts} of {self._articles}"))
        if differed := self.counts["cross_differed"]:
            compared = f"{differed} of {self.counts['cross_checked']}"
            found.append(RunFinding(RunFindingCode.READINGS_DIFFER, compared, self._differed))
        return found
