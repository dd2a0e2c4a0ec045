"""Running `news` as a user does: a process of its own, its output and exit code."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a run of `news` printed, and its exit code."""

    code: int
    out: str
    err: str
    raw: bytes


def news(*arguments: object, cwd: Path, timeout: float = 120, typed: str = "", **environment: str) -> Ran:
    """Run `news` in a folder, with what a person types; nothing of a traceback may reach the user, whatever the arguments."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NEWS_")}
    ran = subprocess.run(
        [sys.executable, "-m", "cli", *map(str, arguments)],
        cwd=cwd,
        env=clean | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NEWS_LANG": "en"} | environment,
        input=typed.encode(),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    result = Ran(ran.returncode, ran.stdout.decode("utf-8", "replace"), ran.stderr.decode(), ran.stdout)
    assert "Traceback" not in result.err + result.out, result.err
    return result
