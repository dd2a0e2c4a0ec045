"""Whatever stands around a headline in a release's head, the headline and the time are found, and the text begins behind."""

import re
from datetime import date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.times import KST
from pipelines.releases.release import Release, make_release
from pipelines.releases.release_head import is_fact
from tests.support.release_files import PARAGRAPHS, TITLE

DAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 10, 30, tzinfo=KST)
BODY = list(PARAGRAPHS)


def made(head: str, title: str = "", released: date | None = None) -> Release:
    return make_release("r.hwpx", "x", [*head.split("\n"), *BODY], title, released)


@pytest.mark.parametrize(
    ("head", "when"),
    [
        (f"{TITLE}", None),
        (f"2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"{TITLE}\n2026. 11. 18.(수) 10:30", AT),
        (f"{TITLE}\n- 의자 300개 놓고 18곡 들려준다 -\n2026년 11월 18일(수)", DAY),
        (f"(2026. 11. 18.)\n{TITLE}", DAY),
        (f"<2026년 11월 18일 수요일>\n{TITLE}", DAY),
        (f"11. 18.(수)\n{TITLE}", None),
        (f"보도자료\n배포일시: 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"보도자료\n{TITLE}\n배포일시: 2026. 11. 18.(수) 10:30", AT),
        (f"보 도 자 료\n보도일시 | 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"견본시 보도자료\n보도시점: 즉시 보도 | 배포: 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"보도시점 | 2026. 11. 18.(수) 12:00 <11. 19.(목) 조간> | 배포 | 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"보도시점 2026. 11. 18.(수) 12:00\n배포 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"배포일시 | 보도시점 | 담당부서\n2026. 11. 18.(수) 10:30 | 즉시 보도 | 문화예술과\n{TITLE}", AT),
        (f"즉시 보도\n{TITLE}", None),
        (f"즉시 보도 가능합니다\n2026. 11. 18.\n{TITLE}", DAY),
        (f"보도시점: 즉시 보도(2026. 11. 18.)\n{TITLE}", DAY),
        (f"보도시점 | 배포 즉시\n배포일 | 2026. 11. 18.(수) | 10:30\n{TITLE}", AT),
        (f"이 자료는 2026년 11월 18일(수) 10:30부터 보도하여 주시기 바랍니다.\n{TITLE}", AT),
        (f"2026. 11. 18.(수) 10:30 배포\n{TITLE}", AT),
        (f"살기 좋은 견본\n보도자료\n담당부서 | 문화예술과 | 담당자 | 과장 한가온(☎054-000-0000)\n{TITLE}", None),
        (f"문화예술과장 한가온 054-000-0000\n{TITLE}\n사진 있음", None),
        (f"제목: {TITLE}\n부제: 의자 300개를 놓는다", None),
        (f"제 목 | {TITLE}\n내용", None),
        (f"[보도자료] {TITLE}", None),
        (f"□ {TITLE}", None),
        (f"PRESS RELEASE\n『{TITLE}』\n(들꽃길 광장에서)", None),
        (f"{TITLE}\n담당: 문화예술과 054-000-0000\n□ 행사 개요\n○ 장소 들꽃길 광장", None),
        (f"보도시점 | (온라인) 2026. 11. 18.(수) 10:30 (지면) 2026. 11. 19.(목) 조간\n{TITLE}", AT),
        (f"보도시점: 인터넷 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"2026년 11월 18일(수) 배포 즉시 보도\n{TITLE}", DAY),
        (f"본 자료는 배포 즉시 보도 가능합니다.\n{TITLE}\n배포일: 2026-11-18 (수) 10:30", AT),
        (f"배포 일시 : ’26.11.18.(수) 오전 10시 30분 / 총 3매(붙임 포함)\n{TITLE}", AT),
        (f"보도일시: 2026. 11. 18(수) 10:30 이후\n{TITLE}", AT),
        (f"엠바고: 2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"보도시점\n2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"배포\n2026. 11. 18.(수) 10:30\n{TITLE}", AT),
        (f"견본시\n보도자료\n2026. 11. 18.(수)\n문화예술과\n{TITLE}", DAY),
        (f"2026. 11. 18. 수요일 | 견본시 대변인실\n{TITLE}", DAY),
        (f"견본시청 보도자료 (2026. 11. 18.)\n{TITLE}", DAY),
        (f"2026년 11월 18일(수) | 자료제공 : 문화예술과(과장 한가온) | ☎ 054-000-0000\n{TITLE}", DAY),
        (f"견본시 보도자료 | 2026. 11. 18.(수) 10:30 배포 총 3쪽(붙임 1쪽 포함) | 문화예술과\n{TITLE}", AT),
        (f"보도자료 | 견본시 | 2026년 11월 18일 (수)\n담당부서 | 문화예술과 | 과장 한가온\n{TITLE}", DAY),
        (f"2026.11.18.(수) / 문화예술과\n{TITLE}", DAY),
        (f"일시 | 2026. 11. 21. | 담당 | 문화예술과\n{TITLE}", None),
        (f"2026. 11. 21. | 들꽃길 광장\n{TITLE}", None),
        (f"일시 | 장소\n2026. 11. 21. | 견본시청\n{TITLE}", None),
        (f"안녕하십니까, 견본시 대변인실입니다.\n아래와 같이 보도자료를 보내드립니다.\n배포: 2026-11-18 10:30\n{TITLE}", AT),
        (f"1. 귀 언론사의 무궁한 발전을 기원합니다.\n2. 아래 내용을 보도하여 주시면 감사하겠습니다.\n{TITLE}", None),
        (f"[사진] 18일 들꽃길 광장에서 시민들이 노래를 듣고 있다.\n{TITLE}\n배포 2026.11.18.(수) 10:30", AT),
        (f"(사진 설명) 시민들이 의자에 앉아 노래를 듣고 있다.\n보도자료\n{TITLE}", None),
        (f"1. 제목: {TITLE}\n2. 주요 내용", None),
        (f"보도 가능 시각: 2026년 11월 18일 오전 10시 30분\n{TITLE}", AT),
        (f"보도유예: 2026. 11. 18.(수) 10:30\n배포일: 2026. 11. 17.\n{TITLE}", date(2026, 11, 17)),
        (f"보도시점 | (온라인) 2026. 11.\n18.(수) 10:30\n(지 면) 2026. 11.\n19.(목) 조간\n{TITLE}", AT),
        (f"게시일 | 2026. 11. 18.\n{TITLE}", DAY),
        (f"보도시점 | 배포일시\n(온라인) 2026. 11. 18.(수) 10:30 | 2026. 11. 18.(수) 10:30\n(지 면) 2026. 11. 19.(목) 조간\n{TITLE}", AT),
        (f"배포번호: 2026-118\n{TITLE}", None),
        (f"제2026-118호\n보도자료 제118호\n{TITLE}", None),
    ],
)  # fmt: skip
def test_the_headline_and_the_time_are_found(head: str, when: date | None) -> None:
    release = made(head)
    assert release.title == TITLE
    assert (release.released_at or release.released_on) == when
    assert release.body.split("\n")[-len(BODY) :] == BODY
    assert not re.search("보도자료|배포|즉시|2026", release.body)
    assert made(normalize("NFD", head)).letters == release.letters


@pytest.mark.parametrize(
    "headline",
    [
        "전화 한 통으로 끝나는 견본시 민원", "보도블록 새로 깔고 걷기 좋은 견본시", "문의 전화 넘친 견본시 음악회 자리",
        "끝없는 들꽃길 걷기 21일 열린다", "사진 한 장에 담은 견본의 가을", "담당 공무원이 찾아가는 복지 상담",
        "배포한 봉투 3천 장 다시 거둔다", "과장급 이상 청렴 교육 마쳐", "누리집에서 뽑는 올해의 견본 소식",
        "3월 1일부터 버스 요금 오른다", "[사진] 견본시, 들꽃길에 가을 나무 심는다", "“멀리 가지 않아도 좋은 노래” 음악회 연다",
        "견본시, 11월 21일 들꽃길 음악회", "내용 꽉 채운 견본 시민 대학",
    ],
)  # fmt: skip
def test_a_headline_that_begins_like_a_fact_is_one(headline: str) -> None:
    release = made(f"보도자료\n배포일시: 2026. 11. 18. 10:30\n{headline}")
    assert release.title == headline
    assert release.released_at == AT
    assert release.body.split("\n") == BODY


def test_a_headline_in_two_lines_is_one_and_a_headline_before_its_lead_is_not() -> None:
    assert made("견본시, 들꽃길 음악회\v21일 연다").title == TITLE
    release = make_release("r", "x", [f"{TITLE}\n{BODY[0]}", *BODY[1:]])
    assert (release.title, release.body.split("\n")) == (TITLE, BODY)
    table = make_release("r", "x", [f"배포일시 2026. 11. 18. 10:30\n담당부서: 문화예술과\n{TITLE}", *BODY])
    assert (table.title, table.released_at, table.issuer) == (TITLE, AT, "문화예술과")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("견본시, 걷는 사람이 먼저인 길을 만들기 위해", "들꽃길 광장 둘레 찻길 줄인다"),
        ("바다 쓰레기 줄이려 어업인과 손잡고", "수거선 12척 새로 띄운다"),
        ("견본시, 의자 300개 놓고 18곡 들려주는 음악회를", "21일 들꽃길 광장에서 연다"),
        ("“멀리 가지 않아도 좋은 노래”…", "견본시 들꽃길 음악회 21일 연다"),
    ],
)
def test_a_headline_in_two_paragraphs_is_one_where_the_first_ends_in_the_middle(first: str, second: str) -> None:
    release = made(f"보도자료\n배포일시: 2026. 11. 18. 10:30\n{first}\n{second}\n- 의자 300개를 놓는다")
    assert (release.title, release.released_at) == (f"{first} {second}", AT)
    assert release.body.split("\n") == ["- 의자 300개를 놓는다", *BODY]
    assert made(f"{first}\n- 의자 300개를 놓는다").title == first.rstrip("…") + "…" * first.endswith("…")


@pytest.mark.parametrize(
    "signed", ["2026. 11. 18.", "붙임 사진 2장.  끝.\n2026. 11. 18.\n견본시 대변인실", "2026년 11월 18일\n견본시장"]
)
def test_the_date_that_signs_a_release_is_its_own(signed: str) -> None:
    lines = ["보도자료", TITLE, *BODY]
    assert make_release("r", "x", [*lines, *signed.split("\n")]).released_on == DAY
    later = make_release("r", "x", ["2026. 11. 17.", *lines, *signed.split("\n")])
    assert later.released_on == date(2026, 11, 17)


@pytest.mark.parametrize(
    "end",
    [
        "행사 안내\n2026. 11. 21.(토)\n들꽃길 광장",
        "2026. 11. 21.\n들꽃길 광장\n누구나 올 수 있음",
        "일시\n2026. 11. 21.",
    ],
)
def test_a_date_among_the_facts_below_the_text_is_not_the_releases(end: str) -> None:
    assert make_release("r", "x", ["보도자료", TITLE, *BODY, *end.split("\n")]).released_on is None


def test_a_headline_that_a_person_gives_is_believed() -> None:
    head = "보도자료\n살기 좋은 우리 견본 만들기\n견본시, 들꽃길 음악회 21일 연다\n의자 300개를 놓는다"
    release = made(head, TITLE)
    assert (release.title, release.body.split("\n")) == (TITLE, ["의자 300개를 놓는다", *BODY])
    assert made(head, normalize("NFD", TITLE)).letters == release.letters
    glued = make_release("r", "x", [f"{TITLE} {BODY[0]}", *BODY[1:]], TITLE)
    assert (glued.title, glued.body.split("\n")) == (TITLE, BODY)
    other = made("보도자료\n견본시 음악회 안내", "전혀 다른 제목")
    assert (other.title, other.body.split("\n")) == ("전혀 다른 제목", BODY)


SLOGANS = (
    "살기 좋은 견본", "시민이 행복한 견본시", "변화와 혁신으로 미래를 여는 견본", "“더 큰 견본, 더 행복한 시민”", "『일류 도시 견본』",
    "견본을 새롭게! 시민을 이롭게!", "활기찬 경제 따뜻한 복지", "청렴한 공직 신뢰받는 행정", "바다와 산이 숨 쉬는 도시",
)  # fmt: skip


@pytest.mark.parametrize("slogan", SLOGANS)
@pytest.mark.parametrize(
    "head", ["{slogan}\n{title}", "보도자료\n{slogan}\n{title}\n2026. 11. 18.", "{slogan}\n{title}\n- 의자 300개"]
)
def test_a_slogan_right_above_the_headline_is_passed_over(head: str, slogan: str) -> None:
    release = made(head.format(slogan=slogan, title=TITLE))
    assert release.title == TITLE
    assert slogan not in release.body


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("가을밤, 노래로 물들다", "- 견본시, 들꽃길 음악회 21일 연다"),
        ("들꽃길 음악회 21일 연다", "시립합창단과 주민 악단 6곳, 18곡 들려준다"),
        ("견본시 음악회 연다", "의자 300개를 놓는다"),
    ],
)
def test_a_headline_above_its_sub_headline_is_no_slogan(title: str, below: str) -> None:
    assert made(f"보도자료\n{title}\n{below}").title == title


