"""What a run of the rule proposes: articles that answer and that the clip has not, in it or dropped from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.clips.clip import ClipRule
from models.clips.order import SortKey, rank_outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that answers a saved search, ``watch``, in the time of the clip."""

    article_id: int
    key: SortKey
    watch: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is new; ``left_out`` counts articles of outlets that the rule leaves out, ``copies`` other copies of a text.

    ``copies`` are not proposed because the clip has one article of their story, or had it before a person dropped it.
    """

    new: Sequence[Candidate]
    left_out: int = 0
    copies: int = 0


def propose(
    candidates: Iterable[Candidate], known_ids: frozenset[int], known_stories: frozenset[int], rule: ClipRule
) -> Proposal:
    """The candidates to add, in the order given. What several searches found is proposed once, for the first of them.

    ``known_ids`` are the articles of all items, the dropped ones too, and ``known_stories`` their stories.
    """
    found: dict[int, Candidate] = {}
    for one in candidates:
        if one.article_id not in known_ids:
            found.setdefault(one.article_id, one)
    admitted = [one for one in found.values() if one.key.names.isdisjoint(rule.without)]
    left_out = len(found) - len(admitted)
    if not rule.one_a_story:
        return Proposal(admitted, left_out)
    chosen: dict[int, Candidate] = {}
    for one in admitted:
        story = one.key.story
        if story is not None and story not in known_stories:
            rival = chosen.setdefault(story, one)
            if _merit(one, rule) < _merit(rival, rule):
                chosen[story] = one
    kept = {one.article_id for one in chosen.values()}
    new = [one for one in admitted if one.key.story is None or one.article_id in kept]
    return Proposal(new, left_out, len(admitted) - len(new))


def _merit(one: Candidate, rule: ClipRule) -> tuple[object, ...]:
    return rank_outlet(one.key.names, rule), one.key.is_copy, one.key.at, one.article_id
