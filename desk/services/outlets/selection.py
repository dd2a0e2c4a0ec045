"""Which outlets a crawl without names takes: switched on and off, by name and by region."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk.services.workspace import Workspace
from models.language import _
from models.records.errors import UserError
from models.records.outlet import Outlet
from reports.formats.atomic_file import open_atomic
from scrapers.declarations.outlet_selection import NATIONAL, OutletSelection, read_selection, selection_toml


class UnknownRegionError(UserError):
    """A region that no outlet has: one sentence that names those there are."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedOutlets:
    """The outlets that were named, as they are now, and how many a crawl without names takes now."""

    outlets: Sequence[Outlet]
    enabled: int


def switch_outlets(workspace: Workspace, names: Sequence[str], *, on: bool) -> SwitchedOutlets:
    """Take outlets into the nightly crawl, or out of it. Raises OutletError, SelectionError, ExportError."""
    registry = workspace.read_registry()
    named = [registry.get(name) for name in dict.fromkeys(names)]
    write_selection(workspace, read_selection(workspace.selection).switch(named, on=on))
    now = workspace.read_registry()
    return SwitchedOutlets(outlets=[now.get(outlet.id) for outlet in named], enabled=len(now.enabled()))


def write_selection(workspace: Workspace, selection: OutletSelection) -> None:
    """Write the choice beside the archive. Raises ExportError."""
    with open_atomic(workspace.selection) as file:
        file.write(selection_toml(selection).encode())


def choose_regions(workspace: Workspace, regions: Sequence[str]) -> OutletSelection:
    """The user's choice, narrowed to outlets of some regions; nothing is written. Raises UnknownRegionError."""
    check_regions(workspace.read_registry(), regions)
    return replace(read_selection(workspace.selection), regions=tuple(dict.fromkeys(regions)))


def check_regions(outlets: Iterable[Outlet], regions: Sequence[str]) -> None:
    """Raises UnknownRegionError for a region that no outlet has."""
    known = list_regions(outlets)
    for region in regions:
        if region not in known:
            raise UnknownRegionError(
                _("No outlet is of the region {region}; there are {known}.", region=region, known=", ".join(known))
            )


def list_regions(outlets: Iterable[Outlet]) -> list[str]:
    """The regions that outlets have, by name, the whole country last."""
    return sorted({outlet.region for outlet in outlets if outlet.region}, key=lambda name: (name == NATIONAL, name))
