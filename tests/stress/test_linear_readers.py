"""Whatever a site or a release sends: four times as much costs about four times as much to read, never sixteen."""

import re
from functools import partial

import pytest

from tests.support.hostile_inputs import repeat
from tests.support.hostile_readers import MAX_GROWTH, READERS, SKIN_SHAPES, find_growth, read_in_skin

TEST_SIZE = 1 << 18
"""`make fuzz` goes further."""


@pytest.mark.parametrize("name", READERS)
def test_the_cost_of_reading_grows_with_the_size_and_not_with_its_square(name: str) -> None:
    reader = READERS[name]
    growths = {
        shape: find_growth(reader.read, make, min(reader.most, TEST_SIZE)) for shape, make in reader.shapes.items()
    }
    assert {shape: found for shape, found in growths.items() if found[0] >= MAX_GROWTH} == {}


@pytest.mark.parametrize("skin", ["gbhana-mobile", "gnuboard-5"])
def test_boxes_in_boxes_of_a_page_are_read_in_linear_time(skin: str) -> None:
    nested = {
        name: make for name, make in SKIN_SHAPES[skin].items() if " in " in name or name.startswith(("rows", "marks"))
    }
    growths = {name: find_growth(partial(read_in_skin, skin), make, TEST_SIZE) for name, make in nested.items()}
    assert {name: found for name, found in growths.items() if found[0] >= MAX_GROWTH} == {}


@pytest.mark.parametrize(
    "read",
    [
        lambda text: re.split(r"(<!\[CDATA\[.*?\]\]>)", text[: len(text) // 4], flags=re.DOTALL),
        lambda text: [text[at:].split("x") for at in range(0, len(text), 32)],
    ],
)
def test_a_quadratic_reader_is_seen(read: object) -> None:
    growth, _ = find_growth(read, repeat("<![CDATA["), TEST_SIZE // 2)  # type: ignore[arg-type]
    assert growth >= MAX_GROWTH
