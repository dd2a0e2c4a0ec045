"""Which letters a font file draws, read from its `cmap` table (OpenType 1.9, formats 4 and 12)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

MAX_RANGES = 100_000
MAX_TABLES = 200


@dataclass(frozen=True, slots=True)
class FontLetters:
    """Code points as ranges, both ends among them, in order."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def __contains__(self, letter: str) -> bool:
        place = bisect_right(self.firsts, ord(letter)) - 1
        return place >= 0 and ord(letter) <= self.lasts[place]


@lru_cache(maxsize=2_000)
def read_letters(path: Path, number: int = 0) -> FontLetters:
    """The letters of a font, the numbered one of a collection; of a file that is not a font or is damaged none."""
    try:
        with path.open("rb") as file:
            ranges = sorted(_read_ranges(file, number))
    except (OSError, struct.error):
        ranges = []
    return FontLetters(tuple(first for first, _ in ranges), tuple(last for _, last in ranges))


def _read_ranges(file: BinaryIO, number: int) -> Iterator[tuple[int, int]]:
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * number)
        (start,) = _read(file, ">I")
    file.seek(start + 4)
    (tables,) = _read(file, ">H")
    file.seek(start + 12)
    for _ in range(min(tables, MAX_TABLES)):
        tag = file.read(4)
        _checksum, offset, _length = _read(file, ">III")
        if tag == b"cmap":
            yield from _read_cmap(file, offset)
            return


def _read_cmap(file: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    """The ranges of its widest table."""
    file.seek(start + 2)
    (count,) = _read(file, ">H")
    offsets = [_read(file, ">HHI")[2] for _ in range(min(count, MAX_TABLES))]
    formats: dict[int, int] = {}
    for offset in offsets:
        file.seek(start + offset)
        formats.setdefault(_read(file, ">H")[0], start + offset)
    if 12 in formats:
        file.seek(formats[12] + 12)
        (count,) = _read(file, ">I")
        for _ in range(min(count, MAX_RANGES)):
            first, last, _glyph = _read(file, ">III")
            yield first, last
    elif 4 in formats:
        file.seek(formats[4] + 6)
        (double,) = _read(file, ">H")
        count = double // 2
        file.seek(formats[4] + 14)
        lasts = _read(file, f">{count}H")
        _read(file, ">H")
        yield from (
            (first, last) for first, last in zip(_read(file, f">{count}H"), lasts, strict=True) if first < 0xFFFF
        )


def _read(file: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, file.read(struct.calcsize(form)))
