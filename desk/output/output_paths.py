"""Where a file of the user's may be written: never over an archive, or over what belongs to one."""

import os
from collections.abc import Sequence
from pathlib import Path

from models.language import _
from models.open import archive_files, archive_path

SQLITE = b"SQLite format 3\0"
OTHER_ENDINGS = (".lock", ".pace", ".sending")
"""The endings of files that are kept next to an archive, and are not the database's own."""


def why_not(path: Path, archive: str, others: Sequence[Path] = ()) -> str:
    """Why a file may not be written here, as the end of a sentence ("it is …"); empty where it may.

    ``others``: further files that must not be overwritten. Raises OSError where the file cannot be examined.
    """
    place, base = Path(os.path.realpath(path)), Path(os.path.realpath(archive_path(archive)))
    if place.is_dir():
        return _("it is a folder")
    if place.exists() and not place.is_file():
        return _("it is not a file")
    endings = (*(file.name.removeprefix(base.name) for file in archive_files(base)), *OTHER_ENDINGS)
    ours = [base.with_name(base.name + side) for side in endings]
    if any(_same(where, one) for one in ours for where in (place, *place.parents)):
        return _("it belongs to the archive")
    if any(_same(place, Path(os.path.realpath(one))) for one in others):
        return _("it is a file of the archive's own")
    sides = [side for side in endings if place.name.endswith(side) and place.name != side]
    bases = [place.with_name(place.name.removesuffix(side)) for side in sides]
    return _("it belongs to a database") if any(map(_is_sqlite, bases)) else ""


def _same(one: Path, other: Path) -> bool:
    """Whether two names are of one file, also on a disk that ignores case."""
    if str(one).casefold() == str(other).casefold():
        return True
    return one.exists() and other.exists() and one.samefile(other)


def _is_sqlite(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE
