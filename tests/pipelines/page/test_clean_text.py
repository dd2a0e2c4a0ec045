"""One form for text, and every repair counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.page import clean_text as normalize
from pipelines.page.clean_text import Cleaned, clean_line, clean_text

CASES = [
    ("", "", {}),
    ("plain\n\ttext", "plain\n\ttext", {}),
    ("옥산군 金 ＡＢＣ １ ㈜ ½ ① …", "옥산군 金 ＡＢＣ １ ㈜ ½ ① …", {}),
    ("가\r\n나\r다", "가\n나\n다", {}),
    ("가\u00a0나\u3000다\u2003라", "가 나 다 라", {"spaces": 3}),
    ("가\u200b나\ufeff다\u00ad라\u2060", "가나다라", {"zero_width": 4}),
    ("가\u202e나\u200f다\u2066", "가나다", {"bidi": 3}),
    ("가\x00나\x1b[31m다\x7f\x9b", "가나[31m다", {"controls": 4}),
    ("가\x0b나\x0c다", "가 나 다", {"blanks": 2}),
    ("가\u2028나\x85다", "가\n나\n다", {"lines": 2}),
    ("가\ud800나", "가\ufffd나", {"surrogates": 1}),
    ("\u1100\u1161\u11a8", "각", {"nfc": 2}),
    ("e\u0301", "é", {"nfc": 1}),
    ("👩\u200d🚒", "👩🚒", {"zero_width": 1}),
    ("<p>\u0338</p>", "<p>\u0338</p>", {}),
    ("<p>\u0338\u1100\u1161\u11a8</p>", "<p>\u0338각</p>", {"nfc": 2}),
    ("가\u200b\u1100\u200b\u1161", "가가", {"zero_width": 2, "nfc": 1}),
]


@pytest.mark.parametrize(("text", "clean", "repairs"), CASES, ids=[ascii(case[0]) for case in CASES])
def test_each_repair_is_counted(text: str, clean: str, repairs: dict[str, int]) -> None:
    assert clean_text(text) == Cleaned(clean, tuple(repairs.items()))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("  옥산군은 \n\t 설명회를\u00a0\u200b열었다. ", "옥산군은 설명회를 열었다."),
        ("가\u3000나", "가 나"),
        ("\u200b", ""),
        ("\u1112\u1161\u11ab글", "한글"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert clean_line(text) == line


@given(st.text(st.characters(), max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once) == Cleaned(once)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_decomposed_hangul_comes_together(text: str) -> None:
    cleaned = clean_text(unicodedata.normalize("NFD", text))
    assert cleaned.text == text
    assert dict(cleaned.repairs)["nfc"] > 0


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_nothing_invisible_is_left(text: str) -> None:
    cleaned = clean_text(text).text
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in cleaned)
    assert not any(char in cleaned for char in "\u200b\ufeff\u202e\u2066\u00a0\u3000\r")


@pytest.mark.parametrize(
    "hostile", [" ", "이메일 ", "ⓒ ", "무단전재 ", "저작권자 ", "가", "\u200b", "\u1100", "\u0300", "출처 : ", "<"]
)
def test_hostile_text_comes_to_an_end(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    clean_text(text)


def test_the_quick_look_never_passes_what_must_be_changed() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x30000), *range(0xE0000, 0xE1000)):
        for text in (chr(code), f"\u304b{chr(code)}", f"가{chr(code)}나"):
            if "\r" not in text and normalize.is_clean(text):
                assert not normalize._ANY.search(text), hex(code)
                assert unicodedata.is_normalized("NFC", text), hex(code)


def test_the_quick_look_passes_a_usual_page() -> None:
    assert normalize.is_clean("<p>포항시는 “배터리” ‘선도도시’ · 2026년…</p>\n\t漢字 ㈜ ½ é\n")
