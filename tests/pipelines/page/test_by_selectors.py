"""Lines of a body as a browser shows them, selectors, metadata, trees of broken pages."""

import pytest
from lxml import etree

from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate
from pipelines.contracts.rejection import Reason, Reject
from pipelines.dom.body_lines import read_lines
from pipelines.dom.document import Document
from pipelines.dom.metadata import article_records
from pipelines.dom.selectors import compile_selector
from pipelines.dom.tree import flatten, parse_html
from pipelines.page.by_selectors import has_body, read_by_selectors
from tests.support.read_pages import LAYOUTS, read


def document(html: str) -> Document:
    page = Document.parse(html)
    assert page is not None
    return page


def lines(body: str, **options: object) -> list[str]:
    page = document(f'<div id="b">{body}</div>')
    (root,) = next(page.find_each(("#b",)))
    return [line.text if line.kind != "image" else f"<{line.src}>" for line in read_lines(root, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>하나</p><p>둘</p>", ["하나", "둘"]),
        ("하나<br>둘<br/><br>셋", ["하나", "둘", "셋"]),
        ("하나<div>둘</div>셋", ["하나", "둘", "셋"]),
        ("<p>포<b>항</b>시<i> 는</i></p>", ["포항시 는"]),
        ("<p>포항\n   시는\t 오늘</p>", ["포항 시는 오늘"]),
        ("<p>하나&nbsp;&nbsp;둘&#8203;</p>", ["하나 둘\u200b"]),
        ("<span>하나</span><span>둘</span>", ["하나둘"]),
        ("하나<!-- 말 -->둘", ["하나둘"]),
        ("하나<script>var x='말';</script>둘<style>p{}</style>", ["하나둘"]),
        ("<h3>소제목</h3>본문<ul><li>가</li><li>나</li></ul>", ["소제목", "본문", "가", "나"]),
        ("<p>앞<span style='display: none'>숨김</span>뒤</p><p hidden>없음</p>", ["앞뒤"]),
        (
            "<table><tr><th>구분</th><th>2022</th></tr><tr><td>수</td><td>1<br>2</td></tr></table>",
            ["구분 | 2022", "수 | 1 2"],
        ),
        (
            "<table><tr><td>표가 아닌 틀</td></tr><tr><td><p>하나</p><p>둘</p></td></tr></table>",
            ["표가 아닌 틀", "하나", "둘"],
        ),
        ("<table><tr><td><img src=a.jpg></td><td>글</td></tr></table>", ["<a.jpg>", "글"]),
        ("<table><tr><td></td><td> </td></tr></table>본문", ["본문"]),
        ("<p>앞<img src='/a.jpg'>뒤</p>", ["앞", "</a.jpg>", "뒤"]),
        ("<img src='data:x' data-src='b.jpg'><img src='data:x'><img>", ["<b.jpg>"]),
        ("<p>닫지 않은<p>문단<div>셋", ["닫지 않은", "문단", "셋"]),
        ("&lt;표 1&gt; AT&amp;T &#54616;", ["<표 1> AT&T 하"]),
        ("  \n ", []),
    ],
)
def test_lines(body: str, wanted: list[str]) -> None:
    assert lines(body) == wanted


def test_a_caption_is_one_line() -> None:
    page = document("<div id=b><figure><img src=a.jpg><figcaption>첫 줄<br>둘째 줄</figcaption></figure>글</div>")
    (root,) = next(page.find_each(("#b",)))
    captions = {e for found in page.find_each_below(root, ("figcaption",)) for e in found}
    found = read_lines(root, captions=captions)
    assert [(line.kind, line.text) for line in found] == [("image", ""), ("caption", "첫 줄 둘째 줄"), ("text", "글")]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>글</p><div><h4>관련기사</h4><p>남의 글</p></div><p>이어진 글</p>", ["글", "이어진 글"]),
        ("<p>글</p><div><div><b>[관련기사]</b></div><ul><li>남</li></ul></div><p>끝</p>", ["글", "끝"]),
        ("<p>글</p><p>■ 관련기사</p><p>남의 글</p>", ["글"]),
        ("<p>글</p>관련기사<br>남의 글", ["글"]),
        ("<p>관련기사를 모았다.</p><p>끝</p>", ["관련기사를 모았다.", "끝"]),
        ("<div><p>관련기사</p></div><p>남의 글</p>", []),
    ],
)
def test_a_stop_line_takes_its_block_with_it(body: str, wanted: list[str]) -> None:
    assert lines(body, stop=("관련기사",)) == wanted


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("<p><a href='/a/1'>다른 기사</a></p>", [True]),
        ("<p>☞ <a href='/a/1'>다른 기사</a></p>", [True]),
        ("<p>자세한 것은 <a href='/a/1'>다른 기사</a>에</p>", [False]),
        ("<p><a href='http://else.example/'>시청 누리집</a></p>", [False]),
        ("<p>글</p><p><a href='/a/1'>하나</a> <a href='/a/2'>둘</a></p>", [False, True]),
    ],
)
def test_lines_of_links_to_articles_are_marked(body: str, linked: list[bool]) -> None:
    page = document(f'<div id="b">{body}</div>')
    (root,) = next(page.find_each(("#b",)))
    assert [x.linked for x in read_lines(root, links=lambda address: address.startswith("/a/"))] == linked


