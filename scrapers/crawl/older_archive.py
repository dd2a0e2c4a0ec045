"""An archive of an earlier release, as it is met after the program was updated: whoever reads it first brings it up.

Not while a crawl is at work on it: that of the earlier release would go on writing by its own rules. Then, and where
the archive may not be written, a copy is read instead, and the archive stays as it is.
"""

from models.interface import ArchiveReader
from models.open import check_writable, open_older_reader, open_reader, open_writer
from models.records.errors import ArchiveError
from scrapers.crawl.lock import LockHeldError, crawl_lock


def upgrade(location: str) -> None:
    """Bring the archive up to this release, all of it or nothing.

    Raises LockHeldError while a crawl is at work on it, ArchiveError where it may not be written.
    """
    check_writable(location, create=False)
    with crawl_lock(location):
        open_writer(location, create=False).close()


def open_older(location: str) -> ArchiveReader:
    """The archive for reading, brought up to this release where that can be. Raises ArchiveError."""
    try:
        upgrade(location)
    except (LockHeldError, ArchiveError):
        return open_older_reader(location)
    return open_reader(location)
