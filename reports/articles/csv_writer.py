"""CSV for Excel: one UTF-8 BOM, CRLF, every field quoted, no formulas, no cell longer than Excel takes."""

from collections.abc import Iterable
from typing import BinaryIO

from models.records.article import Article
from models.records.labels import Language
from reports.articles.columns import Choice, ExportError, cell_makers, header
from reports.formats.formula_guard import GUARD, guarded

BOM = b"\xef\xbb\xbf"
CELL_UNITS = 32_767
"""UTF-16 units that Excel holds in a cell; the apostrophe of the guard counts."""
RECORDS = 64
"""So many records are written at once."""
_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
CUT = {"ko": " …(이하 생략)", "en": " …(cut)"}


class CsvWriter:
    """Writes articles to an open binary file, one at a time.

    With ``after`` (the file's first bytes, up to the end of its first line) it goes on with an existing file:
    neither BOM nor header is written again, and ``ExportError`` is raised where the header is another one.
    """

    def __init__(self, file: BinaryIO, choice: Choice, *, after: bytes | None = None) -> None:
        self._file = file
        self._choice = choice
        self._makers = cell_makers(choice)
        self._records: list[str] = []
        if after:
            if after.strip() != (BOM + csv_line(header(choice))).strip():
                raise ExportError("The file has other columns: name the same columns and labels, or another file.")
        else:
            file.write(BOM + csv_line(header(choice)))

    def write(self, article: Article) -> None:
        """Take one article as one record."""
        self._records.append(_safe_record([make(article) for make in self._makers], self._choice.language))
        if len(self._records) == RECORDS:
            self.close()

    def close(self) -> None:
        """Write what was taken and is not written yet."""
        self._file.write("".join(self._records).encode("utf-8", "replace"))
        self._records.clear()


def csv_line(row: Iterable[str]) -> bytes:
    """A record: every field quoted, CRLF, UTF-8."""
    return _record(row).encode("utf-8", "replace")


def _record(row: Iterable[str]) -> str:
    fields = '","'.join([text.replace('"', '""') for text in row])
    return f'"{fields}"\r\n'


def _safe_record(row: list[str], language: Language) -> str:
    """The record of ``safe_cell`` of each text; most begin with what no formula begins with, and are short."""
    record = _record(
        [
            text
            if not text or (("가" <= text[0] <= "힣" or text[0] in _PLAIN) and 2 * len(text) <= CELL_UNITS)
            else safe_cell(text, language)
            for text in row
        ]
    )
    return record if "\0" not in record else _record([safe_cell(text, language) for text in row])


def safe_cell(text: str, language: Language = "ko") -> str:
    """A cell that runs nothing and fits: at most 32,767 UTF-16 units, with a mark where it was cut."""
    if not text:
        return text
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