@pytest.mark.parametrize("file", ["1118 가을밤 노래로 물들다.hwpx", "(보도자료) 가을밤, 노래로 물들다(문화예술과).pdf"])
def test_the_name_of_the_file_says_which_line_is_the_headline(file: str) -> None:
    lines = ["보도자료", "음악회의 도시 견본", "가을밤, 노래로 물들다", *BODY]
    assert make_release(file, "x", lines).title == "가을밤, 노래로 물들다"
    decomposed = make_release(normalize("NFD", file), "x", lines)
    assert decomposed.title == "가을밤, 노래로 물들다"


def test_dates_of_the_text_are_not_the_releases() -> None:
    release = make_release("r", "x", [TITLE, BODY[0], "2026. 11. 21.(토)", "들꽃길 광장", *BODY[1:]])
    assert release.released_on is None
    two = made(f"2026. 11. 18.\n{TITLE}\n2026. 11. 21.")
    assert two.released_on is None


@given(
    st.lists(
        st.text(alphabet="보도자료배포일시담당 제목:|\n\t2026.1()-<>[]다.가나\ud7a3\u1112", max_size=60), max_size=9
    )
)
def test_any_lines_make_a_release_that_loses_no_sentence(lines: list[str]) -> None:
    release = make_release("r", "x", [*lines, *BODY])
    assert release.body.endswith(BODY[-1])
    assert all(not is_fact(one) for one in BODY)
    for one in BODY:
        assert one in release.body


