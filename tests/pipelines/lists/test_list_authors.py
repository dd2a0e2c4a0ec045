"""Who wrote an article by what feeds and lists say of it, and when that counts."""

import json

import pytest

from models.records.article import Article
from models.records.page import Listing
from pipelines.lists import read_feed, read_list
from pipelines.lists.html_lists import ListRules
from tests.support.undeclared import ADDRESS, read_unknown

HOME = "http://gaon.example"
RULES = ListRules(items=("li",), link=("a",))
TEXT = (
    "해담군이 오래 비어 있던 농협 창고 세 동을 마을 도서관으로 고친다. 군은 27일 공사에 들어갔다고 밝혔다.",
    "창고는 1978년에 지어져 쌀과 비료를 쌓아 두던 곳이다. 2011년 뒤로는 문이 잠겨 있었다.",
)


@pytest.mark.parametrize(
    "author",
    [
        "<author>haram@gaon.example (국하람)</author>",
        "<dc:creator>국하람 기자</dc:creator>",
        "<dc:creator><![CDATA[국하람]]></dc:creator>",
    ],
)
def test_a_feed_names_who_wrote(author: str) -> None:
    feed = (
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<item><title>창고</title><link>{HOME}/1</link>{author}</item></channel></rss>"
    )
    assert "국하람" in read_feed(feed, HOME)[0].author


def test_atom_and_json_feeds_name_who_wrote() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>창고</title><link href="/1"/>'
        f"<author><name>국하람</name><uri>{HOME}</uri></author></entry></feed>"
    )
    assert read_feed(atom, HOME)[0].author == "국하람"
    items = {"items": [{"url": f"{HOME}/1", "title": "창고", "authors": [{"name": "국하람"}]}]}
    assert read_feed(json.dumps(items), HOME)[0].author == "국하람"


@pytest.mark.parametrize(
    ("row", "author"),
    [
        ("<span>국하람 기자</span><span>11-27 10:11</span>", "국하람 기자"),
        ("<em>국하람·도해솔 기자</em>", "국하람·도해솔 기자"),
        ("<p>군은 국하람 기자와 만나 이야기했다.</p>", ""),
        ("<span>편집국</span>", ""),
    ],
)
def test_a_row_names_who_wrote(row: str, author: str) -> None:
    html = f"<ul><li><a href='/1'>빈 창고를 마을 도서관으로 고친다</a>{row}</li></ul>"
    assert read_list(html, RULES, HOME)[0].author == author


@pytest.mark.parametrize(
    ("signed", "author", "reporters"),
    [
        ("", "국하람 기자", ("국하람",)),
        ("", "haram@gaon.example (국하람)", ("국하람",)),
        ("<p>도해솔 기자</p>", "국하람 기자", ("도해솔",)),
        ("", "편집국", ()),
        ("", "admin", ()),
        ("", "가온신문", ()),
    ],
)
def test_what_a_list_says_counts_where_the_page_signs_nobody(
    signed: str, author: str, reporters: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        "<html><head><title>빈 창고를 마을 도서관으로 고친다</title></head><body>"
        "<h1>빈 창고를 마을 도서관으로 고친다</h1>"
        f"<p>입력 2026.11.20 10:11</p><div>{text}{signed}</div></body></html>"
    )
    found = read_unknown(html, listing=Listing(url=ADDRESS, source="feed", author=author))
    assert isinstance(found, Article)
    assert found.reporters == reporters
    assert ("writer_listed" in dict(found.repairs)) == (reporters == ("국하람",))
