"""The outlets: one TOML file each, bundled ones first, then the user's own.

Imports neither Scrapy nor a parser until a family is used.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from models.language import _
from models.open import archive_path
from models.query.outlet_names import find_ids, near_names
from models.records.errors import ArchiveError, UserError
from models.records.outlet import Outlet
from models.records.toml_table import TomlFileError, end_sentence, read_toml
from scrapers.declarations.outlet_selection import OutletSelection
from scrapers.declarations.read import read_declaration

if TYPE_CHECKING:
    from scrapers.families.base import Family

FOLDER = "outlets"
OUTLET_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


class OutletError(UserError):
    """A declaration that cannot be used, or an outlet that does not exist: one sentence."""

    exit_code = 2


class Registry:
    """Outlets by id, in the order of their files; a user's own takes the place of a bundled one of the same id."""

    def __init__(
        self,
        outlets: Iterable[Outlet],
        selection: OutletSelection | None = None,
        problems: Mapping[str, str] | None = None,
    ) -> None:
        apply = (selection or OutletSelection()).apply
        self.problems = problems or {}
        """Of each outlet whose file cannot be used, why not, in one sentence: it is off until that is mended."""
        self.outlets: dict[str, Outlet] = {
            outlet.id: apply(outlet) for outlet in outlets if outlet.id not in self.problems
        }

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self.outlets.values())

    def enabled(self) -> list[Outlet]:
        """Those that a crawl without names takes."""
        return [outlet for outlet in self if outlet.enabled]

    def get(self, name: str) -> Outlet:
        """One outlet by its id or its Korean title; raises OutletError with those that look alike."""
        titles = {outlet.id: outlet.title for outlet in self}
        found = find_ids(name, titles)
        if len(found) == 1:
            return self.outlets[found[0]]
        if found:
            raise OutletError(
                _("Several outlets are called {name!r}: name one by its id ({ids}).", name=name, ids=", ".join(found))
            )
        if name in self.problems:
            raise OutletError(self.problems[name])
        near = near_names(name, titles)
        hint = _("did you mean {names}?", names=", ".join(near)) if near else _("`news outlets list` shows all.")
        raise OutletError(_("There is no outlet {outlet!r}; {hint}", outlet=name, hint=hint))

    @cached_property
    def _by_host(self) -> Mapping[str, list[Outlet]]:
        """The outlets of each host name, ports left out."""
        from scrapers.families.base import hosts

        found: dict[str, list[Outlet]] = {}
        for outlet in self:
            for name in {host.partition(":")[0] for host in hosts(outlet)}:
                found.setdefault(name, []).append(outlet)
        return found

    def recognise(self, url: str) -> Outlet | None:
        """The outlet an address belongs to: one whose family knows the article, else one that owns the host."""
        host = host_in(url)
        on_host = [outlet for outlet in self._by_host.get(host.rstrip("."), ()) if _owns(outlet, url)]
        for outlet in on_host:
            if load_family(outlet.family).identify(url, outlet) is not None:
                return outlet
        return on_host[0] if on_host else None


def host_in(url: str) -> str:
    """The host of an address, or an empty string where it has none."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def _owns(outlet: Outlet, url: str) -> bool:
    from scrapers.families.base import on_host

    return on_host(url, outlet) is not None


def load_family(family_id: str) -> "Family":
    """A CMS family by its id; raises OutletError."""
    if family_id not in family_ids():
        raise OutletError(
            _(
                "There is no family {family!r}; there are {families}.",
                family=family_id,
                families=", ".join(sorted(family_ids())),
            )
        )
    found: Family = import_module(f"scrapers.families.{family_id}").FAMILY
    return found


@cache
def family_ids() -> frozenset[str]:
    """The families there are, by their files."""
    files = resources.files("scrapers.families").iterdir()
    names = {file.name.removesuffix(".py") for file in files if file.name.endswith(".py")}
    return frozenset(names - {"__init__", "base", "builder"})


def read_outlet(file: Traversable | Path, label: str = "") -> Outlet:
    """One declaration; raises OutletError with the file and the key that is wrong."""
    name = label or str(file)
    stem = file.name.removesuffix(".toml")
    if not OUTLET_ID.fullmatch(stem):
        raise OutletError(_("{name}: a file of an outlet is named by its id, in a-z, 0-9 and '-'.", name=name))
    try:
        return read_declaration(read_toml(file), stem, family_ids())
    except FileNotFoundError as error:
        raise OutletError(_("{name}: cannot be read: no such file.", name=name)) from error
    except TomlFileError as error:
        raise OutletError(end_sentence(f"{name}: {error}")) from error


def load_bundled() -> list[Outlet]:
    """The outlets that come with the program."""
    files = sorted(resources.files("scrapers.outlets").iterdir(), key=lambda file: file.name)
    return [read_outlet(file, f"{FOLDER}/{file.name}") for file in files if file.name.endswith(".toml")]


def load_own(folder: Path) -> tuple[list[Outlet], dict[str, str]]:
    """The outlets of a user's folder, and by id why others cannot be used; none where there is no such folder."""
    outlets: list[Outlet] = []
    problems: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            outlets.append(read_outlet(file))
        except OutletError as error:
            problems[file.name.removesuffix(".toml")] = str(error)
    return outlets, problems


def load_registry(archive: str | Path | None = None) -> Registry:
    """The bundled outlets and those in ``outlets/`` beside the archive; raises OutletError."""
    folder = _beside(archive or os.environ.get("NEWS_ARCHIVE") or "archive.db")
    own, problems = load_own(folder) if folder else ([], {})
    return Registry([*load_bundled(), *own], problems=problems)


def _beside(archive: str | Path) -> Path | None:
    try:
        return archive_path(archive).parent / FOLDER
    except ArchiveError:
        return None
