"""Pages in the styles of outlets that no rule names, each with its own class names and with none: what a reader would
write down. The pages are invented; ``unseen_styles/expected.json`` says what stands on each.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.records.article import Article
from models.records.page import Page
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for

FOLDER = Path(__file__).parent / "unseen_styles"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def read(html: str) -> Article:
    page = Page(
        outlet="",
        url="https://www.unseen.example/news/view.php?no=3133",
        body=html.encode(),
        fetched_at=datetime(2026, 12, 20, tzinfo=UTC),
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
    outlet = outlet_for(page)
    assert outlet is not None
    found = extract(page, FAMILY.layout(outlet))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_page_of_an_unseen_style_is_read_as_a_reader_would(name: str) -> None:
    article = read((FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    expected = EXPECTED[name]
    assert article.headline == expected["headline"]
    assert article.published_at is not None
    assert article.published_at.strftime("%Y-%m-%dT%H:%M") == expected["published"]
    assert article.body.split("\n") == expected["body"]
    assert article.deck == expected["deck"]


def test_every_page_is_expected() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(EXPECTED)


HEADLINE = "두레군, 논두렁 콩 심기에 씨앗 나눠 준다"
LINES = (
    "두레군이 논두렁에 콩을 심는 농가에 씨앗을 나눠 준다.",
    "군은 한 농가에 5㎏씩 모두 400농가에 나눠 줄 계획이라고 12일 밝혔다.",
    "논두렁 콩은 흙이 무너지는 것을 막고 가을에 거둘 수 있다.",
    '농민 서말순(66) 씨는 "어릴 때 풍경이 돌아온 것 같다"고 말했다.',
)
OTHERS = (
    "폐역사 카페로 다시 문 열어",
    "고추 말리기 한창인 강변 마을",
    "버스 기사들 안전 교육 이수",
    "자전거길 끊긴 구간 이어진다",
)


def read_around(*, middle: str = "", end: str = "") -> Article:
    lines = [f"<p>{line}</p>" for line in LINES]
    return read(
        f"<html><head><title>{HEADLINE} - 두레신문</title></head><body><div><h1>{HEADLINE}</h1>"
        f"<p>마루한 기자 | 입력 2026.05.12 11:20</p>{''.join(lines[:2])}{middle}{''.join(lines[2:])}{end}</div></body></html>"
    )


@pytest.mark.parametrize(
    "box",
    [
        f"<div>{''.join(f'<b>{text}</b> ' for text in OTHERS)}</div>",
        f"<ul>{''.join(f'<li>{text}</li>' for text in OTHERS)}</ul>",
        f"<div>{''.join(f'<div>{text}</div>' for text in OTHERS)}</div>",
        "".join(f"<article><h3>{text}</h3><p>주민들은 설명회가 없었다며 반발한다.</p></article>" for text in OTHERS),
        "<div><strong>두레의 소리가 되어 주세요</strong><p>독립언론을 응원하는 자발적 후원</p></div>",
        "<div><div><b>하늘</b> 2026-05-12 18:20<p>진작 했어야지요</p></div>"
        "<div><b>강</b> 2026-05-12 19:01<p>잘했습니다.</p></div></div>",
        "<p>조회 1204 | 댓글 0 | 추천 2</p>",
        "<p>목록 이전 다음</p>",
        "<p>- Copyrights ⓒ 두레신문 -</p>",
        "<p>태그 : 두레군, 논두렁, 콩</p>",
        "<div><h2>지역 기름값 3주째 내려</h2><p>2026-05-11 08:10</p><p>주유소 휘발유 값이 석 주 잇따라 내렸다.</p></div>",
    ],
)
def test_what_stands_behind_a_text_is_not_its_own(box: str) -> None:
    assert read_around(end=box).body == "\n".join(LINES)


@pytest.mark.parametrize(
    "box",
    [
        "<h4>[관련기사] <a>도심 멧돼지 출몰 신고 급증</a></h4>",
        "<div><p>두레신문은 군민 1,203명의 후원으로 만듭니다.</p><a>함께하기</a></div>",
        "<div><h4>두레신문 뉴스레터</h4><p>매주 목요일 아침, 고르고 고른 소식을 보내 드립니다.</p></div>",
        "<div><img src=/a.jpg><p>두레군 농민들이 논두렁에 콩을 심고 있다.</p></div>",
    ],
)
def test_what_stands_between_the_paragraphs_is_not_the_text_s(box: str) -> None:
    assert read_around(middle=box).body == "\n".join(LINES)


@pytest.mark.parametrize(
    "own",
    [
        "<h3>흙 지키고 밥상 채우고</h3>",
        "<p>네이버에 누리집을 여는 농가도 늘었다.</p>",
        "<p>신청은 농정과로 하면 된다.</p>",
        '<p>"우리 논에도 심어 보세요."</p>',
        "<ul><li>신청 기간 : 5월 20일까지</li><li>받는 곳 : 읍면 사무소</li><li>문의 : 농정과</li></ul>",
    ],
)
def test_what_is_the_text_s_own_stays(own: str) -> None:
    assert len(read_around(middle=own).body.split("\n")) > len(LINES)


def test_a_text_that_goes_on_below_a_heading_of_others_is_whole() -> None:
    article = read_around(middle="<p>[관련기사]</p><p><a>도심 멧돼지 출몰 신고 급증</a></p>")
    assert set(LINES) <= set(article.body.split("\n"))


@pytest.mark.parametrize("credit", ["<p>©마루한</p>", "<p>ⓒ 두레군</p>"])
def test_a_credit_between_the_paragraphs_ends_no_text(credit: str) -> None:
    assert set(LINES) <= set(read_around(middle=credit).body.split("\n"))


def test_a_login_that_is_asked_for_above_the_headline_keeps_nobody_out() -> None:
    html = (FOLDER / "short-notice.html").read_text(encoding="utf-8")
    article = read(html.replace("<body>", "<body><div><p>로그인 후 이용해 주세요.</p></div>"))
    assert article.headline == EXPECTED["short-notice"]["headline"]
