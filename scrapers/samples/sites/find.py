"""The families' sites by the id of their sample outlet."""

from functools import cache
from importlib import import_module, resources

from scrapers.samples.sites.kit import FamilySite

DEMO = ("sample-newspim", "sample-gbhana")
HELPERS = {"__init__", "kit", "find"}


@cache
def outlet_ids() -> tuple[str, ...]:
    """Every sample outlet there is: the two of the demo, then one a family by name."""
    names = {file.name for file in resources.files("scrapers.samples.sites").iterdir()}
    files = {name.removesuffix(".py") for name in names if name.endswith(".py")} - HELPERS
    found = sorted(f"sample-{name}" for name in files)
    return (*DEMO, *(outlet for outlet in found if outlet not in DEMO))


@cache
def site_of(outlet: str) -> FamilySite:
    """The site of ``sample-<family>``; raises KeyError where there is none."""
    if outlet not in outlet_ids():
        raise KeyError(outlet)
    site: FamilySite = import_module(f"scrapers.samples.sites.{outlet.removeprefix('sample-')}").SITE
    return site
