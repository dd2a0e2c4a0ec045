"""Whole pages: which time wins, what is rejected and why, hostile input."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records.article import Article
from models.records.page import Listing
from models.records.times import KST
from pipelines.contracts.rejection import Reason, Reject
from scrapers.samples import faults, lists, php
from scrapers.samples.render import SKINS, render
from scrapers.samples.sites import gbhana as hana_site
from scrapers.samples.sites import newspim as newspim_site
from tests.sites.arbitrary import arbitrary
from tests.support.read_pages import ADDRESSES, FETCHED, HOME, LAYOUTS, article, family_of, read


def newspim(body: str = "<p>가로등을 바꾼다.</p>", times: str = "", head: str = "", after: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>가로등 교체 - 견본뉴스핌</title>{head}</head><body><span>2026년 11월 20일 01:00</span>"
        f'<article class="bodynews"><div class="header"><h1>가로등 교체</h1>{times}</div><div id="news-contents">{body}</div>'
        f"</article>{after}</body></html>"
    )


def meta(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


def ld(value: str, headline: str = "가로등 교체") -> str:
    record = f'{{"@type":"NewsArticle","headline":"{headline}","datePublished":"{value}"}}'
    return f'<script type="application/ld+json">{record}</script>'


SHOWN = '<p>기사입력 : <span id="send-time">2023년11월14일 14:49</span></p>'
TWIN = '<time id="send-time" datetime="{}">2023년11월14일 14:49</time>'


@pytest.mark.parametrize(
    ("times", "head", "at", "source", "raw"),
    [
        (SHOWN, "", "2023-11-14 14:49:00", "page", "2023년11월14일 14:49"),
        (SHOWN, meta("2023-11-14T05:49:31Z"), "2023-11-14 14:49:00", "page", "2023년11월14일 14:49"),
        (SHOWN, meta("2023-11-15T10:00:00+09:00"), "2023-11-14 14:49:00", "page", "2023년11월14일 14:49"),
        (TWIN.format("2023-11-14T14:49:07+09:00"), "", "2023-11-14 14:49:07", "page", "2023-11-14T14:49:07+09:00"),
        (TWIN.format("2023-11-14T05:49:07Z"), "", "2023-11-14 14:49:07", "page", "2023-11-14T05:49:07Z"),
        (TWIN.format("2024-01-01T00:00:00+09:00"), "", "2023-11-14 14:49:00", "page", "2023년11월14일 14:49"),
        (TWIN.format("soon"), "", "2023-11-14 14:49:00", "page", "2023년11월14일 14:49"),
        ("<p>기사입력 : 2023년11월14일 14:49</p>", "", "2023-11-14 14:49:00", "page", "2023년11월14일 14:49"),
        ('<span id="send-time">2023년11월14일</span>', "", "2023-11-14 00:00:00", "page", "2023년11월14일"),
        (
            '<span id="send-time">2023년11월14일</span>',
            meta("2023-11-14T14:49:07+09:00"),
            "2023-11-14 14:49:07",
            "meta",
            "2023-11-14T14:49:07+09:00",
        ),
        (
            '<span id="send-time"></span>',
            meta("2023-11-14T05:49:07Z"),
            "2023-11-14 14:49:07",
            "meta",
            "2023-11-14T05:49:07Z",
        ),
        ("", ld("2023-11-14T14:49:07+09:00"), "2023-11-14 14:49:07", "json-ld", "2023-11-14T14:49:07+09:00"),
        ("", "", "2023-11-14 00:00:00", "url", "20231114"),
        ("", meta("yesterday"), "2023-11-14 00:00:00", "url", "20231114"),
    ],
)
def test_which_time_wins(times: str, head: str, at: str, source: str, raw: str) -> None:
    found = article(read(newspim(times=times, head=head), "newspim"))
    assert found.published_at is not None
    assert (f"{found.published_at:%Y-%m-%d %H:%M:%S}", found.published_from, found.published_raw) == (at, source, raw)
    assert found.published_at.utcoffset() == KST.utcoffset(None)


def test_a_list_sharpens_the_day_of_the_address() -> None:
    at = datetime(2023, 11, 14, 14, 49, tzinfo=KST)
    said = Listing(url="", source="feed", published_raw="Tue, 14 Nov 2023 14:49:00 +0900", published_at=at)
    found = article(read(newspim(), "newspim", listing=said))
    assert (found.published_at, found.published_from, found.published_raw) == (at, "feed", said.published_raw)
    other = replace(said, published_at=datetime(2023, 11, 16, 9, 0, tzinfo=KST))
    assert article(read(newspim(), "newspim", listing=other)).published_from == "url"


def test_without_any_time_there_is_none() -> None:
    page = '<h1 id="main-title">제목</h1><div id="news-contents">글</div>'
    found = article(read(page, "newspim", url=f"{HOME}/news/view/12345678"))
    assert (found.published_at, found.published_raw, found.published_from) == (None, "", "")


def test_the_time_of_another_json_ld_article_is_not_taken() -> None:
    both = ld("2019-01-01T00:00:00+09:00", "남의 기사") + ld("2023-11-14T14:49:07+09:00")
    assert article(read(newspim(head=both), "newspim")).published_raw == "2023-11-14T14:49:07+09:00"
    others = ld("2019-01-01T00:00:00+09:00", "남의 기사") + ld("2019-02-01T00:00:00+09:00", "또 다른 기사")
    assert article(read(newspim(head=others), "newspim")).published_from == "url"


@pytest.mark.parametrize(
    "widget",
    [
        '<div class="best">기사입력 2019.03.07 06:41</div>',
        '<div id="sidebar"><p>기사입력 2019.03.07 06:41</p></div>',
        '<div class="relation-news"><span id="send-time">2019년03월07일 06:41</span></div>',
    ],
)
def test_the_time_of_a_boilerplate_block_is_not_read(widget: str) -> None:
    for page in (newspim(times=widget), newspim(after=widget), newspim(body=f"{widget}<p>글</p>")):
        assert article(read(page, "newspim")).published_from == "url"


def test_a_modified_time_is_kept_though_equal() -> None:
    times = SHOWN + '<p>최종수정 : <span id="modify-time">2023년11월14일 14:49</span></p>'
    found = article(read(newspim(times=times), "newspim"))
    assert found.modified_at == found.published_at == datetime(2023, 11, 14, 14, 49, tzinfo=KST)
    unnamed = SHOWN + "<p>최종수정 : 2023년11월15일 08:00</p>"
    assert article(read(newspim(times=unnamed), "newspim")).modified_at == datetime(2023, 11, 15, 8, 0, tzinfo=KST)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "<p>[포항=견본뉴스핌] 이도담 기자 = 가로등을 바꾼다.</p><p>끝.</p><p>id@sample.kr</p>",
            "가로등을 바꾼다.\n끝.",
        ),
        ("<p>[포항=견본뉴스핌] 이도담 기자 =</p><p>가로등을 바꾼다.</p>", "가로등을 바꾼다."),
        ("<p>글이다.</p><div style='margin:10px'><p>광고글</p></div><p>끝.</p>", "글이다.\n끝."),
        ("<p>글이다.</p><p><a href='/news/view/20190307000041'>남의 기사 제목</a></p><p>끝.</p>", "글이다.\n끝."),
        ("<p>글이다.</p><p>[뉴스핌 베스트 기사]</p><p>사진</p><p>남의 글 2019-03-07 06:41</p>", "글이다."),
        (
            "<p>글이다.</p><img src=a.jpg><p>a_사본.jpg</p><p>▲ 새 가로등.</p><p>▲ 둘째는 항목이다.</p>",
            "글이다.\n▲ 둘째는 항목이다.",
        ),
        (
            "<p>글이다.</p><p>[정정] 앞선 기사의 수를 바로잡습니다.</p>",
            "글이다.\n[정정] 앞선 기사의 수를 바로잡습니다.",
        ),
        ("<p>가로등 교체</p><p>글이다.</p>", "글이다."),
        ("<p>글이다.</p><p>저작권자 ⓒ 견본뉴스핌 무단전재 및 재배포 금지</p>", "글이다."),
        ("<p>[단독] 글이다.</p>", "[단독] 글이다."),
    ],
)
def test_the_body_is_the_articles_own_words(body: str, wanted: str) -> None:
    assert article(read(newspim(body), "newspim")).body == wanted


def test_opening_closing_and_captions_become_fields() -> None:
    found = article(
        read(
            newspim(
                "<p>[포항=견본뉴스핌] 이도담 기자 = 글이다.</p><p><img src='/a.jpg'></p>"
                "<p>[포항=견본뉴스핌] 박마루 기자 = 새 가로등. [사진=포항시] 2023.11.14 maru@sample.kr</p><p>id@sample.kr</p>"
            ),
            "newspim",
        )
    )
    assert (found.dateline, found.agency, found.reporters, found.emails) == (
        "포항",
        "견본뉴스핌",
        ("이도담",),
        ("id@sample.kr",),
    )
    assert [(p.url, p.caption, p.credit) for p in found.photos] == [(f"{HOME}/a.jpg", "새 가로등.", "포항시")]
    assert found.body == "글이다."


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", Reason.NO_BODY),
        ("   \n", Reason.NO_BODY),
        ("글만 있다", Reason.NOT_HTML),
        ('{"error": 404}', Reason.NOT_HTML),
        ("%PDF-1.4 \x01\x02", Reason.NOT_HTML),
        (faults.deleted(), Reason.DELETED),
        (faults.members_only(), Reason.LOGIN_WALL),
        (faults.login(), Reason.LOGIN_WALL),
        (faults.missing(), Reason.NOT_FOUND),
        ("<script>alert('글이 존재하지 않습니다.');history.back();</script>", Reason.DELETED),
        ("<script>alert('존재하지 않는 게시판입니다.');location.href='/';</script>", Reason.NOT_FOUND),
        ("<script>location.href='http://a.example/';</script>", Reason.REDIRECT_STUB),
        ("<html><head><meta http-equiv='refresh' content='0;url=/x'></head></html>", Reason.REDIRECT_STUB),
        ("<html><body><script>window.location.replace('/x')</script></body></html>", Reason.REDIRECT_STUB),
        ("<title>Just a moment...</title><script>cf_chl_opt={}</script>", Reason.CHALLENGE),
        (php.fatal()[0], Reason.SERVER_ERROR),
        (php.fatal()[1], Reason.SERVER_ERROR),
        (php.fatal()[7], Reason.SERVER_ERROR),
        (newspim_site.list_page([lists.entry(arbitrary(n, "newspim-2023")) for n in range(30)], 0), Reason.LIST_PAGE),
        ("<html><body><p>글</p></body></html>", Reason.NO_HEADLINE),
        (newspim(body=""), Reason.NO_BODY),
        (newspim(body="<p>삭제된 기사입니다.</p>"), Reason.DELETED),
        (newspim(body="<p>로그인 후 이용해 주세요.</p>"), Reason.LOGIN_WALL),
        ("<div class=a>" * 5_000, Reason.PARSE_LIMIT),
    ],
)
def test_a_page_that_is_no_article_is_told_why(html: str, reason: Reason) -> None:
    found = read(html, "newspim")
    assert isinstance(found, Reject)
    assert found.reason is reason


def test_a_board_is_a_list_and_no_article() -> None:
    shown = [lists.entry(arbitrary(n, "gbhana-desktop")) for n in range(30)]
    found = read(hana_site.list_page(shown, 1, ()), "gbhana", url=f"{HOME}/bbs/board.php?bo_table=news")
    assert isinstance(found, Reject)
    assert found.reason is Reason.LIST_PAGE


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.NOT_FOUND), (410, Reason.DELETED), (500, Reason.SERVER_ERROR), (503, Reason.SERVER_ERROR)],
)
def test_a_status_that_says_no(status: int, reason: Reason) -> None:
    found = read(newspim(), "newspim", status=status)
    assert isinstance(found, Reject)
    assert found.reason is reason


@pytest.mark.parametrize(
    "words",
    [
        "삭제된 기사를 다시 올려 달라는 요청이 늘었다. " * 8,
        "회원만 참석한 자리였다. " * 10,
        "점검 중인 다리는 모두 열 곳이다. " * 8,
    ],
)
def test_an_article_that_speaks_of_such_things_stays_one(words: str) -> None:
    assert article(read(newspim(f"<p>{words}</p>"), "newspim")).body == words.strip()


def test_an_unknown_address_takes_the_pages_own() -> None:
    head = f'<meta property="og:url" content="{ADDRESSES["newspim"]}?ref=x">'
    found = article(read(newspim(head=head), "newspim", url="http://copy.example/saved.html"))
    assert (found.canonical_url, found.article_no) == (ADDRESSES["newspim"], "20231114000777")
    bare = article(read(newspim(), "newspim", url="http://copy.example/saved.html"))
    assert (bare.canonical_url, bare.article_no) == ("http://copy.example/saved.html", "")


HOSTILE = [
    "<p>" * 100_000,
    "<div id=news-contents>" * 100_000,
    '<h1 id="main-title">제목</h1><div id="news-contents">' + "<b>" * 200_000 + "글",
    '<a href="' + "x" * 1_000_000 + '">글</a>',
    "<!--" * 200_000,
    "<![CDATA[" * 100_000,
    "&amp;" * 200_000,
    "&#x110000;&#0;&#xD800;<p>&#999999999999;",
    "[" * 300_000,
    " " * 1_000_000 + "<p>x",
    "<script>" * 50_000,
    "<style>" * 50_000 + "alert('",
    "기사입력 " * 100_000,
    '<h1 id="main-title">제목</h1><div id="news-contents">' + "▲" * 300_000,
    '<h1 id="main-title">제목</h1><div id="news-contents">' + "[사진=" * 100_000,
    '<h1 id="main-title">' + "제" * 500_000 + '</h1><div id="news-contents">' + "a@" * 200_000,
    "\ud800\udfff" * 1000,
    "<table><tr><td>" * 50_000,
]


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("family", ["newspim", "gbhana", "ndsoft", "news1"])
def test_hostile_pages_end_in_an_article_or_a_reason(family: str, html: str) -> None:
    assert isinstance(read(html, family), (Article, Reject))


@settings(max_examples=300, deadline=None)
@given(body=st.binary(max_size=400), family=st.sampled_from(sorted(LAYOUTS)))
def test_any_bytes_end_in_an_article_or_a_reason(body: bytes, family: str) -> None:
    assert isinstance(read(body, family), (Article, Reject))


@pytest.mark.parametrize("skin", SKINS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_mutated_page_ends_in_an_article_or_a_reason(skin: str, data: st.DataObject) -> None:
    html = render(arbitrary(1, skin), skin).encode()
    start = data.draw(st.integers(0, len(html)))
    end = data.draw(st.integers(start, min(len(html), start + 3_000)))
    junk = data.draw(st.binary(max_size=60))
    assert isinstance(read(html[:start] + junk + html[end:], family_of(skin)), (Article, Reject))


def test_the_article_keeps_what_the_page_was() -> None:
    found = article(read(newspim(SHOWN) + "\n", "newspim"))
    assert (found.outlet, found.outlet_title, found.region) == ("sample-newspim", "견본뉴스핌", "경북")
    assert (found.url, found.fetched_at) == (ADDRESSES["newspim"], FETCHED)
