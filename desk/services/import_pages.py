"""Saved pages into an archive, which is made only where there is a page for it; what became of them is told."""

from collections.abc import Iterable, Iterator
from itertools import chain

from desk.output.messages import say
from desk.services.stories import after_storing
from desk.services.watches import after_storing as after_searching
from models.archive.location import archive_path
from models.archive.write.archive import Archive
from scrapers.crawl.lock import crawl_lock
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.import_pages import Imported, Reader, import_cases
from scrapers.registry import load_registry


def import_saved(archive: str, cases: Iterable[Case | UnreadablePage], *, quiet: bool, verbose: bool) -> bool:
    """Store saved pages and report them; whether all were read. Raises ArchiveError, BadTimeError, LockHeldError."""
    reader, found = Reader(load_registry(archive)), iter(cases)
    if not archive_path(archive).exists():
        unread, readable = _up_to_a_page(reader, found)
        if not readable:
            _tell(Imported.of_none(unread), quiet=quiet)
            return not unread
        found = chain(unread, readable, found)
    with crawl_lock(archive), Archive.open(archive) as opened:
        done = import_cases(opened, reader, found)
    _tell(done, quiet=quiet)
    after_storing(archive, quiet=not verbose)
    after_searching(archive, quiet=quiet)
    return not done.counts["unreadable"]


def _up_to_a_page(reader: Reader, found: Iterator[Case | UnreadablePage]) -> tuple[list[UnreadablePage], list[Case]]:
    """The first page that can be read, none where there is none, and what came before it."""
    unread: list[UnreadablePage] = []
    for one in found:
        read = reader.read(one)
        if isinstance(read, UnreadablePage):
            unread.append(read)
        elif isinstance(one, Case):
            return unread, [one]
    return unread, []


def _tell(done: Imported, *, quiet: bool) -> None:
    for problem in done.problems:
        say(problem)
    say(done.line(), quiet=quiet)
