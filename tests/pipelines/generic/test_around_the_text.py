"""What stands around the text on a page whose names of elements say nothing: tools, comments, pointers, times."""

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.contracts.rejection import Reject
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
REMARKS = (
    "<li>10:47</li><li>독자하나</li><p>우리 동네에서도 이런 회의가 열리니 반갑습니다. 자주 열렸으면 합니다.</p>" * 4
)


def extract_from(inside: str, head: str = "") -> Article | Reject:
    html = f"""<html><head><meta charset="utf-8"><title>{HEADLINE} - 가온신문</title>{head}
<meta property="og:title" content="{HEADLINE}"></head><body><div><a href="/">가온신문</a></div>{inside}</body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    return extract(page, FAMILY.layout(OUTLET))


def read(inside: str, head: str = "") -> Article:
    found = extract_from(inside, head)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "heading", ["댓글 추가", "전체 댓글 (5 of 27)", "댓글 4개", "독자의견", "100자평 [12]", "Comments (4)"]
)
def test_readers_comments_are_not_the_article(heading: str) -> None:
    remarks = f"<div><h4>{heading}</h4><ul>{REMARKS}</ul></div>"
    found = read(f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{BODY}{remarks}</div></div>")
    assert found.body == "\n".join(LINES)


def test_an_article_about_comments_stays() -> None:
    talk = "<p>댓글 창을 닫자는 말도 나왔다. 시는 댓글 4천 개를 읽었다고 밝혔다.</p>"
    assert "댓글 창" in read(f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{BODY}{talk}</div></div>").body


def test_the_tools_between_headline_and_text_are_not_the_article() -> None:
    tools = """<div>듣기 설정 이동 통신망에서 음성을 들으면 요금이 발생할 수 있습니다.<ul><li>남성</li><li>여성</li><li>느림</li>
<li>빠름</li></ul><button>닫기</button> 파란 원을 움직이면 글자 크기가 바뀝니다.<ul><li>작은 폰트</li><li>큰 폰트</li></ul>
<p>글씨 예시: 가온신문은 지역의 소식과 사람들의 이야기를 가장 먼저 전하고 있습니다.</p><em>가</em></div>"""
    found = read(f"<div><div><h3>{HEADLINE}</h3><div>2026. 11. 20. 10:30</div>{tools}</div><div>{BODY}</div></div>")
    assert found.body == "\n".join(LINES)


@pytest.mark.parametrize(
    "pointer", ["▶관련기사: 해안도로 다시 열려", "[관련기사] : 해안도로 다시 열려", "■ 연관기사 : 해안도로"]
)
def test_a_pointer_to_another_article_is_not_text(pointer: str) -> None:
    first, *rest = (f"<p>{line}</p>" for line in LINES)
    found = read(
        f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{first}<p>{pointer}</p>{''.join(rest)}</div></div>"
    )
    assert found.body == "\n".join(LINES)


@pytest.mark.parametrize(
    ("above", "at"),
    [
        ("<li><small>November 20, 2026, 10:30 AM KST</small></li>", "2026-11-20T10:30"),
        ("<p>2026.11.20 10:30</p>", "2026-11-20T10:30"),
        ("<p>2026년 11월 20일 오전 10:30</p>", "2026-11-20T10:30"),
        ("<p>2026.11.20</p>", None),  # a day alone may be today's
        ("<p>최종편집 2026.11.20 10:30</p>", None),
        ("<p>오는 2026.11.20 10:30 개막</p>", None),
    ],
)
def test_a_bare_time_right_above_the_headline_is_taken_where_there_is_no_other(above: str, at: str | None) -> None:
    found = read(f"<div>{above}<h1>{HEADLINE}</h1></div><div>{BODY}</div>")
    assert (found.published_at.isoformat()[:16] if found.published_at else None) == at
    loose = read(f"{above}<h1>{HEADLINE}</h1><div>{BODY}</div>")
    assert loose.published_at is None  # it may be the page's clock
    later = read(f"<div>{above}<h1>{HEADLINE}</h1><p>입력 2026.11.19 08:15</p><div>{BODY}</div></div>")
    assert later.published_at is not None
    assert later.published_at.isoformat()[:16] == "2026-11-19T08:15"


def test_card_news_is_told_by_the_names_of_its_pictures() -> None:
    shared = '<meta property="og:image" content="https://img.gaon.example/202611/2026112001_0.jpg">'
    cards = "".join(
        f"<li><a href='/v'><img src='https://img.gaon.example/202611/2026112001_{n}.jpg'></a></li>" for n in range(1, 9)
    )
    others = "<ul><li><img src='https://img.gaon.example/202611/2026111905_1.jpg'>굴뚝에 둥지 튼 가족</li></ul>"
    inside = f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div><ul>{cards}</ul></div></div><div>{others}</div>"
    found = read(inside, shared)
    assert [photo.url.rpartition("_")[2] for photo in found.photos] == [f"{n}.jpg" for n in range(1, 9)]
    assert isinstance(extract_from(inside), Reject)  # nothing tells them from any other pictures


def test_the_next_article_below_is_another_one() -> None:
    other = """<span>사회</span><h2>해안도로 밤사이 통제하다 아침에 다시 열어</h2><span>2026-11-21 09:02</span>
