"""An entry that cannot be read loses itself, never its feed; and nothing harmful comes in through an entry's texts."""

import json
from unicodedata import category

import pytest

from pipelines.lists import read_feed, read_home, read_links, read_sitemap

BASE = "http://a.example/rss"
COUNT, BAD = 40, 3
BAD_PARTS = {
    "an undeclared prefix": "<dc:date>2026-11-29T09:00:00+09:00</dc:date>",
    "an undeclared prefix of an attribute": "<enclosure media:url='x'/>",
    "an empty prefix": "<:a/>",
    "line breaks of HTML": "<description>" + "<br>가나" * 300 + "</description>",
    "a bare angle": "<description>a < b</description>",
    "an attribute without quotes": "<enclosure url=x.jpg>",
    "an attribute twice": "<enclosure url='a' url='b'/>",
    "references": "<description>R&D &foo; &#xD800; &#0; &#99999999999;</description>",
    "a closed element that was not open": "</description>",
    "a section without end": "<description><![CDATA[x]]</description>",
    "the end of a section": "<description>]]></description>",
    "a comment with dashes": "<!-- a -- b -->",
    "a comment without end": "<!-- a",
    "an instruction without end": "<?php echo",
    "controls": "<description>\x00\x01\x1b\x0b</description>",
    "half a character": "<description>\ud800</description>",
    "a document type": "<!DOCTYPE html>",
    "an entity": "<!ENTITY x 'y'>",
    "a long name": f"<{'a' * 60_000}>x",
    "a text of 11 MB": f"<description>{'x' * 11_000_000}</description>",
    "a quote without end": "<enclosure url='x>",
    "an entry in it": "<item><link>http://a.example/news/1003</link>",
    "a declaration": "<?xml version='1.0'?>",
    "the end of the feed": "</item></channel></rss>",
}


@pytest.mark.parametrize("part", BAD_PARTS)
@pytest.mark.parametrize("place", [0, BAD, COUNT - 1])
def test_a_bad_entry_of_a_feed_loses_no_other(part: str, place: int) -> None:
    def entry(number: int) -> str:
        bad = BAD_PARTS[part] if number == place else ""
        return f"<item><title>제목 {number}</title><link>http://a.example/news/{1000 + number}</link>{bad}</item>"

    text = f"<?xml version='1.0'?><rss version='2.0'><channel>{''.join(map(entry, range(COUNT)))}</channel></rss>"
    found = {listing.url for listing in read_feed(text, BASE)}
    assert found >= {f"http://a.example/news/{1000 + number}" for number in range(COUNT) if number != place}


@pytest.mark.parametrize("part", BAD_PARTS)
def test_a_bad_entry_of_a_sitemap_loses_no_other(part: str) -> None:
    def entry(number: int) -> str:
        return f"<url><loc>http://a.example/news/{1000 + number}</loc>{BAD_PARTS[part] if number == BAD else ''}</url>"

    text = f"<urlset>{''.join(map(entry, range(COUNT)))}</urlset>"
    found = {listing.url for listing in read_sitemap(text, BASE).listings}
    assert found >= {f"http://a.example/news/{1000 + number}" for number in range(COUNT) if number != BAD}


@pytest.mark.parametrize(
    "bad",
    [
        '{"url": "http://a.example/news/5002?q=\\ud800", "title": "b"}',
        '{"url": "http://a.example/news/5002", "title": "\\ud800 b"}',
        '{"url": "http://[a.example/news/5002", "title": "b"}',
        '{"url": 5, "title": []}',
        '{"url": null, "title": {"rendered": 5}}',
        '{"url": "http://a.example/news/5002", "title": "&#' + "9" * 6_000 + ';"}',
        '{"url": "http://a.example/news/5002", "id": ' + "9" * 6_000 + "}",
        '{"url": "http://a.example/news/5002", "date": "' + "2026-" * 6_000 + '"}',
        "[]",
        '"text"',
        "null",
    ],
)
def test_a_bad_entry_of_a_json_feed_loses_no_other(bad: str) -> None:
    good = [json.dumps({"url": f"http://a.example/news/{number}", "title": "가"}) for number in (5001, 5003)]
    found = [listing.url for listing in read_feed(f"[{good[0]},{bad},{good[1]}]", BASE)]
    assert {"http://a.example/news/5001", "http://a.example/news/5003"} <= set(found)
    assert all(url.encode() for url in found)


def test_entries_are_found_by_any_prefix_and_root() -> None:
    for text in (
        "<sm:urlset><sm:url><sm:loc>http://a.example/news/1</sm:loc></sm:url></sm:urlset>",
        "<?xml version='1.0'?><opml><url><loc>http://a.example/news/1</loc></url></opml>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '>'><!ENTITY c ']'>]><a><url><loc>http://a.example/news/1</loc></url></a>",
    ):
        assert [one.url for one in read_sitemap(text, BASE).listings] == ["http://a.example/news/1"], text


HARM = "\x1b[31m가\u202e나\u200b\x9b\x07다\u2066\x7f\u2028라"


def is_harmless(text: str) -> bool:
    return all(category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in text)


def test_nothing_harmful_comes_in_with_an_entry() -> None:
    item = f"<item><title>{HARM}</title><link>http://a.example/news/1234?q={HARM}</link><category>{HARM}</category><pubDate>{HARM}</pubDate></item>"
    escaped = "".join(f"&amp;#{ord(letter)};" for letter in HARM)
    listings = [
        *read_feed(f"<rss>{item}</rss>", BASE),
        *read_feed(f"<rss><item><title>{escaped}</title><link>http://a.example/news/1</link></item></rss>", BASE),
        *read_feed(json.dumps([{"url": f"http://a.example/news/1234?{HARM}", "title": HARM, "date": HARM}]), BASE),
        *read_sitemap(f"<urlset><url><loc>http://a.example/news/1?{HARM}</loc><lastmod>{HARM}</lastmod></url></urlset>", BASE).listings,
        *read_links(f"<a href='/news/1?{HARM}'>{HARM} 마바사아자차카</a>", BASE),
    ]  # fmt: skip
    assert len(listings) == 5
    for one in listings:
        for text in (one.url, one.headline, one.section, one.published_raw):
            assert is_harmless(text), repr(text)
    assert "라" in listings[0].headline


@pytest.mark.parametrize("page", ["<meta property=og:site_name content='{}'>", "<title>{}</title>"])
def test_nothing_harmful_comes_in_with_a_sites_name(page: str) -> None:
    for name in (HARM, "".join(f"&#{ord(letter)};" for letter in HARM)):
        home = read_home(f"<html><head>{page.format(name)}</head></html>", BASE)
        assert is_harmless(home.name)
        assert "라" in home.name
