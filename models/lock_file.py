"""A lock next to an archive. The kernel frees it when its holder dies, however it dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


def is_held(file: Path) -> bool:
    """Whether somebody holds the lock: it is tried, and free again at once; also by somebody who may only read it."""
    if not file.exists():
        return False
    try:
        with FileLock(file, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return _is_held_by_writer(file)


def _is_held_by_writer(file: Path) -> bool:
    """The same without writing; where the system cannot tell, it is taken for held."""
    try:
        import fcntl
    except ImportError:
        return True
    number = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(number)
    return False


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