<p>도해솔 기자 haesol@gaon.example</p><p>21일 오전 해안도로가 너울에 잠겼다.</p><p>시는 오전에 통행을 다시 열었다.</p>"""
    head = f"<h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><p>국하람 기자</p>"
    found = read(f"<div><div>{head}{BODY}</div><div>{other}</div></div>")
    assert (found.body, found.reporters) == ("\n".join(LINES), ("국하람",))


def test_the_times_of_an_article_told_hour_by_hour_stay() -> None:
    hours = "<p>2026-11-20 09:02</p><p>첫 버스가 회의장에 닿았다.</p><p>2026-11-20 10:12</p><p>개회식이 시작됐다.</p>"
    found = read(f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{BODY}{hours}</div></div>")
    assert found.body.endswith("개회식이 시작됐다.")


@pytest.mark.parametrize(
    "line", ["속보를 카톡으로 받아보세요", "다시듣기", "메일보내기", "새 글을 우편함으로 받아 보세요!"]
)
def test_an_offer_or_a_button_within_the_text_is_not_text(line: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in LINES)
    found = read(
        f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{first}<p>{line}</p>{''.join(rest)}</div></div>"
    )
    assert found.body == "\n".join(LINES)


@pytest.mark.parametrize(
    "caption", ["사과씨로 만든 메달 /조직위 제공", "풀을 뜯는 오리들. ⓒ가온신문", "새 잠수복 (사진=가온대)"]
)
def test_a_credited_line_below_a_picture_is_a_caption_and_no_deck(caption: str) -> None:
    picture = "<p><img src='/1.jpg'></p>"
    found = read(
        f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{picture}<h6>{caption}</h6>{BODY}</div></div>"
    )
    assert (found.body, found.deck) == ("\n".join(LINES), "")
    assert found.photos[0].caption
    above = read(
        f"<div><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p>{picture}<p>{caption}</p></div><div>{BODY}</div>"
    )
    assert (above.body, above.deck) == ("\n".join(LINES), "")


def test_a_cartoon_without_text_is_an_article_and_a_list_of_pictures_is_none() -> None:
    picture = "<div><img src='/toon/1124.jpg'></div>"
    head = f"<h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p>"
    title = f'<meta property="og:title" content="{HEADLINE}">'
    found = read(f"{head}{picture}<h4>다른 만평</h4>", title)
    assert (found.body, [photo.url.rpartition("/")[2] for photo in found.photos]) == ("", ["1124.jpg"])
    assert isinstance(extract_from(f"{head}<ul><li>{picture}</li><li>{picture}</li></ul>", title), Reject)
