"""What several pages of a renamed skin teach: right, the same for any order, never worse, and nothing without agreement.

The pages that are tried were not learned from.
"""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.reject_reason import Reason
from pipelines.dom.tree import parse_html
from pipelines.extract import extract
from pipelines.fit.fit import Fit, fit_outlet
from pipelines.fit.seen import see_pages
from pipelines.fit.selector_forms import rank_forms
from tests.support.fit_pages import FITTED_SKINS, Made, layout_of, make_page, make_pages, outlet_of
from tests.support.read_pages import family_of

SURE_FIELDS = ("headline", "published_at", "reporters", "body")
OTHER_FIELDS = ("emails", "deck", "section", "modified_at", "photos", "tags", "attachments")
LIST_PAGE = (
    "<html><head><title>견본 소식 모음</title></head><body><ul class='rows'>"
    + "".join(f"<li><a href='/news/{n}'>견본시 바다 도서관 {n}번째 열람실 개관</a></li>" for n in range(20))
    + "</ul></body></html>"
)


def learn(made: list[Made], outlet: Outlet) -> Fit:
    """What the pages teach."""
    return fit_outlet([page for _, page in made], outlet, layout_of)


def learned(outlet: Outlet, fit: Fit) -> Outlet:
    """The declaration with all that is proposed."""
    return replace(outlet, layout={**outlet.layout, **fit.layout}, reader=fit.reader or outlet.reader)


def right_fields(made: list[Made], outlet: Outlet) -> list[dict[str, bool]]:
    """Of each page which fields are as they should be."""
    layout = layout_of(outlet)
    reads = [(wanted, extract(page, layout)) for wanted, page in made]
    return [
        {
            name: isinstance(read, Article) and getattr(read, name) == getattr(wanted, name)
            for name in (*SURE_FIELDS, *OTHER_FIELDS)
        }
        for wanted, read in reads
    ]


@cache
def rest(skin: str, clothes: str = "new skin") -> tuple[Made, ...]:
    """Pages that nothing is learned from."""
    return tuple(make_pages(skin, 20, 6, clothes))


def assert_no_worse(skin: str, fit: Fit, clothes: str = "new skin") -> None:
    """No page that was read rightly is read wrongly by what was learned."""
    made, outlet = list(rest(skin, clothes)), outlet_of(skin)
    before, after = right_fields(made, outlet), right_fields(made, learned(outlet, fit))
    for (_, page), old, new in zip(made, before, after, strict=True):
        lost = [name for name, was in old.items() if was and not new[name]]
        assert not lost, (page.url, lost, fit.proposals)


@pytest.mark.parametrize("count", [5, 8])
@pytest.mark.parametrize("skin", FITTED_SKINS)
def test_every_field_of_other_pages_is_exact(skin: str, count: int) -> None:
    fit = learn(make_pages(skin, 0, count), outlet_of(skin))
    assert fit.is_learned
    assert fit.skins[0] == count
    assert_no_worse(skin, fit)
    for one in right_fields(list(rest(skin)), learned(outlet_of(skin), fit)):
        assert all(one.values()), ({name for name, is_right in one.items() if not is_right}, fit.layout)


@pytest.mark.parametrize("strangers", [1, 2])
@pytest.mark.parametrize("skin", FITTED_SKINS[::3])
def test_strangers_a_page_twice_and_a_list_page_change_nothing(skin: str, strangers: int) -> None:
    own = make_pages(skin, 0, 8 - strangers)
    alone = learn(own, outlet_of(skin))
    other = make_pages(skin, 44, strangers, clothes="yet another skin")
    twice = [(record, replace(page, url=page.url + "&from=list")) for record, page in own[:1]]
    page = own[0][1]
    listed = [(own[0][0], replace(page, url=page.url + "0", body=LIST_PAGE.encode()))]
    mixed = learn([*other, *listed, *own, *twice], outlet_of(skin))
    assert mixed.skins == (8 - strangers, *([strangers] if strangers else []))
    assert mixed.pages == 10
    own_parts = {part: selectors for part, selectors in mixed.layout.items() if alone.layout.get(part) != selectors}
    assert_no_worse(skin, mixed)
    assert not own_parts.keys() & {"headline", "published"}, (alone.layout, mixed.layout)


@pytest.mark.parametrize("skin", FITTED_SKINS[::4])
def test_the_order_of_the_pages_does_not_matter(skin: str) -> None:
    made = make_pages(skin, 0, 6)
    first = learn(made, outlet_of(skin))
    for seed in range(2):
        random.Random(seed).shuffle(made)
        assert learn(made, outlet_of(skin)) == first


