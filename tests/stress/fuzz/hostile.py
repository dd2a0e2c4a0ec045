"""Pages made to hurt whoever reads them, each by one means: an article or a reason, soon and in little memory."""

from collections.abc import Callable
from dataclasses import replace

from models.records.page import Page
from pipelines.page.size_limits import MAX_CHARACTERS, MAX_TAGS
from scrapers.families.generic import FAMILY, outlet_for
from tests.stress.fuzz.corpus import Case
from tests.support.read_pages import ADDRESSES, FETCHED, LAYOUTS
from tests.support.undeclared import ADDRESS

LINE = "견본시가 옛 여객터미널을 고쳐 만든 바다 도서관을 다음 달 12일 연다고 20일 밝혔다."
TEXT = "".join(f"<p>{LINE}</p>" for _ in range(5))
TITLE = "견본시 바다 도서관 개관"
HEAD = (
    f"<html><head><title>{TITLE} - 견본신문</title></head><body><header class=article-view-header><h1 class=heading>{TITLE}"
    "</h1><ul><li>입력 2026-11-20 09:31</li></ul></header><div id='article-view-content-div' class='article-body'>"
)
MILLION = 1_000_000
LINK = "<a href='/news/articleView.html?idxno=12345'>가나다 라마바 사아자</a>"


