"""Where a text begins and ends by its own words: an opening, a signature, an imprint; everything else stays."""

import pytest

from pipelines.contracts.raw_article import RawLine
from pipelines.page.text_bounds import bound_text

OPENING = "[포항=견본뉴스] 국하람 기자 = 포항시는 20일 배터리 회의를 연다고 밝혔다."
TEXT = [
    "회의에는 기업 서른 곳이 참가해 이틀 동안 기술과 안전을 다룬다고 시는 설명했다.",
    '시장은 "작은 도시가 먼저 답을 내놓겠다"고 말했다.',
]
SIGNED = "국하람 기자 haram@gaon.example"


def bound(*texts: str | RawLine) -> tuple[list[str], tuple[str, ...]]:
    bounded = bound_text([text if isinstance(text, RawLine) else RawLine(text) for text in texts])
    return [line.text for line in bounded.lines], bounded.deck


@pytest.mark.parametrize(
    "above",
    [
        ("AI 핵심 요약", "포항시가 배터리 회의를 연다."),
        ("기사를 읽어드립니다", "글자크기 조정"),
        ("페이스북 공유", "카카오톡 공유"),
        ("이 기사는 AI가 요약했습니다.",),
    ],
)
def test_what_is_above_an_opening_goes(above: tuple[str, ...]) -> None:
    assert bound(*above, OPENING, *TEXT) == ([OPENING, *TEXT], ())


def test_a_short_line_above_an_opening_is_the_deck() -> None:
    assert bound("기업 서른 곳 참가", OPENING, *TEXT) == ([OPENING, *TEXT], ("기업 서른 곳 참가",))


def test_a_time_above_an_opening_is_no_deck() -> None:
    assert bound("기사입력 2026/11/20 [16:44]", OPENING, *TEXT) == ([OPENING, *TEXT], ())


def test_pictures_and_captions_above_an_opening_stay() -> None:
    picture = RawLine("", "image", "/a.jpg")
    lines, _ = bound(picture, "▲ 회의가 열리는 배터리센터", "구독하기", OPENING, *TEXT)
    assert lines == ["", "▲ 회의가 열리는 배터리센터", OPENING, *TEXT]


def test_a_long_text_above_an_opening_is_the_article() -> None:
    lines, _ = bound(*TEXT, *TEXT, *TEXT, OPENING)
    assert lines == [*TEXT, *TEXT, *TEXT, OPENING]


@pytest.mark.parametrize(
    "behind", [("다른 기사 보기", "좋아요 3"), ("견본시 견본로 1",), ("많이 본 뉴스", "독도에 새 등대")]
)
def test_what_is_behind_a_signature_goes(behind: tuple[str, ...]) -> None:
    assert bound(*TEXT, SIGNED, *behind)[0] == [*TEXT, SIGNED]


def test_a_sentence_behind_a_signature_stays() -> None:
    lines = [*TEXT, SIGNED, "이 기사는 21일 오전에 바로잡았습니다. 회의 장소는 배터리센터입니다."]
    assert bound(*lines)[0] == lines


def test_an_imprint_ends_the_text() -> None:
    imprint = "상호: 가온신문 | 발행인·편집인: 국하람 | 등록번호: 경북 아00000"
    assert bound(*TEXT, imprint, "견본시 견본로 1")[0] == TEXT


def test_a_text_without_marks_stays_whole() -> None:
    lines = ["[앵커]", *TEXT, "[기자]", *TEXT, "페이스북에도 글을 올렸다고 시장은 덧붙였다."]
    assert bound(*lines) == (lines, ())


def test_nothing_is_nothing() -> None:
    assert bound() == ([], ())
