"""The section that a page shows or says, in markup that no selector knows."""

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.dom.document import Document
from pipelines.extract import extract
from pipelines.page.section import find_section
from scrapers.families.generic import FAMILY
from tests.support.read_pages import FETCHED, HOME, LAYOUTS, article

HEADLINE = "포항서 배터리 회의 열려"
OUTLET = Outlet(id="gaon", title="가온신문", family="generic", home="https://www.gaon.example")
BODY = """<p>포항시는 20일 배터리 회의를 연다고 밝혔다. 회의에는 기업 서른 곳이 참가한다.</p>
<p>시장은 "작은 도시가 먼저 답을 내놓겠다"고 말했다. 회의는 이틀 동안 이어진다.</p>
<p>참가자들은 안전 기준과 재사용 기술을 다루고, 둘째 날에는 현장을 둘러본다.</p>"""


def read(above: str = "", *, head: str = "", title: str = f"{HEADLINE} - 가온신문", below: str = "") -> str:
    html = f"""<html><head><meta charset="utf-8"><title>{title}</title>{head}
<meta property="og:title" content="{HEADLINE}"></head><body><div>{above}<h1>{HEADLINE}</h1>{below}
<p>입력 2026.11.20 10:30</p></div><div>{BODY}</div></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    return found.section


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("<p><a href='/'>홈</a> &gt; <a href='/l'>지역</a> &gt; <a href='/p'>포항</a></p>", "지역 > 포항"),
        ("<p>HOME › 경제 › 산업</p>", "경제 > 산업"),
        ("<p>뉴스 » 스포츠 » 씨름</p>", "스포츠 > 씨름"),
        ("<ul><li><a href='/'>홈</a></li><li><a href='/s'>사회</a></li></ul>", "사회"),
        ("<p><a href='/s'>사회</a><a href='/a'>사건·사고</a></p>", "사회 > 사건·사고"),
        ("<a href='/s'>사회</a><a href='/a'>사건·사고</a>", "사회 > 사건·사고"),
        ("<span>뉴스</span><span>&gt;</span><span>경제</span><span>&gt;</span><a href='/l'>고용</a>", "경제 > 고용"),
        ("<nav><a href='/s'>연예</a> <i></i> <a href='/a'>방송가</a></nav>", "연예 > 방송가"),
        ("<p><a href='/'>가온신문</a> &gt; <a href='/s'>정치</a></p>", "정치"),
        ("<div><a href='/list/14'>행정</a></div>", "행정"),
        ("<div><a href='/list/14'>행정</a></div><div><button>글자 크기</button></div>", "행정"),
        ("<p>홈 &gt; 지역 &gt; 포항 &gt; 기사본문</p>", "지역 > 포항"),
        ("<table><tr><td>뉴스 &gt; 사회</td><td>+크기 | -작게 | 이메일</td></tr></table>", "사회"),
        ("<div>홈 &gt; 교육 <ul><li><a href='/a'>대학</a></li><li><a href='/b'>입시</a></li></ul></div>", "교육"),
        ("<h2>최신기사</h2><span><a href='/'>뉴스 홈</a> &gt; <strong>최신기사</strong></span>", "최신기사"),
        ("<h2>과학·대학</h2>", "과학·대학"),
        ("<ul><li>홈</li><li class='on'>사회</li><li>농사</li></ul>", "사회"),
        ("<nav><a href='/s/1'>전체</a><a class='on' href='/s/2'>교통</a><a href='/s/3'>농사</a></nav>", "교통"),
        ("<ul><li><a href='/'>홈</a></li><li><a href='/l?code=1'>사회</a></li><li><a href='/l?sub=2'>교통</a></li></ul>", "사회 > 교통"),
        # What is above a headline and no section.
        ("<header><a href='/'>가온신문</a><nav><ul><li>농사</li><li>식탁</li></ul></nav></header>", ""),
        ("<header><a href='/'>가온신문</a><nav><a href='/v/now'>이번 호</a><a href='/v/old'>지난 호</a></nav></header>", ""),
        ("<p><a href='/s/2'>교통</a><a href='/s/3'>농업</a></p>", ""),
        ("<ul><li><a href='/tag'>태그</a></li><li><a href='/guestbook'>방명록</a></li></ul>", ""),
        ("<h1><a href='/'>가온</a></h1>", ""),
        ("<div><a>홈</a><a href='/1'>정치</a><a href='/2'>사회</a><a href='/3'>의회</a></div>", ""),
        ("<p>2026년 11월 21일</p>", ""),
        ("<ul><li><a href='/1'>로그인</a></li><li><a href='/2'>회원가입</a></li></ul>", ""),
        ("<ul><li><a href='/list/1'>행정</a></li><li><a href='/list/2'>농사</a></li><li><a href='/list/3'>바다</a></li></ul>", ""),
        ("<p><a href='/list/1'>다음기사</a></p>", ""),
        ("<p>HOME › S1N4 › S2N15</p>", ""),
        ("<p><a href='/w/1'>국하람 기자</a></p>", ""),
        ("<div><a href='/list/9'>사회</a></div><ul><li><a href='/n/2'>해안도로 밤사이 통제하다 아침에 다시 열어</a></li></ul>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_path_above_the_headline_is_the_section(above: str, section: str) -> None:
    assert read(above) == section


@pytest.mark.parametrize(
    ("title", "section"),
    [
        (f"{HEADLINE} &lt; 포항 &lt; 지역 &lt; 뉴스 &lt; 기사본문 - 가온신문", "지역 > 포항"),
        (f"{HEADLINE} - 1등 인터넷뉴스 가온닷컴 - 정치 &gt; 카드뉴스", "정치 > 카드뉴스"),
        (f"{HEADLINE} | 사회 | 가온신문", "사회"),
        (f"{HEADLINE} : 뉴스 : 가온신문", ""),
        (f"{HEADLINE} - 경북을 깨우는 새벽 - 가온신문", ""),
        (f"가온신문 - {HEADLINE}", ""),
    ],
)
def test_a_title_names_the_section_behind_the_headline(title: str, section: str) -> None:
    assert read(title=title) == section


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("<meta property='article:section' content='경제'>", "경제"),
        ("<meta property='article:section' content='경제'><meta property='article:section2' content='증권'>", "경제 > 증권"),
        ("<meta property='article:section' content='S1N4'>", ""),
        ("<meta property='article:section' content='politics'>", ""),
        ("<meta name='Classification' content='연예 &gt; 방송가'>", "연예 > 방송가"),
        ("<meta name='content_category' content='정치'><meta name='content_subcategory' content='국회/정당'>", "정치 > 국회/정당"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","articleSection":["사회","법원"]}</script>', "사회 > 법원"),
        (
            '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":['
            '{"@type":"ListItem","position":1,"item":{"name":"홈"}},{"@type":"ListItem","position":2,"name":"지역"},'
            f'{{"@type":"ListItem","position":3,"name":"{HEADLINE}"}}]}}</script>',
            "지역",
        ),
    ],
)  # fmt: skip
def test_what_a_page_says_for_programs_is_a_section_unless_it_is_a_code(head: str, section: str) -> None:
    assert read(head=head) == section


def test_a_path_that_names_more_levels_wins_over_the_same_with_fewer() -> None:
    single = "<p><a href='/'>홈</a> &gt; <a href='/l'>지역</a></p>"
    assert read(single, head="<meta name='Classification' content='지역 &gt; 포항'>") == "지역 > 포항"
    assert read(single, head="<meta name='Classification' content='문화 &gt; 공연'>") == "지역"


def menu(marked: str, *, sub: str = "") -> str:
    entries = [
        f"<li><a href='/s/{n}'>{name}</a></li>" for n, name in enumerate(("바다", "들녘", "장터", "골목", "학교"))
    ]
    return f"<ul>{''.join(entries).replace(marked, marked.replace('<li>', '<li class=x1>'))}</ul>{sub}"


def test_the_one_entry_of_a_menu_that_looks_like_no_other_is_the_section() -> None:
    entry = "<li><a href='/s/2'>장터</a></li>"
    assert read(menu(entry)) == "장터"
    assert read(menu("<li>?")) == ""
    assert read(menu("<li><a href='/s/0'>바다</a></li>")) == ""  # the first may look so for being the first
    whole = f"<div><ul><li><a href='/x'>나들이</a><ul>{entry}<li><a href='/s/8'>축제</a></li></ul></li></ul></div>"
    assert read(whole + menu(entry)) == "나들이 > 장터"


def test_a_label_below_the_headline_is_a_section_where_nothing_else_is() -> None:
    assert read(below="<div><span>문화</span></div>") == "문화"
    assert read(below="<div><a href='/c/9' rel='category tag'>골목길</a></div>") == "골목길"
    assert read(below="<div><span>국하람 기자</span></div>") == ""


def test_a_declared_layout_without_a_section_selector_reads_it_all_the_same() -> None:
    page = f"""<html><head><title>{HEADLINE} - 견본경북주간</title></head><body>
