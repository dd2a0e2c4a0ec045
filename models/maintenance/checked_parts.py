"""What of an archive was found sound, and when: a small log beside it. Standard library only.

So an interrupted `news verify` goes on where it was, and each night looks at what was not looked at for longest. A part
with a finding is looked at again when a check goes on. A line is a checksum and a JSON object; what cannot be read is
as if it were not there, and where nothing can be written, everything is looked at again.
"""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.archive.manifest import CommitPosition
from models.records.times import now, read_time, time_text
from models.replace_file import replace_file

ENDING = ".checked"
MAX_LINES = 5_000
RESUMED_WITHIN = timedelta(days=7)
"""A check that was interrupted longer ago is begun anew."""


class CheckedParts:
    """The log of an archive; ``reached`` is where the archive is now."""

    def __init__(self, archive: Path, reached: CommitPosition) -> None:
        self._path = archive.with_name(archive.name + ENDING)
        self._reached = reached
        self._lines = [line for line in _read_lines(self._path) if self._is_of_this_past(line)]
        self._first: int | None = None
        """From which line on the check of the whole archive that goes on has been."""
        self.rows: Mapping[str, int] = {}
        """The last row numbers of the tables that only grow, when that check was begun."""

    def _is_of_this_past(self, line: Mapping[str, Any]) -> bool:
        """Whether a line is of this archive, and of no commit that was lost since or taken back with a backup."""
        return bool(line.get("archive") == self._reached.archive and line.get("commits", 0) <= self._reached.commits)

    def begin(self, rows: Mapping[str, int]) -> bool:
        """Begin to check the whole archive, or go on with what was interrupted; whether it is the latter.

        ``rows``: the last row numbers of the tables that only grow.
        """
        marks = [number for number, line in enumerate(self._lines) if "begin" in line or "end" in line]
        last = self._lines[marks[-1]] if marks else {}
        begun = read_time(str(last["begin"])) if "begin" in last else None
        if begun is not None and timedelta(0) <= now() - begun < RESUMED_WITHIN:
            self._first, self.rows = marks[-1], last["rows"]
            return True
        self._first, self.rows = len(self._lines), rows
        self._write({"begin": time_text(now()), "rows": dict(rows)})
        return False

    def is_done(self, part: str) -> bool:
        """Whether a part was found sound since the check that goes on was begun."""
        if self._first is None:
            return False
        return any(line.get("part") == part and line["sound"] for line in self._lines[self._first :])

    def note(self, part: str, *, is_sound: bool) -> None:
        """A part was looked at just now."""
        self._write({"part": part, "at": time_text(now()), "sound": is_sound})

    def end(self) -> None:
        """The check of the whole archive has come to its end."""
        self._write({"end": time_text(now())})
        if len(self._lines) > MAX_LINES:
            newest = {line.get("part"): line for line in self._lines}
            self._lines = list(newest.values())
            with suppress(OSError):
                part = self._path.with_name(self._path.name + ".part")
                part.write_bytes(b"".join(map(_line, self._lines)))
                replace_file(part, self._path)

    def find_oldest(self, parts: Iterable[str]) -> list[str]:
        """The parts, those that were not looked at for longest first."""
        last = {str(line["part"]): number for number, line in enumerate(self._lines) if "part" in line}
        return sorted(parts, key=lambda part: last.get(part, -1))

    def _write(self, said: dict[str, Any]) -> None:
        line = {"archive": self._reached.archive, "commits": self._reached.commits, **said}
        self._lines.append(line)
        with suppress(OSError):  # it may not be written: then nothing is remembered
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
            try:
                os.write(file, _line(line))
            finally:
                os.close(file)


def _line(said: Mapping[str, Any]) -> bytes:
    text = json.dumps(dict(said), separators=(",", ":"))
    return f"{zlib.crc32(text.encode()):08x} {text}\n".encode()


def _read_lines(path: Path) -> list[dict[str, Any]]:
    try:
        data = path.read_bytes()
    except OSError:
        return []
    found = []
    for line in data.split(b"\n"):
        check, _space, text = line.partition(b" ")
        with suppress(ValueError):
            if int(check, 16) == zlib.crc32(text):
                said = json.loads(text)
                if isinstance(said, dict):
                    found.append(said)
    return found
