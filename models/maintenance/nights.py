"""The kept nights of a backup folder: a small sealed file each, and the packs of pages that they share.

A night names every pack it needs, oldest first; a page is what the newest of them says that has it. Packs are never
changed, so that a night that is there stays what it is whatever happens to a later one; what no night names any more is
removed.
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from models.archive.changed_pages import LogPosition
from models.archive.manifest import CommitPosition
from models.language import _
from models.maintenance.files import sync_to_disk
from models.maintenance.page_packs import HASH_BYTES, PackReader, PackRecord
from models.records.errors import BackupError
from models.records.times import now, time_text
from models.replace_file import replace_file

ENDING = ".backup"
PACKS = "packs"
FIRST_WORDS = b"news backup 1 "
DAY_SECONDS = 86_400.0
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Night:
    """A kept night.

    ``pages`` of ``page_bytes`` the archive had; ``position`` is its place in the archive's log of changes; ``rows`` are
    the last row numbers of the tables that only grow; ``notes`` are sentences about how it was made.
    """

    path: Path
    mark: CommitPosition
    made_at: datetime
    page_bytes: int
    pages: int
    position: LogPosition | None
    rows: Mapping[str, int]
    packs: tuple[PackRecord, ...]
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def folder(self) -> Path:
        """Where its packs are."""
        return self.path.parent / PACKS


def read_night(file: Path) -> Night | None:
    """The night of a file; None where it is no such file, or not as it was written."""
    try:
        with file.open("rb") as night_file:
            if night_file.read(len(FIRST_WORDS)) != FIRST_WORDS:
                return None
            seal, _line, data = night_file.read(MAX_BYTES).partition(b"\n")
        if blake2b(data, digest_size=32).hexdigest().encode() != seal:
            return None
        said = json.loads(data)
        return Night(
            file,
            CommitPosition(**said["mark"]),
            datetime.fromisoformat(said["made_at"]),
            said["page_bytes"],
            said["pages"],
            LogPosition(**said["position"]) if said["position"] else None,
            said["rows"],
            tuple(PackRecord(*one) for one in said["packs"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_night(night: Night) -> None:
    """Give a night its file, whole and on the disk, or none. Raises OSError."""
    said = {
        "mark": asdict(night.mark),
        "made_at": time_text(night.made_at),
        "page_bytes": night.page_bytes,
        "pages": night.pages,
        "position": asdict(night.position) if night.position else None,
        "rows": dict(night.rows),
        "packs": [list(asdict(one).values()) for one in night.packs],
    }
    data = json.dumps(said, ensure_ascii=True, indent=0).encode()
    part = night.path.with_name(f".{night.path.name}.part")
    part.write_bytes(FIRST_WORDS + blake2b(data, digest_size=32).hexdigest().encode() + b"\n" + data)
    sync_to_disk(part)
    replace_file(part, night.path)
    sync_to_disk(night.path.parent)


def list_nights(folder: Path, archive: str | None = None) -> list[Night]:
    """The nights of a folder, newest first; only those of one archive, where its own name is given."""
    found = [night for file in folder.glob(f"*{ENDING}") if (night := read_night(file)) is not None]
    mine = [night for night in found if archive in (None, night.mark.archive)]
    return sorted(mine, key=lambda night: (night.made_at, len(night.path.name), night.path.name), reverse=True)


def has_its_packs(night: Night) -> bool:
    """Whether every pack is there, as long as it was; what is in it is not read."""
    try:
        return all((night.folder / one.name).stat().st_size == one.size for one in night.packs)
    except OSError:
        return False


def measure_own_bytes(nights: Iterable[Night]) -> dict[Path, tuple[int, int]]:
    """Of each night the bytes that only it needs, and those that another one needs too."""
    users: dict[tuple[Path, str], int] = {}
    nights = list(nights)
    for night in nights:
        for one in night.packs:
            users[night.folder, one.name] = users.get((night.folder, one.name), 0) + 1
    measured = {}
    for night in nights:
        own = sum(one.size for one in night.packs if users[night.folder, one.name] == 1)
        measured[night.path] = (own, sum(one.size for one in night.packs) - own)
    return measured


def remove_unneeded(folder: Path, gone: Iterable[PackRecord] = ()) -> None:
    """Remove the packs that no night names: those of nights that are ``gone``, and what a kill left a day ago.

    Nothing is removed where a night cannot be read: nobody knows what it needs. Raises OSError.
    """
    files = list(folder.glob(f"*{ENDING}"))
    nights = [read_night(file) for file in files]
    if any(night is None for night in nights):
        return
    needed = {one.name for night in nights if night is not None for one in night.packs}
    known, old = {one.name for one in gone}, now().timestamp() - DAY_SECONDS
    for file in (folder / PACKS).glob("*.pack"):
        with suppress(FileNotFoundError):
            if file.name not in needed and (file.name in known or file.stat().st_mtime < old):
                file.unlink()
    for file in folder.glob(f".*{ENDING}.part"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < old:
                file.unlink()


class PageTable:
    """Which pack of a night has each page, and what hash the page had."""

    def __init__(self, night: Night, known: Sequence[PackReader] = ()) -> None:
        """``known``: readers of its packs that are there already. Raises BackupError where a pack is damaged."""
        readers = {one.record.name: one for one in known}
        self.night = night
        self.readers = [readers.get(one.name) or PackReader(night.folder, one) for one in night.packs]
        self.owner = array("H", bytes(2 * night.pages))
        """The number of the pack in the night, from 1; 0 is none."""
        for number, reader in enumerate(self.readers, 1):
            for run in reader.runs:
                first, end = run.start - 1, min(run.stop - 1, night.pages)
                if end - first == 1:
                    self.owner[first] = number
                elif end > first:
                    self.owner[first:end] = array("H", [number]) * (end - first)
        if 0 in self.owner:
            raise BackupError(_("The backup {backup} is damaged: pages are missing in it.", backup=night.path))

    def hash_of(self, page: int) -> bytes:
        """The hash a page had. Raises BackupError where its pack is damaged."""
        reader = self.readers[self.owner[page - 1] - 1]
        place = reader.place_of(page)
        return reader.hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES]

    def count_pages(self) -> list[int]:
        """How many pages of the night each of its packs has."""
        counted = Counter(self.owner)
        return [counted[number] for number in range(1, len(self.readers) + 1)]


def build_file(night: Night, file: Path) -> None:
    """The archive of a night as one file. Raises OSError, BackupError."""
    table = PageTable(night)
    size = night.page_bytes
    with file.open("xb") as out:
        out.truncate(night.pages * size)
        for number, reader in enumerate(table.readers, 1):
            reader.check_hashes()  # every checksum of a pack, also of what is not needed here
            for numbers, data in reader.read_chunks():
                start = 0
                for place in range(1, len(numbers) + 1):
                    if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
                        _write_run(out, table, number, numbers[start:place], data[start * size : place * size])
                        start = place


def _write_run(out: BinaryIO, table: PageTable, number: int, numbers: Sequence[int], data: bytes) -> None:
    size, last = table.night.page_bytes, table.night.pages
    mine = [page <= last and table.owner[page - 1] == number for page in numbers]
    if all(mine):
        out.seek((numbers[0] - 1) * size)
        out.write(data)
        return
    for place, page in enumerate(numbers):
        if mine[place]:
            out.seek((page - 1) * size)
            out.write(data[place * size : (place + 1) * size])
