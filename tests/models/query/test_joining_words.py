"""How a query is read that joins its words as other programs do."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.query.joining_words import rewrite_joining_words


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("포항 or 경주", ("포항 OR 경주",)),
        ("포항 Or 경주", ("포항 OR 경주",)),
        ("포항 또는 경주 혹은 영천", ("포항 OR 경주 OR 영천",)),
        ("포항 | 경주", ("포항 OR 경주",)),
        ("포항|경주", ("(포항 OR 경주)", "포항 경주")),
        ("포항,경주 축제", ("(포항 OR 경주) 축제", "포항 경주 축제")),
        ("포항, 경주", ("포항 OR 경주", "포항 경주")),
        ("포항、경주", ("(포항 OR 경주)", "포항 경주")),
        ("포항 and 경주", ("포항 경주",)),
        ("포항 그리고 경주", ("포항 경주",)),
        ("+포항 +경주", ("포항 경주",)),
        ("포항 제외 서울", ("포항 NOT 서울",)),
        ("배터리*", ("배터리",)),
        ("#포항 @경주?", ("포항 경주",)),
        ("'포항'", ("포항",)),
        ("포항 or", ("포항",)),
        ("포항", ()),
        ("포항 OR 경주", ()),
        ("3,4호기 1,000원", ()),
        ('"포항 or 경주, 영천" 축제', ()),
        ('"포항  시장 ', ()),
        ("제목: 포항", ("제목:포항",)),
        ("제목 : 포항 배터리", ("제목:포항 배터리",)),
        ('기자： "홍 길동"', ('기자:"홍 길동"',)),
        ('"제목: 포항"', ()),
        ("영일만항·하이퐁", ("영일만항 하이퐁",)),
        ("포항—배터리 3.5%", ("포항—배터리 3.5", "포항 배터리 3.5")),
        ("「빈 실험실」 〈절반〉", ("빈 실험실 절반",)),
        ("포항+배터리:", ("포항 배터리",)),
        ("-서울+부산 =대전·", ("-서울+부산 =대전", "-서울 부산 =대전")),
        ("포항시(浦項市) 예산", ("포항시 浦項市 예산", "포항시 예산")),
        ("R&D AT&T", ()),
        ("or", ()),
        ("", ()),
    ],
)
def test_readings(typed: str, readings: tuple[str, ...]) -> None:
    assert rewrite_joining_words(typed) == readings


@given(st.text(max_size=60) | st.text(st.sampled_from('가or ,|"*+또는/'), max_size=40))
@example('" ')
def test_any_text_is_read(typed: str) -> None:
    for reading in rewrite_joining_words(typed):
        assert reading.strip() == reading != typed
