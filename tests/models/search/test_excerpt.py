"""Excerpts: around the densest hits, hits marked where they stand in the text as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.query.excerpt import ELLIPSIS, article_excerpt, find_spans, highlight, make_excerpt_of_text
from models.text.folding import fold
from tests.support.search_archive import PHOTO, article

TEXT = st.text(st.sampled_from("가나시포항배터리 AB1,2.\n\t㈜①é\u0301ＡİΣ"), max_size=120) | st.text(max_size=80)


def shown(found: object, text: str) -> list[str]:
    return [text[start:end] for start, end in found]  # type: ignore[attr-defined]


def test_the_densest_place_is_chosen() -> None:
    text = "포항 이야기. " + "다른 글 " * 60 + "포항에서 배터리 포럼이 열려 배터리 산업을 다뤘다. " + "끝 글 " * 60
    cut = make_excerpt_of_text(text, ["포항", "배터리"], 40)
    assert cut.text.startswith(ELLIPSIS)
    assert cut.text.endswith(ELLIPSIS)
    assert shown(cut.spans, cut.text) == ["포항", "배터리", "배터리"]
    assert len(cut.text) <= 42


def test_terms_together_win_over_terms_apart() -> None:
    far = "다른 글이 이어진다. " * 20
    text = f"포항 소식. {far} 배터리 소식. {far} 이제 포항의 배터리 소식. {far}"
    cut = make_excerpt_of_text(text, ["포항", "배터리"], 40)
    assert shown(cut.spans, cut.text) == ["포항", "배터리"]


def test_without_a_hit_it_is_the_beginning() -> None:
    text = "첫 문장이다. " * 40
    cut = make_excerpt_of_text(text, ["없다"], 30)
    assert text.startswith(cut.text.removesuffix(ELLIPSIS))
    assert cut.spans == ()
    assert make_excerpt_of_text("짧은 글", []).text == "짧은 글"
    assert make_excerpt_of_text("", ["가"]).text == ""


def test_one_line_and_no_half_words_at_its_ends() -> None:
    cut = make_excerpt_of_text("첫째 줄이다\n둘째 줄 포항이다\n셋째 줄이다 그리고 더", ["포항"], 20)
    assert "\n" not in cut.text
    assert shown(cut.spans, cut.text) == ["포항"]


@pytest.mark.parametrize(
    ("text", "term", "hit"),
    [
        ("예산 1,000억 원", "1000억", "1,000억"),
        ("예산 12,345,678원, 하나", "345678원", "345,678원"),
        ("ＬＧ에너지", "lg", "ＬＧ"),
        ("㈜하나 설립", "(주)하나", "㈜하나"),
        ("두  칸 띄운", "두 칸", "두  칸"),
        ("Pa\u030al 룬데", "pål", "Pa\u030al"),
        ("POBATT 2023", "batt", "BATT"),
        ("포항포항", "포항", "포항"),
    ],
)
def test_hits_stand_where_they_were_written(text: str, term: str, hit: str) -> None:
    start, end, _ = find_spans(text, [term])[0]
    assert text[start:end] == hit


@given(TEXT, st.data(), st.integers(1, 60))
def test_spans_are_in_order_apart_and_hold_the_terms(text: str, data: st.DataObject, width: int) -> None:
    folded = fold(text)
    terms = []
    for _ in range(data.draw(st.integers(0, 3))):
        if folded:
            start = data.draw(st.integers(0, len(folded) - 1))
            terms.append(folded[start : start + data.draw(st.integers(1, 5))])
    cut = make_excerpt_of_text(text, terms, width)
    assert len(cut.text) <= width + 2
    end = 0
    for one, other in cut.spans:
        assert end <= one < other <= len(cut.text)
        end = other
    whole = highlight(text, terms)
    assert whole.text == text
    assert bool(whole.spans) == bool(terms)


@given(st.text(st.sampled_from("가나다 ABc1,23.\n"), max_size=80), st.data())
def test_marked_hits_fold_to_the_term(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    term = folded[start : start + 4]
    for begin, end, _ in find_spans(text, [term]):
        # A part of 1,000 has a comma that parts no thousands there.
        assert fold(text[begin:end]).replace(",", "") == term.replace(",", "")


def test_the_part_with_most_terms_is_shown() -> None:
    one = article("제목", "몸글만 있다", deck="포항 배터리", photos=(PHOTO,))
    assert article_excerpt(one, ["포항", "배터리"]).text == "포항 배터리"
    assert article_excerpt(one, ["전경"]).text == "행사장 전경"
    assert article_excerpt(one, ["없다"]).text == "몸글만 있다"
    assert article_excerpt(article("제목", "", deck="부제"), []).text == "부제"


def test_a_hostile_text_takes_no_time() -> None:
    text = "가" * 1_000_000
    assert len(make_excerpt_of_text(text, ["가", "가가", "가가가"]).text) <= 82
    assert len(make_excerpt_of_text("a," * 500_000, ["a"]).text) <= 82
    assert len(make_excerpt_of_text("\u0301" * 300_000 + "㈜", ["주"], 20).text) <= 22
