"""Readings of Hanja: the table is one of counts, so that a slip in it would move everything behind it."""

import pytest

from models.text.hanja import hanja_of, readings_of


@pytest.mark.parametrize(
    ("hanja", "reading"),
    [
        ("浦項", "포항"), ("慶州", "경주"), ("大邱", "대구"), ("慶北", "경북"), ("大統領", "대통령"), ("國會", "국회"),
        ("佳", "가"), ("詰", "힐"), ("李", "이"), ("李", "리"), ("金", "김"), ("金", "금"), ("女", "여"), ("年", "연"),
        ("率", "율"), ("樂", "악"), ("龍", "용"), ("不", "부"), ("北", "북"), ("市長", "시장"), ("議員", "의원"),
    ],
)  # fmt: skip
def test_readings(hanja: str, reading: str) -> None:
    for one, syllable in zip(hanja, reading, strict=True):
        assert syllable in readings_of(one)
        assert one in hanja_of(syllable)


@pytest.mark.parametrize("character", ["가", "a", "1", "·", "𠮷", ""])
def test_what_is_no_hanja_of_the_standard_has_no_reading(character: str) -> None:
    assert readings_of(character) == ()
