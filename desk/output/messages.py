"""Messages to the person: on stderr, one clear sentence, nothing that steers a terminal."""

import errno
import sys
from pathlib import Path

from models.language import _
from models.records.errors import UserError
from reports.formats.terminal import clean_lines


def say(text: str, *, quiet: bool = False) -> None:
    """A message, unless ``quiet``."""
    if not quiet:
        sys.stdout.flush()
        print(clean_lines(text), file=sys.stderr, flush=True)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 finding``, ``2 findings``, ``1,204 addresses``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def kept_line(path: Path) -> str:
    """That a file with earlier articles was not replaced by an empty one."""
    return _("Nothing new: {path} is left as it is.", path=path)


_REFUSED_BY_SYSTEM = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO),
        *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
    }
)
"""What the operating system refuses is not an internal error, wherever it happens."""


def foreseen(error: BaseException) -> tuple[int, str] | None:
    """The exit code and the sentence of an error that is not internal; None for an internal one."""
    if isinstance(error, UserError):
        return error.exit_code, str(error)
    if isinstance(error, OSError) and error.errno in _REFUSED_BY_SYSTEM:
        what = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return 1, f"The system refused: {what}{(error.strerror or '').lower()}."
    return None


def explain(error: Exception) -> int:
    """Say what went wrong in one sentence; returns the exit code.

    The traceback of an internal error is written to a file, to be sent with a bug report.
    """
    if known := foreseen(error):
        say(f"Error: {known[1]}")
        return known[0]
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="news-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    say(f"Error: internal error ({type(error).__name__}); please report it with {file.name}")
    return 1
