"""CSV for Excel: one UTF-8 BOM, CRLF, every field quoted, no formulas, no cell longer than Excel takes."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import BinaryIO

from models.records.labels import Language
from reports.formats.cells import MAX_CELL_UNITS, Value, cut_to_cell, time_text
from reports.formats.formula_guard import GUARD, guard_cell

BOM = b"\xef\xbb\xbf"
_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_NUMBER = re.compile(r"[0-9]{12,40}|0[0-9]{1,40}|[0-9]{1,40}[eE][0-9]{1,40}")
"""Excel shows 12 digits and more as a power of ten, and saves that; it drops a leading zero."""


def write_table(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write a header and rows to an open binary file; returns how many rows."""
    file.write(BOM + csv_line(map(cell_text, header)))
    count = 0
    for row in rows:
        file.write(csv_line(map(cell_text, row)))
        count += 1
    return count


def cell_text(value: Value) -> str:
    """A value as spreadsheets read it; only text can be a formula, and is guarded."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return safe_cell(value) if isinstance(value, str) else str(value)


def csv_line(row: Iterable[str]) -> bytes:
    """A record of texts that are safe already: every field quoted, CRLF, UTF-8."""
    return _record(row).encode("utf-8", "replace")


def safe_record(row: list[str], language: Language) -> str:
    """A record of any texts: ``safe_cell`` of each. Most are short and cannot begin a formula, and pass quickly."""
    record = _record(
        [
            text
            if not text
            or (
                ("가" <= text[0] <= "힣" or (text[0] in _PLAIN and not _NUMBER.fullmatch(text)))
                and 2 * len(text) <= MAX_CELL_UNITS
            )
            else safe_cell(text, language)
            for text in row
        ]
    )
    return record if "\0" not in record else _record([safe_cell(text, language) for text in row])


def safe_cell(text: str, language: Language = "ko") -> str:
    """A cell that runs nothing and fits: at most 32,767 UTF-16 units, with a note where it was cut.

    Digits that a spreadsheet would keep as another number (article 20261112093000123, telephone 0542701234) stay text.
    """
    if not text:
        return text
    if _NUMBER.fullmatch(text):
        return GUARD + text
    if "\0" in text:  # no reader of CSV takes it; as a beginning it is guarded like the others
        text = GUARD + text.replace("\0", "") if text[0] == "\0" else text.replace("\0", "")
    return cut_to_cell(guard_cell(text), language)


def _record(row: Iterable[str]) -> str:
    fields = '","'.join([text.replace('"', '""') for text in row])
    return f'"{fields}"\r\n'
