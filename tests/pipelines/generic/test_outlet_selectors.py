"""Selectors that an outlet of no family names: each goes first for its part, and one that misses is counted."""

from dataclasses import replace

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from scrapers.families.generic import FAMILY
from scrapers.registry import load_bundled
from tests.sites.unknown_pages import BODY, FOREIGN, HEADLINE, LINES, OTHERS, REPORTER, P, whole
from tests.support.read_pages import FETCHED
from tests.support.undeclared import ADDRESS

OUTLET = Outlet(id="own", title="견본신문", family="generic", home="http://news.unknown.example")
SHORT = f"<p>{LINES[0]}</p><p>{LINES[1]}</p>"
LONG = "".join(f"<p>{line}</p>" for line in FOREIGN * 6)
# The site's own way: the article in a box called a widget, below a longer text of others; two headings, two times.
PAGE = whole(
    "견본신문",
    f"<h1>{OTHERS[0]}</h1><div class='lead'>{LONG}</div><div class='side_widget' id='k1'><h4 class='kt'>{HEADLINE}</h4>"
    f"<p class='kd'>옛 터미널 고쳐</p><p class='kw'>글 {REPORTER} 기자</p><p class='kt1'>2026-11-20 09:31</p><p>입력 2026-11-19 08:00</p>"
    f"<div class='ranking' id='k2'>{SHORT}<div class='mark'>이 글은 견본재단의 도움으로 썼다고 편집국이 알려 왔다.</div>"
    f"<p class='k-cap'>다음 달 문을 여는 도서관 전경을 하늘에서 내려다본 모습이다.</p></div></div>",
)
OWN = {
    "headline": (".kt",),
    "body": ("#k2",),
    "published": (".kt1",),
    "deck": (".kd",),
    "byline": (".kw",),
    "drop": (".mark",),
    "captions": (".k-cap",),
}


def read(html: str, layout: dict[str, tuple[str, ...]]) -> Article:
    page = Page(outlet="own", url=ADDRESS, body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(replace(OUTLET, layout=layout)))
    assert isinstance(found, Article), found
    return found


def test_own_selectors_go_first_for_every_part() -> None:
    found = read(PAGE, OWN)
    assert (found.headline, found.deck, found.reporters) == (HEADLINE, "옛 터미널 고쳐", (REPORTER,))
    assert found.body == "\n".join(LINES[:2])
    assert found.published_raw == "2026-11-20 09:31"
    assert [photo.caption for photo in found.photos] == ["다음 달 문을 여는 도서관 전경을 하늘에서 내려다본 모습이다."]
    assert "selector_missed" not in dict(found.repairs)


def test_files_are_the_links_that_are_named_whatever_their_names() -> None:
    links = "<p class='fl'><a href='/dn?f=1'>설명자료</a><a href='/dn?f=1'>다운로드</a><a href='/dn?f=2'>사진.zip (2MB)</a></p>"
    found = read(PAGE.replace("</body>", f"{links}</body>"), OWN | {"attachments": (".fl a",)})
    home = OUTLET.home
    assert [(one.name, one.url) for one in found.attachments] == [
        ("설명자료", f"{home}/dn?f=1"),
        ("사진.zip", f"{home}/dn?f=2"),
    ]


def test_what_they_do_not_name_is_found_as_on_any_page() -> None:
    html = whole(f"{HEADLINE} - 견본신문", f"<h1>{HEADLINE}</h1><p>입력 2026-11-20 09:31</p><div class='x'>{P}</div>")
    found = read(html, {"body": ("div.x",)})
    assert (found.headline, found.body, found.published_raw) == (HEADLINE, BODY, "2026-11-20 09:31")


@pytest.mark.parametrize(
    ("layout", "missed"),
    [
        ({"body": (".gone",)}, 1),
        ({"body": (".gone", "div.x")}, 0),
        ({"headline": (".gone",), "published": (".gone",)}, 2),
        ({"deck": (".gone",), "tags": (".gone",)}, 0),
    ],
)
def test_a_selector_that_misses_is_counted_and_costs_nothing(layout: dict[str, tuple[str, ...]], missed: int) -> None:
    html = whole(f"{HEADLINE} - 견본신문", f"<h1>{HEADLINE}</h1><p>입력 2026-11-20 09:31</p><div class='x'>{P}</div>")
    found, plain = read(html, layout), read(html, {})
    assert dict(found.repairs).get("selector_missed", 0) == missed
    assert replace(found, repairs=()) == replace(plain, repairs=())


def test_every_bundled_declaration_of_selectors_can_be_run() -> None:
    for outlet in load_bundled():
        if outlet.family == "generic" and outlet.layout:
            layout = FAMILY.layout(outlet)
            extract(Page(outlet=outlet.id, url=outlet.home + "/1234", body=PAGE.encode(), fetched_at=FETCHED), layout)
            assert layout.body or layout.headline or layout.published
