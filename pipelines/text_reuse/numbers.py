"""Whether two texts give the same numbers in the same places.

A number is compared where six letters before it and after it are the same in both texts, other numbers masked: a
report that comes again with the figures of another week has the same places and other values.
"""

import re
from dataclasses import dataclass

CONTEXT_LETTERS = 6
_NUMBER = re.compile(r"[0-9]{1,30}")
_MARK = "#"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many places could be compared, and in how many of them the values are the same."""

    comparable: int
    equal: int


def find_numbers(letters: str, day: int = 0) -> dict[str, set[str]]:
    """The numbers of a text by their surroundings.

    ``day`` is the day of the month on which it was published: that day and the one before, as in ``18일 밝혔다``, are
    written ``=``, for outlets that print one text on two days change them and mean the same.
    """
    own = {str(day), str(day - 1)} if day else set()
    values: list[str] = []

    def take(found: re.Match[str]) -> str:
        value = found[0].lstrip("0") or "0"
        is_own = value in own and letters[found.end() : found.end() + 1] == "일"
        values.append("=" if is_own else value)
        return _MARK

    masked = _NUMBER.sub(take, letters)
    out: dict[str, set[str]] = {}
    at = -1
    for value in values:
        at = masked.index(_MARK, at + 1)
        out.setdefault(masked[max(at - CONTEXT_LETTERS, 0) : at + CONTEXT_LETTERS + 1], set()).add(value)
    return out


def compare_numbers(ours: dict[str, set[str]], theirs: dict[str, set[str]]) -> Agreement:
    """The comparison of what ``find_numbers`` gave for two texts; places where both name their own day are left out."""
    if len(theirs) < len(ours):
        ours, theirs = theirs, ours
    comparable = equal = 0
    for place, values in ours.items():
        others = theirs.get(place)
        if others is None or (values == others == {"="}):
            continue
        comparable += 1
        equal += not values.isdisjoint(others)
    return Agreement(comparable, equal)
