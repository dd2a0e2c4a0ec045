"""Every form of a date on regional sites, one line a form; what is no date gives nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.times import KST
from pipelines.text.dates import find_moments, parse_moment

FETCHED = datetime(2026, 11, 20, 0, 5, 30, tzinfo=KST)


def kst(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=KST)  # type: ignore[arg-type, misc]


# text, moment, label, precision
FORMS = [
    ("2023년11월14일 14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("기사입력 : 2023년11월14일 14:49", (2023, 11, 14, 14, 49), "published", "minute"),
    ("최종수정 : 2023년11월14일 14:50", (2023, 11, 14, 14, 50), "modified", "minute"),
    ("기사입력 2022.08.26 14:58", (2022, 8, 26, 14, 58), "published", "minute"),
    ("이혜경 기자  /  기사입력 2022.08.26 14:58", (2022, 8, 26, 14, 58), "published", "minute"),
    ("승인 2024.01.02 12:34", (2024, 1, 2, 12, 34), "published", "minute"),
    ("입력 2024.01.02 12:34", (2024, 1, 2, 12, 34), "published", "minute"),
    ("등록일 2024.01.02 12:34", (2024, 1, 2, 12, 34), "published", "minute"),
    ("등록일시: 2024.01.02 12:34", (2024, 1, 2, 12, 34), "published", "minute"),
    ("2026년 11월 20일 09시 30분 고침", (2026, 11, 20, 9, 30), "modified", "minute"),
    ("수정 2024.01.02 12:34", (2024, 1, 2, 12, 34), "modified", "minute"),
    ("기사수정 2013-10-24 03:00:00", (2013, 10, 24, 3), "modified", "second"),
    ("등록 2023.04.05 12:34:56", (2023, 4, 5, 12, 34, 56), "published", "second"),
    ("기사입력: 2012/08/02 [10:36]", (2012, 8, 2, 10, 36), "published", "minute"),
    ("2012.08.02 [11:00]", (2012, 8, 2, 11, 0), "", "minute"),
    ("2023년 01월 27일(금) 21:38 [견본신문]", (2023, 1, 27, 21, 38), "", "minute"),
    ("입력 : 2019년 03월 19일", (2019, 3, 19), "published", "day"),
    ("2022년 11월 03일(목) 18:59", (2022, 11, 3, 18, 59), "", "minute"),
    ("2019-05-02(목) 11:25", (2019, 5, 2, 11, 25), "", "minute"),
    ("최종편집:2025-06-27 오후 04:21:48", (2025, 6, 27, 16, 21, 48), "clock", "second"),
    ("최종편집:2025-06-22 14:43:23", (2025, 6, 22, 14, 43, 23), "clock", "second"),
    ("편집 : 2022-11-27 02:37 (일)", (2022, 11, 27, 2, 37), "clock", "minute"),
    ("UPDATE: 2018년 03월 20일 15시 50분", (2018, 3, 20, 15, 50), "clock", "minute"),
    ("현재시각 2026.11.20 00:05", (2026, 11, 20, 0, 5), "clock", "minute"),
    ("최종업데이트 2016-09-18 07:04:37", (2016, 9, 18, 7, 4, 37), "clock", "second"),
    ("업데이트 2016-09-18 07:04", (2016, 9, 18, 7, 4), "modified", "minute"),
    ("송고시간 | 2016/09/17 11:35", (2016, 9, 17, 11, 35), "published", "minute"),
    ("2016/09/17 11:35 송고", (2016, 9, 17, 11, 35), "published", "minute"),
    ("작성일 2024-03-01 09:00", (2024, 3, 1, 9, 0), "published", "minute"),
    ("게시 : 2024-03-01", (2024, 3, 1), "published", "day"),
    ("지면게재일 2025년 01월 02일 목요일", (2025, 1, 2), "", "day"),
    ("등록일자: 2009.01.16", (2009, 1, 16), "", "day"),
    ("23.11/14 14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("23-11-14 14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("23.11.14 14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("'23.11.14 14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("작성일 98-05-01", (1998, 5, 1), "published", "day"),
    ("2023.11.14", (2023, 11, 14), "", "day"),
    ("2016.9.17.", (2016, 9, 17), "", "day"),
    ("2012. 8. 1. 오전 10:30:00", (2012, 8, 1, 10, 30), "", "second"),
    ("2023.11.14. 오후 2:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14 오후 12:30", (2023, 11, 14, 12, 30), "", "minute"),
    ("2023-11-14 오전 12:30", (2023, 11, 14, 0, 30), "", "minute"),
    ("2023-11-14 오후 12:00", (2023, 11, 14, 12, 0), "", "minute"),
    ("2023-11-14 오전 12:00", (2023, 11, 14, 0, 0), "", "minute"),
    ("2023-11-14 오후 0:15", (2023, 11, 14, 12, 15), "", "minute"),
    ("2023-11-14 오후 15:12", (2023, 11, 14, 15, 12), "", "minute"),
    ("2023-11-14 오후 11:59", (2023, 11, 14, 23, 59), "", "minute"),
    ("2023-11-14 2:49 PM", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14 am 9:05", (2023, 11, 14, 9, 5), "", "minute"),
    ("2023년 11월 14일 오후 3시", (2023, 11, 14, 15, 0), "", "minute"),
    ("2023년 11월 14일 오후 3시 5분 7초", (2023, 11, 14, 15, 5, 7), "", "second"),
    ("2023-11-14 24:00", (2023, 11, 15, 0, 0), "", "minute"),
    ("2024-02-29 00:00", (2024, 2, 29, 0, 0), "", "minute"),
    ("2023년11월14일14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14T14:49:00+09:00", (2023, 11, 14, 14, 49), "", "second"),
    ("2023-11-14T14:49:00+0900", (2023, 11, 14, 14, 49), "", "second"),
    ("2023-11-14T14:49", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14T05:49:00Z", (2023, 11, 14, 14, 49), "", "second"),
    ("2023-11-14T05:49:00.123Z", (2023, 11, 14, 14, 49), "", "second"),
    ("2023-11-13T23:49:00-06:00", (2023, 11, 14, 14, 49), "", "second"),
    ("2023-11-14 14:49:00 KST", (2023, 11, 14, 14, 49), "", "second"),
    ("Tue, 14 Nov 2023 05:49:00 GMT", (2023, 11, 14, 14, 49), "", "second"),
    ("Tue Nov 14 2023 14:49:00 GMT+0900 (한국 표준시)", (2023, 11, 14, 14, 49), "", "second"),
    ("Tue Nov 14 2023 05:49:00 GMT+0000", (2023, 11, 14, 14, 49), "", "second"),
    ("2023-11-14 14:49 GMT+09:00", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14 14:49 UTC+9", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14 14:49 UTC +09:00", (2023, 11, 14, 14, 49), "", "minute"),
    ("2023-11-14 05:49 UTC", (2023, 11, 14, 14, 49), "", "minute"),
    ("Tue, 14 Nov 2023 05:49:00 +0000", (2023, 11, 14, 14, 49), "", "second"),
    ("Tue, 14 Nov 2023 14:49:00 +0900", (2023, 11, 14, 14, 49), "", "second"),
    ("Tue, 14 Nov 2023 14:49:00", (2023, 11, 14, 14, 49), "", "second"),
    ("14 Nov 2023 00:49 EST", (2023, 11, 14, 14, 49), "", "minute"),
    ("14 Nov 23 14:49:00", (2023, 11, 14, 14, 49), "", "second"),
    ("Nov 14, 2023 2:49 PM", (2023, 11, 14, 14, 49), "", "minute"),
    ("November 14, 2023", (2023, 11, 14), "", "day"),
    ("August 1st, 2012, 10:41 am KST", (2012, 8, 1, 10, 41), "", "minute"),
    ("Published: Nov. 14, 2023", (2023, 11, 14), "published", "day"),
]


@pytest.mark.parametrize(("text", "at", "label", "precision"), FORMS, ids=[form[0] for form in FORMS])
def test_each_form(text: str, at: tuple[int, ...], label: str, precision: str) -> None:
    (moment,) = find_moments(text)
    assert (moment.at, moment.label, moment.precision, moment.relative) == (kst(*at), label, precision, False)
    assert moment.at.utcoffset() == timedelta(hours=9)
    assert moment.raw in text
    assert moment.raw[-1] not in " :|"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("20231114144900", (2023, 11, 14, 14, 49)),
        ("202311141449", (2023, 11, 14, 14, 49)),
        ("20231114T144900", (2023, 11, 14, 14, 49)),
        ("20231114T054900Z", (2023, 11, 14, 14, 49)),
        ("20231114", (2023, 11, 14)),
        ("  2026-09-11T10:23:07+09:00\n", (2026, 9, 11, 10, 23, 7)),
        ("2024-01-02 12:34:56", (2024, 1, 2, 12, 34, 56)),
    ],
)
def test_machine_fields(text: str, at: tuple[int, ...]) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert moment.at == kst(*at)


NOTHING = [
    "",
    "2023.13.14 10:00",
    "2023-02-29",
    "2023.11.31 10:00",
    "2023-11-14 25:00",
    "2023-11-14 14:60",
    "2023-11-14 14:49:61",
    "2023-11-14 24:01",
    "2023-11-14 오전 13:00",
    "2023-00-10",
    "0000-00-00 00:00:00",
    "1023-11-14",
    "2999-11-14",
    "054-270-2114",
    "054-2023-1114",
    "010-2023-11-14",
    "02.2023.11.14",
    "2023-11-14-0001",
    "2023.11.14.7",
    "120231114",
    "https://www.example.com/news/view/20231114000123",
    "11.14 14:49",
    "14:49",
    "11월 14일 14:49",
    "2023.11",
    "2023년 11월",
    "12.3.4",
    "버전 12.3.45",
    "10.11.12.13",
    "2023년 13월 1일",
    "Nov 31, 2023",
    "13 Foo 2023",
    "Tue, 14 Nov 2023 25:49:00",
    "2023-11-14T14:49:00+19:00",
    "3시간 전",
    "어제 14:20",
    "방금",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_gives_nothing(text: str) -> None:
    assert find_moments(text) == ()
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    "text", ["20231314144900", "20231114254900", "20231114000123000", "00000000", "1699940940", "999912312359"]
)
def test_numbers_that_are_no_machine_date(text: str) -> None:
    assert parse_moment(text) is None


RELATIVE = [
    ("방금", (2026, 11, 20, 0, 5), "minute"),
    ("방금 전", (2026, 11, 20, 0, 5), "minute"),
    ("40초 전", (2026, 11, 20, 0, 4, 50), "second"),
    ("5분 전", (2026, 11, 20, 0, 0), "minute"),
    ("6분전", (2026, 11, 19, 23, 59), "minute"),
    ("3시간 전", (2026, 11, 19, 21, 5), "minute"),
    ("2일 전", (2026, 11, 18), "day"),
    ("어제", (2026, 11, 19), "day"),
    ("어제 14:20", (2026, 11, 19, 14, 20), "minute"),
    ("어제 오후 2:20", (2026, 11, 19, 14, 20), "minute"),
    ("그제 14:20", (2026, 11, 18, 14, 20), "minute"),
    ("오늘 00:03", (2026, 11, 20, 0, 3), "minute"),
    ("홍길동 기자 | 3시간 전", (2026, 11, 19, 21, 5), "minute"),
    ("입력 3시간 전", (2026, 11, 19, 21, 5), "minute"),
]


@pytest.mark.parametrize(("text", "at", "precision"), RELATIVE)
def test_relative_times_against_the_fetching(text: str, at: tuple[int, ...], precision: str) -> None:
    (moment,) = find_moments(text, fetched_at=FETCHED)
    assert (moment.at, moment.precision, moment.relative) == (kst(*at), precision, True)
    assert find_moments(text, fetched_at=FETCHED.astimezone(UTC)) == (moment,)
    assert find_moments(text) == ()


@pytest.mark.parametrize(
    "text", ["3시간 전부터 비가 내렸다", "그는 3시간 전 떠났다", "경찰은 어제 그를 만났다", "어제 25:00", "1000일 전"]
)
def test_relative_words_of_a_sentence_are_no_time(text: str) -> None:
    assert find_moments(text, fetched_at=FETCHED) == ()


def test_several_moments_keep_their_order_and_labels() -> None:
    text = "최종편집:2025-06-22 14:43:23 입력 2016-09-18 03:00:00 수정 2016-09-18 10:44:23"
    assert [(m.at, m.label) for m in find_moments(text)] == [
        (kst(2025, 6, 22, 14, 43, 23), "clock"),
        (kst(2016, 9, 18, 3), "published"),
        (kst(2016, 9, 18, 10, 44, 23), "modified"),
    ]
    moment = parse_moment(text)
    assert moment is not None
    assert moment.at == kst(2016, 9, 18, 3)


def test_a_clock_alone_is_no_date_of_an_article() -> None:
    assert parse_moment("최종편집: 2025-06-27 오후 04:21:48") is None
    assert parse_moment("2012/08/02 [10:36]  최종편집:    ⓒ 견본신문") is not None


@pytest.mark.parametrize(
    "hostile",
    ["1", "2023.", "2023-11-14 ", "Jan ", "14 Nov ", " ", "방금 ", "1일 전 ", "입력 : ", "오후 ", "2023년   ", "[("],
)
def test_hostile_text_comes_to_an_end(hostile: str) -> None:
    find_moments(hostile * (1_000_000 // len(hostile)), fetched_at=FETCHED)


MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2199, 12, 30)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=KST)
)
WRITTEN = [
    "{0.year}년{0.month:02}월{0.day:02}일 {0.hour:02}:{0.minute:02}",
    "{0.year}년 {0.month}월 {0.day}일 {0.hour}시 {0.minute}분",
    "{0.year}.{0.month:02}.{0.day:02} {0.hour:02}:{0.minute:02}",
    "{0.year}-{0.month:02}-{0.day:02}(월) {0.hour:02}:{0.minute:02}",
    "{0.year}/{0.month:02}/{0.day:02} [{0.hour:02}:{0.minute:02}]",
    "{0.year}-{0.month:02}-{0.day:02}T{0.hour:02}:{0.minute:02}:00+09:00",
    "{0.year}. {0.month}. {0.day}. {1} {2}:{0.minute:02}",
]


@given(MOMENTS, st.sampled_from(WRITTEN), st.sampled_from(["", "기사입력 ", "홍길동 기자 / ", "[", "입력: "]))
def test_what_was_written_is_read(at: datetime, form: str, before: str) -> None:
    text = before + form.format(at, "오전" if at.hour < 12 else "오후", at.hour % 12 or 12)
    (moment,) = find_moments(text)
    assert moment.at == at


@given(MOMENTS)
def test_other_zones_become_korean(at: datetime) -> None:
    moment = parse_moment(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert moment is not None
    assert moment.at == at
    assert moment.at.tzinfo == KST


@given(st.text(alphabet="0123456789.-/:년월일시분 TZ+[](오전후입력", max_size=40))
def test_never_raises_and_never_moves_a_day(text: str) -> None:
    for moment in find_moments(text, fetched_at=FETCHED):
        assert moment.raw in text
        assert 1899 <= moment.at.year <= 2200
