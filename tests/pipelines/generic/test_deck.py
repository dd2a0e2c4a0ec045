"""The deck told by its place below the headline, on a page whose names say nothing."""

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from scrapers.families.generic import FAMILY
from tests.support.read_pages import FETCHED

OUTLET = Outlet(id="gaon", title="가온신문", family="generic", home="https://www.gaon.example")
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "포항시는 20일 배터리 회의를 연다고 밝혔다. 회의에는 기업 서른 곳이 참가한다.",
        '시장은 "작은 도시가 먼저 답을 내놓겠다"고 말했다. 회의는 이틀 동안 이어진다.',
        "참가자들은 안전 기준과 재사용 기술을 다루고, 둘째 날에는 현장을 둘러본다.",
    )
)


def read(between: str, first: str = "") -> Article:
    html = f"""<html><head><meta charset="utf-8"><title>포항서 배터리 회의 열려 - 가온신문</title>
<meta property="og:title" content="포항서 배터리 회의 열려"></head><body><div><h1>포항서 배터리 회의 열려</h1>
{between}<p>입력 2026.11.20 10:30</p></div><div>{first}{BODY}</div></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("between", "deck"),
    [
        ("<div>기업 서른 곳 참가해 이틀간 논의</div>", "기업 서른 곳 참가해 이틀간 논의"),
        ("<div>기업 서른 곳 참가</div><div>안전 기준 처음 다뤄</div>", "기업 서른 곳 참가\n안전 기준 처음 다뤄"),
        ("<div>▲ 기업 서른 곳 참가 ▲ 안전 기준 처음 다뤄</div>", "▲ 기업 서른 곳 참가 ▲ 안전 기준 처음 다뤄"),
        ("<div>국하람 기자</div>", ""),
        ("<div>조회수 1,024</div>", ""),
        ("<div>페이스북 공유하기 카카오톡 공유하기</div>", ""),
        ("<div>기사를 음성으로 들을 수 있습니다</div>", ""),
        ("<div>가나다라마바사</div>", ""),
        ("<div>가온신문 | 2026.11.20</div>", ""),
    ],
)
def test_only_a_deck_between_headline_and_body_is_one(between: str, deck: str) -> None:
    assert read(between=between).deck == deck


@pytest.mark.parametrize(
    ("first", "deck"),
    [
        (
            "<p>- 기업 서른 곳 참가해 논의</p><p>- 안전 기준 처음 다뤄</p>",
            "기업 서른 곳 참가해 논의\n안전 기준 처음 다뤄",
        ),
        (
            "<p>■ 기업 서른 곳 참가해 논의</p><p>■ 안전 기준 처음 다뤄</p>",
            "기업 서른 곳 참가해 논의\n안전 기준 처음 다뤄",
        ),
        ("<p>■ 포항시 배터리 회의 열어</p>", ""),
        ("<p>- 배터리 회의는 어떻게 시작했나.</p>", ""),
        ("<p>■ 방송 : 아침마당 포항 라디오</p><p>■ 진행 : 국하람 아나운서</p>", ""),
    ],
)
def test_lines_with_one_mark_right_above_the_text(first: str, deck: str) -> None:
    assert read("", first).deck == deck
