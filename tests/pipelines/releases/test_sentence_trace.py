"""What papers make of a release, labelled by hand and varied: sentences, added quotes, and numbers written otherwise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.releases.figures import find_figures, find_values, normalize_numbers, value_of
from pipelines.releases.sentence_trace import trace_sentences
from tests.support.rewrites import Judged, cases, judge, varied

LABELS = 0.96
QUOTE_PRECISION = 0.99
QUOTE_RECALL = 0.93


@pytest.fixture(scope="module", params=["by hand", "one draw", "another draw"])
def judged(request: pytest.FixtureRequest) -> Judged:
    return judge({"by hand": cases(), "one draw": varied(1, 6), "another draw": varied(2, 6)}[request.param])


def test_sentences_get_the_label_that_a_person_gives(judged: Judged) -> None:
    assert judged.labels >= LABELS, judged.wrong
    assert judged.sides_right / judged.sides >= LABELS, judged.wrong


def test_quotes_said_to_be_added_were_added(judged: Judged) -> None:
    assert judged.quote_precision >= QUOTE_PRECISION, judged.wrong
    assert judged.quote_recall >= QUOTE_RECALL, judged.wrong


def test_a_long_sentence_told_in_two_is_kept_in_both() -> None:
    long = "새여울시는 낡은 체육관을 헐고 그 자리에 수영장을 짓기로 하고 내년 예산에 설계비 9억 원을 담았다고 밝혔다."
    found = trace_sentences(
        long, "새여울시가 낡은 체육관을 헐고 그 자리에 수영장을 짓는다. 설계비 9억 원은 내년 예산에 담겼다."
    )
    assert [line.label for line in found.article] == ["from_release"] * 2
    assert found.release[0].label == "rewritten"
    assert found.release[0].refs == (0, 1)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,200", 1200), ("1천200", 1200), ("1천2백", 1200), ("2조 1천억", 2_100_000_000_000), ("1만 2000", 12_000),
        ("4천873억", 487_300_000_000), ("83.4", Decimal("83.4")), ("3만", 30_000), ("1.5만", 15_000),
    ],
)  # fmt: skip
def test_numbers_have_one_value_however_they_are_written(written: str, value: object) -> None:
    assert [one.value for one in find_figures(f"모두 {written}명이")] == [value]


@pytest.mark.parametrize(
    ("one", "other"),
    [("세곳", "3곳"), ("열두명", "12명"), ("1만4천명", "14000명"), ("2조1천억원", "2조1000억원")],
)
def test_letters_with_one_number_are_the_same(one: str, other: str) -> None:
    assert normalize_numbers(one) == normalize_numbers(other)


def test_a_number_is_no_new_one_because_it_is_written_otherwise() -> None:
    release = "시는 주차장 1,200면을 만들고 쉼터 일곱 곳을 둔다. 공사비는 2조 1천억 원이다."
    article = "시가 주차장 1천200면과 쉼터 7곳을 만든다. 공사비로 2조1000억원을 쓴다. 지난해에는 340억원이었다."
    found = trace_sentences(release, article)
    assert [number for line in found.article for number in line.numbers] == ["340억"]


def test_days_and_words_are_no_numbers_of_things() -> None:
    assert find_values("한편 세금이 두터운 3월 10일") == {Decimal(3), Decimal(10)}


@given(st.text(alphabet="0123456789,. 천만억조십백한두세열곳명일", max_size=200))
def test_any_text_has_numbers_that_stand_in_it(text: str) -> None:
    for one in find_figures(text):
        assert text[one.start : one.end] == one.text
        assert one.value == value_of(one.text) >= 0
    assert normalize_numbers(normalize_numbers(text)) == normalize_numbers(text) or any(
        letter in text for letter in ",. "
    )
