"""Messages to the person: on stderr, one clear sentence, nothing that steers a terminal."""

import errno
import sys
from pathlib import Path
from typing import Literal

from models.language import _, describe_system_error, ngettext, plural_forms
from models.records.errors import UserError
from reports.formats.terminal import clean, columns_of, wrap


def say(text: str, *, quiet: bool = False) -> None:
    """A message, unless ``quiet``; on a terminal no line is longer than it is wide."""
    if not quiet:
        sys.stdout.flush()
        columns = columns_of(sys.stderr)
        lines = (piece for line in text.split("\n") for piece in wrap(clean(line), columns))
        print("\n".join(lines), file=sys.stderr, flush=True)


Noun = Literal["address", "article", "finding", "line", "near miss", "outlet", "page", "revision", "run", "story"]
_NOUNS: dict[Noun, tuple[str, str]] = {
    "address": plural_forms("{count:,} address", "{count:,} addresses"),
    "article": plural_forms("{count:,} article", "{count:,} articles"),
    "finding": plural_forms("{count:,} finding", "{count:,} findings"),
    "line": plural_forms("{count:,} line", "{count:,} lines"),
    "near miss": plural_forms("{count:,} near miss", "{count:,} near misses"),
    "outlet": plural_forms("{count:,} outlet", "{count:,} outlets"),
    "page": plural_forms("{count:,} page", "{count:,} pages"),
    "revision": plural_forms("{count:,} revision", "{count:,} revisions"),
    "run": plural_forms("{count:,} run", "{count:,} runs"),
    "story": plural_forms("{count:,} story", "{count:,} stories"),
}


def counted(count: int, noun: Noun) -> str:
    """A count with its noun: ``1 finding``, ``2 findings``, ``1,204 addresses``."""
    return ngettext(*_NOUNS[noun], count)


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
    if isinstance(error, MemoryError):
        return 1, _("There is not enough memory for it: close other programs, or ask for less at a time.")
    if isinstance(error, OSError) and error.errno in _REFUSED_BY_SYSTEM:
        what = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return 1, _("The system refused: {reason}.", reason=what + describe_system_error(error))
    return None


def explain(error: Exception) -> int:
    """Say what went wrong in one sentence; returns the exit code.

    The traceback of an internal error is written to a file, to be sent with a bug report.
    """
    if known := foreseen(error):
        say(_("Error: {message}", message=known[1]))
        return known[0]
    file = keep_traceback(error)
    say(_("Error: internal error ({kind}); please report it with {file}", kind=type(error).__name__, file=file))
    return 1


def keep_traceback(error: Exception) -> Path:
    """Write the traceback of an internal error to a file of its own, to be sent with a bug report."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="news-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return Path(file.name)
