"""Any table as CSV for Excel: one UTF-8 BOM, CRLF, every field quoted, no formulas."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import BinaryIO

from reports.articles.columns import time_text
from reports.articles.csv_writer import BOM, csv_line, safe_cell

Value = str | int | float | datetime | date | time | None


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
