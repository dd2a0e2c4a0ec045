"""Running `news` on a terminal of so many columns; POSIX only."""

import os
import struct
import threading
from contextlib import suppress
from pathlib import Path

from tests.support.run_news import ROOT, find_forker

ROWS = 400


def run_on_terminal(*arguments: object, cwd: Path, columns: int = 80, timeout: float = 60, **environment: str) -> str:
    """What a run of `news` shows, messages and all, as lines; nothing is paged. Raises where it does not end in time."""
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NEWS_")}
    environment = kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_PAGER": "1", "TERM": "xterm"} | environment
    shown: list[bytes] = []

    def read() -> None:
        with suppress(OSError):  # Linux ends a terminal that nobody writes to any more by an error
            while piece := os.read(ours, 65_536):
                shown.append(piece)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    streams = [Path(os.devnull), *(Path(os.ttyname(theirs)),) * 2]
    try:
        find_forker(environment.get("NEWS_LANG", "en")).run_on(
            streams, [*map(str, arguments)], cwd, environment, timeout
        )
    finally:
        os.close(theirs)
        reader.join(10)
        os.close(ours)
    return b"".join(shown).decode("utf-8", "replace").replace("\r\n", "\n")
