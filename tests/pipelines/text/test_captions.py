"""A caption's words, its credit and e-mails, form by form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.captions import Caption, split_caption

WORDS = "20일 옥산군청에서 열린 '배터리 설명회'."
CREDITS = [
    ("[사진=포항시]2023.11.14 hong@example.com", "포항시", ("hong@example.com",)),
    ("[사진=포항시] 2023.11.14 hong@example.com", "포항시", ("hong@example.com",)),
    (" [사진=포항시]", "포항시", ()),
    ("[사진 = 포항시]", "포항시", ()),
    ("[사진=포항시 제공]", "포항시", ()),
    ("[사진제공=포항시]", "포항시", ()),
    ("[사진 제공 = 포항시]", "포항시", ()),
    ("[사진 출처 = 네이버 화면 캡처]", "네이버 화면 캡처", ()),
    ("<사진출처=네이버 화면 캡처>", "네이버 화면 캡처", ()),
    ("<사진=포항시>", "포항시", ()),
    ("(사진=포항시 제공)", "포항시", ()),
    ("(사진=포항시제공)", "포항시", ()),
    (" (사진 = 포항시 제공) ", "포항시", ()),
    ("(사진:포항시)", "포항시", ()),
    ("(사진/포항시)", "포항시", ()),
    ("(사진제공=포항시)", "포항시", ()),
    ("（사진＝포항시 제공）", "포항시", ()),
    ("(포항시 제공)", "포항시", ()),
    ("[포항시 제공]", "포항시", ()),
    ("(옥산군 배터리산업과 제공)", "옥산군 배터리산업과", ()),
    (" /사진제공=포항시", "포항시", ()),
    ("/사진=포항시", "포항시", ()),
    ("/사진=포항시 제공", "포항시", ()),
    (" 사진=포항시", "포항시", ()),
    (" 사진제공: 포항시", "포항시", ()),
    (" 사진제공 = 포항시.", "포항시", ()),
    (" /포항시 제공", "포항시", ()),
    (" 포항시 제공", "포항시", ()),
    (" ⓒ 견본신문", "견본신문", ()),
    ("\nⓒ 견본신문", "견본신문", ()),
    (" © 견본신문", "견본신문", ()),
    (" (c) 견본신문", "견본신문", ()),
    (" 사진/포항시", "포항시", ()),
    (" 사진제공 포항시", "포항시", ()),
    ("=포항시 제공", "포항시", ()),
    ("(사진=포항시 제공) 2023.11.14. photo@example.com *재판매 및 DB 금지", "포항시", ("photo@example.com",)),
    ("[포항시 제공. 재판매 및 DB 금지]", "포항시", ()),
    (" 뉴스1 홍길동 기자", "뉴스1 홍길동 기자", ()),
    (" /홍길동 기자", "홍길동 기자", ()),
    (" 홍길동 기자", "홍길동 기자", ()),
    (" 홍길동 기자 hong@example.com", "홍길동 기자", ("hong@example.com",)),
    ("[사진=홍길동 기자]", "홍길동 기자", ()),
    (" 연합뉴스", "연합뉴스", ()),
    (" 2016.9.17. 연합뉴스", "연합뉴스", ()),
    (" 경주=뉴스1", "뉴스1", ()),
    (" AP 연합뉴스", "AP 연합뉴스", ()),
    ("[AP=연합뉴스 자료사진]", "AP=연합뉴스", ()),
    ("[연합뉴스]", "연합뉴스", ()),
    ("[연합뉴스 자료사진]", "연합뉴스", ()),
    ("[자료=옥산군]", "옥산군", ()),
    ("(사진=포항시 제공) ⓒ 견본신문", "포항시", ()),
    (
        "(사진=포항시 제공) 2023.11.14 hong@example.com kim@example.com",
        "포항시",
        ("hong@example.com", "kim@example.com"),
    ),
    (" 2023.11.14 hong@example.com", "", ("hong@example.com",)),
    (" hong@example.com", "", ("hong@example.com",)),
]
MARKS = ["", "▲", "▲ ", "△", "■ ", "↑↑ ", "▼", "◀", "▶ ", "\u00a0▲ "]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(("credit", "name", "emails"), CREDITS, ids=[case[0] for case in CREDITS])
def test_each_credit(mark: str, credit: str, name: str, emails: tuple[str, ...]) -> None:
    assert split_caption(mark + WORDS + credit) == Caption(WORDS, name, emails)


ALONE = [
    ("ⓒ 견본신문", "견본신문"),
    ("/견본DB", "견본DB"),
    ("[사진=포항시]", "포항시"),
    ("사진=포항시 제공", "포항시"),
    ("포항시 제공", "포항시"),
    ("연합뉴스", "연합뉴스"),
]


@pytest.mark.parametrize(("text", "credit"), ALONE)
def test_a_credit_alone_has_no_words(text: str, credit: str) -> None:
    assert split_caption(text) == Caption("", credit)


KEPT = [
    "",
    WORDS,
    "20일 열린 설명회(사진 왼쪽)",
    "설명회에 나온 군수(오른쪽)와 주민",
    "[사진=왼쪽부터 홍길동 군수, 김철수 의장]",
    "POBATT 2022 대행용역 착수보고회.",
    "설명회 일정은 2023.11.14",
    "군수가 물품을 제공",
    "홍길동 기자가 설명회를 보고 있다.",
    "연합뉴스 사옥 앞에서 열린 집회",
    "설명회에서 옥산군/포항시 관계자가 말하고 있다.",
    "ⓒ 견본신문 무단전재 및 재배포 금지",
    "수식 (A=3)",
    "사진: 옥산군청 앞에 모인 주민들",
    "옥산과 가온의 1차전 / 2차전",
    "군수가 11/20 일정을 말하고 있다.",
]


@pytest.mark.parametrize("text", KEPT)
def test_words_of_the_caption_stay(text: str) -> None:
    assert split_caption(text) == Caption(text)


HOSTILE = ["[사진=", "(", "a@a.", "ⓒ ", "▲", " ", "/", "가", "2023.11.14 ", "=", "제공 ", "[AP=연합뉴스", "a"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_to_an_end(hostile: str) -> None:
    split_caption(hostile * (1_000_000 // len(hostile)))


PARTS = st.sampled_from([WORDS, "▲", "[사진=포항시]", " ⓒ 뉴스1", "2023.11.14 a@b.kr", "(", "]", " ", "제공", "/", "="])


@given(st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=8).map("".join))
def test_nothing_is_invented(text: str) -> None:
    caption = split_caption(text)
    assert caption.text in text
    assert caption.credit in text
    assert all(email in text for email in caption.emails)
