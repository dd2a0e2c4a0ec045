"""Which pages of the archive's file changed since when: a small log beside it, so that a backup need not read it all.

Every change of an archive passes through SQLite's write-ahead log, whose frames name the page that each of them is
for. Whoever begins a transaction of this program holds the writer's place, and so nothing moves while it reads the
frames that were added since the last look, and notes their pages here. The log is never believed more than it can show:
where the write-ahead log was begun anew, or has gone, without this program's doing (another program wrote, a release
that knows no such log, a file put in the place of this one), a gap is noted, and whoever asks is told to read it all.
Standard library only.

A line is a checksum and a JSON object: ``n`` counts them, ``log`` names the log, ``commits`` is where the archive was,
``salt``, ``frames`` and ``last`` are how far the write-ahead log was read, ``file`` is what the archive's file looked
like when everything was in it, ``pages`` are the pages that changed, ``gap`` that others may have.
"""

import base64
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from models.replace_file import replace_file

ENDING = ".changes"
WAL_HEADER = 32
FRAME_HEADER = 24
READ_BYTES = 4 * 2**20
TAIL_BYTES = 2**20
MAX_BYTES = 32 * 2**20
"""A log that has grown larger keeps its newest half: a backup older than that reads the whole archive."""


@dataclass(frozen=True, slots=True)
class LogPosition:
    """A place in a log of changes, kept by a backup: the log's name, and the number of the line."""

    log: str
    line: int


@dataclass(frozen=True, slots=True)
class WalFrames:
    """The committed frames of a write-ahead log from a place on.

    ``salt`` names this filling of the log, ``frames`` is how many committed ones it has, ``last`` the header of the
    last of them, ``pages`` are the page numbers behind the place, ``first_commit`` those of the log's first commit.
    """

    salt: str
    frames: int
    last: str
    pages: frozenset[int]
    first_commit: frozenset[int]


def log_path(archive: Path) -> Path:
    """The log of changed pages of an archive."""
    return archive.with_name(archive.name + ENDING)


def read_frames(archive: Path, after: int = 0) -> WalFrames | None:
    """The frames behind the first ``after`` of the log beside an archive; None where there is none, or none committed.

    To be called while nobody can write. Raises OSError.
    """
    with _open_wal(archive) as wal:
        if wal is None:
            return None
        if after and not wal.is_of_this_filling(after):
            after = 0
        found, seen = set[int](), set[int]()
        committed, first_commit, last = after, frozenset[int](), wal.read_header(after) if after else b""
        for number, page, is_commit, header in wal.walk(after):
            seen.add(page)
            if is_commit:
                if not committed:
                    first_commit = frozenset(seen)
                found |= seen
                committed, last, seen = number, header, set()
        if not committed:
            return None
        return WalFrames(wal.salt.hex(), committed, last.hex(), frozenset(found), first_commit)


def locate_pages(archive: Path) -> dict[int, int]:
    """Where in the write-ahead log the newest committed state of each page begins; empty where there is no log.

    To be called while nobody can write. Raises OSError.
    """
    places, seen = dict[int, int](), dict[int, int]()
    with _open_wal(archive) as wal:
        if wal is not None:
            for number, page, is_commit, _header in wal.walk(0):
                seen[page] = WAL_HEADER + (number - 1) * wal.frame_bytes + FRAME_HEADER
                if is_commit:
                    places |= seen
                    seen = {}
    return places


