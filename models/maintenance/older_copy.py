"""An archive of an earlier release that cannot be brought up to this one is read by a copy, which is.

It may not be written, or a crawl of the earlier release is at work on it.
"""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from models.archive.explain_error import explain_error
from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.maintenance.backup import copy_archive


def open_copy(path: Path) -> tuple[sqlite3.Connection, TemporaryDirectory[str]]:
    """The archive as it is now, in this release's form, and the folder of the copy: the caller closes both.

    Raises ``ArchiveError``: it cannot be read, or there is no room for the copy.
    """
    folder = TemporaryDirectory(prefix="news-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / path.name
    try:
        copy_archive(path, copy)
        Archive.open(copy, create=False).close()
        return open_connection(copy), folder
    except BaseException as error:
        folder.cleanup()
        if isinstance(error, OSError | sqlite3.Error):
            raise explain_error(copy, error) from error
        raise
