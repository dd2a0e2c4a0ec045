"""Section, time, deck and captions of the small pages are read no worse than they were, in each half."""

import pytest

from tests.bench.score import parts

FLOOR = {
    "dev": {"headline": 26, "time": 26, "section": 26, "deck": 24, "captions": 25, "body exact": 25},
    "held": {"headline": 32, "time": 33, "section": 28, "deck": 32, "captions": 34, "body exact": 34},
}
"""How many pages of a half are right, by field."""


@pytest.mark.parametrize("half", parts.HALVES)
def test_small_pages_are_read_no_worse_than_before(half: str) -> None:
    right = parts.measure(half).right
    assert {name: right[name] for name, least in FLOOR[half].items() if right[name] < least} == {}


def test_there_are_sixty_pages_each_in_one_half() -> None:
    pages = list(parts.read_pages())
    assert len(pages) == len({page.name for page in pages}) == 60
    assert {page.half for page in pages} == set(parts.HALVES)
