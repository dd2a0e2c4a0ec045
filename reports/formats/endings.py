"""The ending of a file's name, which says how it is written."""

from collections.abc import Collection
from pathlib import Path

from models.language import _
from reports.formats.errors import ExportError


def find_kind(path: Path, kinds: Collection[str]) -> str:
    """The ending in small letters, one of ``kinds`` (.csv, .pdf). Raises ``ExportError`` for any other."""
    kind = path.suffix.lower()
    if kind not in kinds:
        raise ExportError(
            _("{name} cannot be written: name a file that ends in {endings}.", name=path.name, endings=", ".join(kinds))
        )
    return kind
