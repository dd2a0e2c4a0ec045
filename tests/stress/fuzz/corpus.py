"""The pages that are mutated: sample pages of every skin, sites of many kinds, and the real pages where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.contracts.layout import Layout
from scrapers.families.generic import FAMILY, outlet_for
from scrapers.registry import Registry, load_bundled, load_family
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, encode, render
from tests.bench.score import pages
from tests.sites.arbitrary import arbitrary
from tests.sites.unknown_pages import PAGES
from tests.stress.fuzz.mutations import mutated
from tests.support.read_pages import FETCHED, HOME, LAYOUTS
from tests.support.undeclared import ADDRESS

OF_A_SKIN = 4
TYPES = (
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=euc-kr",
    "",
    "application/octet-stream",
    "text/plain",
)
STATUSES = (200,) * 60 + (404, 500, 403)


@dataclass(frozen=True, slots=True)
class Base:
    """A page as it was before: ``layout`` is its outlet's, None where nobody declared it."""

    name: str
    page: Page
    layout: Layout | None


def bases() -> list[Base]:
    """All pages, in the same order on every machine; the real ones last."""
    return [*_samples(), *_unknown(), *_real()]


def _page(name: str, url: str, body: bytes, at: datetime = FETCHED) -> Page:
    return Page(outlet=name, url=url, body=body, fetched_at=at, headers=(("content-type", "text/html"),))


def _samples() -> Iterator[Base]:
    for skin, shape in SKINS.items():
        layout = LAYOUTS[shape.family]
        records = invented(f"sample-{shape.family}", home=HOME)
        chosen = [records[n * 11 % len(records)] for n in range(OF_A_SKIN)]
        for number, record in enumerate([*chosen, *(arbitrary(seed, skin, home=HOME) for seed in range(2))]):
            body = encode(render(record, skin, seed=number), "cp949" if number % 3 == 2 else "utf-8")
            yield Base(f"{skin}/{number}", _page(layout.outlet.id, record.url, body, record.fetched_at), layout)


def _unknown() -> Iterator[Base]:
    for name, made in PAGES.items():
        yield Base(f"unknown/{name}", _page("", ADDRESS, made().encode()), None)


def _real() -> Iterator[Base]:
    if not pages.DEV.is_present:
        return
    registry = Registry(load_bundled())
    for line in pages.DEV.read_manifest():
        outlet: Outlet | None = registry.recognise(line["url"])
        body = pages.DEV.read_page(line["file"])
        page = _page(outlet.id if outlet else "", line["url"], body)
        yield Base(line["file"], page, load_family(outlet.family).layout(outlet) if outlet else None)


@dataclass(frozen=True, slots=True)
class Case:
    """A mutated page, and the layouts to read it by."""

    number: int
    name: str
    page: Page
    layouts: tuple[Layout, ...]


def case(every: list[Base], seed: int, number: int) -> Case:
    """The case of a number: the same bytes for the same seed and number, whatever was made before."""
    rng = Random(f"{seed}:{number}")
    base = rng.choice(every)
    body, how = mutated(base.page.body, rng)
    page = replace(base.page, body=body, status=rng.choice(STATUSES), headers=(("content-type", rng.choice(TYPES)),))
    outlet = outlet_for(page)
    assert outlet is not None
    layouts = (*([base.layout] if base.layout else []), FAMILY.layout(outlet))
    return Case(number, f"{base.name} {'+'.join(how)}", page, layouts)
