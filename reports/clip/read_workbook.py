"""Reads back what a person has filled into the workbook of a clip, whatever program saved it.

Rows are found by their hidden ids and columns by their heads, so that both may be sorted, moved, hidden or filtered. Of
a cell only its text is taken: a formula of literals is what it shows, any other one is text; no link is followed,
nothing is computed. A file that unpacks to too much, or has too many rows, is refused.
"""

import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.language import _, describe_system_error
from models.records.errors import UserError
from reports.clip.read_columns import OWN, find_columns, find_ids, is_repeated_head
from reports.clip.workbook_layout import (
    DROP_HEAD,
    EDITED,
    ID_HEAD,
    KEPT_FORM,
    KEPT_HEAD,
    KEPT_HEADS,
    KEPT_SHEET,
    LIST_SHEET,
    ORDER_HEAD,
    KeptColumn,
    read_key,
)
from reports.formats.cells import time_text
from reports.formats.link_formula import read_shown

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_FILE_BYTES = 64 * 2**20
MAX_UNPACKED_BYTES = 256 * 2**20
MAX_RATIO = 400
"""A part that unpacks to more than so many times its size is no workbook's; Excel's own reach 100."""
MAX_PARTS = 2_000
MAX_ROWS = 20_000
"""Rows that hold something."""
MAX_EMPTY_ROWS = 2_000
"""After so many empty rows in a row nothing more is looked for."""
MAX_COLUMNS = 200
MAX_WHOLE = 1e21
"""A larger number is shown as a power of ten."""
_ERROR = re.compile(r"=?#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)")
DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError, zlib.error,
           zipfile.BadZipFile, NotImplementedError, OverflowError, StopIteration)  # fmt: skip
"""What openpyxl raises of files that are damaged."""


class ClipFileError(UserError):
    """A workbook that cannot be read back; the message is one sentence for the user."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """What an item said when the file was written."""

    place: str
    tone: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row of the list as it is now. ``line`` is its number in the sheet.

    ``tone``, ``note``, ``order`` and ``drop`` are None where the file has no such column. ``others`` are the texts of
    the other columns by the names of their fields, or by their heads. ``errors`` are the columns (fields, or their
    heads) whose cell shows an error such as #N/A.
    """

    line: int
    item_id: int
    tone: str | None = None
    note: str | None = None
    order: str | None = None
    drop: str | None = None
    others: Mapping[str, str]
    errors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the hidden sheet says; ``columns`` are those of the list, in their order."""

    clip_id: int = 0
    day: str = ""
    name: str = ""
    seen: int | None = None
    rows: Mapping[int, KeptRow] = field(default_factory=dict)
    columns: Sequence[KeptColumn] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that holds something: its number, the texts of its cells, the places of errors."""

    number: int
    cells: list[str]
    errors: frozenset[int]


@dataclass(frozen=True, slots=True)
class _List:
    """The rows of the list, each with the text of its id; the heads of columns to fill in that it has no more."""

    rows: Sequence[tuple[str, FilledRow]]
    lost: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledBook:
    """A workbook that was read back. ``clip_id`` is 0 where nothing of it says which clip it is of.

    ``day`` (ISO) and ``name`` are the clip's when it was written, '' where not known.
    ``seen``: the last change of the clip when it was written; None where it does not say. ``kept`` are the items that
    it was written with, by their ids; ``added`` are rows without an id; ``strange`` rows of another clip.
    ``lost`` are the heads of columns to fill in that the file was written with and has no more; ``columns`` are those
    it was written with.
    """

    clip_id: int
    day: str
    name: str
    seen: int | None
    kept: Mapping[int, KeptRow]
    rows: Sequence[FilledRow]
    added: Sequence[FilledRow]
    strange: Sequence[FilledRow]
    lost: Sequence[str] = ()
    columns: Sequence[KeptColumn] = ()


def read_workbook(path: Path) -> FilledBook:
    """Read the file. Raises ``ClipFileError``."""
    import openpyxl

    _check_size(path)
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not know of a file, such as a picture
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            sheets = {sheet.title: sheet for sheet in book.worksheets}
            kept_sheet = sheets.get(KEPT_SHEET)
            kept = _Kept() if kept_sheet is None else _read_kept(kept_sheet)
            sheet = sheets.get(LIST_SHEET) or next(one for one in book.worksheets if one.title != KEPT_SHEET)
            found = _read_rows(sheet, kept.columns)
    except ClipFileError:
        raise
    except DAMAGED as error:
        raise ClipFileError(_("{path} cannot be read: it is damaged, or not a workbook.", path=path)) from error
    keys = [read_key(key) for key, _row in found.rows]
    clips = [key.clip_id for key in keys if key is not None]
    clip_id = kept.clip_id or next((clip for clip, _rows in Counter(clips).most_common(1)), 0)
    own: list[FilledRow] = []
    added: list[FilledRow] = []
    strange: list[FilledRow] = []
    for (text, row), key in zip(found.rows, keys, strict=True):
        if key is not None and key.clip_id == clip_id:
            own.append(replace(row, item_id=key.item_id))
        elif text.strip():
            strange.append(row)
        else:
            added.append(row)
    return FilledBook(
        clip_id=clip_id,
        day=kept.day,
        name=kept.name,
        seen=kept.seen,
        kept=kept.rows,
        rows=own,
        added=added,
        strange=strange,
        lost=found.lost,
        columns=kept.columns,
    )


