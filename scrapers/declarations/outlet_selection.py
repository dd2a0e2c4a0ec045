"""``selection.toml`` beside the archive: which of the declared outlets a crawl without names takes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from models.language import _
from models.records.errors import UserError
from models.records.outlet import Outlet
from models.records.toml_table import TomlFileError, end_sentence, read_keys, read_texts, read_toml

FILE = "selection.toml"
NATIONAL = "전국"
"""The region of outlets that serve the whole country."""
HEAD = """\
# Which outlets a crawl without names takes; written by `news setup` and `news outlets enable | disable`.
# regions: only the outlets of these; enabled: these as well; disabled: never these.
"""


class SelectionError(UserError):
    """selection.toml cannot be used: one sentence."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSelection:
    """What a user has chosen. Without ``regions``, the outlets that are declared as enabled, whatever their region.

    An outlet by its id in ``enabled`` or ``disabled`` is just that, whatever its region and its declaration say.
    """

    regions: tuple[str, ...] = ()
    enabled: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()

    def apply(self, outlet: Outlet) -> Outlet:
        """The outlet, enabled or not by this choice."""
        is_near = not self.regions or outlet.region in self.regions
        is_enabled = outlet.id not in self.disabled and (outlet.id in self.enabled or (outlet.enabled and is_near))
        return outlet if is_enabled == outlet.enabled else replace(outlet, enabled=is_enabled)

    def switch(self, outlets: Iterable[Outlet], *, on: bool) -> "OutletSelection":
        """The choice with some outlets switched on or off, as they are declared, and all else as it was."""
        named = {outlet.id for outlet in outlets}
        enabled = [name for name in self.enabled if name not in named]
        disabled = [name for name in self.disabled if name not in named]
        (enabled if on else disabled).extend(sorted(named))
        return replace(self, enabled=tuple(enabled), disabled=tuple(disabled))


def read_selection(file: Path) -> OutletSelection:
    """The choice of a file; the empty one where there is none. Raises SelectionError."""
    try:
        keys = dict.fromkeys(("regions", "enabled", "disabled"), read_texts)
        return OutletSelection(**read_keys(read_toml(file), keys))
    except FileNotFoundError:
        return OutletSelection()
    except TomlFileError as error:
        raise SelectionError(end_sentence(_("{path}: {problem}", path=file, problem=error))) from error


def selection_toml(selection: OutletSelection) -> str:
    """The text of the file."""
    lists = {"regions": selection.regions, "enabled": selection.enabled, "disabled": selection.disabled}
    return HEAD + "".join(
        f"{key} = [{', '.join(json.dumps(one, ensure_ascii=False) for one in values)}]\n"
        for key, values in lists.items()
        if values
    )
