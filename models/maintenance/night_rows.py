"""Single rows of a kept night, without building its whole file: of a page of the archive only its chunk is unpacked.

SQLite's file format (sqlite.org/fileformat2.html), as far as a table's rows are found by their numbers: interior pages
lead to a leaf, a long row goes on in overflow pages. Nothing is believed that the packs' checksums do not bear out.
"""

import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cached_property
from typing import Any

from models.language import _
from models.maintenance.nights import Night, PageTable
from models.maintenance.page_packs import CHUNK_PAGES
from models.records.errors import BackupError

LEAF, INTERIOR = 13, 5
FILE_HEADER = 100
MAX_DEPTH = 40
_FIXED = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes of a value by its serial type."""
BROKEN = (IndexError, struct.error, UnicodeDecodeError, sqlite3.Error)


class NightRows:
    """The tables of a night. Raises BackupError where a pack that is needed is damaged or gone."""

    def __init__(self, night: Night) -> None:
        self._night = night
        self._table = PageTable(night)
        self._chunks: dict[tuple[int, int], dict[int, bytes]] = {}

    def read(self, table: str, number: int) -> Mapping[str, Any] | None:
        """The row of a table that has a number, by column; None where there is none."""
        if table not in self._tables:
            return None
        root, columns = self._tables[table]
        try:
            payload = self._find(root, number)
            if payload is None:
                return None
            values = list(_decode(payload))
        except BROKEN as error:
            raise self._damaged() from error
        row = dict[str, Any]()
        for place, (name, default, is_number) in enumerate(columns):
            row[name] = number if is_number else values[place] if place < len(values) else default
        return row

    @cached_property
    def _tables(self) -> dict[str, tuple[int, list[tuple[str, Any, bool]]]]:
        """Of each table its first page, and its columns: name, default, whether it is the row's number."""
        found = {}
        try:
            for payload in self._walk(1, 0):
                kind, name, _table, root, sql = _decode(payload)
                if kind == "table" and root and not str(name).startswith("sqlite_"):
                    found[str(name)] = (int(root), _columns(str(name), str(sql)))
        except (*BROKEN, ValueError) as error:
            raise self._damaged() from error
        return found

    def _page(self, number: int) -> bytes:
        size = self._night.page_bytes
        if not 0 < number <= self._night.pages:
            raise self._damaged()
        owner = self._table.owner[number - 1] - 1
        reader = self._table.readers[owner]
        chunk = reader.place_of(number) // CHUNK_PAGES
        if (owner, chunk) not in self._chunks:
            wanted = [False] * chunk + [True] + [False] * (reader.record.pages // CHUNK_PAGES + 1)
            ((numbers, data),) = reader.read_chunks(wanted)
            self._chunks[owner, chunk] = {
                page: data[place * size : (place + 1) * size] for place, page in enumerate(numbers)
            }
        return self._chunks[owner, chunk][number]

    def _find(self, page_number: int, number: int) -> bytes | None:
        for _level in range(MAX_DEPTH):
            page = self._page(page_number)
            kind, cells, last = _header(page, 0)
            if kind == LEAF:
                for cell in cells:
                    size, place = _varint(page, cell)
                    rowid, place = _varint(page, place)
                    if _signed(rowid) == number:
                        return self._payload(page, place, size)
                return None
            page_number = last
            for cell in cells:
                if number <= _signed(_varint(page, cell + 4)[0]):
                    page_number = struct.unpack_from(">I", page, cell)[0]
                    break
        raise self._damaged()

    def _walk(self, page_number: int, depth: int) -> Iterator[bytes]:
        """The payloads of a small table."""
        if depth > MAX_DEPTH:
            raise self._damaged()
        page = self._page(page_number)
        kind, cells, last = _header(page, FILE_HEADER if page_number == 1 else 0)
        for cell in cells:
            if kind == LEAF:
                size, place = _varint(page, cell)
                yield self._payload(page, _varint(page, place)[1], size)
            else:
                yield from self._walk(struct.unpack_from(">I", page, cell)[0], depth + 1)
        if kind == INTERIOR:
            yield from self._walk(last, depth + 1)

    def _payload(self, page: bytes, place: int, size: int) -> bytes:
        usable = len(page) - self._page(1)[20]
        most, least = usable - 35, (usable - 12) * 32 // 255 - 23
        if size <= most:
            return page[place : place + size]
        local = least + (size - least) % (usable - 4)
        if local > most:
            local = least
        parts, left = [page[place : place + local]], size - local
        following = struct.unpack_from(">I", page, place + local)[0]
        while left > 0:
            page = self._page(following)
            parts.append(page[4 : min(usable, left + 4)])
            left -= len(parts[-1])
            following = struct.unpack_from(">I", page, 0)[0]
        return b"".join(parts)

    def _damaged(self) -> BackupError:
        return BackupError(_("The backup {backup} is damaged: pages are missing in it.", backup=self._night.path))


def _columns(name: str, sql: str) -> list[tuple[str, Any, bool]]:
    with closing(sqlite3.connect(":memory:")) as db:
        if sql.upper().startswith("CREATE VIRTUAL"):
            return []
        db.execute(sql)
        quoted = name.replace('"', '""')
        rows = db.execute(f'PRAGMA table_info("{quoted}")').fetchall()
        keys = [row for row in rows if row[5]]
        is_number = len(keys) == 1 and keys[0][2].upper() == "INTEGER" and "WITHOUT ROWID" not in sql.upper()
        columns = []
        for _place, column, _kind, _is_set, default, key in rows:
            value = None if default is None else db.execute(f"SELECT {default}").fetchone()[0]
            columns.append((column, value, is_number and key == 1))
        return columns


def _header(page: bytes, start: int) -> tuple[int, list[int], int]:
    """Kind of a page, where its cells are, and its last child."""
    kind, count = page[start], struct.unpack_from(">H", page, start + 3)[0]
    if kind not in (LEAF, INTERIOR):
        raise IndexError("no page of a table")
    first = start + (12 if kind == INTERIOR else 8)
    last = struct.unpack_from(">I", page, start + 8)[0] if kind == INTERIOR else 0
    return kind, list(struct.unpack_from(f">{count}H", page, first)), last


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[place + count]
        if count == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 127
        if byte < 128:
            return value, place + count + 1
    raise IndexError("no number")


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _decode(payload: bytes) -> Iterator[Any]:
    """The values of a row."""
    end, place = _varint(payload, 0)
    body = end
    while place < end:
        serial, place = _varint(payload, place)
        size = _FIXED.get(serial, (serial - 12) // 2 if serial >= 12 else 0)
        data = payload[body : body + size]
        if len(data) != size:
            raise IndexError("a row that is cut short")
        body += size
        if serial == 0:
            yield None
        elif serial == 7:
            yield struct.unpack(">d", data)[0]
        elif serial in (8, 9):
            yield serial - 8
        elif serial < 7:
            yield int.from_bytes(data, "big", signed=True)
        else:
            yield data.decode() if serial % 2 else data
