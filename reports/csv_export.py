"""CSV for Excel: one UTF-8 BOM, CRLF, every field quoted, no formulas, no cell longer than Excel takes."""

import csv
import io
from typing import BinaryIO

from models.article import Article
from models.labels import Language
from reports.cells import Choice, ExportError, cells, header
from reports.formula import GUARD, guarded

BOM = b"\xef\xbb\xbf"
CELL_UNITS = 32_767
"""UTF-16 units that Excel holds in a cell; the apostrophe of the guard counts."""
CUT = {"ko": " …(이하 생략)", "en": " …(cut)"}


class CsvWriter:
    """Writes articles to an open binary file, one at a time.

    With ``after`` (the file's first bytes, up to the end of its first line) it goes on with an existing file:
    neither BOM nor header is written again, and ``ExportError`` is raised where the header is another one.
    """

    def __init__(self, file: BinaryIO, choice: Choice, *, after: bytes | None = None) -> None:
        self._file = file
        self._choice = choice
        self._line = io.StringIO(newline="")
        self._writer = csv.writer(self._line, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        if after:
            if after.strip() != self._encoded(header(choice)).strip():
                raise ExportError("The file has other columns: name the same columns and labels, or another file.")
        else:
            file.write(self._encoded(header(choice)))

    def _encoded(self, row: list[str]) -> bytes:
        return BOM + self._row(row)

    def write(self, article: Article) -> None:
        """Write one article as one record."""
        self._file.write(self._row([safe_cell(text, self._choice.language) for text in cells(article, self._choice)]))

    def close(self) -> None:
        """Nothing is left to be written."""

    def _row(self, row: list[str]) -> bytes:
        self._line.seek(0)
        self._line.truncate()
        self._writer.writerow(row)
        return self._line.getvalue().encode("utf-8", "replace")


def safe_cell(text: str, language: Language = "ko") -> str:
    """A cell that runs nothing and fits: at most 32,767 UTF-16 units, with a mark where it was cut."""
    if "\0" in text:  # no reader of CSV takes it; as a beginning it is guarded like the others
        text = GUARD + text.replace("\0", "") if text[0] == "\0" else text.replace("\0", "")
    text = guarded(text)
    if len(text) * 2 <= CELL_UNITS or units(text) <= CELL_UNITS:
        return text
    mark = CUT[language]
    left = CELL_UNITS - units(mark)
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * left].decode("utf-16-le", "ignore")
    return kept + mark


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
