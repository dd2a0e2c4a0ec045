"""Articles as CSV, a record an article; can go on with a file of the same columns, whatever spreadsheet saved it."""

import codecs
import csv
import io
import os
import shutil
from typing import BinaryIO

from models.language import _
from models.records.article import Article
from reports.articles.columns import ExportChoice, cell_makers, make_header
from reports.formats.csv import BOM, csv_line, safe_record
from reports.formats.errors import ExportError

RECORDS_PER_WRITE = 64
MAX_HEAD_BYTES = 2**20
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "cp949")
"""What spreadsheets save CSV in, ours first."""
PLAIN = ("utf-8-sig", ",")


class CsvWriter:
    """Writes articles to an open binary file, one at a time.

    With ``goes_on`` it adds to a file that has them already: neither BOM nor header is written.
    """

    def __init__(self, file: BinaryIO, choice: ExportChoice, *, goes_on: bool = False) -> None:
        self._file = file
        self._choice = choice
        self._makers = cell_makers(choice)
        self._records: list[str] = []
        if not goes_on:
            file.write(BOM + csv_line(make_header(choice)))

    def write(self, article: Article) -> None:
        """Add one article as one record."""
        self._records.append(safe_record([make(article) for make in self._makers], self._choice.language))
        if len(self._records) == RECORDS_PER_WRITE:
            self.close()

    def close(self) -> None:
        """Write the records that are still held."""
        self._file.write("".join(self._records).encode("utf-8", "replace"))
        self._records.clear()


def copy_records(old: BinaryIO, file: BinaryIO, choice: ExportChoice) -> None:
    """Copy a file that is gone on with, in the form in which we write: CSV UTF-8 with commas.

    A spreadsheet may have saved it in CP949 or UTF-16, or with other marks between its fields. Raises ``ExportError``
    where it has other columns, or cannot be read.
    """
    encoding, delimiter = _find_form(old.readline(MAX_HEAD_BYTES), make_header(choice))
    old.seek(0)
    if (encoding, delimiter) == PLAIN:
        shutil.copyfileobj(old, file)
        old.seek(-1, os.SEEK_END)
        file.write(b"" if old.read(1) == b"\n" else b"\r\n")
        return
    file.write(BOM)
    text = io.TextIOWrapper(old, encoding, newline="")
    try:
        for number, row in enumerate(csv.reader(text, delimiter=delimiter)):
            if row:
                file.write(csv_line(row if number else [row[0].lstrip("\ufeff"), *row[1:]]))
    except (UnicodeError, csv.Error) as error:
        raise ExportError(
            _("The file is damaged: save it as CSV UTF-8, or name another file ({reason}).", reason=error)
        ) from error
    finally:
        text.detach()


def _find_form(line: bytes, header: list[str]) -> tuple[str, str]:
    """The encoding of a file and what stands between its fields, by its first line. Raises ExportError."""
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            continue
        for delimiter in ",\t;":
            if _read_fields(line, encoding, delimiter) == header:
                return encoding, delimiter
    raise ExportError(_("The file has other columns: name the same columns and labels, or another file."))


def _read_fields(line: bytes, encoding: str, delimiter: str) -> list[str] | None:
    """The fields of the first line; None where it is not text of that encoding."""
    try:
        text = line.decode(encoding, "strict" if encoding == "utf-8-sig" else "ignore")
        rows = list(csv.reader([text.strip("\r\n\0\ufeff")], delimiter=delimiter))
    except (UnicodeError, csv.Error):
        return None
    return rows[0] if rows else None
