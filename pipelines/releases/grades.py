"""Whether an article counts as a pickup of a release. Standard library only."""

from enum import StrEnum

MIN_CERTAIN_SHARE = 0.20
MIN_POSSIBLE_SHARE = 0.15


class Grade(StrEnum):
    """How much of a release is in an article, or of an article from a release; only the first is counted.

    POSSIBLE is from 15 to 20 %, or a text too short to be sure of. PARTIAL is less: a sentence or two in an article
    about something else.
    """

    COUNTED = "counted"
    POSSIBLE = "possible"
    PARTIAL = "partial"


def grade_of(share: float, *, is_long: bool) -> Grade:
    """The grade of an article by the larger share; ``is_long``: whether the texts have enough letters in common."""
    if share < MIN_POSSIBLE_SHARE:
        return Grade.PARTIAL
    return Grade.COUNTED if is_long and share >= MIN_CERTAIN_SHARE else Grade.POSSIBLE
