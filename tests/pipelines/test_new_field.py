"""A new field of the record needs no change in the steps: a layout names its selectors, and it arrives in the article."""

from dataclasses import dataclass, replace

import pytest

import pipelines.contracts.layout as layout_module
import pipelines.extract as extract_module
from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.contracts.layout import Layout, bind
from scrapers.families.generic import FAMILY
from tests.support.read_pages import FETCHED, LAYOUTS


@dataclass(frozen=True, slots=True, kw_only=True)
class WiderArticle(Article):
    subtitle_en: str = ""


HTML = """<html><head><meta charset="utf-8"><title>배터리 회의 열려 - 견본</title></head><body><h1>배터리 회의 열려</h1>
<p class="en">Battery&nbsp;Summit <b>opens</b></p><p>입력 2026.11.20 10:30</p><div id="news-contents"><p>포항시는 20일 배터리 회의를
연다고 밝혔다. 회의에는 기업 서른 곳이 참가한다.</p><p>시장은 "작은 도시가 먼저 답을 내놓겠다"고 말했다.</p></div></body></html>"""


@pytest.fixture(autouse=True)
def _wider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout_module, "PAGE_TEXTS", frozenset({"subtitle_en"}))
    monkeypatch.setattr(layout_module, "OPEN_TO_OUTLETS", layout_module.OPEN_TO_OUTLETS | {"subtitle_en"})
    monkeypatch.setattr(extract_module, "Article", WiderArticle)


def read(layout: Layout) -> WiderArticle:
    page = Page(outlet="gaon", url="https://www.gaon.example/n?id=1", body=HTML.encode(), fetched_at=FETCHED)
    found = extract_module.extract(page, layout)
    assert isinstance(found, WiderArticle), found
    return found


def test_a_family_names_its_selectors() -> None:
    layout = replace(LAYOUTS["newspim"], texts={"subtitle_en": (".none", "p.en")})
    assert read(layout).subtitle_en == "Battery Summit opens"


def test_an_outlet_names_its_selectors_in_its_declaration() -> None:
    outlet = Outlet(
        id="gaon", title="견본", family="generic", home="https://www.gaon.example", layout={"subtitle_en": (".en",)}
    )
    assert read(FAMILY.layout(outlet)).subtitle_en == "Battery Summit opens"
    assert bind(LAYOUTS["newspim"], outlet).texts == {"subtitle_en": (".en",)}


def test_a_page_without_it_has_an_empty_field() -> None:
    assert read(replace(LAYOUTS["newspim"], texts={"subtitle_en": (".none",)})).subtitle_en == ""
