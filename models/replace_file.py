"""Give a file another one's name, on Windows too, where a program that looks at a file keeps that from happening."""

import os
import time
from pathlib import Path

TRIES = 10 if os.name == "nt" else 1
PAUSE_SECONDS = 0.1


def replace_file(part: Path | str, path: Path | str) -> None:
    """``os.replace``, tried for a second on Windows: a virus scanner or an indexer soon lets go of a new file.

    Raises OSError.
    """
    for left in reversed(range(TRIES)):
        try:
            os.replace(part, path)
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return
