"""Captions that no element's name calls so, and pictures that stand between headline and body."""

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from scrapers.families.generic import FAMILY
from tests.support.read_pages import FETCHED

HEADLINE = "포항서 배터리 회의 열려"
OUTLET = Outlet(id="gaon", title="가온신문", family="generic", home="https://www.gaon.example")
LINES = (
    "포항시는 20일 배터리 회의를 연다고 밝혔다. 회의에는 기업 서른 곳이 참가한다.",
    '시장은 "작은 도시가 먼저 답을 내놓겠다"고 말했다. 회의는 이틀 동안 이어진다.',
    "참가자들은 안전 기준과 재사용 기술을 다루고, 둘째 날에는 현장을 둘러본다.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def read(*, between: str = "", first: str = "", tail: str = "") -> Article:
    html = f"""<html><head><title>{HEADLINE} - 가온신문</title></head><body><div><h1>{HEADLINE}</h1>
<p>입력 2026.11.20 10:30</p>{between}<div class="x1">{first}{BODY}{tail}</div></div></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    assert (found.body, found.deck) == ("\n".join(LINES), "")
    return found


@pytest.mark.parametrize(
    ("between", "caption"),
    [
        ("<figure><img src='/a.jpg'><figcaption>회의장 앞 시민들</figcaption></figure>", "회의장 앞 시민들"),
        ("<div><img src='/a.jpg'><small>회의장 앞에 선 시민들</small></div>", "회의장 앞에 선 시민들"),
        ("<div><img src='/a.jpg'><p class='caption'>회의장 앞 시민들</p></div>", "회의장 앞 시민들"),
        ("<div><img src='/a.jpg'><p>시민들이 회의장을 둘러보고 있다.</p></div>", "시민들이 회의장을 둘러보고 있다."),
        ("<div><img src='/w.jpg'><p>국하람 사회부 차장</p></div>", ""),
        ("<div><img src='/w.jpg'><p>2026.11.20 10:30</p></div>", ""),
        ("<div><img src='/i.gif'><span>기사 듣기</span></div>", ""),
    ],
)
def test_a_picture_above_the_text(between: str, caption: str) -> None:
    assert [photo.caption for photo in read(between=between).photos if photo.caption] == ([caption] if caption else [])


@pytest.mark.parametrize(
    ("first", "caption"),
    [
        (
            "<amp-img src='/a.jpg' layout='responsive'></amp-img><p>회의장 앞에 모인 시민들.</p>",
            "회의장 앞에 모인 시민들.",
        ),
        (
            "<div><img src='/a.jpg'></div><div><em style='font-size:12px;color:gray'>볕 드는 회의장</em></div>",
            "볕 드는 회의장",
        ),
        (
            "<p><img src='/a.jpg'></p><p>&lt;사진: 20일 시민들이 회의장에 들어서고 있다&gt;</p>",
            "20일 시민들이 회의장에 들어서고 있다",
        ),
        ("<div><span>이미지</span><img src='/a.jpg'></div><div class='caption'>볕 드는 회의장</div>", "볕 드는 회의장"),
    ],
)
def test_a_caption_in_the_text(first: str, caption: str) -> None:
    assert [photo.caption for photo in read(first=first).photos if photo.caption] == [caption]


@pytest.mark.parametrize(
    "tail",
    [
        "<p>[구독] 가온신문 프리미엄 한 달 990원</p>",
        "<p>이 기사의 카테고리는 언론사의 분류를 따릅니다.</p>",
        "<p>가온편지는 매주 금요일 저녁에 갑니다. 받아 보시려면 여기를 눌러 주세요.</p>",
        "<p>수신을 원하지 않으시면 수신거부를 눌러 주세요.</p>",
        "<p>읽어주기 기능은 크롬에서만 사용하실 수 있습니다.</p>",
        "<p>이 자료는 「공공누리 제1유형」의 조건에 따라 자유롭게 이용이 가능합니다.</p>",
        "<h3>이것이 좋아요:</h3><ul><li>트위터로 공유</li></ul>",
        "<div><b>오늘의 퀴즈</b><p>배터리를 처음 만든 나라는?</p><label>가온</label><label>솔향</label></div>",
        "<p>|</p><p>입력 2026-11-19 17:48 | 수정 2026-11-19 17:51 | 발행일 2026-11-20 제9면</p>",
        "<p>◀ 사진 : 포항시 제공</p><p>이 기사의 섹션은 언론사가 정합니다.</p>",
        "<p><a href='/'>처음으로</a> | <a>문 닫은 역에 책방</a> | <a>양말 공장 굴뚝의 새</a> |</p>",
    ],
)
def test_what_an_outlet_adds_below_a_text_is_not_its_text(tail: str) -> None:
    read(tail=tail)


def test_the_mail_behind_an_agencys_motto_is_the_reporters() -> None:
    found = read(first="[포항=가온] 국하람 기자 = ", tail="<p>◎공감하는 가온 haram@gaon.example</p>")
    assert (found.reporters, found.emails) == (("국하람",), ("haram@gaon.example",))


def test_each_picture_of_a_row_has_its_own_caption() -> None:
    cells = "".join(
        f"<td><img src='/{n}.jpg'><p>{text}</p></td>" for n, text in enumerate(("빈 회의장.", "줄을 선 시민들."))
    )
    assert [photo.caption for photo in read(first=f"<table><tr>{cells}</tr></table>").photos] == [
        "빈 회의장.",
        "줄을 선 시민들.",
    ]
