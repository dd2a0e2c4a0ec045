"""Whether two texts are one: the rule, and the names of its near misses.

`make bench-stories` says what the rule joins and what it refuses on made news with known truth.
"""

from dataclasses import dataclass
from typing import Literal

from pipelines.text_reuse.compare import Overlap

Verdict = Literal["same_text", "updated_numbers", "same_quote", "weak"]
RULE = 1
"""Another number means another rule: stored verdicts are then of an earlier one."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Least values of ``Measured`` for a text to be the same."""

    share: float
    share_all: float
    unquoted: int
    run: int = 0
    share_unquoted: float = 0.0

    def holds(self, found: Overlap) -> bool:
        """Whether all of them are reached."""
        return (
            found.share >= self.share
            and found.share_all >= self.share_all
            and found.unquoted >= self.unquoted
            and found.run >= self.run
            and found.share_unquoted >= self.share_unquoted
        )


TIERS = (Tier(0.40, 0.25, 60), Tier(0.30, 0.20, 75, run=25, share_unquoted=0.28))
COLD = (Tier(0.50, 0.30, 60),)
"""The rule until there is a list of stock phrases: without it they count as text."""
WEAK_SHARE = 0.30
QUOTE_LETTERS = 25
NUMBERS_AGREE = 0.70
FAR = ((2, 1), (4, 2))
"""(days, numbers): texts further apart must agree in so many numbers, for nothing else tells a copy from a repeat."""


def decide(found: Overlap, days_apart: int, *, stock: bool) -> Verdict | None:
    """What two texts of different outlets are to each other; None: nothing worth keeping."""
    if any(tier.holds(found) for tier in (TIERS if stock else COLD)):
        return "same_text" if numbers_agree(found.numbers, found.numbers_equal, days_apart) else "updated_numbers"
    if found.letters - found.unquoted >= QUOTE_LETTERS and found.unquoted < TIERS[0].unquoted:
        return "same_quote"
    return "weak" if found.share >= WEAK_SHARE and found.unquoted >= QUOTE_LETTERS else None


def numbers_agree(comparable: int, equal: int, days_apart: int) -> bool:
    """Whether the numbers let two texts be one."""
    if comparable and equal < NUMBERS_AGREE * comparable:
        return False
    return all(days_apart <= days or equal >= numbers for days, numbers in FAR)
