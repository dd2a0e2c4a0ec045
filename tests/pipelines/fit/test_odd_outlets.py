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
