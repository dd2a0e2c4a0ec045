"""Scans of a clip as files, bytes as they were attached: named by the paper, and never written over another file."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desk.services.clips.choose import TODAY, ClipChoice, find_clip
from desk.services.clips.errors import ClipError
from desk.services.clips.view import ClipLine, make_lines
from desk.services.workspace import Workspace
from models.clips.clip import Attachment
from models.language import _, describe_system_error
from reports.formats.atomic_file import open_atomic

MAX_NAME_CHARACTERS = 60
MAX_NAMES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedScans:
    """The files that were written. ``there`` are those that hold the very bytes already."""

    written: Sequence[Path]
    there: Sequence[Path] = ()


def save_scans(
    workspace: Workspace, folder: Path, choice: ClipChoice = TODAY, item_ids: Sequence[int] | None = None
) -> SavedScans:
    """Write the scans of items, or of all that are in the clip, into a folder, which is made where there is none.

    Raises ClipError, ClipNotFoundError, ExportError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db, db.one_view():
        clip = find_clip(db, choice)
        lines = {one.item.id: one for one in make_lines(db, db.clips.items(clip.id))}
        wanted = item_ids if item_ids is not None else [number for number, one in lines.items() if one.item.is_in]
        if unknown := next((number for number in wanted if number not in lines), None):
            raise ClipError(_("The clip has no item {id}.", id=unknown))
        scans = db.clips.attachments(list(wanted))
        found = [(lines[number], scan) for number in dict.fromkeys(wanted) for scan in scans.get(number, ())]
    if not found:
        raise ClipError(_("No scan is attached to these rows."))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ClipError(
            _("{folder} cannot be created: {reason}.", folder=folder, reason=describe_system_error(error))
        ) from error
    written: list[Path] = []
    there: list[Path] = []
    for line, scan in found:
        path = _find_place(folder, _name_file(line, scan), scan)
        if path.exists():
            there.append(path)
            continue
        with open_atomic(path) as file:
            file.write(scan.data)
        written.append(path)
    return SavedScans(written=written, there=there)


def _name_file(line: ClipLine, scan: Attachment) -> str:
    """견본일보 3면 들꽃길 열려 - scan.pdf: of letters that every system takes in a name."""
    entry = line.item.entry
    page = f"{entry.page}면" if entry is not None and entry.page else ""
    words = " ".join(filter(None, (line.article.outlet_title, page, line.article.headline)))
    plain = "".join(letter if letter.isalnum() or letter in " -_().,·" else "_" for letter in words)
    return f"{' '.join(plain.split())[:MAX_NAME_CHARACTERS].strip(' .')} - {scan.name}"


def _find_place(folder: Path, name: str, scan: Attachment) -> Path:
    """A name that is free in the folder, or that has these bytes already. Raises ClipError where all are taken."""
    stem, dot, ending = name.rpartition(".")
    for number in range(1, MAX_NAMES):
        path = folder / (name if number == 1 else f"{stem} ({number}){dot}{ending}")
        if not path.exists() or (path.is_file() and path.stat().st_size == len(scan.data) and _holds(path, scan)):
            return path
    raise ClipError(_("{folder} has too many files of the name {name}.", folder=folder, name=name))


def _holds(path: Path, scan: Attachment) -> bool:
    try:
        return path.read_bytes() == scan.data
    except OSError:
        return False
