"""One crawl at a time on one archive. The kernel frees the lock when its holder dies, however it dies."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import Timeout

from models.language import _
from models.lock_file import hold_lock_file, is_held
from models.open import archive_path
from models.records.errors import ArchiveError, UserError, unusable_archive


class LockHeldError(UserError):
    """Another crawl writes to this archive."""

    exit_code = 3


def is_crawling(target: str | Path) -> bool:
    """Whether a crawl goes on. Raises ArchiveError."""
    return is_held(_lock_file(archive_path(target)))


def _lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


@contextmanager
def crawl_lock(target: str | Path) -> Iterator[Path]:
    """Hold ``<archive>.lock`` next to the archive, or raise LockHeldError at once.

    Raises ArchiveError where there can be no such file.
    """
    path = archive_path(target)
    file = _lock_file(path)
    with ExitStack() as held:
        try:
            if not path.parent.is_dir():
                raise ArchiveError(_("The archive {path} cannot be used: its folder does not exist.", path=path))
            held.enter_context(hold_lock_file(file, path))
        except Timeout:
            text = _("Another crawl is running on {path}; wait for it or stop it first.", path=path)
            raise LockHeldError(text) from None
        except OSError as error:
            raise unusable_archive(path, error) from error
        yield file
