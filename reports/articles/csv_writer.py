"""Articles as CSV, a record an article; can append to a file of the same columns."""

import csv
from typing import BinaryIO

from models.language import _
from models.records.article import Article
from reports.articles.columns import ExportChoice, cell_makers, make_header
from reports.formats.csv import BOM, csv_line, safe_record
from reports.formats.errors import ExportError

RECORDS_PER_WRITE = 64


class CsvWriter:
    """Writes articles to an open binary file, one at a time.

    With ``after`` (the first bytes of an existing file, up to the end of its first line) it appends: neither BOM nor
    header is written, and ``ExportError`` is raised where the header differs. How its fields are quoted is no matter: a
    spreadsheet saves them without needless quotes.
    """

    def __init__(self, file: BinaryIO, choice: ExportChoice, *, after: bytes | None = None) -> None:
        self._file = file
        self._choice = choice
        self._makers = cell_makers(choice)
        self._records: list[str] = []
        if after:
            _check_header(after, make_header(choice))
        else:
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


def _check_header(line: bytes, header: list[str]) -> None:
    """Raise ExportError, saying what the file is, where its first line is not this header in UTF-8 with commas."""
    if _read_fields(line, "utf-8-sig", ",") == header:
        return
    encodings = (("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp949", "CP949"))
    for encoding, name in encodings:
        if any(_read_fields(line, encoding, mark) == header for mark in ",\t;"):
            raise ExportError(
                _(
                    "The file was saved in {encoding}, which cannot be appended to: save it as CSV UTF-8, "
                    "or name another file.",
                    encoding=name,
                )
            )
    if any(_read_fields(line, "utf-8-sig", mark) == header for mark in "\t;"):
        raise ExportError(
            _("The file's fields are not separated by commas: save it as CSV UTF-8, or name another file.")
        )
    raise ExportError(_("The file has other columns: name the same columns and labels, or another file."))


def _read_fields(line: bytes, encoding: str, delimiter: str) -> list[str] | None:
    """The fields of the first line; None where it is not text of that encoding."""
    try:
        text = line.decode(encoding, "strict" if encoding == "utf-8-sig" else "ignore")
        rows = list(csv.reader([text.strip("\r\n\0\ufeff")], delimiter=delimiter))
    except (UnicodeError, csv.Error):
        return None
    return rows[0] if rows else None
