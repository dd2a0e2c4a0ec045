"""Saved pages: read without an archive, or stored in one, which is made only where there is a page for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from desk.services.workspace import Workspace
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.import_pages import ImportCounts, PageReader, ReadPage, import_cases
from scrapers.importing.saved_pages import read_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPages:
    """Saved pages, and what they do not say of themselves; an empty text is not known."""

    paths: tuple[Path, ...] = ()
    manifest: Path | None = None
    url: str = ""
    outlet: str = ""
    content_type: str = ""
    fetched_at: str = ""

    def read(self) -> Iterator[Case | UnreadablePage]:
        """The pages one after the other. Raises BadTimeError before the first."""
        return read_cases(
            self.paths,
            self.manifest,
            url=self.url,
            outlet=self.outlet,
            content_type=self.content_type,
            fetched_at=self.fetched_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What became of the pages; ``has_archive`` is False where none could be read and so no archive was made."""

    imported: ImportCounts
    has_archive: bool = True


def extract_pages(workspace: Workspace, pages: SavedPages) -> Iterator[ReadPage | UnreadablePage]:
    """The article of each page, or why there is none; no archive is touched. Raises BadTimeError, OutletError."""
    reader = PageReader(workspace.read_registry())
    return map(reader.read, pages.read())


def import_pages(workspace: Workspace, pages: SavedPages) -> ImportResult:
    """Store saved pages. Raises ArchiveError, BadTimeError, LockHeldError, OutletError."""
    reader, found = PageReader(workspace.read_registry()), pages.read()
    if not workspace.archive.exists():
        unread, readable = _read_up_to_a_page(reader, found)
        if not readable:
            return ImportResult(imported=ImportCounts.of_none(unread), has_archive=False)
        found = chain(unread, readable, found)
    with workspace.crawl_lock(), workspace.open_writer(create=True) as archive:
        return ImportResult(imported=import_cases(archive, reader, found))


def _read_up_to_a_page(
    reader: PageReader, found: Iterator[Case | UnreadablePage]
) -> tuple[list[UnreadablePage], list[Case]]:
    """(What came before it, the first page that can be read: none where there is none)."""
    unread: list[UnreadablePage] = []
    for one in found:
        read = reader.read(one)
        if isinstance(read, UnreadablePage):
            unread.append(read)
        elif isinstance(one, Case):
            return unread, [one]
    return unread, []
