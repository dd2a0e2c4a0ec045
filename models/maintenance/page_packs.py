"""Packs: some pages of an archive's file at one moment, compressed, each part with its checksum.

Pages are packed by the chunk, in the order of their numbers; behind the chunks come a checksum of every page, an index
(numbers, lengths and checksums of the chunks) and, at the very end, the index's own checksum. A pack is never changed.
"""

import json
import os
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from models.archive.changed_pages import pack_numbers, unpack_runs
from models.archive.compression import DamagedPageError, pack, unpack
from models.language import _
from models.records.errors import BackupError

BEGINNING = b"NewsPack"
CHUNK_PAGES = 64
MAX_PAGES = 65_536
"""Pages of a pack at most, so that an index is small and a pack that is no longer needed can go."""
HASH_BYTES = 8
SUM_BYTES = 16
_END = struct.Struct(f">QI{SUM_BYTES}s")
DAMAGED = (ValueError, KeyError, TypeError, EOFError, struct.error, zlib.error, DamagedPageError)


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A pack as a night remembers it: its file's name, bytes, how many pages it has, the checksum of its index."""

    name: str
    size: int
    pages: int
    checksum: str


def hash_page(page: bytes) -> bytes:
    """By which a page is compared with what was packed."""
    return blake2b(page, digest_size=HASH_BYTES).digest()


def write_pack(
    file: Path, page_bytes: int, pages: Iterable[tuple[int, bytes]], workers: ThreadPoolExecutor
) -> PackRecord:
    """Write a pack of pages, given with their numbers and in order, and bring it to the disk. Raises OSError."""
    numbers, hashes, chunks = array("I"), list[bytes](), list[list[Any]]()
    with file.open("xb") as out:
        out.write(BEGINNING)
        waiting = list[Future[bytes]]()

        def write_one() -> None:
            blob = waiting.pop(0).result()
            chunks.append([len(blob), _checksum(blob)])
            out.write(blob)

        given = iter(pages)
        while chunk := list(islice(given, CHUNK_PAGES)):
            numbers.extend(number for number, _page in chunk)
            hashes.extend(hash_page(page) for _number, page in chunk)
            waiting.append(workers.submit(pack, b"".join(page for _number, page in chunk)))
            if len(waiting) > 4:
                write_one()
        while waiting:
            write_one()
        joined = b"".join(hashes)
        out.write(joined)
        said = {
            "page_bytes": page_bytes,
            "numbers": pack_numbers(numbers),
            "chunks": chunks,
            "hashes": _checksum(joined),
        }
        index = zlib.compress(json.dumps(said, separators=(",", ":")).encode())
        place = out.tell()
        checksum = blake2b(index, digest_size=SUM_BYTES).digest()
        out.write(index)
        out.write(_END.pack(place, len(index), checksum))
        out.flush()
        os.fsync(out.fileno())
        size = out.tell()
    return PackRecord(file.name, size, len(numbers), checksum.hex())


class PackReader:
    """Reads a pack, and believes nothing that its checksums do not bear out. Raises BackupError, also for OSError."""

    def __init__(self, folder: Path, record: PackRecord) -> None:
        self.file = folder / record.name
        self.record = record

    @cached_property
    def _index(self) -> dict[str, Any]:
        try:
            with self.file.open("rb") as pack_file:
                pack_file.seek(self.record.size - _END.size)
                place, length, checksum = _END.unpack(pack_file.read())
                pack_file.seek(place)
                data = pack_file.read(length)
            if not blake2b(data, digest_size=SUM_BYTES).digest() == checksum == bytes.fromhex(self.record.checksum):
                raise self._damaged()
            return {**json.loads(zlib.decompress(data)), "place": place}
        except (OSError, *DAMAGED) as error:
            raise self._damaged() from error

    @cached_property
    def runs(self) -> Sequence[range]:
        """The numbers of its pages, in order, as rows of neighbours."""
        return unpack_runs(self._index["numbers"])

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The numbers of its pages, in order."""
        if len(self.runs) == 1:
            return self.runs[0]
        numbers = array("I")
        for run in self.runs:
            numbers.extend(run)
        return numbers

    def place_of(self, page: int) -> int:
        """Where a page is among its pages."""
        return bisect_left(self.numbers, page)

    @property
    def page_bytes(self) -> int:
        """Bytes of a page."""
        return int(self._index["page_bytes"])

    @cached_property
    def hashes(self) -> bytes:
        """The hash of each page, one behind the other."""
        length = HASH_BYTES * len(self.numbers)
        try:
            with self.file.open("rb") as pack_file:
                pack_file.seek(self._index["place"] - length)
                data = pack_file.read(length)
        except OSError as error:
            raise self._damaged() from error
        if _checksum(data) != self._index["hashes"]:
            raise self._damaged()
        return data

    def check_hashes(self) -> None:
        """Hold the pages' hashes against their checksum."""
        assert len(self.hashes) == HASH_BYTES * len(self.numbers)

    def read_chunks(self, wanted: Sequence[bool] | None = None) -> Iterator[tuple[Sequence[int], bytes]]:
        """Each chunk: the numbers of its pages, and their bytes one behind the other.

        ``wanted``: whether each chunk is; all are by default.
        """
        try:
            with self.file.open("rb") as pack_file:
                yield from self._read_chunks(pack_file, wanted)
        except (OSError, *DAMAGED) as error:
            raise self._damaged() from error

    def _read_chunks(self, pack_file: BinaryIO, wanted: Sequence[bool] | None) -> Iterator[tuple[Sequence[int], bytes]]:
        if pack_file.read(len(BEGINNING)) != BEGINNING:
            raise self._damaged()
        place = len(BEGINNING)
        for number, (length, checksum) in enumerate(self._index["chunks"]):
            if wanted is None or wanted[number]:
                pack_file.seek(place)
                blob = pack_file.read(length)
                numbers = self.numbers[number * CHUNK_PAGES : (number + 1) * CHUNK_PAGES]
                if _checksum(blob) != checksum:
                    raise self._damaged()
                yield numbers, unpack(blob, len(numbers) * self.page_bytes)
            place += length

    def check(self) -> None:
        """Read it all, and hold everything against its checksum."""
        size, first = self.page_bytes, 0
        for numbers, data in self.read_chunks():
            held = b"".join(hash_page(data[start : start + size]) for start in range(0, len(data), size))
            if held != self.hashes[first * HASH_BYTES : (first + len(numbers)) * HASH_BYTES]:
                raise self._damaged()
            first += len(numbers)

    def _damaged(self) -> BackupError:
        return BackupError(_("The backup is damaged: {file} is not as it was written, or gone.", file=self.file))


def _checksum(data: bytes) -> str:
    return blake2b(data, digest_size=SUM_BYTES).hexdigest()