class _Wal:
    """A write-ahead log that is being read. Frames count from 1."""

    def __init__(self, file: int, page_bytes: int, salt: bytes) -> None:
        self.salt = salt
        self.frame_bytes = FRAME_HEADER + page_bytes
        self._file = file

    def read_header(self, number: int) -> bytes:
        return _read_at(self._file, WAL_HEADER + (number - 1) * self.frame_bytes, FRAME_HEADER)

    def is_of_this_filling(self, number: int) -> bool:
        return self.read_header(number)[8:16] == self.salt

    def walk(self, after: int) -> Iterator[tuple[int, int, bool, bytes]]:
        """Number, page, whether a commit ends with it, header: of each frame of this filling behind ``after``."""
        number, batch = after, max(1, READ_BYTES // self.frame_bytes)
        while data := _read_at(self._file, WAL_HEADER + number * self.frame_bytes, batch * self.frame_bytes):
            for start in range(0, len(data) - FRAME_HEADER + 1, self.frame_bytes):
                header = data[start : start + FRAME_HEADER]
                if header[8:16] != self.salt:
                    return
                number += 1
                page, pages = struct.unpack(">II", header[:8])
                yield number, page, pages > 0, header
            if len(data) < batch * self.frame_bytes:
                return


@contextmanager
def _open_wal(archive: Path) -> Iterator[_Wal | None]:
    try:
        file = os.open(archive.with_name(archive.name + "-wal"), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        yield None
        return
    try:
        head = _read_at(file, 0, WAL_HEADER)
        yield _Wal(file, struct.unpack(">I", head[8:12])[0], head[16:24]) if len(head) == WAL_HEADER else None
    finally:
        os.close(file)


def describe_file(archive: Path) -> list[int]:
    """What the archive's file looks like from outside: its size, and when it was last written."""
    stat = os.stat(archive)
    return [stat.st_size, stat.st_mtime_ns]


class ChangeLog:
    """The log of an archive, as those who write to the archive keep it."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self.path = log_path(archive)
        self._state: dict[str, Any] | None = None
        self._size = -1

    def catch_up(self, commits: int, marked_page: int) -> LogPosition:
        """Note what changed since the last look, and return where the log is then.

        The caller holds the writer's place and has written nothing yet; ``commits`` is the archive's own count, and
        ``marked_page`` the page it stands on, which every commit of this program writes and hardly anyone else's.
        Raises OSError: then the log does not know of these changes, and the next look sees that.
        """
        state = self._read_state()
        if state is None:
            state = {"n": 0, "log": token_hex(8), "commits": commits, "salt": "", "frames": 0, "last": "", "file": None}
            return self._append(state, commits, read_frames(self.archive), gap=True)
        frames = read_frames(self.archive, state["frames"])
        if frames is not None and frames.salt == state["salt"]:
            if not self._still_stands(state):
                return self._append(state, commits, read_frames(self.archive), gap=True)
            if frames.frames == state["frames"] and commits == state["commits"]:
                return LogPosition(state["log"], state["n"])
            return self._append(state, commits, frames, gap=frames.frames == state["frames"])
        frames = read_frames(self.archive)
        if frames is None:
            if state["file"] == describe_file(self.archive) and commits == state["commits"]:
                return LogPosition(state["log"], state["n"])
            return self._append(state, commits, None, gap=True)
        # Begun anew: by a commit of this program, which noted all that was before, or by somebody else.
        ours = marked_page in frames.first_commit and 0 <= commits - state["commits"] <= 1
        return self._append(state, commits, frames, gap=not ours)

    def close(self, commits: int) -> None:
        """Note what the archive's file looks like, now that everything is in it; ``commits`` as it was last noted."""
        state = self._read_state()
        if state is not None and state["commits"] == commits and state["file"] != describe_file(self.archive):
            frames = read_frames(self.archive, state["frames"])
            if frames is None or (frames.salt, frames.frames) == (state["salt"], state["frames"]):
                self._write(
                    {**state, "n": state["n"] + 1, "file": describe_file(self.archive), "pages": "", "gap": False}
                )

    def _still_stands(self, state: Mapping[str, Any]) -> bool:
        """Whether the last frame that was seen is still the same: the checksum in it covers all before it."""
        with _open_wal(self.archive) as wal:
            return wal is not None and wal.read_header(state["frames"]).hex() == state["last"]

    def _append(self, state: Mapping[str, Any], commits: int, frames: WalFrames | None, *, gap: bool) -> LogPosition:
        line = {
            "n": state["n"] + 1,
            "log": state["log"],
            "commits": commits,
            "salt": frames.salt if frames else "",
            "frames": frames.frames if frames else 0,
            "last": frames.last if frames else "",
            "file": None if frames else describe_file(self.archive),
            "pages": pack_numbers(frames.pages) if frames else "",
            "gap": gap,
        }
        self._write(line)
        return LogPosition(state["log"], line["n"])

    def _write(self, line: dict[str, Any]) -> None:
        data = _line(line)
        self._state, self._size = None, -1
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            while data:
                data = data[os.write(file, data) :]
            size = os.fstat(file).st_size
        finally:
            os.close(file)
        self._state, self._size = line, size
        if size > MAX_BYTES:
            self._shorten()

    def _read_state(self) -> dict[str, Any] | None:
        """The last line; None where there is none, or it is damaged."""
        try:
            size = os.stat(self.path).st_size
            if self._state is not None and size == self._size:
                return self._state
            with self.path.open("rb") as file:
                file.seek(max(0, size - TAIL_BYTES))
                data = file.read()
                if size > TAIL_BYTES and data.count(b"\n") < 2:
                    file.seek(0)
                    data = file.read()
        except FileNotFoundError:
            return None
        lines = data.split(b"\n")
        # A line that was cut short by a kill is no state: a log is begun anew, and that is a gap.
        self._state = _read(lines[-2]) if len(lines) > 1 and not lines[-1] else None
        self._size = size
        if self._state is None:
            with suppress(OSError):
                self.path.unlink()
        return self._state

    def _shorten(self) -> None:
        data = self.path.read_bytes()
        half = data.find(b"\n", len(data) // 2) + 1
        part = self.path.with_name(self.path.name + ".part")
        part.write_bytes(data[half:])
        replace_file(part, self.path)
        self._state, self._size = None, -1


def changed_since(archive: Path, since: LogPosition, until: LogPosition) -> frozenset[int] | None:
    """The pages that changed between two places of the log; None where the log cannot say."""
    try:
        lines = log_path(archive).read_bytes().split(b"\n")
    except OSError:
        return None
    pages, wanted = set[int](), since.line + 1
    if since.log != until.log:
        return None
    for text in lines:
        if not text:
            continue
        line = _read(text)
        if line is None or line.get("log") != since.log:
            return None
        if line["n"] <= since.line:
            continue
        if line["n"] > until.line:
            break
        if line["n"] != wanted or line["gap"]:
            return None
        pages.update(*unpack_runs(line["pages"]))
        wanted += 1
    return frozenset(pages) if wanted == until.line + 1 else None


def pack_numbers(numbers: Iterable[int]) -> str:
    """Numbers, in any order, as a short text: how far each row of neighbours is from the last, and how long it is."""
    ordered = sorted(numbers)
    out, end, start = bytearray(), 0, 0
    for place in range(1, len(ordered) + 1):
        if place == len(ordered) or ordered[place] != ordered[place - 1] + 1:
            for value in (ordered[start] - end, place - start):
                while value > 127:
                    out.append(value & 127 | 128)
                    value >>= 7
                out.append(value)
            end, start = ordered[place - 1], place
    return base64.b85encode(zlib.compress(bytes(out), 1)).decode() if out else ""


def unpack_runs(text: str) -> list[range]:
    """The numbers of ``pack_numbers`` as rows of neighbours, in order. Raises ValueError, zlib.error for other text."""
    values, value, shift = [], 0, 0
    for byte in zlib.decompress(base64.b85decode(text)) if text else b"":
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            values.append(value)
            value = shift = 0
    runs, end = [], 0
    for gap, length in zip(values[::2], values[1::2], strict=True):
        runs.append(range(end + gap, end + gap + length))
        end = runs[-1].stop - 1
    return runs


def _read_at(file: int, place: int, size: int) -> bytes:
    os.lseek(file, place, os.SEEK_SET)
    parts = []
    while size and (data := os.read(file, size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def _line(said: Mapping[str, Any]) -> bytes:
    text = json.dumps(dict(said), separators=(",", ":"))
    return f"{zlib.crc32(text.encode()):08x} {text}\n".encode()


def _read(line: bytes) -> dict[str, Any] | None:
    check, _space, text = line.partition(b" ")
    with suppress(ValueError):
        if int(check, 16) == zlib.crc32(text):
            said = json.loads(text)
            return said if isinstance(said, dict) else None
    return None
