"""A Korean time that a page calls UTC for programs: told by the time that it shows, exactly nine hours before."""

from datetime import datetime

import pytest

from models.records.article import Article
from models.records.times import KST
from tests.support.read_pages import article, read
from tests.support.undeclared import read_unknown

TEXT = (
    "<p>가온시는 12일 시청에서 물길 정비 사업의 첫 보고회를 열었다고 밝혔다. 주민 40여 명이 나와 의견을 냈다.</p>"
    "<p>시는 올해 안에 설계를 마치고 내년 봄 첫 삽을 뜰 계획이다. 사업비는 모두 120억 원이다.</p>"
)
SHOWN = datetime(2026, 11, 12, 20, 0, tzinfo=KST)
FIVE = datetime(2026, 11, 13, 5, 0, tzinfo=KST)
JSON_LD = (
    '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"물길 정비 첫 보고회",'
    '"datePublished":"{0}","dateModified":"{1}"}}</script>'
)
META = '<meta property="article:published_time" content="{0}"><meta property="article:modified_time" content="{1}">'
ITEMS = '<time itemprop="datePublished" datetime="{0}"></time><time itemprop="dateModified" datetime="{1}"></time>'


def read_page(head: str = "", info: str = "", below: str = "") -> Article:
    return article(
        read_unknown(
            f'<html lang="ko"><head><meta charset="utf-8"><title>물길 정비 첫 보고회 - 가온신문</title>{head}</head><body><main>'
            f'<article><h1>물길 정비 첫 보고회</h1><div class="info"><span>국하람 기자</span> {info}</div>{below}'
            f"<div>{TEXT}</div></article></main></body></html>"
        )
    )


@pytest.mark.parametrize("zone", ["Z", ".000Z", "+00:00", "+0000"])
@pytest.mark.parametrize("form", [JSON_LD, META])
def test_nine_hours_behind_the_shown_time_is_korean_time(form: str, zone: str) -> None:
    times = f"2026-11-12T20:00:37{zone}", f"2026-11-12T21:30:00{zone}"
    found = read_page(form.format(*times), "입력 2026.11.12 20:00")
    assert found.published_at == SHOWN
    assert found.modified_at == datetime(2026, 11, 12, 21, 30, tzinfo=KST)
    assert dict(found.repairs)["mistaken_utc"] == 2


def test_the_same_in_microdata() -> None:
    times = "2026-11-12T20:00:00Z", "2026-11-12T21:30:00Z"
    found = read_page(info="<span>입력 2026.11.12 20:00</span>", below=ITEMS.format(*times))
    assert found.published_at == SHOWN
    assert found.modified_at == datetime(2026, 11, 12, 21, 30, tzinfo=KST)


def test_the_text_of_a_time_element_contradicts_its_own_attribute() -> None:
    found = read_page(info='<time datetime="2026-11-12T20:00:00Z">2026.11.12 20:00</time>')
    assert found.published_at == SHOWN
    assert "mistaken_utc" in dict(found.repairs)


@pytest.mark.parametrize("form", [JSON_LD, META, ITEMS])
@pytest.mark.parametrize(
    "info",
    [
        "",  # nothing is shown
        "입력 2026.11.13 05:00",  # the shown time agrees
        "입력 2026.11.13 05:00 | 승인 2026.11.12 20:00",  # so does one of several
    ],
)
def test_without_a_contradiction_utc_holds(form: str, info: str) -> None:
    times = form.format("2026-11-12T20:00:00Z", "2026-11-12T21:00:00Z")
    found = read_page(times, info) if form is not ITEMS else read_page(info=info, below=times)
    assert found.published_at == FIVE
    assert found.modified_at == datetime(2026, 11, 13, 6, 0, tzinfo=KST)
    assert "mistaken_utc" not in dict(found.repairs)


@pytest.mark.parametrize("shown", ["19:00", "20:02", "23:00"])
def test_another_gap_than_nine_hours_mends_nothing(shown: str) -> None:
    found = read_page(JSON_LD.format("2026-11-12T20:00:00Z", "2026-11-12T21:00:00Z"), f"입력 2026.11.12 {shown}")
    assert found.published_at is not None
    assert found.published_at.strftime("%d %H:%M") == f"12 {shown}"
    assert found.modified_at == datetime(2026, 11, 13, 6, 0, tzinfo=KST)
    assert not dict(found.repairs)


def test_a_change_nine_hours_after_the_shown_time_is_no_mistake() -> None:
    found = read_page(JSON_LD.format("2026-11-12T11:00:00Z", "2026-11-12T20:00:00Z"), "입력 2026.11.12 20:00")
    assert (found.published_at, found.modified_at) == (SHOWN, FIVE)


@pytest.mark.parametrize("clock", ["20:00:00Z", "10:00:00Z"])
def test_a_shown_day_alone_contradicts_nothing(clock: str) -> None:
    """The day holds; a time of the same day, as it is written, makes it exact, and one of another day does not."""
    found = read_page(META.format(f"2026-11-12T{clock}", ""), "입력 2026.11.12")
    same_day = datetime(2026, 11, 12, 19, 0, tzinfo=KST)
    assert found.published_at == (same_day if clock.startswith("10") else datetime(2026, 11, 12, tzinfo=KST))
    assert "mistaken_utc" not in dict(found.repairs)


def test_the_same_of_a_declared_page() -> None:
    html = (
        '<html><head><meta charset="utf-8"><title>물길 정비 첫 보고회 - 견본신문</title><meta property="og:title" '
        'content="물길 정비 첫 보고회">'
        + JSON_LD.format("2026-11-12T20:00:00Z", "2026-11-12T21:30:00Z")
        + '</head><body><h3 class="heading">물길 정비 첫 보고회</h3><ul class="infomation"><li>국하람 기자</li>'
        f'<li>승인 2026.11.12 20:00</li></ul><div id="article-view-content-div">{TEXT}</div></body></html>'
    )
    found = article(read(html, "ndsoft"))
    assert found.published_at == SHOWN
    assert found.modified_at == datetime(2026, 11, 12, 21, 30, tzinfo=KST)
    assert dict(found.repairs)["mistaken_utc"] == 2
