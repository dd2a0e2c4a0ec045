"""Spellings a slip apart, and keys of the wrong language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.jamo import FINALS, INITIALS, VOWELS, join_syllable, split_syllable
from models.text.keyboard import typed_in_english
from models.text.slips import slips


@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3))
def test_a_syllable_is_its_letters(syllable: str) -> None:
    parts = split_syllable(syllable)
    assert parts is not None
    assert join_syllable(*parts) == syllable
    assert max(parts[0] - len(INITIALS), parts[1] - len(VOWELS), parts[2] - len(FINALS)) < 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("베터리", "배터리"), ("밧데리", "밧테리"), ("포황", "포항"), ("이차전찌", "이차전지"), ("포하", "포항"),
        ("포항스", "포항시"), ("터배리", "배터리"), ("에너찌2023", "에너지2023"), ("2차전재", "2차전제"),
        ("pocso", "posco"), ("posko", "posco"), ("poscoo", "posco"), ("pobat", "pobatt"), ("lg에너찌", "lg에너지"),
        ("벳터리", "배터리"), ("배터리리", "배터리"), ("plzen", "plzeň"), ("cafe", "café"),
    ],
)  # fmt: skip
def test_what_was_meant_is_among_the_slips(typed: str, meant: str) -> None:
    assert meant in slips(typed, 800)


@given(st.text(st.sampled_from("가힣배값터ab1 -"), max_size=9), st.integers(0, 50))
def test_slips_are_bounded_and_never_the_word_itself(word: str, most: int) -> None:
    found = list(slips(word, most))
    assert len(found) <= most
    assert len(set(found)) == len(found)
    assert word not in found
    assert all(abs(len(one) - len(word)) <= 1 for one in found)


@pytest.mark.parametrize(
    ("keys", "hangul"),
    [
        ("vhgkd", "포항"), ("qoxjfl", "배터리"), ("ehtlrhksrhkd", "도시관광"), ("dkssud", "안녕"), ("ekfr", "닭"),
        ("ekfrdl", "닭이"), ("ekfrl", "달기"), ("Rksem", "깐드"), ("rkqt", "값"), ("dml", "의"), ("dnjs", "원"),
        ("posco", ""), ("lg", ""), ("vhgkd2", ""), ("", ""), ("포항", ""),
    ],
)  # fmt: skip
def test_keys_of_the_wrong_language(keys: str, hangul: str) -> None:
    assert typed_in_english(keys) == hangul
