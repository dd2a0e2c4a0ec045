"""Long output through a pager: PAGER (empty or ``cat``: none), none with NO_PAGER, else ``less`` where it is there.

Nothing is paged that fits the screen, or that goes to a file or a pipe.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice

from reports.formats.hyperlinks import without_links
from reports.formats.terminal import INDENT, columns_of, wrap

LESS_WITH_LINKS = 566
"""The first version of less that passes links on."""


def print_paged(lines: Iterable[str], indent: int = INDENT) -> None:
    """Lines to standard output, none longer than a terminal is wide; what does not fit goes on below, indented."""
    columns = columns_of(sys.stdout)
    rest = (piece for line in lines for piece in wrap(line, columns, indent))
    rows = _rows()
    first = list(islice(rest, rows)) if rows else []
    if rows and len(first) == rows and (command := find_pager()):
        _page(command, chain(first, rest))
    else:
        sys.stdout.writelines(f"{line}\n" for line in chain(first, rest))


def _rows() -> int:
    """The rows of the terminal; 0 where there is none."""
    if not sys.stdout.isatty():
        return 0
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 0


def find_pager(environment: Mapping[str, str] | None = None) -> list[str]:
    """The command of the pager; empty where none is wanted or known."""
    values = os.environ if environment is None else environment
    if values.get("NO_PAGER") or values.get("TERM") == "dumb":
        return []
    if (wanted := values.get("PAGER")) is not None:
        import shlex

        try:
            words = shlex.split(wanted, posix=sys.platform != "win32")
        except ValueError:
            return []
        return [] if words in ([], ["cat"]) else words
    if sys.platform == "win32":
        return []
    import shutil

    found = shutil.which("less")
    return [found] if found else []


def _page(command: Sequence[str], lines: Iterable[str]) -> None:
    import subprocess

    if not _passes_links(command):
        lines = map(without_links, lines)
    values = {"LESS": "FRX", **os.environ}
    if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8":
        values.setdefault("LESSCHARSET", "utf-8")
    sys.stdout.flush()
    try:
        pager = subprocess.Popen(  # noqa: S603 - the user's own choice
            command, stdin=subprocess.PIPE, env=values, text=True, encoding=sys.stdout.encoding, errors="replace"
        )
    except OSError:
        # A pager that is not there must not cost the result.
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    if pager.stdin is not None:
        # The pager was left before the end.
        with suppress(BrokenPipeError), pager.stdin as stream:
            stream.writelines(f"{line}\n" for line in lines)
    while pager.poll() is None:
        # Ctrl-C is the pager's.
        with suppress(KeyboardInterrupt):
            pager.wait()


def _passes_links(command: Sequence[str]) -> bool:
    """Whether the pager is a ``less`` that is new enough."""
    import re
    import subprocess
    from pathlib import Path

    if Path(command[0]).stem != "less":
        return False
    try:
        said = subprocess.run([command[0], "--version"], capture_output=True, text=True, timeout=5, check=False).stdout  # noqa: S603 - as above
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.match(r"less (\d+)", said)
    return version is not None and int(version.group(1)) >= LESS_WITH_LINKS
