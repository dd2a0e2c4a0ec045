"""Which sample outlets there are: a site and skins a family, in this package and in those that are added to it.

The two families of `news demo` are shipped. Tests add theirs, one of every other family (``tests/sites/``).
"""

from functools import cache
from importlib import import_module, resources
from types import ModuleType

from scrapers.samples.sites.kit import FamilySite

DEMO = ("sample-newspim", "sample-gbhana")
HELPERS = {"__init__", "kit"}
_packages = ["scrapers.samples"]


def add_package(name: str) -> None:
    """Take in the families of a package with ``sites/`` and ``skins/``. Raises RuntimeError once the catalog is read."""
    if name not in _packages:
        if _places.cache_info().currsize:
            raise RuntimeError(f"{name} must be added before any sample outlet is used")
        _packages.append(name)


@cache
def _places() -> dict[str, str]:
    """Each family's package: the two of the demo, then the others by name."""
    found = {
        file.name.removesuffix(".py"): package
        for package in _packages
        for file in resources.files(f"{package}.sites").iterdir()
        if file.name.endswith(".py")
    }
    first = [outlet.removeprefix("sample-") for outlet in DEMO]
    return {name: found[name] for name in (*first, *sorted(found.keys() - {*first, *HELPERS}))}


@cache
def outlet_ids() -> tuple[str, ...]:
    """Every sample outlet there is, the two of the demo first."""
    return tuple(f"sample-{name}" for name in _places())


@cache
def site_of(outlet: str) -> FamilySite:
    """The site of ``sample-<family>``; raises KeyError where there is none."""
    name = outlet.removeprefix("sample-")
    if outlet != f"sample-{name}":
        raise KeyError(outlet)
    site: FamilySite = import_module(f"{_places()[name]}.sites.{name}").SITE
    return site


def skin_modules() -> list[ModuleType]:
    """A module a family with its ``SKINS`` and its sample outlet."""
    return [import_module(f"{package}.skins.{name}") for name, package in _places().items()]
