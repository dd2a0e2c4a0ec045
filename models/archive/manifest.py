"""The manifest: a small file next to the archive that says what was committed to it. Standard library only.

A write-ahead log that was garbled in its middle opens without an error, as if its later commits had never been
(measured: 96 of 200 on average). So every commit has a number, kept in the archive (table ``mark``), and after each
commit that number is written here and brought to the disk before anyone is notified. An archive that is behind its
manifest has lost commits.

The file begins with eight slots of 512 bytes, one JSON object each; commit n is in slot n modulo 8, so that a
torn write spoils one slot, and writers that overtake each other do no harm. JSON lines follow: one for each ended run,
and one for each loss that was seen, which stays until a person says that it is known.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.language import _, describe_system_error, ngettext
from models.records.errors import ArchiveError
from models.replace_file import replace_file

SLOTS = 8
SLOT_BYTES = 512
HEAD = SLOTS * SLOT_BYTES
LOST = "lost"
"""The one key of a line that reports a loss."""
_LOST_BYTES = b'{"lost":'
MAX_BYTES = 4 * 2**20
"""A manifest that has grown larger keeps the newest half of its runs."""


@dataclass(frozen=True, slots=True)
class CommitPosition:
    """Where an archive is: its own name, how many commits it took, and when the last one was (ISO, KST)."""

    archive: str
    commits: int
    at: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: the furthest mark (None: no slot can be read), the runs, and lines that are damaged.

    ``losses`` are sentences: what was lost before, and nobody has acknowledged.
    """

    mark: CommitPosition | None
    runs: tuple[Mapping[str, Any], ...]
    damaged: int
    losses: tuple[str, ...] = ()


def manifest_path(archive: Path) -> Path:
    """The manifest of an archive."""
    return archive.with_name(archive.name + ".manifest")


def read_manifest(archive: Path, *, with_runs: bool = True) -> Manifest | None:
    """The manifest next to an archive; None where there is none. Raises ``ArchiveError`` where it cannot be read.

    Without the runs it takes no time, however long the manifest is.
    """
    try:
        data = manifest_path(archive).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(archive, error) from error
    slots = [data[start : start + SLOT_BYTES] for start in range(0, HEAD, SLOT_BYTES)]
    marks = [said for slot in slots if (said := _read(slot)) is not None]
    rest = data[HEAD:]
    lines = [line for line in rest.split(b"\n") if line.strip()] if with_runs or _LOST_BYTES in rest else []
    told = [said for line in lines if (said := _read(line)) is not None]
    blank = sum(not slot.strip(b" \n\0") for slot in slots)
    best = max(marks, key=lambda said: said["commits"], default=None)
    mark = CommitPosition(str(best["archive"]), int(best["commits"]), str(best["at"])) if best else None
    return Manifest(
        mark,
        tuple(said for said in told if LOST not in said),
        len(slots) - blank - len(marks) + len(lines) - len(told),
        tuple(dict.fromkeys(str(said[LOST]) for said in told if LOST in said)),
    )


def write_position(archive: Path, mark: CommitPosition, runs: Iterable[Mapping[str, Any]] = ()) -> None:
    """Write where the archive is, and runs that ended, to the disk. Raises ``ArchiveError``.

    In place, over bytes that are there already, so that a full disk cannot stop it.
    """
    lines = b"".join(_line(run) + b"\n" for run in runs)
    try:
        file = os.open(manifest_path(archive), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            size = os.fstat(file).st_size
            if size < HEAD:
                _write_at(file, size, b" " * (HEAD - size))
            _write_at(file, mark.commits % SLOTS * SLOT_BYTES, _slot(mark))
            if lines:
                _write_at(file, max(size, HEAD), lines)
            getattr(os, "fdatasync", os.fsync)(file)
        finally:
            os.close(file)
        if size + len(lines) > MAX_BYTES:
            _shorten(manifest_path(archive))
    except OSError as error:
        raise _refused(archive, error) from error


def begin_manifest(
    archive: Path, mark: CommitPosition, losses: Iterable[str] = (), runs: Iterable[Mapping[str, Any]] = ()
) -> None:
    """A manifest with this mark, losses and runs, in place of any other, at once. Raises ``ArchiveError``."""
    slots = [b" " * (SLOT_BYTES - 1) + b"\n"] * SLOTS
    slots[mark.commits % SLOTS] = _slot(mark)
    lines = [_line(run) + b"\n" for run in (*runs, *({LOST: sentence} for sentence in losses))]
    try:
        _replace(manifest_path(archive), b"".join((*slots, *lines)))
    except OSError as error:
        raise _refused(archive, error) from error


def compare_positions(stands: CommitPosition, found: Manifest) -> Iterator[str]:
    """What is lost where an archive and its manifest differ, in sentences."""
    if found.mark is None:
        yield _("its manifest was damaged and was begun anew: lost commits could not have been seen")
    elif found.mark.archive != stands.archive:
        # A manifest without commits is of an archive that was killed while it was made: nothing can be missing.
        if found.mark.commits:
            yield another_archive(found.mark)
    elif found.mark.commits > stands.commits:
        yield lost_commits(stands, found.mark)


def lost_commits(stands: CommitPosition, written: CommitPosition) -> str:
    """The sentence for an archive that is behind its manifest."""
    count = written.commits - stands.commits
    return ngettext(
        "{count} commit is lost: the archive is as it was at {since}, but was written until {at}",
        "{count} commits are lost: the archive is as it was at {since}, but was written until {at}",
        count,
        since=stands.at or _("its beginning"),
        at=written.at,
    )


def another_archive(written: CommitPosition) -> str:
    """The sentence for an archive beside which another one's manifest lies."""
    return ngettext(
        "another archive stood here, with {count:,} commit until {at}, and is gone: restore a backup of it",
        "another archive stood here, with {count:,} commits until {at}, and is gone: restore a backup of it",
        written.commits,
        at=written.at,
    )


def _write_at(file: int, place: int, data: bytes) -> None:
    os.lseek(file, place, os.SEEK_SET)
    while data:
        data = data[os.write(file, data) :]


def _shorten(path: Path) -> None:
    """Keep the slots, the newest half of the lines, and every loss."""
    data = path.read_bytes()
    half = data.find(b"\n", HEAD + (len(data) - HEAD) // 2) + 1
    older = data[HEAD:half].splitlines(keepends=True)
    _replace(path, data[:HEAD] + b"".join(line for line in older if LOST in (_read(line) or ())) + data[half:])


def _replace(path: Path, data: bytes) -> None:
    """Other contents; the file is whole at every moment."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    replace_file(part, path)


def _slot(mark: CommitPosition) -> bytes:
    said = _line({"archive": mark.archive, "commits": mark.commits, "at": mark.at})
    return said.ljust(SLOT_BYTES - 1) + b"\n"


def _line(said: Mapping[str, Any]) -> bytes:
    """An object as one line that carries its own checksum."""
    text = json.dumps(dict(said), ensure_ascii=True, separators=(",", ":"))
    return f"{zlib.crc32(text.encode()):08x} {text}".encode()


def _read(line: bytes) -> dict[str, Any] | None:
    """The object of a line; None for a blank or damaged one."""
    check, _space, text = line.strip(b" \n\0").partition(b" ")
    with suppress(ValueError):
        if int(check, 16) == zlib.crc32(text):
            said = json.loads(text)
            return said if isinstance(said, dict) else None
    return None


def _refused(archive: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        _(
            "The archive {archive} cannot be used: its manifest {name}: {reason}.",
            archive=archive,
            name=manifest_path(archive).name,
            reason=describe_system_error(error),
        )
    )