HTML = """<div id="one" class="a b
c"><p class="ab">1</p><p title="x y" data-k="value">2</p><a href="/news/1?wr_id=3">3</a><div><p>4</p></div></div>"""


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("p", "1 2 4"),
        (".ab", "1"),
        (".a p", "1 2 4"),
        (".a > p", "1 2"),
        (".b>p.ab", "1"),
        (".c .ab", "1"),
        ("#one a", "3"),
        ("div#one > a", "3"),
        ("p#one", ""),
        ('[data-k="value"]', "2"),
        ("[data-k=value]", "2"),
        ("p[title~=y]", "2"),
        ("a[href*=wr_id]", "3"),
        ("a[href^='/news/']", "3"),
        ("a[href$='=3']", "3"),
        ("p:nth-child(2)", "2"),
        ("p:says(1|2)", "1 2"),
        ("p:says(1|2):not-says(2)", "1"),
        ("div > p:not-says(1)", "2 4"),
        ("div div p", "4"),
        ("div p", "1 2 4"),
        ("p.ab + p", "2"),
        ("//p[@class='ab']", "1"),
        ("(//p)[last()]", "4"),
        ('id("one")/p[2]', "2"),
        (".nothing", ""),
    ],
)
def test_selectors(selector: str, texts: str) -> None:
    found = next(document(HTML).find_each((selector,)), [])
    assert " ".join(element.text or "" for element in found) == texts
    if not selector.startswith(("/", "(", "id(")):
        page = document(HTML)
        inside = next(page.find_each_below(page.root, (selector,)), [])
        assert " ".join(element.text or "" for element in inside) == texts


@pytest.mark.parametrize("wrong", ["p[", "::", "//p[", "p:no-such()"])
def test_a_selector_that_is_none_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a selector"):
        compile_selector(wrong)


def test_metadata_is_found_without_a_head() -> None:
    page = document(
        "새는 글 <!doctype html><head><meta property='og:title' content='제목'><meta name=a content=1><meta name=a content=2>"
    )
    assert page.meta == {"og:title": "제목", "a": "1"}


@pytest.mark.parametrize(
    ("script", "count", "broken"),
    [
        ('{"@type":"NewsArticle","headline":"가"}', 1, 0),
        ('[{"@type":["Article","Thing"]},{"@type":"Person"}]', 1, 0),
        ('{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle"}]}', 1, 0),
        ('{"@type":"NewsArticle","headline":"줄\nbreak"}', 1, 0),
        ('{"@type":"NewsArticle",}', 0, 1),
        ("[" * 100_000, 0, 1),
        ('{"@type":{"a":1}}', 0, 0),
        ('"text"', 0, 0),
        ("null", 0, 0),
    ],
)
def test_json_ld(script: str, count: int, broken: int) -> None:
    records, failed = article_records(document(f'<p>x</p><script type="application/ld+json">{script}</script>').json_ld)
    assert (len(records), failed) == (count, broken)


@pytest.mark.parametrize("depth", [300, 2_000, 5_000, 20_000])
def test_unclosed_elements_do_not_empty_the_tree(depth: int) -> None:
    html = "<html><body>" + "<div>" * depth + "<h1 id=x>제목</h1><p>글</p>"
    page = document(html)
    assert [e.text for e in next(page.find_each(("#x",)))] == ["제목"]


@pytest.mark.parametrize("html", ["<div class=a>" * 5_000 + "글", "<b title=x>" * 100_000])
def test_what_stays_too_deep_is_said(html: str) -> None:
    assert parse_html(html) is None
    found = read(html, "newspim")
    assert isinstance(found, Reject)
    assert found.reason is Reason.PARSE_LIMIT