<table><tr><td>뉴스 &gt; 지역 &gt; 포항</td></tr></table><table><tr><td><b>{HEADLINE}</b></td></tr>
<tr><td align=right>2026년 11월 20일(금) 10:30</td></tr></table><table><tr><td id=fontSzArea>{BODY}</td></tr></table></body></html>"""
    url = f"{HOME}/news/view.php?idx=116018"
    found = extract(Page(outlet="x", url=url, body=page.encode(), fetched_at=FETCHED), LAYOUTS["dadamedia"])
    assert article(found).section == "지역 > 포항"


def test_the_work_is_bounded_by_the_page() -> None:
    deep = "<div>" * 200 + "<a href='/list/1'>사회</a> &gt; " * 2_000 + "</div>" * 200
    document = Document.parse(f"<html><body>{deep}<h1>{HEADLINE}</h1></body></html>")
    assert document is not None
    found = find_section(document, next(document.root.iter("h1")), HEADLINE)
    assert len(found) <= 4


def test_one_level_behind_all_news_is_a_path() -> None:
    assert read("<table><tr><td>뉴스 &gt; 사람들</td></tr></table>") == "사람들"


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("<p class='a'>사회일반</p>", "사회일반"),
        ("<div>장바구니 물가</div>", "장바구니 물가"),
        ("<a>만남</a>", "만남"),
        ("<span>자치행정</span><br>", "자치행정"),
        ("<span>섬</span>", "섬"),
        ("<ol><li>멀티미디어</li><li>카드뉴스</li></ol>", "멀티미디어 > 카드뉴스"),
        ("<ul><li>의정</li><li class='o'>마을살이</li><li>교육</li></ul>", "마을살이"),
        ("<ul><li><a href='/l/1'>섬마을 이야기</a></li></ul><p>섬마을 이야기</p>", "섬마을 이야기"),
        # What stands there and is no section.
        ("<p>단독</p>", ""),
        ("<p>제 목</p>", ""),
        ("<p>가온신문</p>", ""),
        ("<p>초·중 38곳에 한 해 240톤</p>", ""),
        ("<p>다시, 골짜기에서 ①</p>", ""),
        ("<p>국하람</p>", ""),
        ("<p>편집부</p>", ""),
        ("<p>배터리가 온다</p>", ""),
        ("<p>안전 기준 손보고 재사용 늘려</p>", ""),
        ("<p>2026.11.20</p>", ""),
        ("<p>관련 기사</p>", ""),
        ("<div><a href='/'>가온</a></div>", ""),
        ("<ul><li>의정</li><li>마을살이</li><li>교육</li></ul>", ""),
        ("<div><a>속보</a><a>정치</a><a>지방</a></div>", ""),
        ("<div><a href='/'>뉴스홈</a><br><a href='/l/1'>정치/행정</a><br><a href='/l/2'>사건/사고</a></div>", ""),
        (
            "<nav><ul>"
            + "".join(
                f"<li><a href='/l/{n}'>판 {n}</a><div><a href='/l/{n}a'>갈래 {n}</a><a href='/l/{n}b'>곁 {n}</a></div></li>"
                for n in "가나다라마"
            )
            + "<li><a href='/l/x'>영상</a><div><a href='/l/1'>의회</a><a href='/l/2'>사건·사고</a></div></li></ul></nav>",
            "",
        ),
    ],
)
def test_a_word_right_above_the_headline_that_is_no_link(above: str, section: str) -> None:
    assert read(above) == section


@pytest.mark.parametrize(
    ("below", "section"),
    [
        ("<p>2026. 11. 27. 18:40 / 소식 / 우솔비</p>", "소식"),
        ("<p>2026. 11. 27. 18:40 / 국하람 / 소식</p>", "소식"),
        ("<p>2026. 11. 27. 18:40 / 국하람</p>", ""),
        ("<p>소식이 반가운 날</p>", ""),
    ],
)
def test_a_section_in_the_line_of_the_time_that_a_menu_names_too(below: str, section: str) -> None:
    menu = "<p><a href='/a'>소식</a> <a href='/b'>사람</a> <a href='/c'>국하람</a></p><hr>"
    assert read(menu, below=below) == section


def test_the_word_before_the_sites_name_in_the_title_that_a_menu_names() -> None:
    menu = "<div><a>정책뉴스</a><a>국민이 말하는 정책</a><a>사실은 이렇습니다</a></div>"
    assert read(menu, title=f"{HEADLINE} - 정책뉴스 | 뉴스 | 나라소식") == "정책뉴스"


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("<span>[건강]</span>", "건강"),
        ("<p>기사분류 : 사회일반</p>", "사회일반"),
        ("<dl><dt>섹션</dt><dd>마을살이</dd></dl>", "마을살이"),
        ("<div><a href='/story'>STORY</a> / <a href='/story/field'>현장</a></div>", "STORY > 현장"),
        ("<p>사회 · 2026.11.20</p>", "사회"),
        ("<p>[지역] 포항</p>", "지역 > 포항"),
        ("<strong>지역 ▷ 경북 ▷ 포항</strong>", "지역 > 경북 > 포항"),
        ("<p>인터뷰</p>", "인터뷰"),
        ("<ul><li><a href='/l?m=1'>공지</a></li><li class='on'><a href='/l?m=2'>교육뉴스</a></li></ul>", "교육뉴스"),
        ("<ul><li><a href='/c/1'>들</a></li><li><a href='/c/2'><b>어장</b></a></li><li><a href='/c/3'>갯벌</a></li></ul>", "어장"),
        ("<nav><a href='/c/1'>경제</a><a href='/c/2'>사회</a></nav>", ""),
    ],
)  # fmt: skip
def test_frames_labels_and_marks_around_a_section(above: str, section: str) -> None:
    assert read(above) == section


@pytest.mark.parametrize(
    ("below", "section"),
    [
        ("<ul><li><a href='/news/articleList.html?sc_section_code=S1N1'>정책/금융</a></li><li>승인 2026.11.20</li></ul>", "정책/금융"),
        ("<p>경제 | 2026.11.20 10:00 | 국하람 기자</p>", "경제"),
        ("<p>카테고리 : 골목길</p>", "골목길"),
        ("<table><tr><th>분류</th><td>골목길</td><th>등록일</th><td>2026-11-20</td></tr></table>", "골목길"),
        ("<p><a href='/tag/1'>#골목길</a></p>", ""),
        ("<p><a href='/list?w=1'>국하람</a></p>", ""),
    ],
)  # fmt: skip
def test_a_section_between_headline_and_text(below: str, section: str) -> None:
    assert read(below=below) == section


def test_a_heading_of_other_articles_behind_the_text_is_no_section() -> None:
    menu = "<div><a href='/l?c=1'>정치</a><a href='/l?c=2'>사회</a><a href='/l?c=3'>연예</a></div>"
    aside = (
        "<div><h3><a href='/l?c=3'>연예</a></h3><ul><li><a href='/n/8'>밤새 내린 비에 산책로 통제</a></li></ul></div>"
    )
    html = f"<html><head><title>{HEADLINE}</title></head><body>{menu}<div><h1>{HEADLINE}</h1><div>{BODY}</div></div>{aside}</body></html>"
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    assert article(extract(page, FAMILY.layout(OUTLET))).section == ""


@pytest.mark.parametrize(
    ("script", "section"),
    [
        ('var C1_rp = "독자권익위원회"; var C2_rp = "";', "독자권익위원회"),
        ("gtag('set', {'content_group': '마을살이'});", "마을살이"),
        ('var category1 = "S1N4";', ""),
        ('var category = "사회"; var subCategory = "문화";', ""),
    ],
)
def test_what_scripts_hand_to_those_who_count_readers(script: str, section: str) -> None:
    assert read(head=f"<script>{script}</script>") == section


def test_what_a_blog_calls_the_other_articles_of_a_category() -> None:
    others = "<h4>'<a href='/c/1'>새들소식</a>' 카테고리의 다른 글</h4>"
    html = (
        f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1><div>{BODY}</div>{others}</body></html>"
    )
    document = Document.parse(html)
    assert document is not None
    assert find_section(document, next(document.root.iter("h1")), HEADLINE) == ("새들소식",)
