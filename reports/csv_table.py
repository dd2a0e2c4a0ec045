"""Any table as CSV for Excel: one UTF-8 BOM, CRLF, every field quoted, no formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import BinaryIO

from reports.cells import time_text
from reports.csv_export import BOM, safe_cell

Value = str | int | float | datetime | date | time | None


def write_table(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write a header and rows to an open binary file; returns how many rows."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n")

    def encoded(row: Sequence[Value]) -> bytes:
        line.seek(0)
        line.truncate()
        writer.writerow([cell_text(value) for value in row])
        return line.getvalue().encode("utf-8", "replace")

    file.write(BOM + encoded(header))
    count = 0
    for row in rows:
        file.write(encoded(row))
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
