"""Which articles the rows of the last search were, so that ``news show 3`` means the third of them.

Kept for each archive and each terminal apart, in the user's own folder for such state: an archive may be read-only, or
shared by several people.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from desk.services.workspace import Workspace
from models.records.errors import ArchiveError
from models.records.times import now

MAX_AGE = timedelta(hours=24)
"""What was on the screen a day ago is no longer meant by a row."""


def keep_rows(workspace: Workspace, first_row: int, ids: Sequence[int]) -> bool:
    """Remember the ids of the rows from ``first_row`` on; False where they cannot be kept."""
    of, path = place_of(workspace, "rows")
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps({"of": of, "at": now().timestamp(), "first": first_row, "ids": list(ids)}), "utf-8")
        part.replace(path)
    except OSError:
        # Rows of an earlier search must not be taken for these.
        for stale in (part, path):
            with suppress(OSError):
                stale.unlink()
        return False
    return True


def find_row(workspace: Workspace, row: int) -> int | None:
    """The id of the article of a row of the last search on this terminal; None where it had no such row."""
    of, path = place_of(workspace, "rows")
    try:
        kept = json.loads(path.read_text("utf-8"))
        age, at = now().timestamp() - float(kept["at"]), row - int(kept["first"])
        ids = [int(one) for one in kept["ids"]]
        is_here = kept["of"] == of
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return ids[at] if is_here and 0 <= at < len(ids) and abs(age) <= MAX_AGE.total_seconds() else None


def state_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The user's folder for what a program remembers: XDG_STATE_HOME or ~/.local/state; LOCALAPPDATA on Windows."""
    named = environment.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", "")
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"
    return base / "local-news-archive"


def place_of(workspace: Workspace, kind: str) -> tuple[list[str], Path]:
    """The archive and the terminal whose last rows are meant, and the file that has them; ``kind``: rows of what."""
    try:
        archive = str(workspace.archive.resolve())
    except (ArchiveError, OSError):
        archive = workspace.location
    of = [archive, _terminal()]
    # Where two places have one name, the file says whose rows it has; hashlib would cost a search its import.
    name = 0
    for character in "\n".join(of):
        name = (name * 31 + ord(character)) % (1 << 48)
    return of, state_folder() / f"{kind}-{name:012x}.json"


def _terminal() -> str:
    """A name for the terminal that this runs in; "" where there is none."""
    if sys.platform == "win32":
        import ctypes

        # A tab of Windows Terminal has a name; the older console is known by its window.
        return os.environ.get("WT_SESSION") or str(ctypes.windll.kernel32.GetConsoleWindow() or "")
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(descriptor)
    return ""