def test_flattening_keeps_text_and_named_elements() -> None:
    flat = flatten("<div><div id='a'>하나<b>둘</b>&amp;&#49;</div></div><!-- x --><script>if(a<b){}</script>")
    root = etree.fromstring(flat, etree.HTMLParser())
    assert "".join(root.xpath('id("a")')[0].itertext()) == "하나둘&1"


@pytest.mark.parametrize("html", ["", " ", "<", "\x00", "<!-- ", "<?xml version='1.0' encoding='euc-kr'?>", "&", "글"])
def test_what_holds_no_article_is_a_reject(html: str) -> None:
    assert isinstance(read(html, "newspim"), Reject)


def test_a_declared_encoding_means_nothing_for_decoded_text() -> None:
    root = parse_html('<?xml version="1.0" encoding="euc-kr"?><html><body><p>똠방각하</p></body></html>')
    assert root is not None
    assert "똠방각하" in "".join(map(str, root.itertext()))


def hana(body: str) -> RawArticle:
    found = read_by_selectors(document(body), LAYOUTS["gbhana"])
    assert isinstance(found, RawArticle), found
    return found


def test_gnuboards_own_skin_is_the_fallback() -> None:
    found = hana(
        "<title>가로등 > 뉴스 | 견본하나신문</title><h2 id=bo_v_title><span class=bo_v_cate>사회</span> <span class=bo_v_tit>가로등</span></h2>"
        "<section id=bo_v_info>작성자 <b class=sv_member>이도담 기자</b> 작성일 22-08-26 14:58 조회 3회</section>"
        "<div id=bo_v_con><p>본문이다.</p></div>"
    )
    assert (found.headline, found.sections, [x.text for x in found.lines]) == ("가로등", ("사회",), ["본문이다."])
    assert found.dates[0].text.startswith("작성자 이도담 기자 작성일 22-08-26 14:58")


def test_the_body_between_comments() -> None:
    found = hana(
        "<title>가로등 > 뉴스 | 견본하나신문</title><h2>다른 소식</h2><h2>가로등</h2><p>기사입력 2022.08.26 14:58</p>"
        "<!-- 본문 내용 시작 { -->첫 줄<p>둘째 줄</p>셋째<!-- } 본문 내용 끝 --><p>남의 글</p>"
    )
    assert [x.text for x in found.lines] == ["첫 줄", "둘째 줄", "셋째"]
    assert found.headline == "가로등"
    assert found.dates == (RawDate("기사입력 2022.08.26 14:58", "page", "published"),)


@pytest.mark.parametrize("frame", ["<div class=latest_wrap><div id=quick>", "<div class=x>" * 1_500])
def test_what_is_around_the_article_is_not_boilerplate(frame: str) -> None:
    found = hana(
        f"<title>가로등 > 뉴스 | 견본하나신문</title>{frame}<div class=news_title01><h2>가로등</h2></div>"
        "<div class=view01_date>이도담 기자 / 기사입력 2022.08.26 14:58</div><div class=view01_subtitle>부제</div>"
        "<div class=best><div class=view01_subtitle>남의 부제</div></div><div id=view_content>글</div>"
    )
    assert (found.headline, found.deck, [x.text for x in found.lines]) == ("가로등", ("부제",), ["글"])
    assert len(found.dates) == 1


def test_no_headline_and_no_body_are_told_apart() -> None:
    layout: Layout = LAYOUTS["gbhana"]
    nameless = document("<p>글</p><div id=view_content>글</div>")
    assert read_by_selectors(nameless, layout) == Reject(Reason.NO_HEADLINE)
    empty = read_by_selectors(document("<div class=news_title01><h2>제목</h2></div><p>글</p>"), layout)
    assert isinstance(empty, RawArticle)
    assert not has_body(empty)


def test_reading_leaves_the_tree_as_it_was() -> None:
    page = document(
        "<title>가로등</title><h2>가로등</h2><div>앞<!-- 본문 내용 시작 { -->첫 줄<p>둘째 줄</p>셋째<b>넷째</b>다섯째"
        "<!-- } 본문 내용 끝 -->뒤<p>남의 글</p></div><div><!-- 본문 내용 시작 { --><p>둘</p>끝</div>"
    )
    before = etree.tostring(page.root, encoding="unicode")
    found = read_by_selectors(page, LAYOUTS["gbhana"])
    assert isinstance(found, RawArticle)
    assert [line.text for line in found.lines] == ["첫 줄", "둘째 줄", "셋째넷째다섯째"]
    assert etree.tostring(page.root, encoding="unicode") == before
