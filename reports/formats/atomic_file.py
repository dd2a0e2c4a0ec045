"""A file that appears whole, or not at all: written beside its place, brought to the disk, then renamed."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reports.articles.columns import ExportError


@contextmanager
def whole_file(path: Path, before: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """An open binary file that takes the name at the end of the block; what was there stands until then.

    ``before`` is told of the finished file just before it takes the name.
    Raises ``ExportError`` where the file cannot be written; whatever is raised, the file stands as it stood before.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} cannot be written: it is no file.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {_words(error)}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        if before is not None:
            before(Path(name))
        os.replace(name, path)
    except OSError as error:
        _remove(name)
        raise ExportError(f"{path} cannot be written: {_words(error)}.") from error
    except BaseException:
        _remove(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(name: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(name)


def _words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