def full(unit: str, tail: str = TEXT, *, head: str = HEAD, close: str = "") -> Callable[[], str]:
    """A page of one thing repeated, as large as a page may be before it is refused unread."""
    tags, characters = (unit + close).count("<"), len(unit + close)
    room = (MAX_TAGS - 400) // tags if tags else MAX_CHARACTERS
    count = min(room, (MAX_CHARACTERS - 4_000) // characters)
    return lambda: head + unit * count + tail + close * count


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "nested 200,000 deep": lambda: HEAD + "<div>" * 200_000 + TEXT,
    "named and nested 200,000 deep": lambda: HEAD + "<div class=a>" * 200_000 + TEXT,
    "inline elements 200,000 deep": lambda: HEAD + "<b>" * 200_000 + LINE,
    "50,000 tables in tables": lambda: HEAD + "<table><tr><td>" * 50_000 + LINE,
    "50 MB of entities": lambda: HEAD + "&amp;" * 10 * MILLION,
    "8 MB of words": lambda: HEAD + "가나 " * 1_100_000,
    "attribute of 10 MB": lambda: HEAD + f"<div data-x='{'a' * 10 * MILLION}'>" + TEXT,
    "class of 10 MB": lambda: HEAD + f"<div class='{'ab ' * (10 * MILLION // 3)}'>" + TEXT,
    "style of 10 MB": lambda: HEAD + f"<div style='{'x:none;' * (10 * MILLION // 7)}'>" + TEXT,
    "picture of 10 MB": lambda: HEAD + f"<img src='data:image/png;base64,{'QUFB' * (10 * MILLION // 4)}'>" + TEXT,
    "address of 10 MB": lambda: HEAD + f"<a href='{'/a' * (5 * MILLION)}'>{LINE}</a>" + TEXT,
    "100,000 attributes": lambda: HEAD + f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>" + TEXT,
    "attributes behind quoted brackets": lambda: (
        HEAD + f"<div a='>' b=\"<\" {' '.join(f'a{n}' for n in range(100_000))}>" + TEXT
    ),
    "attributes behind doubled quotes": lambda: (
        HEAD + f"<div a='\"' b=\"''>\" {' '.join(f'a{n}' for n in range(100_000))}>" + TEXT
    ),
    "many elements of many attributes": full(f"<i {' '.join(f'a{n}' for n in range(390))}>"),
    "nothing but NUL": lambda: b"\x00" * (MAX_CHARACTERS - 10),
    "bytes of no charset": lambda: (HEAD + TEXT).encode("cp949") + b"\x81\x20\xff<p>" * (MAX_TAGS - 400),
    "UTF-8 cut off": lambda: (HEAD + TEXT).encode() + b"\xe0\x80 " * 700_000,
    "two charsets by turns": lambda: (
        (HEAD + TEXT).encode() + (TEXT.encode("cp949") + b"\n" + TEXT.encode() + b"\n") * 800
    ),
    "UTF-16 by its mark": lambda: b"\xff\xfe" + (HEAD + TEXT * 4_500).encode("utf-16-le"),
    "nested": full("<div>"),
    "nested and closed": full("<div>", close="</div>"),
    "nested with names": full("<div class=a>"),
    "inline elements": full("<b>"),
    "tables in tables": full("<table><tr><td>"),
    "named tables in tables": full("<table class=q><tr><td>"),
    "lists in lists": full("<ul><li>"),
    "forms and blocks": full("<form><div>"),
    "fonts in paragraphs": full("<p><font>"),
    "misnested inline elements": full("<font color=red><i><b>"),
    "links in links": full("<a href=/news/articleView.html?idxno=1>"),
    "bodies in bodies": full("<div id=article-view-content-div>"),
    "bodies in bodies, fewer": lambda: HEAD + "<div id=article-view-content-div>" * 2_000 + TEXT,
    "bodies beside bodies": full(f"<div id=article-view-content-div>{LINK}</div>"),
    "headlines in headlines": lambda: HEAD + f"<div class='heading subheading'>{LINE}" * 1_900 + TEXT,
    "quotes without end": full('<a href="x'),
    "entities": full("&amp;"),
    "blanks by name": full("&nbsp;"),
    "one character": full("가"),
    "characters beyond the first plane": full("🚲"),
    "words": full("가나 "),
    "short lines": full("가나다라.\n"),
    "broken lines": full("가나다라.<br>"),
    "spaces": full(" "),
    "line ends": full("\r\n"),
    "composed letters": full("\u1112\u1161\u11ab"),
    "marks on one letter": full("\u0300", head=HEAD + "<p>a"),
    "invisible characters": full("\u200b\u202e"),
    "links beside links": full(f"<li>{LINK}"),
    "line breaks": full("<br>"),
    "paragraphs": full(f"<p>{LINE}"),
    "empty paragraphs": full("<p>"),
    "pictures": full("<img src=/1.jpg>"),
    "captions": full("<div class=photo><img src=/1.jpg><p class=caption>가나다라마</div>"),
    "rows": full("<tr><td>가나<td>다라", head=HEAD + "<table>"),
    "names of their own": lambda: (
        HEAD + "".join(f"<div id=a{n} class=b{n}>가나다라마바사아자차카다.</div>" for n in range(24_000))
    ),
    "headings": full(f"<h2>{TITLE}</h2>"),
    "titles": full(f"<title>{TITLE}</title>"),
    "meta elements": full(f"<meta property='og:title' content='{TITLE}'>"),
    "times": full("<p>입력 2026-11-20 09:31</p>"),
    "times in one line": full("2026-11-20 09:31 "),
    "times ago": full("3시간 전 "),
    "bylines": full("<p>홍길동 기자</p>"),
    "bylines in one line": full("홍길동 기자 · "),
    "openings": full("[견본=견본뉴스] 홍길동 기자 = "),
    "addresses": full("a@b.kr "),
    "half addresses": full("a@"),
    "brackets": full("["),
    "credits": full("[사진="),
    "angles": full("<"),
    "angles and blanks": full("< "),
    "entities cut off": full("&#"),
    "comments": full("<!-- x -->"),
    "comments without end": full("<!--"),
    "sections without end": full("<![CDATA["),
    "scripts without end": full("<script>"),
    "scripts": full("<script>a</script>"),
    "records": full('<script type=application/ld+json>{"@type":"NewsArticle"}</script>'),
    "records in records": full("[", "</script>" + TEXT, head=HEAD + "<script type=application/ld+json>"),
    "a long record": full("가나. ", '"}</script>', head=f'{HEAD}<script type=application/ld+json>{{"@type":"NewsArticle","articleBody":"'),
    "a record of lines": full("가나.\\n", '"}</script>', head=f'{HEAD}<script type=application/ld+json>{{"@type":"NewsArticle","articleBody":"'),
    "a long state": full("{},", "0]</script>" + TEXT, head=HEAD + "<script id=__NEXT_DATA__ type=application/json>["),
    "states without end": lambda: HEAD + f"<script>window.__STATE__ = {'{' * (MILLION // 3)}</script>" * 3 + TEXT,
    "messages": full("\n<br />\n<b>Warning</b>:  x in <b>/a.php</b> on line <b>1</b><br />\n"),
    "messages in text": full("\nWarning: x in /a.php on line 1\n"),
    "beginnings of messages": full("\nWarning: ", " in /a.php on line 1\n" + TEXT),
    "ends of messages": full(" on line 1\n"),
}  # fmt: skip


def page(name: str) -> Page:
    """The hostile page of a name, as an outlet of NDSoft would send it."""
    made = HOSTILE[name]()
    body = made.encode() if isinstance(made, str) else made
    url = ADDRESSES["ndsoft"]
    return Page(
        outlet="sample-ndsoft", url=url, body=body, fetched_at=FETCHED, headers=(("content-type", "text/html"),)
    )


def hostile_case(name: str) -> Case:
    """The page as a case, read by the family whose names it carries and by the generic reader."""
    made = page(name)
    outlet = outlet_for(replace(made, url=ADDRESS))
    assert outlet is not None
    return Case(-1, name, made, (LAYOUTS["ndsoft"], FAMILY.layout(outlet)))
