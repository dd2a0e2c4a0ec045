"""What is declared of the outlets, for a reader."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from models.outlet import Outlet
from reports.terminal import clean, pad, width


def outlet_lines(outlets: Iterable[Outlet]) -> Iterator[str]:
    """One line an outlet: id, name, region, family, how sure, home."""
    rows = [(o.id, o.title, o.region, o.family, o.sure, "" if o.enabled else "off", o.home) for o in outlets]
    rows = [tuple(map(clean, row)) for row in rows]  # type: ignore[misc]
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(pad(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip()


def outlet_facts(outlet: Outlet) -> Iterator[str]:
    """All that is declared, a line each."""
    for field in fields(outlet):
        value = getattr(outlet, field.name)
        if isinstance(value, tuple):
            value = ", ".join(map(str, value))
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        elif hasattr(value, "items"):
            value = ", ".join(f"{key}={text}" for key, text in value.items())
        if value not in ("", None):
            yield f"{field.name:<10} {clean(str(value))}"
