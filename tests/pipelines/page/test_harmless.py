"""What is shown of a stored page: its text, and nothing that acts."""

import pytest
from lxml import html as lxml_html

from pipelines.page.harmless import ANCHOR, ATTRIBUTES, ELEMENTS, make_harmless
from tests.support.hostile_pages import hostile_pages

PAGES = hostile_pages("http://127.0.0.1:9")
FRAME = {"html", "head", "body", "meta", "style"}


def shown(markup: str) -> str:
    """The body of what is shown."""
    return make_harmless(markup.encode()).partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize("name", PAGES)
def test_only_what_is_listed_stays(name: str) -> None:
    document = lxml_html.document_fromstring(make_harmless(*PAGES[name]))
    for element in document.iter():
        assert element.tag in ELEMENTS | FRAME, name
        allowed = ATTRIBUTES | {"src"} if element.tag == "img" else ATTRIBUTES | {"charset"}
        assert set(element.keys()) <= allowed, name
        assert element.get("src", "data:").startswith("data:"), name
    assert len(document.xpath("//meta")) == 1


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p class=a onclick=x>가<b>나</b>다</p>라", '<p class="a">가<b>나</b>다</p>라'),
        ("<p>앞<script>x</script>뒤</p>", "<p>앞뒤</p>"),
        ("<blink>가<p>나</p></blink>다", "가<p>나</p>다"),
        ("<a href=http://x ping=y>가</a>", "<a>가</a>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p title='\"&lt;'>가</p>", '<p title="&quot;&lt;">가</p>'),
        ("<img src='data:image/png;base64,AAAA' alt=가>", '<img alt="가" src="data:image/png;base64,AAAA">'),
        ("<img src='data:image/svg+xml;base64,AAAA'>", "<img>"),
        ("<img src='data:image/png;base64,AAAA\"onerror=x'>", "<img>"),
        ("<table><tr><td bgcolor=red>가</table>", '<table><tr><td bgcolor="red">가</td></tr></table>'),
    ],
)
def test_text_and_layout_stay(markup: str, wanted: str) -> None:
    assert shown(markup) == wanted


def test_style_sheets_of_the_page_stay_unless_they_hold_markup() -> None:
    page = make_harmless("<style>p{color:red}</style><style>a</sty<b>le</style><p>가".encode())
    assert page.count("<style>") == 1
    assert "p{color:red}" in page


def test_korean_charsets_are_read_as_the_archive_reads_them() -> None:
    assert "경북일보" in make_harmless("<p>경북일보</p>".encode("cp949"), "text/html; charset=iso-8859-1")


@pytest.mark.parametrize(
    "body", [b"", b"\0", b"<", b"<!--", b"<p" * 9, b"\xff" * 99, b"<b>" * 60_000, b"a" * 2_000_000]
)
def test_anything_becomes_a_whole_document(body: bytes) -> None:
    page = make_harmless(body)
    assert page.startswith("<!doctype html>")
    assert page.endswith("</body></html>")
    assert page.count("<b>") == page.count("</b>")


def test_the_heading_of_the_article_can_be_gone_to() -> None:
    page = make_harmless(
        "<ul><li>차림</ul><h1>다른 글</h1><h2>견본시, <b>새 길</b></h2><p>본문".encode(), headline="견본시, 새 길"
    )
    assert f'<h2><a id="{ANCHOR}"></a>견본시' in page
    assert ANCHOR not in make_harmless("<h1>다른 글</h1>".encode(), headline="견본시")
    assert ANCHOR not in make_harmless(b"<h1></h1>", headline="")
