"""Messages to the person: on stderr, one clear sentence, nothing that steers a terminal."""

import sys

from reports.terminal import clean_lines


def say(text: str, *, quiet: bool = False) -> None:
    """A message, unless ``quiet``."""
    if not quiet:
        sys.stdout.flush()
        print(clean_lines(text), file=sys.stderr, flush=True)


def explained(error: Exception) -> int:
    """Say what went wrong in one sentence; returns the exit code.

    An error with an ``exit_code`` is one that was foreseen. Any other is a fault of this program: its traceback is
    kept in a file for the report of the fault.
    """
    code = getattr(error, "exit_code", None)
    if isinstance(code, int):
        say(f"Error: {error}")
        return code
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="news-", suffix=".txt", delete=False, encoding="utf-8") as kept:
        kept.write("".join(traceback.format_exception(error)))
    say(f"Error: news met a fault of its own ({type(error).__name__}); please report it with {kept.name}")
    return 1
