"""What a search can be narrowed to in this archive: its outlets and their regions."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from desk.services.workspace import Workspace
from models.query.outlet_names import outlet_name


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletChoice:
    """An outlet of the archive: its id and the name to show."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """The outlets by region, each by name (outlets without a region under ""), and the regions."""

    outlets: Sequence[tuple[str, Sequence[OutletChoice]]]
    regions: Sequence[str]

    def name_of(self, outlet: str) -> str:
        """The name of an outlet; what was asked for where the archive has none of that id."""
        return next((one.name for _region, group in self.outlets for one in group if one.id == outlet), outlet)


def list_filter_choices(workspace: Workspace) -> FilterChoices:
    """The outlets that the archive holds. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        known = db.outlets.all().values()
    groups: dict[str, list[OutletChoice]] = {}
    for outlet in sorted(known, key=lambda outlet: outlet.title or outlet.id):
        name = outlet.title or outlet_name(outlet.id, outlet.title)
        groups.setdefault(outlet.region, []).append(OutletChoice(id=outlet.id, name=name))
    regions = sorted(groups.keys() - {""})
    ordered = [*regions, *([""] if "" in groups else [])]
    return FilterChoices(outlets=[(region, groups[region]) for region in ordered], regions=regions)
