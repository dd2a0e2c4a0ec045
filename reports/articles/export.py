"""Export to a file: its ending says how. The file appears whole, or not at all.

Everything is written into a temporary file in the same folder, which takes the file's name at the very end. A new
kind of file is one more entry of ``WRITERS``: a class with ``write(article)`` and ``close()``, made from an open
binary file and a ``Choice``.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol

from models.language import _
from models.records.article import Article
from reports.articles.columns import ExportChoice
from reports.articles.csv_writer import CsvWriter, copy_records
from reports.articles.html_writer import HtmlWriter
from reports.articles.jsonl_writer import JsonlWriter
from reports.articles.xlsx_writer import XlsxWriter
from reports.formats.atomic_file import open_atomic
from reports.formats.endings import find_kind
from reports.formats.errors import ExportError


class Writer(Protocol):
    """Takes articles, one at a time."""

    def write(self, article: Article) -> None:
        """Write one article."""

    def close(self) -> None:
        """Write what ends the file, which stays open."""


WRITERS: Mapping[str, Callable[[BinaryIO, ExportChoice], Writer]] = MappingProxyType(
    {".csv": CsvWriter, ".xlsx": XlsxWriter, ".html": HtmlWriter, ".jsonl": JsonlWriter}
)


APPENDED = (".csv", ".jsonl")
"""Kinds of files that can be appended to."""


def kind_of(path: Path) -> str:
    """The ending that says how to write; raises ``ExportError`` for one that nothing is known of."""
    return find_kind(path, WRITERS)


def export(
    path: Path,
    articles: Iterable[Article],
    choice: ExportChoice,
    *,
    append: bool = False,
    before_rename: Callable[[Path], None] | None = None,
    force: bool = False,
) -> int:
    """Write articles to a file and return how many; memory does not grow with their number.

    ``append`` goes on with an existing CSV of the same columns; ``before_rename`` and ``force``: see ``open_atomic``.
    Raises ``ExportError`` where the file cannot be written; whatever is raised, the file is as it was before.
    """
    kind = kind_of(path)
    path = Path(os.path.realpath(path))
    if append and kind not in APPENDED:
        raise ExportError(
            _(
                "cannot append to {name}: --append works with {endings}.",
                name=path.name,
                endings=", ".join(APPENDED),
            )
        )
    with open_atomic(path, before_rename, force=force) as file:
        return _write(file, kind, path if append and path.exists() else None, articles, choice)


def export_to(file: BinaryIO, kind: str, articles: Iterable[Article], choice: ExportChoice) -> int:
    """Write articles to an open binary file (standard output, say) and return how many."""
    return _write_all(WRITERS[kind](file, choice), articles)


def _write(file: BinaryIO, kind: str, old: Path | None, articles: Iterable[Article], choice: ExportChoice) -> int:
    if old is None or old.stat().st_size == 0:
        return export_to(file, kind, articles, choice)
    with old.open("rb") as before:
        if kind == ".csv":
            copy_records(before, file, choice)
            return _write_all(CsvWriter(file, choice, goes_on=True), articles)
        shutil.copyfileobj(before, file)
        before.seek(-1, os.SEEK_END)
        file.write(b"" if before.read(1) == b"\n" else b"\n")
    return _write_all(WRITERS[kind](file, choice), articles)


def _write_all(writer: Writer, articles: Iterable[Article]) -> int:
    count = 0
    for article in articles:
        writer.write(article)
        count += 1
    writer.close()
    return count