def _check_size(path: Path) -> None:
    """Raise ClipFileError for a file that is not there, not a workbook, or unpacks to too much."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ClipFileError(_("{path} cannot be read: it is too large for a clip.", path=path))
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            declares = any(_declares_entities(packed, one) for one in parts[:MAX_PARTS])
    except OSError as error:
        raise ClipFileError(
            _("{path} cannot be read: {reason}.", path=path, reason=describe_system_error(error))
        ) from error
    except DAMAGED as error:
        raise ClipFileError(_("{path} cannot be read: it is damaged, or not a workbook.", path=path)) from error
    if declares:
        raise ClipFileError(_("{path} cannot be read: it is damaged, or not a workbook.", path=path))
    unpacked = sum(one.file_size for one in parts)
    is_bomb = any(one.file_size > 2**20 and one.file_size > MAX_RATIO * one.compress_size for one in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS or is_bomb:
        raise ClipFileError(_("{path} cannot be read: it is too large for a clip.", path=path))


def _declares_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part begins with a declaration of its own entities, as no program writes one."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    with packed.open(part) as file:
        return b"<!DOCTYPE" in file.read(4_096).replace(b"\0", b"").upper()


def _read_kept(sheet: "ReadOnlyWorksheet") -> _Kept:
    """What the hidden sheet says; nothing where it is of another form."""
    lines = list(_read_lines(sheet))
    if not lines or lines[0].cells[:1] != [KEPT_FORM]:
        return _Kept()
    facts: dict[str, str] = {}
    columns: list[KeptColumn] = []
    rows: dict[int, KeptRow] = {}
    in_rows = False
    for line in lines[1:]:
        first, second, third, fourth = [*line.cells, "", "", "", ""][:4]
        if (first, second, third, fourth) == KEPT_HEADS:
            in_rows = True
        elif in_rows and _is_number(first):
            rows[int(first)] = KeptRow(place=second, tone=third, note=fourth)
        elif first == KEPT_HEAD:
            columns.append(KeptColumn(second, third))
        elif not in_rows:
            facts.setdefault(first, second)
    clip, seen = facts.get("clip", ""), facts.get("seen", "")
    return _Kept(
        clip_id=int(clip) if _is_number(clip) else 0,
        day=facts.get("day", ""),
        name=facts.get("name", ""),
        seen=int(seen) if _is_number(seen) else None,
        rows=rows,
        columns=columns,
    )


def _read_rows(sheet: "ReadOnlyWorksheet", kept: Sequence[KeptColumn]) -> _List:
    """The rows below the heads; ``kept`` are the columns that the file was written with. Raises ClipFileError."""
    lines = list(_read_lines(sheet))
    heads = next(((at, places) for at, line in enumerate(lines) if (places := find_columns(line.cells, kept))), None)
    if heads is None:
        raise ClipFileError(_("The file has no list of articles that `news clip write` wrote."))
    begin, places = heads
    rows = [one for one in lines[begin + 1 :] if not is_repeated_head(one.cells, lines[begin].cells)]
    if ID_HEAD not in places and (ids := find_ids([one.cells for one in rows])) is not None:
        places[ID_HEAD] = ids
    lost = [one.title for one in kept if one.field not in places and one.field in (*EDITED, ORDER_HEAD, DROP_HEAD)]
    return _List([found for one in rows if (found := _read_row(one, places)) is not None], lost)


def _read_row(line: _Line, places: Mapping[str, int]) -> tuple[str, FilledRow] | None:
    """A row with the text of its id; None where the list's columns are empty."""
    cells = line.cells
    texts = {head: cells[place].strip() if place < len(cells) else "" for head, place in places.items()}
    if not any(texts.values()):
        return None
    row = FilledRow(
        line=line.number,
        item_id=0,
        tone=texts.get("tone"),
        note=texts.get("note"),
        order=texts.get(ORDER_HEAD),
        drop=texts.get(DROP_HEAD),
        others={head: text for head, text in texts.items() if head not in OWN},
        errors=frozenset(head for head, place in places.items() if head in OWN and place in line.errors),
    )
    return texts.get(ID_HEAD, ""), row


def _read_lines(sheet: "ReadOnlyWorksheet") -> Iterator[_Line]:
    """The rows that hold something, with their numbers. Raises ClipFileError for too many."""
    found = empty = 0
    # A sheet may say that it has a million rows or columns: only what it has is read.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        cells = [read_text(cell.value) for cell in row]
        if not any(cells):
            empty += 1
            if empty > MAX_EMPTY_ROWS:
                return
            continue
        found, empty = found + 1, 0
        if found > MAX_ROWS:
            raise ClipFileError(_("The list has more than {most:,} rows, which no clip has.", most=MAX_ROWS))
        errors = (place for place, cell in enumerate(row) if cell.data_type in "ef" and _ERROR.fullmatch(cells[place]))
        yield _Line(number, cells, frozenset(errors))


def read_text(value: Any) -> str:
    """A cell's text, as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer() and abs(value) < MAX_WHOLE:
        return str(int(value))
    text = str(value)
    shown = read_shown(text)
    return (text if shown is None else shown.text).replace("\r\n", "\n").replace("\r", "\n")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
