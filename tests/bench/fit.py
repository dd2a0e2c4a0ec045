"""`python -m tests.bench.fit`: what `news outlets fit` learns of every sample skin with renamed marks, and what it is worth.

Learned from a few pages, then applied to others of the same skin. A proposal is right where the part is exact on all of
those that show it, wrong where fewer are exact than without it, else it is partly right.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace

from models.records.article import Article
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from pipelines.fit.fit import Fit, fit_outlet
from scrapers.samples.render import SKINS
from tests.support.fit_pages import Made, layout_of, make_pages, outlet_of

FIELDS = (
    "headline", "published_at", "modified_at", "reporters", "emails", "section", "deck", "body", "photos", "tags",
    "attachments",
)  # fmt: skip
FIELD_OF = {"published": "published_at", "modified": "modified_at", "byline": "reporters", "captions": "photos"}
REST, FIRST = 12, 20
CLOTHES = ("new skin", "second skin", "third skin")
"""Seeds of other names for all classes and ids."""


@dataclass(slots=True)
class Score:
    """Counts over the pages that were not learned from."""

    pages: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    proposals: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def exact(self, name: str) -> tuple[float, float]:
        """The share of a field that is exact before and after."""
        return self.before[name] / self.pages, self.after[name] / self.pages


def read_fields(made: list[Made], outlet: object) -> list[dict[str, bool]]:
    """Which fields of each page are exact."""
    layout = layout_of(outlet)
    found = []
    for wanted, page in made:
        read = extract(page, layout)
        found.append(
            {name: isinstance(read, Article) and getattr(read, name) == getattr(wanted, name) for name in FIELDS}
            | {"stored": not isinstance(read, Reject)}
        )
    return found


def measure_skin(skin: str, count: int, score: Score, clothes: str = "new skin") -> Fit:
    """Learn a skin from ``count`` pages, and count what that is worth on others."""
    outlet = outlet_of(skin)
    taught, rest = make_pages(skin, 0, count, clothes), make_pages(skin, FIRST, REST, clothes)
    start = time.process_time()
    fit = fit_outlet([page for _, page in taught], outlet, layout_of)
    score.seconds += time.process_time() - start
    learned = replace(outlet, layout={**outlet.layout, **fit.layout}, reader=fit.reader or outlet.reader)
    before, after = read_fields(rest, outlet), read_fields(rest, learned)
    score.pages += len(rest)
    for old, new in zip(before, after, strict=True):
        score.before.update(name for name, is_exact in old.items() if is_exact)
        score.after.update(name for name, is_exact in new.items() if is_exact)
    for proposal in fit.proposals:
        name = FIELD_OF.get(proposal.part, "body" if proposal.part == "drop" else proposal.part)
        old_exact, new_exact = sum(one[name] for one in before), sum(one[name] for one in after)
        verdict = "right" if new_exact == len(rest) else "wrong" if new_exact < old_exact else "partly"
        score.proposals[verdict] += 1
        if verdict != "right":
            score.notes.append(
                f"{skin}: {proposal.part} {proposal.selectors} {verdict}: {old_exact} -> {new_exact} of {len(rest)}"
            )
    for refusal in fit.refused:
        score.refused[refusal.part] += 1
        score.notes.append(f"{skin}: {refusal.part} {refusal.selectors} refused: {refusal.why}")
    for name in FIELDS:
        missing = len(rest) - sum(one[name] for one in after)
        if missing and not any(f"{skin}: " in note and name in note for note in score.notes):
            score.notes.append(f"{skin}: {name} not exact on {missing}, proposed {sorted(fit.layout)} {fit.reader}")
    return fit


def main() -> int:
    """Print the table; exit 1 where a page reads worse than before."""
    counts = [int(word) for word in sys.argv[1:] if word.isdigit()] or [5, 8]
    worse = False
    for count in counts:
        score = Score()
        for skin in SKINS:
            for clothes in CLOTHES:
                measure_skin(skin, count, score, clothes)
        verdicts = ", ".join(f"{score.proposals[one]} {one}" for one in ("right", "partly", "wrong"))
        print(
            f"\nlearned from {count} pages of each of {len(SKINS)} skins in {len(CLOTHES)} clothes, "
            f"{score.seconds / len(SKINS) / len(CLOTHES):.2f} s each"
        )
        print(f"proposals: {verdicts}; refused: {dict(score.refused)}; exact on the other {score.pages} pages:")
        for name in ("stored", *FIELDS):
            old, new = score.exact(name)
            worse = worse or new < old
            print(f"  {name:<13} {old:.3f} -> {new:.3f}")
        if "-v" in sys.argv:
            print("\n".join(f"    {note}" for note in dict.fromkeys(score.notes)))
    return int(worse)


if __name__ == "__main__":
    sys.exit(main())
