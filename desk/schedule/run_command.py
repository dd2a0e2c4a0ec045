"""Commands of the system's schedulers: run, and what they said as a sentence."""

import locale
import os
import shlex
import subprocess

from desk.schedule.plan import ScheduleError
from models.language import _, describe_system_error


def run_command(*words: str, typed: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """A command, in English wherever it can speak it: what it says is looked at. Raises ScheduleError."""
    try:
        return subprocess.run(  # noqa: S603
            words, input=typed, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}
        )
    except OSError as error:
        raise ScheduleError(
            _("{command} cannot be run here ({reason}).", command=words[0], reason=describe_system_error(error))
        ) from error


def run_checked(*words: str, typed: bytes | None = None) -> str:
    """Run a command and give it as it would be typed; raises ScheduleError."""
    ran = run_command(*words, typed=typed)
    if ran.returncode != 0:
        raise ScheduleError(_("{command} failed: {output}.", command=shlex.join(words), output=tell_output(ran)))
    return shlex.join(words)


def find_failure(*words: str) -> str:
    """The sentence of a command that failed; empty where it did not."""
    try:
        run_checked(*words)
    except ScheduleError as error:
        return str(error)
    return ""


def tell_output(ran: subprocess.CompletedProcess[bytes]) -> str:
    """What a command said, on one line."""
    text = (ran.stderr.strip() or ran.stdout.strip()).decode(locale.getencoding(), "replace")
    return " ".join(text.split())[:300].rstrip(".") or _("exit code {code}", code=ran.returncode)
