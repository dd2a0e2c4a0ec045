"""The columns that people add to the list of a clip's workbook, so that they are there when it is written again.

What a person typed there is of no use to the archive; it stays in the file: the head, the width, where the column
stands, and the value of each article. A formula stays as the value that it showed.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.clips.clip import Clip
from reports.clip.columns import FIELDS
from reports.clip.read_columns import OWN, find_columns, find_ids
from reports.clip.read_workbook import DAMAGED, MAX_COLUMNS, ClipFileError, read_text, read_workbook
from reports.clip.workbook_layout import ID_HEAD, LIST_SHEET, KeptColumn, read_key
from reports.formats.cells import Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_FILE_BYTES = 8 * 2**20
"""A larger file is not read for its columns, since it would be held in memory as a whole."""
USUAL_WIDTH, MAX_WIDTH = 10.0, 80.0
"""Of a column, in characters of a digit."""
CELL_MARGIN = 5 / 7
_PRINTED = re.compile(r".*:\$?([A-Z]{1,3})\$?[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn:
    """A column that a person added. ``behind``: the field, or the head, of the column of ours before it; '' for none.

    ``values`` are its cells by the ids of the clip's items. ``is_printed``: it stands in what is printed.
    """

    title: str
    width: float
    behind: str
    is_printed: bool
    values: Mapping[int, Value]


def read_own_columns(path: Path, clip: Clip) -> tuple[OwnColumn, ...]:
    """The columns that people added to a workbook of the clip, from left to right.

    None where there is no such file, or where it cannot be read: whoever writes over it keeps a copy of it.
    """
    import openpyxl

    if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
        return ()
    try:
        filled = read_workbook(path)
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not know of a file, such as a picture
            book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
    except (ClipFileError, *DAMAGED):
        return ()
    if (filled.clip_id, filled.day) != (clip.id, clip.day.isoformat()):
        return ()
    sheet = book[LIST_SHEET] if LIST_SHEET in book.sheetnames else book.worksheets[0]
    return tuple(_find_columns(sheet, filled.columns, clip.id))


def _find_columns(sheet: "Worksheet", kept: Sequence[KeptColumn], clip_id: int) -> Iterator[OwnColumn]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=MAX_COLUMNS)]
    lines = [[read_text(value) for value in row] for row in rows]
    at, places = next(((at, found) for at, line in enumerate(lines) if (found := find_columns(line, kept))), (0, {}))
    ids = places.get(ID_HEAD, find_ids(lines[at + 1 :]))
    if not places or ids is None:
        return
    keys = {number: read_key(line[ids]) for number, line in enumerate(lines) if number > at}
    items = {number: key.item_id for number, key in keys.items() if key is not None and key.clip_id == clip_id}
    known = {place: name for name, place in places.items() if name in FIELDS or name in OWN}
    widths = _read_widths(sheet)
    printed = _count_printed(sheet)
    behind = ""
    for place, title in enumerate(lines[at]):
        if place in known:
            behind = known[place]
            continue
        values = {item: rows[number][place] for number, item in items.items() if lines[number][place].strip()}
        if title.strip() or values:
            yield OwnColumn(
                title=title,
                width=widths.get(place, USUAL_WIDTH),
                behind=behind,
                is_printed=place < printed,
                values={item: _read_value(value) for item, value in values.items()},
            )


def _read_value(value: Any) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float | datetime | date | time):
        return read_text(value)
    return value


def _read_widths(sheet: "Worksheet") -> dict[int, float]:
    """The widths of columns by their places, as they are set: a file adds the margins of a cell."""
    widths: dict[int, float] = {}
    for one in sheet.column_dimensions.values():
        if one.width and one.min and one.max:
            for place in range(one.min - 1, min(one.max, MAX_COLUMNS)):
                widths[place] = min(max(one.width - CELL_MARGIN, 1.0), MAX_WIDTH)
    return widths


def _count_printed(sheet: "Worksheet") -> int:
    """How many columns of the list are printed."""
    from openpyxl.utils import column_index_from_string

    found = _PRINTED.fullmatch(sheet.print_area or "")
    return column_index_from_string(found[1]) if found else 0
