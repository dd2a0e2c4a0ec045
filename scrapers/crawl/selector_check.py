"""What a run learns of its family's selectors: how often they missed, and where another reading differs."""

from collections import Counter

from models.records.article import Article
from pipelines.contracts.rejection import Reject

MISSED = "selector_missed"


class Agreement:
    """Counts over the pages of one run; ``counts`` are those of the run's row of the same names."""

    def __init__(self, outlet_id: str) -> None:
        self.counts: Counter[str] = Counter()
        self._outlet = outlet_id
        self._articles = 0
        self._missed = ""  # the first address of each
        self._differed = ""

    def take(self, key: str, result: Article | Reject, differs: tuple[str, ...] | None) -> None:
        """A page was read. ``differs``: the fields in which a reading without selectors differs, None: not asked."""
        if not isinstance(result, Article):
            return
        self._articles += 1
        if dict(result.repairs).get(MISSED):
            self.counts[MISSED] += 1
            self._missed = self._missed or key
        if differs is not None:
            self.counts["cross_checked"] += 1
            if differs:
                self.counts["cross_differed"] += 1
                self._differed = self._differed or f"{' and '.join(differs)} of {key}"

    def findings(self) -> list[str]:
        """One sentence for each of the two that happened."""
        found = []
        if missed := self.counts[MISSED]:
            found.append(
                f"{missed} of {self._articles} articles were read without the family's selectors, which missed "
                f"(the first: {self._missed}); `news outlets check {self._outlet}` says what still fits"
            )
        if differed := self.counts["cross_differed"]:
            found.append(
                f"{differed} of {self.counts['cross_checked']} articles read in two ways differ "
                f"(the first: {self._differed})"
            )
        return found
