"""The board pages of offices, undeclared and declared, by every style of them; what only resembles one is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from models.records.article import Article
from models.records.outlet import RELEASES, Outlet
from models.records.page import Page
from models.records.times import KST
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, identify, outlet_for
from scrapers.registry import load_family
from tests.sites.board_pages import BOARDS, HELD_OUT, HOST, MadeRelease, egov_table, gnuboard, mobile, rows, wrap
from tests.sites.board_pages import RELEASES as MADE
from tests.support.read_pages import FETCHED
from tests.support.rename_marks import rename_marks
from tests.support.undeclared import read_unknown

ADDRESS = "/portal/bbs/view.do?nttId=10203&bbsId=12"
STYLES = {**BOARDS, **HELD_OUT}
OFFICE = Outlet(id="gaon", title="가온시설관리공단", family="generic", home="https://www.gaon.example", kind=RELEASES)


def read_board(html: str) -> Article:
    found = read_unknown(html, url=HOST + ADDRESS)
    assert isinstance(found, Article), found
    return found


def read_declared(html: str, outlet: Outlet = OFFICE) -> Article | Reject:
    page = Page(outlet=outlet.id, url=outlet.home + ADDRESS, body=html.encode(), fetched_at=FETCHED)
    return extract(page, load_family(outlet.family).layout(outlet))


def at(made: MadeRelease) -> datetime:
    return datetime.fromisoformat(made.at).replace(tzinfo=KST)


def cases() -> Iterator[object]:
    for style in STYLES:
        for number in range(len(MADE)):
            yield pytest.param(style, MADE[number], id=f"{style}-{number}")


@pytest.mark.parametrize("skin", ["own names", "other names"])
@pytest.mark.parametrize(("style", "made"), list(cases()))
def test_a_release_is_read_from_a_board_of_any_style(style: str, made: MadeRelease, skin: str) -> None:
    html = STYLES[style](made)
    found = read_board(rename_marks(html, "seed") if skin == "other names" else html)
    assert found.headline == made.title
    assert found.body.split("\n") == list(made.paragraphs)
    assert found.published_at == at(made)
    assert [(one.name, one.url) for one in found.attachments] == [(name, HOST + url) for name, url in made.files]
    assert (found.section, found.deck, found.reporters, found.emails, found.modified_at) == (
        "보도자료",
        "",
        (),
        (),
        None,
    )
    assert all("/upload/" in photo.url for photo in found.photos)


@pytest.mark.parametrize("style", STYLES)
def test_a_declared_office_reads_the_same(style: str) -> None:
    found = read_declared(STYLES[style](MADE[0]))
    assert isinstance(found, Article)
    assert (found.headline, found.section) == (MADE[0].title, "보도자료")
    assert found.body.split("\n") == list(MADE[0].paragraphs)
    assert len(found.attachments) == len(MADE[0].files)


def test_a_department_tells_a_board_of_an_office_that_nobody_declared() -> None:
    """An office with an address of any kind; without a department or a declaration it is read as any page."""
    other = "https://www.gaon-gongdan.example"
    found = read_unknown(egov_table(MADE[0]), url=other + ADDRESS)
    assert isinstance(found, Article)
    assert found.section == "보도자료"
    plain = read_unknown(gnuboard(MADE[0]).replace("담당부서", "문의"), url=other + ADDRESS)
    assert isinstance(plain, Article)
    assert plain.section != "보도자료"


def test_an_office_whose_cms_is_known_is_read_by_its_selectors() -> None:
    page = gnuboard(MADE[0])
    found = read_declared(page, replace(OFFICE, family="gnuboard"))
    assert isinstance(found, Article)
    assert found.headline == MADE[0].title
    assert found.body.split("\n") == list(MADE[0].paragraphs)
    assert (found.section, found.reporters) == ("보도자료", ())
    assert [one.name for one in found.attachments] == [name for name, _ in MADE[0].files]


def test_the_host_of_an_office_says_what_it_publishes() -> None:
    for host, kind in (("www.gaon.go.kr", RELEASES), ("news.gaon.go.kr", RELEASES), ("www.gaon-ilbo.kr", "")):
        made = outlet_for(Page(outlet="", url=f"https://{host}/a?id=1", body=b"", fetched_at=FETCHED))
        assert made is not None
        assert made.kind == kind


LIST = "".join(
    f'<tr><td>{n}</td><td><a href="view.do?nttId={n}">가온시, {n}번째 물길 정비 공사 끝내</a></td>'
    f"<td><em>담당부서</em> 물길정비과</td><td><em>등록일</em> 2026-11-{n}</td></tr>"
    for n in range(10, 25)
)
NEWS = (
    '<article><h1>물길 정비 첫 보고회</h1><p class="info">국하람 기자 | 입력 2026.11.20 09:30</p><div class="body"><p>가온시는 20일 물길 '
    "정비 사업의 첫 보고회를 열었다고 밝혔다. 담당부서는 물길정비과다.</p><p>사업비는 모두 120억 원이며 등록일 기준으로 접수한다.</p></div></article>"
)


def test_a_list_of_releases_is_none() -> None:
    found = read_unknown(
        wrap(f"<table><tbody>{LIST}</tbody></table>", "보도자료 | 가온시청"), url=HOST + "/list.do?id=100"
    )
    assert isinstance(found, Reject)


def test_a_news_page_that_speaks_of_departments_is_none() -> None:
    html = f'<html><head><meta charset="utf-8"><title>물길 정비 첫 보고회 - 가온신문</title></head><body>{NEWS}</body></html>'
    found = read_unknown(html)
    assert isinstance(found, Article)
    assert (found.reporters, found.attachments, found.section) == (("국하람",), (), "")


@pytest.mark.parametrize(
    ("link", "name", "url"),
    [
        ('<a href="/down/1.hwp">보도자료.hwp (12.5KB)</a>', "보도자료.hwp", f"{HOST}/down/1.hwp"),
        ('<a href="/down.do?f=1">보도자료 1120.v2.hwpx 다운로드</a>', "보도자료 1120.v2.hwpx", f"{HOST}/down.do?f=1"),
        (
            '<a href="/down.do;jsessionid=A1B2?f=1" title="붙임.pdf 내려받기">내려받기</a>',
            "붙임.pdf",
            f"{HOST}/down.do?f=1",
        ),
        ('<a href="#none" onclick="fileDown(7)">표.xlsx</a>', "표.xlsx", ""),
        (
            "<a href=\"#\" onclick=\"fn_egov_downFile('FILE_01','2'); return false;\">사진 1.jpg</a>",
            "사진 1.jpg",
            f"{HOST}/cmm/fms/FileDown.do?atchFileId=FILE_01&fileSn=2",
        ),
    ],
)
def test_attachments_keep_their_names_and_addresses(link: str, name: str, url: str) -> None:
    made = replace(MADE[0], files=())
    table = rows(made).replace("</tbody></table>", f"<tr><th>첨부</th><td>{link}</td></tr></tbody></table>", 1)
    (one,) = read_board(table).attachments
    assert (one.name, one.url) == (name, url)


def test_a_board_s_address_is_one_whatever_list_led_to_it() -> None:
    outlet = Outlet(id="gaon", title="가온시청", family="generic", home=HOST)
    plain = identify(HOST + ADDRESS, outlet)
    for more in ("&pageIndex=3", "&searchCnd=0&searchWrd=%EB%AC%BC", "&pageUnit=10&pageIndex=1&searchCondition="):
        assert identify(HOST + ADDRESS + more, outlet) == plain
    assert FAMILY.identify(HOST + ADDRESS, outlet) == plain


def test_a_mobile_board_needs_one_label_where_the_office_is_known() -> None:
    assert read_board(mobile(MADE[1])).headline == MADE[1].title