LETTERHEADS = ("견본시", "견 본 시", "견본시청 대변인실", "Gyeonbon City", "문화예술과", "견본광역시교육청")
MARKS = (
    "보도자료",
    "보 도 자 료",
    "견본시 보도자료",
    "[보도자료]",
    "PRESS RELEASE",
    "보도자료 제2026-118호",
    "살기 좋은 견본\n보도자료",
)
FACT_FORMS = (
    "배포일시: {day} 10:30", "배포일시 | {day} 10:30 | 담당부서 | 문화예술과", "보도시점 | 즉시 보도 | 배포 | {day} 10:30",
    "보도시점 | 배포 즉시\n배포일시 | {day} 10:30", "배 포 일 시\n{day} 10:30", "{day} 10:30",
    "배포일시 | 담당부서 | 담당자\n{day} 10:30 | 문화예술과 | 한가온(054-000-0000)", "작성일: {day}\n배포: {day} 10:30",
    "제공일자: {day} 10:30\n제공부서: 문화예술과", "보도일시: {day} 10:30부터 보도하여 주시기 바랍니다.",
)  # fmt: skip
DAYS = (
    "2026. 11. 18.(수)",
    "2026.11.18.(수)",
    "2026년 11월 18일(수)",
    "2026-11-18(수)",
    "2026. 11. 18. 수요일",
    "’26. 11. 18.(수)",
)
SUB_HEADLINES = ("", "\n- 의자 300개 놓고\n- 18곡 들려준다", "\n(들꽃길 광장에서)", "\n▷ 의자 300개 놓고 18곡")
PEOPLE = (
    "",
    "담당: 문화예술과장 한가온 054-000-0000\n",
    "사진 있음\n",
    "담당부서 | 문화예술과 | 과장 | 한가온 | (054-000-0000)\n",
)
HEADLINES = (
    TITLE, "“멀리 가지 않아도 좋은 노래”… 견본시 음악회", "문의 줄 잇는 견본시 빈집 사업", "11월 21일은 견본 시민의 날",
    "견본시-라온대, 청년 일자리 업무협약 체결", "2027년 견본시 예산 1조 2천억 원 편성",
)  # fmt: skip


@given(*map(st.sampled_from, (LETTERHEADS, MARKS, FACT_FORMS, DAYS, SUB_HEADLINES, PEOPLE, HEADLINES)), st.booleans())
def test_in_any_order_the_headline_and_the_time_are_found(
    letterhead: str, mark: str, facts: str, day: str, sub: str, people: str, headline: str, is_above: bool
) -> None:
    said = facts.format(day=day)
    parts = (said, f"{headline}{sub}") if is_above else (f"{headline}{sub}", said)
    release = made("\n".join([letterhead, mark, *parts, people]).strip())
    assert release.title == headline
    assert release.released_at == AT
    assert release.body.split("\n")[-len(BODY) :] == BODY
