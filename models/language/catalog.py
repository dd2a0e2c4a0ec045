"""A compiled catalog (the .mo of gettext), of which only the messages asked for are read.

Python's own reader makes a mapping of all messages, which costs every command; the file is sorted, so that a message is
found in it by halving.
"""

import struct
from bisect import bisect_left
from pathlib import Path

MAGIC = 0x950412DE
BETWEEN_PLURALS = "\0"


class Catalog:
    """The messages of one language that has no plural forms of nouns, as Korean."""

    def __init__(self, data: bytes) -> None:
        magic, _version, self._count, self._originals, self._translations = struct.unpack_from("<5I", data)
        if magic != MAGIC:
            raise ValueError("not a compiled catalog")
        self._data = data
        self._found: dict[str, str | None] = {}

    def _read(self, table: int, index: int) -> bytes:
        length, start = struct.unpack_from("<2I", self._data, table + 8 * index)
        return self._data[start : start + length]

    def find(self, message: str, plural: str = "") -> str | None:
        """The translation of a message (with its plural, where it has one); None where there is none."""
        key = f"{message}{BETWEEN_PLURALS}{plural}" if plural else message
        if key not in self._found:
            wanted = key.encode()
            index = bisect_left(range(self._count), wanted, key=lambda index: self._read(self._originals, index))
            known = index < self._count and self._read(self._originals, index) == wanted
            self._found[key] = self._read(self._translations, index).decode() if known else None
        return self._found[key]


def load_catalog(source: Path) -> Catalog:
    """The catalog of a ``.po`` file, from the ``.mo`` beside it, which an installation has alone.

    In a checkout the ``.mo`` is made anew whenever the ``.po`` is newer. Raises OSError where neither can be read.
    """
    compiled = source.with_suffix(".mo")
    try:
        written = source.stat().st_mtime_ns
    except FileNotFoundError:
        return Catalog(compiled.read_bytes())
    try:
        if compiled.stat().st_mtime_ns >= written:
            return Catalog(compiled.read_bytes())
    except FileNotFoundError:
        pass
    from models.language.compile import compile_catalog, keep_compiled

    data = compile_catalog(source.read_text(encoding="utf-8"))
    keep_compiled(data, compiled)
    return Catalog(data)
