"""Forms of Korean bylines beside the usual one: titles, foreign names, e-mails written in words, openings without a
sign, announced reports. What only looks like one of them names nobody."""

import pytest

from pipelines.text.bylines import find_reporter_told, read_line_byline, split_closing, split_opening

TOLD = "해담시는 27일 시청 대회의실에서 주민 설명회를 열었다."
MAIL = "haram@gaon.example"

LINES = [
    ("작성 국하람", "국하람"),
    ("에디터 국하람", "국하람"),
    ("Words 국하람", "국하람"),
    ("글_국하람 사진_도해솔", "국하람"),
    ("마이클 브린 기자", "마이클 브린"),
    ("존 리 기자", "존 리"),
    ("국하람 SNS기자", "국하람"),
    ("국하람 기상캐스터", "국하람"),
    ("국하람 라디오PD", "국하람"),
    ("국하람 경북지사장", "국하람"),
    ("국하람 프리랜서 기자", "국하람"),
    ("국하람 씀", "국하람"),
    ("국하람 씀 — 2026/11/02, 22:10", "국하람"),
    ("토박이기자 국하람", "국하람"),
    ("<글 사진 / 민솔 시민기자>", "민솔"),
]


@pytest.mark.parametrize(("line", "name"), LINES, ids=[case[0] for case in LINES])
def test_a_title_of_any_kind_signs(line: str, name: str) -> None:
    assert read_line_byline(line).reporters == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "해담 드림센터 국장",
        "네이버 대표",
        "데이터 팀장",
        "스포츠 기자",
        "포토 에디터",
        "프리랜서 기자",
        "테크노 파크 팀장",
    ],
)
def test_a_word_before_a_title_is_no_name(line: str) -> None:
    assert read_line_byline(line).reporters == ()


@pytest.mark.parametrize(
    "written",
    [
        "haram골뱅이gaon.example",
        "haram 골뱅이 gaon.example",
        "haram AT gaon.example",
        "haram<at>gaon.example",
        "haram[at]gaon[dot]example",
    ],
)
def test_an_address_is_read_however_its_sign_is_written(written: str) -> None:
    assert read_line_byline(f"국하람 기자 {written}").emails == (MAIL,)


OPENINGS = [
    "[가온뉴스 해담 국하람 기자] ",
    "[해담=이다마당 국하람 기자] ",
    "[해담=이다마당]국하람 기자 ",
    "[해담=가온뉴스 국하람 본부장] ",
    "[해담=국하람 본부장] ",
    "[글·사진=국하람 기자] ",
    "[해담=가온뉴스] 국하람 기자: ",
    "[해담=가온뉴스] 국하람 기자 - ",
    "포항=국하람 기자 ",
    "가온뉴스=국하람 기자 ",
    "가온뉴스 = 국하람 기자 | ",
    "국하람 기자 / ",
]


@pytest.mark.parametrize("words", OPENINGS)
def test_an_opening_needs_no_sign_before_the_text(words: str) -> None:
    opening = split_opening(words + TOLD)
    assert (opening.reporters, opening.rest) == (("국하람",), TOLD)


@pytest.mark.parametrize(
    "text",
    [
        f"포항=해담 국도 4차로. {TOLD}",
        f"[사진=국하람 기자] {TOLD}",
        f"국하람 감독 = {TOLD}",
        "국하람 기자 / 사진 도해솔 기자",
    ],
)
def test_what_looks_like_an_opening_stays(text: str) -> None:
    assert split_opening(text).rest == text


CLOSINGS = [
    (["국하람", MAIL], (MAIL,)),
    (["특별취재팀 / 국하람"], ()),
    (["국하람 기자·일부 연합뉴스"], ()),
    (["에디터 국하람 사진 도해솔"], ()),
    (["글_국하람"], ()),
    (["[오늘전북인 국하람 기자]"], ()),
]


@pytest.mark.parametrize(("lines", "emails"), CLOSINGS, ids=[case[0][0] for case in CLOSINGS])
def test_lines_that_sign_a_text_off(lines: list[str], emails: tuple[str, ...]) -> None:
    closing = split_closing([TOLD, TOLD, *lines])
    assert (closing.paragraphs, closing.reporters, closing.emails) == ((TOLD, TOLD), ("국하람",), emails)


@pytest.mark.parametrize("words", ["솔향 국하람 기자", "<솔향 국하람 기자>"])
def test_a_place_that_no_table_knows_is_before_the_name_that_ends_a_text(words: str) -> None:
    closing = split_closing([TOLD, f"{TOLD} {words}"])
    assert (closing.paragraphs, closing.reporters) == ((TOLD, TOLD), ("국하람",))


def test_a_report_that_an_anchor_announces_is_the_reporters_and_is_still_said() -> None:
    announced = [
        "주민 설명회 소식, 국하람 기자가 보도합니다.",
        "현장에 국하람 기자가 다녀왔습니다.",
        "보도에 국하람 기자입니다.",
    ]
    for said in announced:
        assert find_reporter_told([said, TOLD]) == "국하람"
        assert split_closing([TOLD, said]).paragraphs == (TOLD, said)
    assert find_reporter_told(["국하람 기자가 상을 받았습니다.", "국하람 기자는 자리에 없었다."]) == ""


def test_a_press_releases_origin_is_cut_from_its_text() -> None:
    opening = split_opening(f"해담--(가온와이어)--{TOLD}")
    assert (opening.dateline, opening.agency, opening.rest) == ("해담", "가온와이어", TOLD)


@pytest.mark.parametrize("line", ["사건팀", "사건팀 desk@gaon.example"])
def test_a_team_is_no_person(line: str) -> None:
    assert read_line_byline(line).reporters == ()
