"""What is declared of the outlets, for a reader."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from importlib import import_module

from models.records.outlet import Outlet
from reports.formats.terminal import clean, pad, width

# What `sure` means; it grades host and family, not each selector.
MEANING = {
    "verified": "host and family were read in a source",
    "inferred": "the family is guessed from the form of addresses, or the title or host is incomplete",
    "memory": "from memory: check before use",
}


def chosen(
    outlets: Iterable[Outlet],
    regions: tuple[str, ...] = (),
    families: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    sures: tuple[str, ...] = (),
    *,
    enabled: bool | None = None,
) -> list[Outlet]:
    """The outlets that fit every filter; an empty filter fits all."""
    filters = (("region", regions), ("family", families), ("kind", kinds), ("sure", sures))
    return [
        outlet
        for outlet in outlets
        if all(not wanted or getattr(outlet, name) in wanted for name, wanted in filters)
        and enabled in (None, outlet.enabled)
    ]


def outlet_lines(outlets: Iterable[Outlet]) -> Iterator[str]:
    """One line an outlet: id, name, region, kind, family, how sure, whether it is off, home."""
    rows = [(o.id, o.title, o.region, o.kind, o.family, o.sure, "" if o.enabled else "off", o.home) for o in outlets]
    rows = [tuple(map(clean, row)) for row in rows]  # type: ignore[misc]
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(pad(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip()


def outlet_json(outlet: Outlet) -> str:
    """The declaration as one line of JSON."""
    plain = {key: dict(value) if isinstance(value, Mapping) else value for key, value in _as_dict(outlet).items()}
    return json.dumps(plain, ensure_ascii=True)


def _as_dict(outlet: Outlet) -> dict[str, object]:
    return {field.name: getattr(outlet, field.name) for field in fields(outlet)}


def outlet_facts(outlet: Outlet) -> Iterator[str]:
    """All that is declared, a line each; then where it is looked for, and what is sure."""
    for field in fields(outlet):
        value = getattr(outlet, field.name)
        if isinstance(value, tuple):
            value = ", ".join(map(str, value))
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        elif hasattr(value, "items"):
            value = ", ".join(f"{key}={_text(text)}" for key, text in value.items())
        if value not in ("", None):
            yield f"{field.name:<10} {clean(str(value))}"
    yield ""
    yield f"{outlet.sure}: {MEANING[outlet.sure]}."
    yield from _asked(outlet)
    yield f"How the family is built and how sure each selector is: news outlets show {outlet.id} --manual"


def _text(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _asked(outlet: Outlet) -> Iterator[str]:
    """Where a crawl looks for articles, and whether that is said by the outlet or by its family alone."""
    from scrapers.registry import family

    known = family(outlet.family)
    lists = tuple(walk.page_url(0) for walk in known.article_lists(outlet))
    for name, declared, urls in (
        ("feed", outlet.feeds, known.feeds(outlet)),
        ("sitemap", outlet.sitemaps, known.sitemaps(outlet)),
        ("list", outlet.lists or outlet.list_forms, lists),
    ):
        for url in urls:
            yield f"{name:<10} {clean(url)}{'' if declared else '   (as its family has it; not seen)'}"


def family_manual(family_id: str) -> str:
    """The manual of a CMS family: the docstring of its module."""
    from scrapers.registry import family

    family(family_id)
    return (import_module(f"scrapers.families.{family_id}").__doc__ or "").strip()
