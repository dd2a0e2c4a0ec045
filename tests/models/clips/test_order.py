"""The order of a clip and what a rule proposes: whatever people did before, a run of the rule undoes none of it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clips.clip import ClipRule
from models.clips.order import SortKey, merge_order, move_before, move_behind, move_many, move_to, sort_by_rule
from models.clips.propose import Candidate, propose
from models.records.times import KST

START = datetime(2026, 11, 3, 9, tzinfo=KST)
OUTLETS = ("견본일보", "가온신문", "누리방송")


def key(minutes: int = 0, outlet: str = OUTLETS[0], story: int | None = None, *, is_copy: bool = False) -> SortKey:
    return SortKey(
        names=frozenset({outlet, f"id of {outlet}"}),
        at=START + timedelta(minutes=minutes),
        story=story,
        is_copy=is_copy,
    )


keys = st.builds(
    key, st.integers(0, 90), st.sampled_from(OUTLETS), st.none() | st.integers(1, 4), is_copy=st.booleans()
)
rules = st.builds(
    ClipRule,
    one_a_story=st.booleans(),
    first=st.lists(st.sampled_from(OUTLETS), unique=True, max_size=2).map(tuple),
    without=st.lists(st.sampled_from(OUTLETS), unique=True, max_size=1).map(tuple),
)


@st.composite
def standing(draw: st.DrawFn) -> tuple[list[int], set[int], list[int]]:
    """Items as they stand, those a person placed, and all by rule with the new ones; the free ones stand by rule."""
    by_rule = draw(st.permutations(range(draw(st.integers(0, 12)))))
    known = draw(st.sets(st.sampled_from(by_rule))) if by_rule else set()
    placed = draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    current = [one for one in by_rule if one in known - placed]
    for one in draw(st.permutations(sorted(placed))):
        current.insert(draw(st.integers(0, len(current))), one)
    return current, placed, list(by_rule)


@given(standing())
def test_a_run_of_the_rule_moves_nothing_that_a_person_placed(given_: tuple[list[int], set[int], list[int]]) -> None:
    current, placed, by_rule = given_
    merged = merge_order(current, placed, by_rule)
    assert sorted(merged) == sorted(by_rule), "nothing is lost, nothing doubled"
    assert [one for one in merged if one not in placed] == [one for one in by_rule if one not in placed]
    assert [one for one in merged if one in current] == current, "what stood in the clip stands as it stood"
    assert merge_order(merged, placed, by_rule) == merged, "a second run changes nothing"


@given(standing())
def test_first_stays_first_last_stays_last_and_behind_one_stays_behind_it(
    given_: tuple[list[int], set[int], list[int]],
) -> None:
    current, placed, by_rule = given_
    merged = merge_order(current, placed, by_rule)
    free_at = [at for at, one in enumerate(current) if one not in placed]
    for at, one in enumerate(current):
        if one not in placed:
            continue
        if all(other in placed for other in current[:at]):
            assert merged[: at + 1] == current[: at + 1]
        elif at > free_at[-1]:
            assert merged[at - len(current) :] == current[at:]
        else:
            assert merged[merged.index(one) - 1] == current[at - 1]


@given(st.dictionaries(st.integers(0, 40), keys, max_size=12), rules)
def test_the_rule_orders_by_outlet_then_time_and_keeps_texts_together(
    found: dict[int, SortKey], rule: ClipRule
) -> None:
    order = sort_by_rule(found, rule)
    assert sorted(order) == sorted(found)
    stories = [found[one].story for one in order if found[one].story is not None]
    for story in set(stories):
        own = [at for at, one in enumerate(order) if found[one].story == story]
        assert own == list(range(own[0], own[-1] + 1)), "one text stands together"
    alone = [found[one] for one in order if found[one].story is None]
    ranks = [(rule.first.index(name) if name in rule.first else len(rule.first), one.at)
             for one in alone for name in OUTLETS if name in one.names]  # fmt: skip
    assert ranks == sorted(ranks)


def test_who_comes_first_heads_its_story_too() -> None:
    found = {
        1: key(0, "견본일보"),
        2: key(5, "견본일보", story=7),
        3: key(30, "가온신문", story=7, is_copy=True),
        4: key(40, "가온신문"),
    }
    assert sort_by_rule(found, ClipRule()) == [1, 2, 3, 4]
    assert sort_by_rule(found, ClipRule(first=("가온신문",))) == [3, 2, 4, 1]


@given(st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=10), st.data())
def test_an_item_gets_the_number_it_is_moved_to(order: list[int], data: st.DataObject) -> None:
    shown = [one for one in order if data.draw(st.booleans())] or order
    one = data.draw(st.sampled_from(shown))
    place = data.draw(st.integers(-1, len(shown) + 2))
    moved = move_to(order, shown, one, place)
    assert sorted(moved) == sorted(order)
    now = [other for other in moved if other in shown]
    assert now.index(one) == min(max(place, 1), len(shown)) - 1
    assert [other for other in moved if other != one] == [other for other in order if other != one]


@given(st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=10), st.data())
def test_of_several_each_gets_its_number(order: list[int], data: st.DataObject) -> None:
    shown = [one for one in order if data.draw(st.booleans())] or order
    chosen = data.draw(st.permutations(shown))[: data.draw(st.integers(0, len(shown)))]
    places = data.draw(st.permutations(range(1, len(shown) + 1)))
    asked = dict(zip(chosen, places, strict=False))
    moved = move_many(order, shown, asked)
    assert sorted(moved) == sorted(order)
    now = [one for one in moved if one in shown]
    assert {one: now.index(one) + 1 for one in asked} == asked
    assert [one for one in moved if one not in asked] == [one for one in order if one not in asked]
    if len(asked) == 1:
        ((one, place),) = asked.items()
        assert moved == move_to(order, shown, one, place)


def test_of_two_for_one_place_the_first_given_comes_first() -> None:
    assert move_many([1, 2, 3, 4], [1, 2, 3, 4], {4: 1, 3: 1}) == [4, 3, 1, 2]
    assert move_many([1, 2, 3, 4], [1, 2, 3, 4], {1: 99, 2: 0}) == [2, 3, 4, 1]


def test_beside_itself_or_a_stranger_nothing_can_be_put() -> None:
    assert move_behind([1, 2, 3], 3, 1) == [1, 3, 2]
    assert move_before([1, 2, 3], 3, 1) == [3, 1, 2]
    for other in (1, 9):
        with pytest.raises(ValueError, match=str(other)):
            move_behind([1, 2, 3], 1, other)
        with pytest.raises(ValueError, match=str(other)):
            move_before([1, 2, 3], 1, other)


candidates = st.lists(
    st.builds(Candidate, article_id=st.integers(1, 15), key=keys, watch=st.sampled_from(("포항", "경주"))), max_size=15
)


@given(candidates, st.frozensets(st.integers(1, 15)), st.frozensets(st.integers(1, 4)), rules)
def test_a_rule_proposes_only_what_is_new(
    found: list[Candidate], known: frozenset[int], stories: frozenset[int], rule: ClipRule
) -> None:
    made = propose(found, known, stories, rule)
    ids = [one.article_id for one in made.new]
    assert len(ids) == len(set(ids))
    assert known.isdisjoint(ids)
    assert all(one.key.names.isdisjoint(rule.without) for one in made.new)
    assert len(ids) + made.left_out + made.copies == len({one.article_id for one in found} - known)
    again = propose(
        found, known | set(ids), stories | {one.key.story for one in made.new if one.key.story is not None}, rule
    )
    assert again.new == []
    if rule.one_a_story:
        told = [one.key.story for one in made.new if one.key.story is not None]
        assert len(told) == len(set(told))
        assert stories.isdisjoint(told)
    else:
        assert made.copies == 0


def test_of_one_text_the_outlet_that_comes_first_is_proposed_else_the_first_article() -> None:
    found = [
        Candidate(article_id=1, key=key(20, "견본일보", 7, is_copy=True), watch="포항"),
        Candidate(article_id=2, key=key(0, "누리방송", 7), watch="포항"),
        Candidate(article_id=3, key=key(30, "가온신문", 7, is_copy=True), watch="포항"),
    ]
    none: frozenset[int] = frozenset()
    for rule, chosen in (
        (ClipRule(one_a_story=True), 2),
        (ClipRule(one_a_story=True, first=("가온신문",)), 3),
        (ClipRule(one_a_story=True, without=("누리방송",)), 1),
    ):
        assert [one.article_id for one in propose(found, none, none, rule).new] == [chosen]
    assert propose(found, none, frozenset({7}), ClipRule(one_a_story=True)).new == []
