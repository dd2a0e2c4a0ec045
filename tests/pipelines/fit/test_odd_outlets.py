"""Five pages of an outlet that nobody declared teach every field of its others; so do those of an office's board."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from pipelines.fit.fit import fit_outlet
from scrapers.families.generic import FAMILY
from tests.support.odd_pages import OFFICE, OUTLET, make_board_pages, make_odd_pages

FIELDS = (
    "headline", "deck", "body", "published_at", "modified_at", "reporters", "emails", "section", "photos", "tags",
    "attachments",
)  # fmt: skip


@pytest.mark.parametrize(("outlet", "make"), [(OUTLET, make_odd_pages), (OFFICE, make_board_pages)])
def test_every_field_of_the_other_pages_is_exact(
    outlet: Outlet, make: Callable[[], list[tuple[Article, Page]]]
) -> None:
    made = make()
    fit = fit_outlet([page for _, page in made[:5]], outlet, FAMILY.layout)
    layout = FAMILY.layout(replace(outlet, layout=fit.layout, reader=fit.reader))
    for wanted, page in made[5:]:
        read = extract(page, layout)
        assert isinstance(read, Article), read
        wrong = {name: getattr(read, name) for name in FIELDS if getattr(read, name) != getattr(wanted, name)}
        assert not wrong, (page.url, wrong, fit.layout)
    assert set(FIELDS) <= {field.name for field in fields(Article)}


def test_each_part_is_learned_where_it_stands() -> None:
    fit = fit_outlet([page for _, page in make_odd_pages()[:5]], OUTLET, FAMILY.layout)
    assert {part: selectors for part, selectors in fit.layout.items() if part != "modified"} == {
        "headline": (".k4",),
        "body": (".k7",),
        "published": (".k6",),
        "byline": (".k8",),
        "section": (".k3 > a",),
        "deck": (".k5",),
        "tags": (".k9 > i",),
        "captions": (".zr",),
        "drop": (".ask",),
    }
    board = fit_outlet([page for _, page in make_board_pages()[:5]], OFFICE, FAMILY.layout)
    assert board.layout["attachments"] == (".fl a",)
    assert "tags" not in board.layout


LOGIN = "<title>로그인</title><h1>로그인</h1><input type=password><p>기사를 읽으려면 로그인해 주세요.</p>"
NOTICE = "<title>느린소리</title><div class='k7'><p>시스템 점검 중입니다. 이용에 불편을 드려 죄송합니다.</p></div>"
PHOTO = """<title>느린소리 :: [포토] 견본항에 뜬 무지개</title><table class="k2"><tr><td class="k3"><a href="/">처음</a> /
<a href="/s/x">바다</a></td></tr><tr><td class="k4">[포토] 견본항에 뜬 무지개</td></tr><tr><td class="k6">
<b>2026년 11월 12일 10시 11분</b> 올림</td></tr></table><div class="k7"><section><div class="zq"><img src="/pics/9.jpg">
<div class="zr">비가 그친 견본항 위로 무지개가 뜬 모습</div></div></section></div><dl class="k8"><dt><span>민가람</span> 기자
</dt><dd>nuri9@nurinsori.example</dd></dl><p class="k9"></p>"""


@pytest.mark.parametrize(("html", "is_read"), [(LOGIN, False), (NOTICE, False), (PHOTO, True)])
def test_a_page_of_another_kind_among_five_changes_nothing(html: str, is_read: bool) -> None:
    pages = [page for _, page in make_odd_pages()[:5]]
    other = replace(pages[4], url=f"{OUTLET.home}/r/2611/x", body=f"<body>{html}</body>".encode())
    fit = fit_outlet([*pages[:4], other], OUTLET, FAMILY.layout)
    assert fit.layout.keys() == fit_outlet(pages, OUTLET, FAMILY.layout).layout.keys()
    assert [one.url for one in fit.unread] == ([] if is_read else [other.url])


def test_of_a_mixture_it_is_said_what_is_left_out() -> None:
    odd, board = make_odd_pages(), make_board_pages()
    mixed = fit_outlet([page for _, page in (*odd[:3], *board[:2])], OUTLET, FAMILY.layout)
    assert mixed.strangers == tuple(page.url for _, page in board[:2])
    few = fit_outlet([page for _, page in (*odd[:2], *board[:2])], OUTLET, FAMILY.layout)
    assert (few.is_learned, few.skins, few.layout) == (False, (2, 2), {})
    two = fit_outlet([page for _, page in odd[:2]], OUTLET, FAMILY.layout)
    assert (two.is_learned, two.layout, two.strangers) == (False, {}, ())
