"""Workbooks of ours that somebody changed: none is written over without a word, and none without a copy of it."""

import shutil
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from models.language import _
from reports.formats.errors import ExportError
from reports.formats.workbook_seal import Changed, find_change


def check_unchanged(path: Path) -> None:
    """Raise ``ExportError`` where writing the file would replace what a person changed in a workbook of ours."""
    change = find_change(path)
    if change is None:
        return
    copy = _name_copy(path).name
    if change is Changed.CLIP:
        raise ExportError(
            _(
                "{path} was changed since it was written: `news clip read` takes over what was filled in. --force "
                "writes it anew with the columns you added, and keeps it as it is beside it, as {copy}.",
                path=path,
                copy=copy,
            )
        )
    raise ExportError(
        _(
            "{path} was changed since it was written: name another file. --force writes it anew, and keeps it as it is "
            "beside it, as {copy}.",
            path=path,
            copy=copy,
        )
    )


def find_copies(paths: Iterable[Path]) -> list[Path]:
    """Where those of the files will be kept that somebody has changed."""
    return [_name_copy(path) for path in paths if find_change(path) is not None]


def keep_copy(path: Path) -> None:
    """Copy a workbook that somebody has changed, beside itself. Raises OSError where that cannot be done."""
    if find_change(path) is None:
        return
    copy = _name_copy(path)
    try:
        shutil.copy2(path, copy)
    except OSError:
        copy.unlink(missing_ok=True)
        raise


def _name_copy(path: Path) -> Path:
    stem = _("{name} (as changed)", name=path.stem)
    names = (path.with_name(f"{stem}{'' if number == 1 else f' {number}'}{path.suffix}") for number in count(1))
    return next(one for one in names if not one.exists())
