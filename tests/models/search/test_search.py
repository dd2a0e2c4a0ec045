"""What a search finds and how it is ordered, counted and paged, by examples; and no text breaks it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.query.filters import Filters
from models.query.syntax import parse
from models.query.tree import loosen_query
from models.records.errors import CursorError
from models.records.story import Counted
from models.search import relevance as ranking_module
from models.search import search as search_module
from models.search.facets import count_by
from models.search.search import count, matches, search
from tests.support.search_archive import OUTLETS, PHOTO, START, Ground, article, paged
from tests.support.search_strategies import WORDS

pytestmark = pytest.mark.usefixtures("limits")


@pytest.fixture
def ground() -> Iterator[Ground]:
    ground = Ground()
    yield ground
    ground.db.close()


def found(ground: Ground, typed: str, **filters: object) -> set[str]:
    """The headlines that a query finds."""
    return {hit.article.headline for hit in search(ground.db, parse(typed), Filters(**filters)).hits}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("시", "포항시는 오늘"),
        ("항시", "포항시는"),
        ("K하이닉스", "SK하이닉스가"),
        ("batt", "POBATT2023 개막"),
        ("att20", "POBATT2023 개막"),
        ("1000", "예산 1,000억 원"),
        ("1,000", "예산 1000억 원"),
        ("000", "예산 1,000억 원"),
        ("００억", "예산 1,000억 원"),
        ("023년", "2023년"),
        ("a", "삼성SDIa"),
        ("日", "在日本"),
        ("지솔루", "LG에너지솔루션"),
        ("(주)포", "㈜포스코"),
        ('"국제 컨퍼런스"', "포항 국제  컨퍼런스가"),
        ("e-m", "kim.e-mail@x.com"),
    ],
)
def test_parts_of_words_are_found(ground: Ground, typed: str, text: str) -> None:
    ground.add_all([article("있다", text), article("없다", "전혀 다른 글 9")])
    assert found(ground, typed) == {"있다"}


def test_what_is_not_there_is_not_found(ground: Ground) -> None:
    ground.add(article("포항", "배터가 리튬\n전지 이차"))
    for typed in ("배터리", '"리튬 전지"', "이차전지", "항배", "batt", "o1", "0o", "포항 서울", "-포항", '"포항 배터"'):
        assert found(ground, typed) == set(), typed


def test_the_grams_of_a_term_in_other_words_are_no_hit(ground: Ground) -> None:
    ground.add(article("하나", "가나 나다 SK전자 하이닉스"))
    for typed in ("가나다", "K하이닉스", '"나다 가나"', "없다 OR 가나다", "가나 가나다"):
        assert found(ground, typed) == set(), typed
        assert count(ground.db, parse(typed)) == (0, False)
    for typed in ("-가나다", "가나 -가나다", '나다 -"나다 가나"', "SK -K하이닉스"):
        assert found(ground, typed) == {"하나"}, typed
        assert count(ground.db, parse(typed)) == (1, False)


def test_all_parts_of_an_article_are_searched(ground: Ground) -> None:
    ground.add(article("머리말", "몸글", deck="부제목", reporters=("남효선",), photos=(PHOTO,)))
    for typed in ("머리말", "몸글", "부제목", "남효선", "행사장 전경"):
        assert found(ground, typed) == {"머리말"}
    assert found(ground, "견본시") == set()  # a credit


def test_an_empty_query_is_every_article(ground: Ground) -> None:
    ground.add_all([article("하나"), article("둘", outlet=OUTLETS[1][0])])
    assert found(ground, "") == {"하나", "둘"}
    assert found(ground, "!?", outlets=(OUTLETS[1][0],)) == {"둘"}


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("headline:포항", {"포항 배터리"}),
        ("제목:(포항 배터리)", {"포항 배터리"}),
        ("headline:batt", {"POBATT 개막"}),
        ("기자:남효선 -제목:포항", {"대전환 시대"}),
        ("reporter:효선", {"포항 배터리", "대전환 시대"}),
        ("매체:신문", {"POBATT 개막"}),
        ("outlet:gyeongbuk-one", {"포항 배터리", "대전환 시대"}),
        ("section:경북 -분야:경제", {"포항 배터리"}),
        ("section:없는것", set()),
        ("=대전", {"POBATT 개막"}),
        ("대전", {"POBATT 개막", "대전환 시대"}),
        ('="국제 행사"', {"포항 배터리"}),
        ("(포항 OR 대전환) 남효선", {"포항 배터리", "대전환 시대"}),
        ("-(=배터리 OR 대전환)", {"POBATT 개막"}),
        ("이차전지", {"대전환 시대"}),
    ],
)
def test_fields_whole_words_and_parentheses(ground: Ground, typed: str, headlines: set[str]) -> None:
    ground.add(article("포항 배터리", "국제 행사를 이차 전지 산업", reporters=("남효선",), section="전국 > 경북"))
    ground.add(article("POBATT 개막", "대전에서 포항으로", outlet=OUTLETS[1][0], outlet_title=OUTLETS[1][2]))
    ground.add(article("대전환 시대", "이차전지와", reporters=("남효선",), section="경제"))
    assert found(ground, typed) == headlines


def test_loose_spacing(ground: Ground) -> None:
    ground.add_all(
        [
            article("하나", "이차 전지 산업"),
            article("둘", "이차전지산업"),
            article("셋", "이차\n전지"),
            article("넷", "LG 에너지"),
        ]
    )
    loose = loosen_query(parse("이차전지"))
    assert {hit.article.headline for hit in search(ground.db, loose).hits} == {"하나", "둘"}
    assert {hit.article.headline for hit in search(ground.db, loosen_query(parse('"차전지 산"'))).hits} == {
        "하나",
        "둘",
    }
    assert {hit.article.headline for hit in search(ground.db, loosen_query(parse("LG에너"))).hits} == {"넷"}
    assert {hit.article.headline for hit in search(ground.db, loosen_query(parse('"L G"'))).hits} == {"넷"}
    assert search(ground.db, parse('"L G"')).total == 0


def test_counts_by_what_is_there(ground: Ground) -> None:
    ground.add(article("하나", "포항", reporters=("남효선", "이혜경"), section="경북"))
    ground.add(article("둘", "포항", reporters=("남효선",), published_at=START + timedelta(days=40)))
    ground.add(article("셋", "대전", outlet=OUTLETS[1][0]))
    query = parse("포항")
    assert count_by(ground.db, query, "outlet") == [("견본일보", Counted(2, 2))]
    assert count_by(ground.db, query, "month") == [("2026-11", Counted(1, 1)), ("2026-12", Counted(1, 1))]
    assert count_by(ground.db, query, "day") == [
        (START.strftime("%Y-%m-%d"), Counted(1, 1)),
        ((START + timedelta(days=40)).strftime("%Y-%m-%d"), Counted(1, 1)),
    ]
    assert count_by(ground.db, query, "region") == [("경북", Counted(2, 2))]
    assert count_by(ground.db, query, "reporter") == [("남효선", Counted(2, 2)), ("이혜경", Counted(1, 1))]
    assert count_by(ground.db, query, "section") == [("", Counted(1, 1)), ("경북", Counted(1, 1))]
    assert count_by(ground.db, parse(""), "reporter")[-1] == ("이혜경", Counted(1, 1))
    assert count_by(ground.db, query, "outlet", Filters(outlets=("unknown",))) == []


def test_filters(ground: Ground) -> None:
    ground.add(article("어제", published_at=START - timedelta(days=1), section="전국 > 경북", reporters=("남효선",)))
    ground.add(article("오늘", outlet=OUTLETS[1][0], region="대구·경북"))
    ground.add(article("날짜 없음", published_at=None, outlet=OUTLETS[2][0], region="울산"))
    today = START.date()
    assert found(ground, "", since=today) == {"오늘", "날짜 없음"}
    assert found(ground, "", until=today - timedelta(days=1)) == {"어제"}
    assert found(ground, "", since=today, until=today - timedelta(days=1)) == set()
    assert found(ground, "", regions=("경북",)) == {"어제", "오늘"}
    assert found(ground, "", regions=("대구",)) == {"오늘"}
    assert found(ground, "", outlets=("견본일보",)) == {"어제"}
    assert found(ground, "", section="경북") == found(ground, "", section="전국>경북") == {"어제"}
    assert found(ground, "", section="전국") == {"어제"}
    assert found(ground, "", reporter=" 남효선 ") == {"어제"}
    assert found(ground, "", reporter="남효") == set()
    undated = search(ground.db, parse("날짜"))
    assert [hit.article.published_at for hit in undated.hits] == [None]


def test_newest_first_by_the_minute_not_by_arrival(ground: Ground) -> None:
    hours = (3, 1, 25, 2, 49, 26)
    ground.add_all(article(str(hour), "글", published_at=START + timedelta(hours=hour)) for hour in hours)
    ground.add(article("undated", "글", published_at=None, fetched_at=START + timedelta(hours=5)))
    newest = [hit.article.headline for hit in search(ground.db, parse("글")).hits]
    assert newest == ["49", "26", "25", "3", "2", "1", "undated"]
    oldest = [hit.article.headline for hit in search(ground.db, parse("글"), sort="oldest").hits]
    assert oldest == newest[::-1]


def test_relevance_puts_headlines_and_whole_words_first(ground: Ground) -> None:
    ground.add(article("본문에만", "어느 날 " * 60 + "대전에서"))
    ground.add(article("첫 문단", "대전에서 열렸다. " + "어느 날 " * 60))
    ground.add(article("일부 낱말", "대전환의 시대"))
    ground.add(article("대전환 시대", "다른 글"))
    ground.add(article("대전, 새 단장", "다른 글"))
    if ranking_module.MAX_POOL < 5:
        return  # the pool holds the newest only
    ranked = [hit.article.headline for hit in search(ground.db, parse("대전"), sort="relevance").hits]
    assert ranked == ["대전, 새 단장", "대전환 시대", "첫 문단", "일부 낱말", "본문에만"]


def test_an_old_headline_comes_before_many_newer_bodies(ground: Ground) -> None:
    ground.add(article("영일만 다리", "글", published_at=START - timedelta(days=30)))
    ground.add_all(article("다른 제목", "영일만 이야기", published_at=START + timedelta(hours=n)) for n in range(320))
    first = search(ground.db, parse("영일만"), sort="relevance", limit=1).hits[0]
    assert first.article.headline == "영일만 다리"
    assert first.score > 0
    everything = paged(ground.db, parse("영일만"), Filters(), "relevance", 100)
    assert len(everything) == len(set(everything)) == 321


def test_totals_are_exact_up_to_ten_thousand(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "COUNT_CAP", 5)
    ground.add_all(article(f"제목 {n}", "배터리") for n in range(5))
    for typed in ("배터", "배터리", "", "리", "-없다"):
        assert count(ground.db, parse(typed)) == (5, False)
    ground.add(article("제목", "배터리"))
    for typed in ("배터", "배터리", "", "리", "-없다"):
        results = search(ground.db, parse(typed), limit=1)
        assert (results.total, results.capped) == (5, True)
        assert len(results.hits) == 1


def test_matches_streams_in_order_and_may_be_left(ground: Ground) -> None:
    ground.add_all(article(str(n), "글", published_at=START + timedelta(minutes=n)) for n in range(30))
    stream = matches(ground.db, parse("글"))
    assert [next(stream).headline for _ in range(3)] == ["29", "28", "27"]
    assert len(search(ground.db, parse("글"), limit=30).hits) == 30  # in the middle of the walk
    stream.close()  # type: ignore[attr-defined]
    assert not ground.db.in_transaction
    assert len(list(matches(ground.db, parse("글"), sort="relevance"))) == 30
    assert list(matches(ground.db, parse("글"), Filters(outlets=("unknown",)))) == []


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "newest",
        "newest|",
        "newest|a|b|c",
        "newest|1||1",
        "oldest|32400.0|160579584",
        "relevance|5",
        "newest|9|9|" + "9" * 30,
    ],
)
def test_a_foreign_cursor_is_refused_in_one_sentence(ground: Ground, cursor: str) -> None:
    with pytest.raises(CursorError, match="cursor"):
        search(ground.db, parse("글"), cursor=cursor)


@pytest.mark.parametrize("limit", [-1, 0, 10**30])
def test_odd_limits(ground: Ground, limit: int) -> None:
    ground.add(article("하나"))
    results = search(ground.db, parse("하나"), limit=limit)
    assert len(results.hits) == (limit > 0)
    assert results.total == 1


@pytest.fixture(scope="module")
def ever() -> Iterator[Ground]:
    ground = Ground()
    ground.add_all(article(f"제목 {word}", f"{word} 가나 포항시 1a") for word in WORDS)
    yield ground
    ground.db.close()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("가나포항시 \"-()*^:+OR\x00'\ud800\u202e,1a%_"), max_size=30) | st.text(max_size=80))
def test_no_text_breaks_a_search(ever: Ground, typed: str) -> None:
    query = parse(typed)
    for sort in ("newest", "relevance"):
        results = search(ever.db, query, sort=sort, limit=100)  # type: ignore[arg-type]
        assert {hit.id for hit in results.hits} == set(ever.truth(query, Filters()))


@pytest.mark.parametrize(
    "typed", ["가나", "배터리", "시", "a", "-가나", "-배터리", "가나 -배터리", "가나 OR 배터리", ""]
)
def test_nothing_is_sorted_that_the_index_gives_in_order(ever: Ground, typed: str) -> None:
    """A sort of all hits costs a second where a page of twenty is asked for."""
    asked: list[str] = []
    ever.db.set_trace_callback(asked.append)
    try:
        for sort in ("newest", "oldest", "relevance"):
            search(ever.db, parse(typed), Filters(outlets=(OUTLETS[0][0],)), sort=sort)  # type: ignore[arg-type]
            search(ever.db, parse(typed), sort=sort)  # type: ignore[arg-type]
    finally:
        ever.db.set_trace_callback(None)
    walks = {sql for sql in asked if sql.startswith("SELECT") and "place_in_day" in sql}
    assert walks
    for sql in walks:
        steps = " ".join(row[3] for row in ever.db.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "TEMP B-TREE" not in steps, sql
