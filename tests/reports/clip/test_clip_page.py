"""The clip as a page: what was searched for is marked, a headline is the link, and there are boxes to sign."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from reports.clip.chart_data import make_charts
from reports.clip.html_report import render_clip
from reports.clip.report import ClipReport
from reports.clip.template import Column, Template
from tests.support.browser import launched
from tests.support.clip_archive import an_article, at, report, stored
from tests.support.clip_documents import FORM, report_of


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as made:
        yield made


@pytest.fixture
def made(tmp_path: Path) -> ClipReport:
    stored(tmp_path / "a.db", an_article(1, published_at=at(3, 7), fetched_at=at(3, 8)))
    return report(tmp_path / "a.db", "들꽃길")


def test_a_headline_is_the_link_and_has_no_column_of_addresses_beside_it(made: ClipReport) -> None:
    page = html.document_fromstring(render_clip(made, Template(), []))
    heads = [head.text_content() for head in page.iter("th")]
    assert "제목" in heads
    assert "URL" not in heads
    (link,) = page.xpath("//td//a")
    assert link.get("href") == made.rows[0].article.canonical_url
    assert link.text_content() == made.rows[0].article.headline
    alone = Template(columns=(Column("outlet", "매체명", 10), Column("url", "주소", 40)))
    assert "주소" in [head.text_content() for head in html.document_fromstring(render_clip(made, alone, [])).iter("th")]


def test_the_words_that_were_searched_for_are_marked(made: ClipReport) -> None:
    page = html.document_fromstring(render_clip(made, Template(), []))
    assert "들꽃길" in [mark.text for mark in page.iter("mark")]
    plain = html.document_fromstring(render_clip(replace(made, terms=()), Template(), []))
    assert not list(plain.iter("mark"))


def test_boxes_to_sign_and_charts_are_as_the_form_has_them(made: ClipReport) -> None:
    signed = html.document_fromstring(render_clip(made, Template(approvals=("담당", "과장")), make_charts(made)))
    assert [head.text for head in signed.xpath("//table[@class='approvals']//th")] == ["담당", "과장"]
    assert signed.xpath("//table[@class='approvals']//td[@class='label']/text()") == ["결재"]
    assert signed.xpath("//figure")
    bare = html.document_fromstring(render_clip(made, Template(charts=False), make_charts(made)))
    assert not bare.xpath("//table[@class='approvals']")
    assert not bare.xpath("//figure")


def test_what_the_colours_mean_stands_once(made: ClipReport) -> None:
    page = html.document_fromstring(render_clip(made, Template(), make_charts(made)))
    assert page.text_content().count("최초·독자 보도") == 1
    assert len(page.xpath("//p[@class='series']/span")) == 2


def test_a_phone_shows_all_without_scrolling_sideways_and_in_letters_that_can_be_read(
    browser: Browser, tmp_path: Path
) -> None:
    report = report_of(12, whole=True)
    path = tmp_path / "clip.html"
    path.write_text(render_clip(report, FORM, make_charts(report, report.voices)), encoding="utf-8")
    for width, shown, hidden in ((390, "narrow", "wide"), (1280, "wide", "narrow")):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(f".{hidden}").first.is_hidden()
        charts = page.locator(f".{shown} svg")
        assert charts.count() == len(make_charts(report, report.voices))
        shares = charts.evaluate_all("all => all.map(one => one.getScreenCTM().a)")
        assert min(shares) * 11 > 9, "pixels of the smallest letters"
        edges = page.locator(f".{shown} svg text").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().right)"
        )
        assert max(edges) <= width
        page.close()


def test_on_a_phone_no_line_of_a_card_ends_in_a_dot(browser: Browser, tmp_path: Path) -> None:
    report = report_of(3, whole=True)
    path = tmp_path / "clip.html"
    path.write_text(render_clip(report, FORM, []), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    script = "all => all.map(one => getComputedStyle(one, '::after').content)"
    dots = page.locator("table:not(.approvals) tbody tr:first-child td:not(:empty)").evaluate_all(script)
    assert dots == ['" · "'] * 4 + ["none"] * 2 + ['" · "'] + ["none"] * 2 + ['" · "', "none"]
    page.close()
