"""Tokens: what goes into the search tables, and that every part of a text can be found by them."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.text.folding import Plain, fold, fold_bytes, fold_to_index
from models.text.ngrams import ASCII_STEP, ASCII_TOKEN, run_grams
from models.text.tokens import few_pairs, pairs, words
from tests.support.reference_tokens import RUN
from tests.support.reference_tokens import grams as simply

TEXT = st.text(st.sampled_from("가나다시ㅋㅠ日é ab1,23.\n\t-ＡＢ㈜①²·ㆍ‘–"), max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("포항시 POBATT", "포항시 pobatt"),
        ("1,000원", "1000원"),
        ("12,345,678", "12345678"),
        ("1, 2", "1, 2"),
        ("가,나", "가,나"),
        ("２０２３년　ＬＧ", "2023년 lg"),
        ("㈜하나 ①②", "(주)하나 12"),
        ("두  칸\t과 탭", "두 칸 과 탭"),
        ("첫 줄\n둘째 줄", "첫 줄\n둘째 줄"),
        ("cafe\u0301", "café"),
        ("1,234,567 1,2345 12,34 1,234,56", "1234567 1,2345 12,34 1234,56"),
        ("3,4호기 2024,2025년", "3,4호기 2024,2025년"),
        ("ㅋㅋㅠㅠ ㄱㅏ ㄳ", "ㅋㅋㅠㅠ ㄱㅏ ㄳ"),
        ("ﾤㅠ \u1112\u1161\u11ab ㉠ \u110f\u110f", "ㄴㅠ 한 ㄱ ㅋㅋ"),
        ("검찰ㆍ경찰・법원･시청․군청•구청", "검찰·경찰·법원·시청·군청·구청"),
        ("‘걷고’ “물길” ′가′ ´나´ `다`", "'걷고' \"물길\" '가' '나' '다'"),
        ("10∼20 10～20 10〜20 K–1 K—1 K−1 K‑1", "10~20 10~20 10~20 k-1 k-1 k-1 k-1"),
        ("İSTANBUL ΟΔΟΣ οδος", "istanbul οδοσ οδοσ"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXT)
@example("ﾤﾤ ㅋㅠ ㈠ ﬁ ″‴ ㎏")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def grams(text: str) -> set[str]:
    """Every token that the writing side makes of a text."""
    folded = fold(text)
    return {*pairs(folded).split(), *words(folded)}


def test_grams_are_the_designed_ones() -> None:
    assert grams("포항시는") == {"포항", "항시", "시는", "는"}
    assert grams("LG에너지") == {"lg", "g에", "에너", "너지", "지"}
    assert grams("POBATT2023") == {"pobatt", "2023"}
    assert grams("K-배터리, 日本") == {"k", "배터", "터리", "리", "日本", "本"}
    assert grams("11월3일_가a") == {"11", "1월", "월", "월3", "3", "3일", "일", "가", "가a", "a"}
    assert grams(" ,.-!…\n") == set()
    assert grams("𠮷野家 🚲 a") == {"𠮷野", "野家", "家", "a"}
    assert set(pairs("포항", "§").split()) == {"§포항", "§항"}


@given(TEXT)
def test_grams_are_those_of_the_definition(text: str) -> None:
    assert grams(text) == simply(text)


@given(TEXT)
def test_a_headline_is_cut_letter_by_letter_into_the_same(text: str) -> None:
    folded = fold(text)
    assert set(few_pairs(folded, "§").split()) == set(pairs(folded, "§").split())


@given(TEXT)
@example("예산 1,000억…㎡ 두  칸")
@example("İ…ß 가\u00a0,1,000")
def test_what_is_folded_to_be_indexed_is_folded_as_ever(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    folded, plain = fold_to_index(clean)
    assert folded == fold(clean)
    assert bool(plain) == (fold_bytes(clean.encode()) == folded.encode())
    if plain is Plain.SPACED:
        assert clean.count(" ") == folded.count(" ")
        assert not {"\t", "\u00a0"} & set(clean)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("예산 1,000억 원…", Plain.SPACED),
        ("LG전자\u00a0100㎡ 세 칸", Plain.YES),
        ("두  칸", Plain.YES),
        ("첫 줄\n둘째\t줄", Plain.YES),
        ("", Plain.SPACED),
    ],
)
def test_most_texts_fold_plainly(text: str, plain: Plain) -> None:
    assert fold_to_index(text) == (fold(text), plain)


@pytest.mark.parametrize("text", ["㈜하나", "ＡＢ", "cafe\u0301", "㉠", "İ", "ς"])
def test_texts_that_do_not_fold_plainly(text: str) -> None:
    assert fold_to_index(text) == (fold(text), Plain.NO)


@given(TEXT)
def test_tokens_hold_no_separator_and_never_look_like_an_outlet(text: str) -> None:
    for gram in grams(text):
        assert gram.isalnum()
        if gram.isascii():
            assert gram.isalpha() or gram.isdigit()
        else:
            assert len(gram) <= 2


@given(TEXT, TEXT)
def test_lines_fold_apart(one: str, other: str) -> None:
    assert fold(f"{one}\n{other}") == f"{fold(one)}\n{fold(other)}"


@given(TEXT, st.data())
def test_every_part_of_a_run_outside_ascii_gives_only_grams_of_the_text(text: str, data: st.DataObject) -> None:
    all_grams = grams(text)
    for run, _ in RUN.findall(fold(text)):
        start = data.draw(st.integers(0, len(run) - 1))
        end = data.draw(st.integers(start + 1, len(run)))
        part = run[start:end]
        if part.isascii():
            continue
        assert {a + b for a, b in pairwise(part)} <= all_grams
        assert any(gram.startswith(part[-1]) for gram in all_grams)


@given(st.integers(1, 400), st.data())
@example(ASCII_TOKEN, None)
@example(ASCII_TOKEN + 1, None)
def test_every_short_part_of_a_long_ascii_run_stands_whole_in_a_token(length: int, data: st.DataObject | None) -> None:
    run = "".join(chr(97 + (i * i + i // 7) % 26) for i in range(length))
    tokens = list(run_grams(run))
    assert max(map(len, tokens)) <= ASCII_TOKEN
    assert tokens[0] == run[:ASCII_TOKEN]
    assert run.endswith(tokens[-1])
    assert len(tokens[-1]) >= min(length, ASCII_STEP)
    starts = range(length) if data is None else [data.draw(st.integers(0, length - 1))]
    for start in starts:
        part = run[start : start + ASCII_STEP]
        assert any(part in token for token in tokens)
