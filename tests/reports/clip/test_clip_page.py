"""The clip as a page: what was searched for is marked, a headline is the link, and there are boxes to sign."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from reports.clip.chart_data import make_charts
from reports.clip.html_report import render_clip
from reports.clip.report import ClipReport
from reports.clip.template import Column, Template
from tests.support.clip_archive import an_article, at, report, stored


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
    assert signed.xpath("//figure")
    bare = html.document_fromstring(render_clip(made, Template(charts=False), make_charts(made)))
    assert not bare.xpath("//table[@class='approvals']")
    assert not bare.xpath("//figure")
