"""Pairs of one text put together: which articles are one story, and which of them was first.

A report that prints two releases one after the other shares text with the copies of both. What it shares with the ones
is another part of it than what it shares with the others: that does not make one story of two.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import combinations

from pipelines.text_reuse.compare import Mask

Edge = tuple[int, int]
Spans = Callable[[int, int], Mask]
"""Which letters of the first article are in the second."""
OVERLAP = 0.5
"""Two shared parts of an article are the same part where so much of the smaller lies in the other."""


def group_pairs(edges: Mapping[Edge, int], spans: Spans) -> list[list[int]]:
    """The stories among pairs of one text, each a sorted list of ids; ``edges`` gives the letters in common.

    An article is in one story: the one it has most letters in common with.
    """
    parent = {edge: edge for edge in edges}

    def root(edge: Edge) -> Edge:
        while parent[edge] != edge:
            parent[edge] = parent[parent[edge]]
            edge = parent[edge]
        return edge

    near: dict[int, list[int]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    open_: list[tuple[int, int, int]] = []
    for article, others in near.items():
        for one, two in combinations(sorted(others), 2):
            if (one, two) in edges:
                parent[root(_edge(article, one))] = root(_edge(article, two))
            else:
                open_.append((article, one, two))
    for article, one, two in open_:
        first, second = root(_edge(article, one)), root(_edge(article, two))
        if first != second and _overlap(spans(article, one), spans(article, two)):
            parent[first] = second
    return _articles({edge: root(edge) for edge in edges}, edges)


def _articles(of: Mapping[Edge, Edge], edges: Mapping[Edge, int]) -> list[list[int]]:
    """From groups of pairs to groups of articles, each article in one."""
    weights: dict[int, dict[Edge, int]] = {}
    for edge, group in of.items():
        for article in edge:
            mine = weights.setdefault(article, {})
            mine[group] = max(mine.get(group, 0), edges[edge])
    groups: dict[Edge, list[int]] = {}
    for article, mine in sorted(weights.items()):
        best = min(mine, key=lambda group: (-mine[group], group))
        groups.setdefault(best, []).append(article)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _overlap(one: Mask, two: Mask) -> bool:
    smaller = min(int(one.sum()), int(two.sum()))
    return bool(smaller) and int((one & two).sum()) >= OVERLAP * smaller


def _edge(one: int, two: int) -> Edge:
    return (one, two) if one < two else (two, one)


@dataclass(frozen=True, slots=True)
class PublicationTime:
    """When an article was published: ``at`` to the minute where ``exact``, else the latest it can have been.

    ``earliest`` is the earliest it can have been.
    """

    at: datetime
    earliest: datetime
    exact: bool

    @classmethod
    def of(cls, published_at: datetime | None, fetched_at: datetime, *, clock: bool) -> "PublicationTime":
        """From what the outlet gave; without a time of day, the article was out when we first had it."""
        if published_at is None:
            return cls(fetched_at, datetime.min.replace(tzinfo=fetched_at.tzinfo), exact=False)
        if clock:
            return cls(published_at, published_at, exact=True)
        midnight = datetime.combine(published_at.date(), time(), published_at.tzinfo)
        latest = min(fetched_at, midnight + timedelta(days=1, minutes=-1))
        return cls(max(latest, midnight), midnight, exact=False)


def first_of(moments: Mapping[int, PublicationTime]) -> tuple[int, bool]:
    """(the earliest article, whether that is sure)."""
    first = min(moments, key=lambda article: (moments[article].at, not moments[article].exact, article))
    mine = moments[first]
    rivals: Iterable[PublicationTime] = (moment for article, moment in moments.items() if article != first)
    return first, mine.exact and all(rival.exact or rival.earliest > mine.at for rival in rivals)


def minutes_between(first: PublicationTime, later: PublicationTime) -> int | None:
    """Whole minutes from the one to the other; None where either is not known to the minute."""
    if not (first.exact and later.exact):
        return None
    return int((later.at - first.at).total_seconds() // 60)
