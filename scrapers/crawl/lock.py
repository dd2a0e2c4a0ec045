"""One crawl at a time on one archive. The kernel frees the lock when its holder dies, however it dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from models.language import _
from models.open import archive_path
from models.records.errors import ArchiveError, UserError, unusable_archive


class LockHeldError(UserError):
    """Another crawl writes to this archive."""

    exit_code = 3


@contextmanager
def crawl_lock(target: str | Path) -> Iterator[Path]:
    """Hold ``<archive>.lock`` next to the archive, or raise LockHeldError at once. The file stays when it is released.

    Raises ArchiveError where there can be no such file.
    """
    path = archive_path(target)
    file = path.with_name(path.name + ".lock")
    lock = FileLock(file, timeout=0)
    try:
        if not path.parent.is_dir():
            raise ArchiveError(_("The archive {path} cannot be used: its folder does not exist.", path=path))
        lock.acquire()
    except Timeout:
        raise LockHeldError(_("Another crawl is running on {path}; wait for it or stop it first.", path=path)) from None
    except OSError as error:
        raise unusable_archive(path, error) from error
    try:
        yield file
    finally:
        lock.release()