@pytest.mark.parametrize("skin", FITTED_SKINS[::3])
def test_unsigned_pages_teach_no_byline(skin: str) -> None:
    made = make_pages(skin, 0, 5)
    unsigned = [
        make_page(skin, replace(record, reporters=(), emails=(), dateline="", agency=""), n, "new skin")
        for n, (record, _) in enumerate(made)
    ]
    fit = learn(unsigned, outlet_of(skin))
    assert "byline" not in fit.layout
    assert fit.is_learned


def test_one_text_is_one_page() -> None:
    ((record, page),) = make_pages("ndsoft-2018", 0, 1)
    copies = [(record, replace(page, url=f"{page.url}&n={n}")) for n in range(6)]
    fit = learn(copies, outlet_of("ndsoft-2018"))
    assert (fit.read, fit.skins, fit.proposals, fit.reader) == (1, (1,), (), "")
    assert not fit.is_learned


@pytest.mark.parametrize("skin", FITTED_SKINS)
def test_pages_that_the_family_reads_keep_their_reader(skin: str) -> None:
    fit = learn(make_pages(skin, 0, 5, clothes=""), outlet_of(skin))
    assert fit.reader == ""
    assert not {"headline", "body", "published"} & fit.layout.keys()
    assert_no_worse(skin, fit, clothes="")


def test_an_id_goes_before_a_class() -> None:
    root = parse_html("<div id='a'><p class='b'>가</p></div>")
    assert root is not None
    (element,) = root.iter("p")
    around = element.getparent()
    assert around is not None
    assert rank_forms([[around], [around]]) == [(0.0, "#a")]
    assert [selector for _, selector in rank_forms([[element], [element]])][:2] == [".b", "p.b"]
    assert rank_forms([[element], [around]]) == []


def test_a_number_of_the_article_is_no_mark_of_a_part() -> None:
    made = make_pages("ndsoft-2018", 0, 5)
    numbered = [
        (record, replace(page, body=page.body.replace(b"<h", b'<div id="article-20261120"></div><h')))
        for record, page in made
    ]
    fit = learn(numbered, outlet_of("ndsoft-2018"))
    assert not any("2026" in selector for selectors in fit.layout.values() for selector in selectors)


def test_the_work_grows_no_faster_than_the_pages() -> None:
    spans = []
    for links in (1_000, 2_000):
        heavy = [
            (
                record,
                replace(page, body=page.body.replace(b"</body>", b"<p>%s</p></body>" % filler(n, links))),
            )
            for n, (record, page) in enumerate(make_pages("ndsoft-2021", 0, 8))
        ]
        start = time.process_time()
        assert learn(heavy, outlet_of("ndsoft-2021")).is_learned
        spans.append(time.process_time() - start)
    assert spans[1] < 3 * spans[0]


def filler(number: int, links: int) -> bytes:
    """Links such as surround a real article; 2,000 are 150 kB."""
    named = (f"<a class='more n{n % 40}' href='/x/{number}/{n}'>더 많은 소식 {n}</a>" for n in range(links))
    return "".join(named).encode()


HOSTILE: dict[str, Callable[[int], str]] = {
    "deep": lambda size: "<div class='a b'>" * (size // 6) + "</div>" * (size // 6),
    "like": lambda size: "<span class='x y z'>가</span>" * (2 * size),
    "named": lambda size: "".join(f"<i class='c{n}' id='i{n}'>나</i>" for n in range(size)),
    "dated": lambda size: (
        "<ul class='l'>" + "<li class='m'><b class='n'>2026-11-20 10:00</b></li>" * (size // 2) + "</ul>"
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_take_work_by_their_size(kind: str) -> None:
    spans = []
    for size in (1_500, 3_000):
        middle = HOSTILE[kind](size).encode()
        hostile = [
            (record, replace(page, body=page.body.replace(b"</body>", middle + b"</body>")))
            for record, page in make_pages("ndsoft-2018", 0, 5)
        ]
        start = time.process_time()
        learn(hostile, outlet_of("ndsoft-2018"))
        spans.append(time.process_time() - start)
    assert spans[1] < 3 * spans[0]


def test_no_page_is_seen_without_an_article() -> None:
    ((_, page),) = make_pages("ndsoft-2018", 0, 1)
    layout = layout_of(replace(outlet_of("ndsoft-2018"), reader="generic"))
    pages = [replace(page, body=body) for body in (b"", b"<html>", LIST_PAGE.encode(), b"\x00\xff" * 50)]
    views, unread = see_pages(pages, layout)
    assert views == []
    assert [one.url for one in unread] == [page.url] * 4
    assert {one.reason for one in unread} <= set(Reason)
    assert family_of("ndsoft-2018") == "ndsoft"
