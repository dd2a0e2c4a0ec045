"""Names out of bylines, datelines off the opening, signatures off the end; sentences stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.bylines import Byline, Closing, Opening, read_byline, split_closing, split_opening

BYLINES = [
    ("홍길동 기자", ("홍길동",), (), ""),
    ("홍길동기자", ("홍길동",), (), ""),
    ("홍길동  기자", ("홍길동",), (), ""),
    ("홍길동 기자 기자", ("홍길동",), (), ""),
    ("기자명 홍길동", ("홍길동",), (), ""),
    ("기자명 홍길동 기자", ("홍길동",), (), ""),
    ("By 홍길동", ("홍길동",), (), ""),
    ("홍길동", ("홍길동",), (), ""),
    ("홍길동, 김철수", ("홍길동", "김철수"), (), ""),
    ("홍길동·김철수 기자", ("홍길동", "김철수"), (), ""),
    ("홍길동ㆍ김철수 기자", ("홍길동", "김철수"), (), ""),
    ("홍길동, 김철수 기자", ("홍길동", "김철수"), (), ""),
    ("홍길동 김철수 기자", ("홍길동", "김철수"), (), ""),
    ("홍길동 김철수 이영희 기자", ("홍길동", "김철수", "이영희"), (), ""),
    ("홍길동기자 , 김철수기자 , 이영희기자", ("홍길동", "김철수", "이영희"), (), ""),
    ("홍길동 기자, 홍길동 기자", ("홍길동",), (), ""),
    ("홍길동 기자 외 1명", ("홍길동",), (), ""),
    ("홍길동 선임기자", ("홍길동",), (), ""),
    ("홍길동 인턴기자", ("홍길동",), (), ""),
    ("홍길동 객원기자", ("홍길동",), (), ""),
    ("홍길동 시민기자", ("홍길동",), (), ""),
    ("홍길동시민기자", ("홍길동",), (), ""),
    ("홍길동 의학전문기자", ("홍길동",), (), ""),
    ("홍길동 대기자", ("홍길동",), (), ""),
    ("홍길동 통신원", ("홍길동",), (), ""),
    ("홍길동 논설위원", ("홍길동",), (), ""),
    ("홍길동 편집위원", ("홍길동",), (), ""),
    ("홍길동 특파원", ("홍길동",), (), ""),
    ("홍길동 워싱턴 특파원", ("홍길동",), (), ""),
    ("홍길동 워싱턴특파원", ("홍길동",), (), ""),
    ("워싱턴=홍길동 특파원", ("홍길동",), (), ""),
    ("홍길동 편집국장", ("홍길동",), (), ""),
    ("홍길동 경북본부장", ("홍길동",), (), ""),
    ("정리=홍길동 기자", ("홍길동",), (), ""),
    ("글·사진=홍길동 기자", ("홍길동",), (), ""),
    ("글·사진 홍길동 기자 hong@example.com", ("홍길동",), ("hong@example.com",), ""),
    ("글=홍길동 기자 사진=김철수 기자", ("홍길동",), (), "김철수"),
    ("로버트 김 기자", ("로버트 김",), (), ""),
    ("제임스 리 특파원", ("제임스 리",), (), ""),
    ("John Smith 기자", ("John Smith",), (), ""),
    ("Mary Ann O'Neil 기자", ("Mary Ann O'Neil",), (), ""),
    ("남궁민수 기자", ("남궁민수",), (), ""),
    ("홍 길동 기자", ("홍길동",), (), ""),
    ("인턴 홍길동", ("홍길동",), (), ""),
    ("구성 및 제작= 홍길동 인턴, 김철수 디자이너", ("홍길동", "김철수"), (), ""),
    ("기획·구성 = 홍길동", ("홍길동",), (), ""),
    ("홍길동 기자님", ("홍길동",), (), ""),
    ("이정국 기자", ("이정국",), (), ""),
    ("구현 기자", ("구현",), (), ""),
    (
        "승인 2013년 05월 02일 (목) 10:20:30 홍길동 기자 hong@example.com",
        ("홍길동",),
        ("hong@example.com",),
        "승인 2013년 05월 02일 (목) 10:20:30",
    ),
    ("2013년 5월 2일 홍길동 기자", ("홍길동",), (), "2013년 5월 2일"),
    ("2013-05-02 10:20 id9@example.com", (), ("id9@example.com",), "2013-05-02 10:20"),
    ("기자명 홍길동 미국 통신원 (hong@example.com)", ("홍길동",), ("hong@example.com",), ""),
    ("다솜 기자", ("다솜",), (), ""),
    ("순천, 광양 홍길동 기자 hong@example.com", ("홍길동",), ("hong@example.com",), ""),
    ("경주=홍길동 hong@example.com /이영희·김철수 기자", ("홍길동", "이영희", "김철수"), ("hong@example.com",), ""),
    ("제주=홍길동 기자 h-7.k@mail.example.co.kr", ("홍길동",), ("h-7.k@mail.example.co.kr",), ""),
    ("홍길동 기자(hong@example.com)", ("홍길동",), ("hong@example.com",), ""),
    ("<홍길동 기자 hong@example.com>", ("홍길동",), ("hong@example.com",), ""),
    ("[홍길동 기자]", ("홍길동",), (), ""),
    ("홍길동 (hong@example.com)", ("홍길동",), ("hong@example.com",), ""),
    (
        "홍길동 기자 hong@example.com 김철수 기자 kim@example.com",
        ("홍길동", "김철수"),
        ("hong@example.com", "kim@example.com"),
        "",
    ),
    ("hong@example.com", (), ("hong@example.com",), ""),
    ("이혜경 기자  /  기사입력 2022.08.26 14:58", ("이혜경",), (), "기사입력 2022.08.26 14:58"),
    ("홍길동 기자 | 2024.01.02 12:34", ("홍길동",), (), "2024.01.02 12:34"),
    ("홍길동 기자 입력 2024.01.02 12:34", ("홍길동",), (), "입력 2024.01.02 12:34"),
    ("홍길동 기자 hong@example.com / 행정사회부 데스크", ("홍길동",), ("hong@example.com",), "행정사회부"),
    ("경제부 홍길동 기자", ("홍길동",), (), "경제부"),
    ("홍길동 경제부 기자", ("홍길동",), (), "경제부"),
    ("온라인뉴스팀 홍길동 기자", ("홍길동",), (), "온라인뉴스팀"),
    ("견본신문 홍길동 기자", ("홍길동",), (), ""),
    ("홍길동 기자(=포항)", ("홍길동",), (), ""),
    ("홍길동 기자hong@example.com", ("홍길동",), ("hong@example.com",), ""),
]
NO_PERSONS = [
    "편집부",
    "편집부 / 기사입력 2021.05.04 10:00",
    "편집부 기자",
    "온라인뉴스팀",
    "디지털뉴스팀 기자",
    "특별취재팀",
    "취재팀",
    "인터넷뉴스부",
    "관리자",
    "기자",
    "",
    "포항",
    "김 기자는 현장에 있었다",
    "이영희 기자가 말했다",
    "이영희 기자의 질문에 군수는 웃었다",
    "문의 전화는 군청으로 하면 된다",
    "기사입력 2022.08.26 14:58",
    "홍길동 기자는 이날 오전 군청에서 열린 설명회를 마치고 나온 주민 삼백여 명에게 물었다",
]


@pytest.mark.parametrize(("line", "reporters", "emails", "rest"), BYLINES, ids=[case[0] for case in BYLINES])
def test_byline_lines(line: str, reporters: tuple[str, ...], emails: tuple[str, ...], rest: str) -> None:
    assert read_byline(line) == Byline(reporters, emails, rest)


@pytest.mark.parametrize("line", NO_PERSONS)
def test_desks_and_sentences_are_no_persons(line: str) -> None:
    assert read_byline(line) == Byline((), (), line)


TEXT = "옥산군은 20일 '배터리 = 미래'를 알렸다."
OPENINGS = [
    ("[포항=뉴스핌] 남효선 기자 = ", "포항", "뉴스핌", ("남효선",)),
    ("[포항=뉴스핌] 남효선 기자 =", "포항", "뉴스핌", ("남효선",)),
    ("[포항=뉴스핌]남효선 기자=", "포항", "뉴스핌", ("남효선",)),
    ("[ 포항 = 뉴스핌 ] 남효선 기자 = ", "포항", "뉴스핌", ("남효선",)),
    ("(서울=연합뉴스) 손대성 기자 = ", "서울", "연합뉴스", ("손대성",)),
    ("[서울=뉴시스]홍연우 기자 = ", "서울", "뉴시스", ("홍연우",)),
    ("[서울=뉴시스] 홍길동 김철수 기자 = ", "서울", "뉴시스", ("홍길동", "김철수")),
    ("[서울=뉴시스] 홍길동·김철수 기자 = ", "서울", "뉴시스", ("홍길동", "김철수")),
    ("[서울=뉴스핌] 홍길동 인턴기자 = ", "서울", "뉴스핌", ("홍길동",)),
    ("[세종·서울=뉴스핌] 홍길동 기자 = ", "세종·서울", "뉴스핌", ("홍길동",)),
    ("[경북 포항=뉴스핌] 홍길동 기자 = ", "경북 포항", "뉴스핌", ("홍길동",)),
    ("[안동시=뉴스핌] 홍길동 기자 = ", "안동시", "뉴스핌", ("홍길동",)),
    ("[가온=뉴스핌] 홍길동 기자 = ", "가온", "뉴스핌", ("홍길동",)),
    ("[옥산=견본뉴스] 로버트 김 기자 = ", "옥산", "견본뉴스", ("로버트 김",)),
    ("(대구=뉴스1) 홍길동 기자 = ", "대구", "뉴스1", ("홍길동",)),
    ("(대구=뉴스1) ", "대구", "뉴스1", ()),
    ("[대구=뉴시스] 홍길동 기자 ", "대구", "뉴시스", ("홍길동",)),
    ("[포항=뉴스핌] 온라인뉴스팀 = ", "포항", "뉴스핌", ()),
    ("[포항=뉴스핌] = ", "포항", "뉴스핌", ()),
    ("(뉴욕 AP=연합뉴스) 홍길동 특파원 = ", "뉴욕", "연합뉴스", ("홍길동",)),
    ("(워싱턴=연합뉴스) 홍길동 특파원 = ", "워싱턴", "연합뉴스", ("홍길동",)),
    ("[워싱턴=홍길동 특파원] ", "워싱턴", "", ("홍길동",)),
    ("【브레이크뉴스 대구】진예솔 기자=", "대구", "브레이크뉴스", ("진예솔",)),
    ("【브레이크뉴스 구룡포】진예솔 기자=", "구룡포", "브레이크뉴스", ("진예솔",)),
    ("[경상매일신문=최종태기자] ", "", "경상매일신문", ("최종태",)),
    ("[브레이크뉴스=홍길동 기자] ", "", "브레이크뉴스", ("홍길동",)),
    ("[헤럴드경제(안동)=홍길동 기자] ", "안동", "헤럴드경제", ("홍길동",)),
    ("[견본일보 홍길동 기자] ", "", "견본일보", ("홍길동",)),
    ("[홍길동 기자] ", "", "", ("홍길동",)),
    ("[골닷컴] 김영범 기자 = ", "", "골닷컴", ("김영범",)),
    ("(포항) 홍길동 기자 = ", "포항", "", ("홍길동",)),
    ("[대구=데일리한국 홍길동 기자] ", "대구", "데일리한국", ("홍길동",)),
    ("[더팩트ㅣ포항=홍길동 기자] ", "포항", "더팩트", ("홍길동",)),
    ("[서울=AP/뉴시스] 홍길동 기자 = ", "서울", "뉴시스", ("홍길동",)),
    ("[경산=뉴스핌] 홍 길동 기자 = ", "경산", "뉴스핌", ("홍길동",)),
    ("포항=홍길동 기자 | ", "포항", "", ("홍길동",)),
    ("홍길동 기자 = ", "", "", ("홍길동",)),
    ("홍길동·김철수 기자= ", "", "", ("홍길동", "김철수")),
    ("포항=홍길동 기자 = ", "포항", "", ("홍길동",)),
]
NO_OPENINGS = [
    TEXT,
    "[단독] 옥산군은 설명회를 열었다.",
    "[사진] 옥산군 설명회",
    "[기자]",
    "[앵커] 옥산군이 설명회를 열었습니다.",
    "◀ANC▶ 옥산군이 설명회를 열었습니다.",
    "[기자수첩] 옥산군에 바란다",
    "[사진=포항시] 설명회",
    "(자료=통계청) 인구는 줄었다.",
    "(1달러=1300원) 환율이 올랐다.",
    "(A=3) 값은 셋이다.",
    "(재료=물) 물을 넣는다.",
    "[표 = 인구] 표를 보라.",
    "김 기자는 = 라고 썼다.",
    "홍길동 기자가 = 를 적었다.",
    "이영희 기자의 글 = 좋다",
    "배터리 = 미래 산업이다.",
    "기자 = 직업",
    "(옥산군청) 앞에서 홍길동 기자 일행을 만났다.",
    "[",
    "[]",
    "[=]",
    "[포항=]",
    "=",
    "",
]


@pytest.mark.parametrize(("prefix", "dateline", "agency", "reporters"), OPENINGS, ids=[case[0] for case in OPENINGS])
def test_openings(prefix: str, dateline: str, agency: str, reporters: tuple[str, ...]) -> None:
    assert split_opening(prefix + TEXT) == Opening(dateline, agency, reporters, TEXT)


@pytest.mark.parametrize("text", NO_OPENINGS)
def test_what_opens_a_text_otherwise_stays(text: str) -> None:
    assert split_opening(text) == Opening(rest=text)


CLOSINGS = [
    ("hong@example.com", (), ("hong@example.com",)),
    ("/홍길동 기자", ("홍길동",), ()),
    ("/ 홍길동 기자", ("홍길동",), ()),
    ("홍길동 기자", ("홍길동",), ()),
    ("홍길동 기자 hong@example.com", ("홍길동",), ("hong@example.com",)),
    ("/홍길동기자 hong@example.com", ("홍길동",), ("hong@example.com",)),
    ("홍길동 선임기자 hong@example.com", ("홍길동",), ("hong@example.com",)),
    ("홍길동 기자 hong@example.com / 행정사회부 데스크", ("홍길동",), ("hong@example.com",)),
    ("<홍길동 기자 hong@example.com>", ("홍길동",), ("hong@example.com",)),
    ("경주=홍길동 hong@example.com /이영희·김철수 기자", ("홍길동", "이영희", "김철수"), ("hong@example.com",)),
    ("제주=홍길동 기자 hong@example.com", ("홍길동",), ("hong@example.com",)),
    ("홍길동 기자 hong@example.com 010-1234-5678", ("홍길동",), ("hong@example.com",)),
    ("글·사진=홍길동 기자", ("홍길동",), ()),
    ("hong@example.com 2025-05-22 12:49", (), ("hong@example.com",)),
    ("홍길동 hong@example.com", ("홍길동",), ("hong@example.com",)),
    ("온라인뉴스팀", (), ()),
    ("/디지털뉴스팀", (), ()),
]
NO_CLOSINGS = [
    "김 기자는 그날을 이렇게 기억했다.",
    "이영희 기자가 말했다",
    "문의는 abc@example.go.kr",
    "문의: abc@example.go.kr",
    "접수처 abc@example.go.kr 또는 군청 배터리산업과",
    "설명회에는 홍길동 기자",
    "옥산군수 홍길동",
    "홍길동 대표",
    "홍길동",
    "끝까지 듣겠다고 했다.",
    "기자",
    "옥산군은 설명회를 또 연다. 문의는 군청으로 하면 된다.",
]


@pytest.mark.parametrize(("line", "reporters", "emails"), CLOSINGS, ids=[case[0] for case in CLOSINGS])
def test_closing_lines(line: str, reporters: tuple[str, ...], emails: tuple[str, ...]) -> None:
    body = ("첫 문단이다.", "홍길동 기자가 물었다.")
    assert split_closing([*body, line]) == Closing(body, reporters, emails)


@pytest.mark.parametrize(
    "line", [case[0] for case in CLOSINGS if "@" in case[0] or "/" in case[0] or case[0] == "홍길동 기자"]
)
def test_a_signature_after_the_last_sentence(line: str) -> None:
    alone = split_closing([line])
    for end in ("말했다. ", '말했다." ', "말했다.”"):
        joined = split_closing(["첫 문단이다.", end + line])
        assert joined == Closing(("첫 문단이다.", end.rstrip()), alone.reporters, alone.emails)


@pytest.mark.parametrize("line", NO_CLOSINGS)
def test_last_sentences_stay(line: str) -> None:
    assert split_closing(["첫 문단이다.", line]) == Closing(("첫 문단이다.", line))


def test_several_closing_lines_in_order() -> None:
    lines = ["본문이다.", "홍길동 기자 hong@example.com", "김철수 기자 kim@example.com", "(끝)"]
    assert split_closing(lines) == Closing(
        ("본문이다.",), ("홍길동", "김철수"), ("hong@example.com", "kim@example.com")
    )


def test_a_closing_line_in_the_middle_stays() -> None:
    lines = ("본문이다.", "홍길동 기자 hong@example.com", "덧붙인 문단이다.")
    assert split_closing(lines) == Closing(lines)


HOSTILE = ["홍길동 ", "a@a", "=", "[", "기자 ", "·", "가", "0", " ", "(가=나) ", "홍길동 기자 = ", "@", "a.", "/"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_to_an_end(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    read_byline(text)
    split_opening(text)
    split_closing([text])


WORDS = st.sampled_from(
    [
        "홍길동",
        "기자",
        "=",
        "[",
        "]",
        "포항=뉴스핌",
        "/",
        "·",
        "a@b.kr",
        "말했다.",
        "김 기자는",
        "(",
        ")",
        "편집부",
        " ",
        "\n",
    ]
)
LINES = st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=12).map("".join)


@given(LINES)
def test_nothing_is_invented(line: str) -> None:
    byline = read_byline(line)
    opening = split_opening(line)
    for name in (*byline.reporters, *opening.reporters):
        assert "".join(name.split()) in "".join(line.split())
    assert all(email in line for email in byline.emails)
    assert line.strip().endswith(opening.rest)


@given(st.lists(LINES, max_size=4))
def test_only_the_end_is_cut(paragraphs: list[str]) -> None:
    closing = split_closing(paragraphs)
    kept = len(closing.paragraphs)
    assert closing.paragraphs[: kept - 1] == tuple(paragraphs[: max(0, kept - 1)])
    if kept:
        assert paragraphs[kept - 1].startswith(closing.paragraphs[-1])
    assert split_closing(closing.paragraphs) == Closing(closing.paragraphs)
