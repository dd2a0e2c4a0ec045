"""A lock next to an archive. The kernel frees it when its holder dies, however it dies."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock


@contextmanager
def hold_lock_file(file: Path, archive: Path) -> Iterator[None]:
    """Hold the lock, or raise ``filelock.Timeout`` at once; OSError where there can be no such file.

    The file stays when it is released, unless it was made for nothing: there was and is no archive.
    """
    was_there = file.exists()
    lock = FileLock(file, timeout=0)
    lock.acquire()
    try:
        yield
    finally:
        if not was_there and not archive.exists():
            with suppress(OSError):  # Windows removes no file that is open; a lock that nobody holds does no harm
                file.unlink()
        lock.release()
