"""Articles as CSV, a record an article; can append to a file of the same columns."""

from typing import BinaryIO

from models.records.article import Article
from reports.articles.columns import ExportChoice, cell_makers, make_header
from reports.formats.csv import BOM, csv_line, safe_record
from reports.formats.errors import ExportError

RECORDS_PER_WRITE = 64


class CsvWriter:
    """Writes articles to an open binary file, one at a time.

    With ``after`` (the first bytes of an existing file, up to the end of its first line) it appends: neither BOM nor
    header is written, and ``ExportError`` is raised where the header differs.
    """

    def __init__(self, file: BinaryIO, choice: ExportChoice, *, after: bytes | None = None) -> None:
        self._file = file
        self._choice = choice
        self._makers = cell_makers(choice)
        self._records: list[str] = []
        if after:
            if after.strip() != (BOM + csv_line(make_header(choice))).strip():
                raise ExportError("The file has other columns: name the same columns and labels, or another file.")
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
