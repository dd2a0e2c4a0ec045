"""A page is parsed once, however it is read: by selectors that hit, by some that miss, by none, or out of a script."""

from collections.abc import Iterator

import pytest

from models.records.article import Article
from models.records.page import Page
from pipelines.dom import tree
from pipelines.extract import extract
from scrapers.families import generic
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, render
from tests.pipelines.generic.test_fallback import renamed
from tests.support.read_pages import HOME, LAYOUTS

FRAGMENT = b"<html><body><div>"
"""How ``parse_fragment`` begins what stood in JSON: that is not a whole page."""


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    whole: list[bytes] = []
    parse = tree.etree.fromstring

    def counted(data: bytes, parser: object = None, **options: object) -> object:
        if parser is tree.PARSER and not data.startswith(FRAGMENT):
            whole.append(data)
        return parse(data, parser, **options)

    monkeypatch.setattr(tree.etree, "fromstring", counted)
    return whole


def pages(skin: str) -> Iterator[tuple[Page, str]]:
    family = SKINS[skin].family
    for record in invented(f"sample-{family}", home=HOME)[:3]:
        html = render(record, skin, seed=1)
        for text in (html, renamed(html), html.replace("입력", "").replace("승인", "")):
            body = text.encode()
            page = Page(outlet=f"sample-{family}", url=record.url, body=body, fetched_at=record.fetched_at)
            yield page, family


@pytest.mark.parametrize("skin", SKINS)
def test_a_page_is_parsed_once(skin: str, parsed: list[bytes]) -> None:
    read = 0
    for page, family in pages(skin):
        for layout in (LAYOUTS[family], generic.FAMILY.layout(generic.outlet_for(page) or LAYOUTS[family].outlet)):
            parsed.clear()
            read += isinstance(extract(page, layout), Article)
            assert len(parsed) == 1
    assert read >= 9
