"""The order of a clip: by rule, but for what a person has placed.

An item that a person moved stays where it was put: first, last, or right behind the item it was put behind. The others
stand in the order of the rule. Dropped items keep their places too, so that one that is brought back is where it was.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from models.clips.clip import ClipRule

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class SortKey:
    """What the rule orders an article by. ``names``: the id and the title of its outlet.

    ``story`` is None for an article whose text no other outlet carries; ``is_copy``: an earlier article carried it.
    """

    names: frozenset[str]
    at: datetime
    story: int | None = None
    is_copy: bool = False


def rank_outlet(names: Collection[str], rule: ClipRule) -> int:
    """The place of an outlet among those that come first; all others are behind them."""
    return next((place for place, name in enumerate(rule.first) if name in names), len(rule.first))


def sort_by_rule(keys: Mapping[K, SortKey], rule: ClipRule) -> list[K]:
    """Outlets that come first, then by time; what carries one text stands together, the earliest first.

    Of equals the order of ``keys`` is kept.
    """
    own = {key: (rank_outlet(one.names, rule), one.is_copy, one.at) for key, one in keys.items()}
    groups: dict[tuple[bool, Hashable], list[K]] = {}
    for key, one in keys.items():
        groups.setdefault((one.story is None, key if one.story is None else one.story), []).append(key)
    for group in groups.values():
        group.sort(key=own.__getitem__)
    whole = [(own[group[0]][0], min(own[key][2] for key in group), group) for group in groups.values()]
    whole.sort(key=lambda one: one[:2])
    return [key for _rank, _at, group in whole for key in group]


def merge_order(current: Sequence[K], placed: Collection[K], by_rule: Sequence[K]) -> list[K]:
    """The order after a run of the rule: ``current`` are the items as they stand, ``by_rule`` these and the new ones.

    ``placed`` are those of the current ones that a person has placed.
    """
    free = [key for key in by_rule if key not in placed]
    last_free = max((at for at, key in enumerate(current) if key not in placed), default=len(current))
    behind: dict[K | None, list[K]] = {}
    anchor: K | None = None
    at_end = []
    for at, key in enumerate(current):
        if key not in placed:
            anchor = key
        elif at > last_free:
            at_end.append(key)
        else:
            behind.setdefault(anchor, []).append(key)
    return [*behind.get(None, ()), *(one for key in free for one in (key, *behind.get(key, ()))), *at_end]


def move_to(order: Sequence[K], shown: Sequence[K], key: K, place: int) -> list[K]:
    """``key`` as the ``place``-th (from 1) of those that are shown; of a place too far, the last one.

    The first place is before everything, the last one behind everything, also what is not shown.
    """
    others = [one for one in shown if one != key]
    rest = [one for one in order if one != key]
    if place <= 1:
        return [key, *rest]
    if place > len(others):
        return [*rest, key]
    return move_behind(order, key, others[place - 2])


def move_many(order: Sequence[K], shown: Sequence[K], places: Mapping[K, int]) -> list[K]:
    """Several of those that are shown, each as the so many-th (from 1); of equal places the first given comes first.

    A place too far is the last one.
    """
    asked = sorted(places.items(), key=lambda one: one[1])
    now = [one for one in shown if one not in places]
    given: Counter[int] = Counter()
    for key, place in asked:
        now.insert(max(place - 1, 0) + given[place], key)
        given[place] += 1
    rest = [one for one in order if one not in places]
    last_free = max((at for at, key in enumerate(now) if key not in places), default=-1)
    if last_free < 0:
        return [*now, *rest]
    behind: dict[K | None, list[K]] = {}
    anchor: K | None = None
    for key in now[: last_free + 1]:
        if key in places:
            behind.setdefault(anchor, []).append(key)
        else:
            anchor = key
    spread = (one for key in rest for one in (key, *behind.get(key, ())))
    return [*behind.get(None, ()), *spread, *now[last_free + 1 :]]


def move_behind(order: Sequence[K], key: K, other: K) -> list[K]:
    """``key`` right behind another one. Raises ValueError where that is not there, or is the same one."""
    rest = [one for one in order if one != key]
    at = rest.index(other) + 1
    return [*rest[:at], key, *rest[at:]]


def move_before(order: Sequence[K], key: K, other: K) -> list[K]:
    """``key`` right before another one. Raises ValueError where that is not there, or is the same one."""
    rest = [one for one in order if one != key]
    at = rest.index(other)
    return [*rest[:at], key, *rest[at:]]
