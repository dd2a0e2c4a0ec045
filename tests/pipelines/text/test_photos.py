"""Which lines of a body are captions by their words, where no markup says so."""

import pytest

from pipelines.contracts.raw_article import RawLine
from pipelines.text.captions import split_caption
from pipelines.text.photos import split_photos

PICTURE = RawLine("", "image", "https://gaon.example/1.jpg")
PROSE = (
    "포항시는 20일 배터리 회의를 연다고 밝혔다.",
    "회의는 이틀 동안 이어지고 기업 서른 곳이 참가한다.",
    "둘째 날에는 참가자들이 공장을 둘러본다.",
)


def read(*lines: str | RawLine) -> tuple[list[str], list[tuple[str, str]]]:
    """(text, captions with credits)."""
    made = [RawLine(line) if isinstance(line, str) else line for line in lines]
    found = split_photos(made, split_caption, lambda source: source)
    return [line.text for line in found.text], [(photo.caption, photo.credit) for photo in found.photos]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("▲ 포항 영일대 앞바다", "포항 영일대 앞바다", ""),
        ("△포항 영일대 앞바다", "포항 영일대 앞바다", ""),
        ("▼ 포항 영일대 앞바다 (사진=포항시)", "포항 영일대 앞바다", "포항시"),
        ("* 포항 영일대 앞바다에 선 사람들", "포항 영일대 앞바다에 선 사람들", ""),
        ("※포항 영일대 앞바다에 선 사람들", "포항 영일대 앞바다에 선 사람들", ""),
        ("■ 포항 영일대 앞바다에 선 사람들", "포항 영일대 앞바다에 선 사람들", ""),
        ("사진설명: 포항 영일대 앞바다", "포항 영일대 앞바다", ""),
        ("[사진설명 : 포항 영일대 앞바다]", "포항 영일대 앞바다", ""),
        ("[사진 설명] 포항 영일대 앞바다", "포항 영일대 앞바다", ""),
        ("20일 영일대 앞바다가 붐비고 있다. 국하람 기자 haram@gaon.example", "20일 영일대 앞바다가 붐비고 있다.", "국하람 기자"),
    ],
)  # fmt: skip
def test_a_marked_line_below_a_picture_is_its_caption(line: str, caption: str, credit: str) -> None:
    text, captions = read(PROSE[0], PICTURE, line, *PROSE[1:])
    assert (text, captions) == (list(PROSE), [(caption, credit)])


@pytest.mark.parametrize("line", ["사진설명: 포항 영일대 앞바다", "<사진설명> 포항 영일대 앞바다"])
def test_what_calls_itself_a_caption_is_one_without_a_picture(line: str) -> None:
    assert read(*PROSE, line) == (list(PROSE), [("포항 영일대 앞바다", "")])


def test_a_heading_of_a_part_below_a_picture_stays() -> None:
    assert read(PICTURE, "■ 정치", *PROSE)[0] == ["■ 정치", *PROSE]
    assert read(PICTURE, "* 경제", *PROSE)[0] == ["* 경제", *PROSE]


def test_the_reporter_who_signs_the_last_line_below_a_picture_signs_the_article() -> None:
    last = "행사는 모레 끝난다. 국하람 기자 haram@gaon.example"
    assert read(*PROSE, PICTURE, last) == ([*PROSE, last], [("", "")])


def test_one_marked_line_above_all_prose_is_the_caption_of_the_picture_above_the_body() -> None:
    assert read("▲ 지난해 열린 배터리 회의", *PROSE) == (list(PROSE), [("지난해 열린 배터리 회의", "")])


@pytest.mark.parametrize(
    "lines",
    [
        ("▲ 기획실장 국하람", "▲ 총무과장 도해솔", "▲ 민원과장 민가람"),  # a list of appointments
        ("▲ 국하람씨 별세", "빈소 포항장례식장, 발인 22일"),  # an obituary
        ("▲ 시는 회의를 연다.", *PROSE),  # a sentence of its own
        ("◇ 승진", "▲ 기획실장 국하람", *PROSE),
        (*PROSE, "▲ 문의 054-000-0100"),
    ],
)
def test_other_marked_lines_stay_text(lines: tuple[str, ...]) -> None:
    assert read(*lines) == (list(lines), [])
