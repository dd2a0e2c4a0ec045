"""Running `news` as a user does: a process of its own, its output and exit code.

It is forked from one that has everything imported (news_forker.py): tests type hundreds of verbs, and Python's start and
imports would be most of their time.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Event, Lock, Timer

ROOT = Path(__file__).resolve().parents[2]
READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ", "LD_")
"""Beginnings of the settings that Python or the system read when a process begins."""


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
    given = clean | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NEWS_LANG": "en"} | environment
    words = [str(one) for one in arguments]
    if any(name.startswith(READ_AT_START) for name in environment):
        ran = _start(words, cwd, given, typed.encode(), timeout)
    else:
        ran = find_forker(given["NEWS_LANG"]).run(words, cwd, given, typed.encode(), timeout)
    assert "Traceback" not in ran.err + ran.out, ran.err
    return ran


def _start(arguments: list[str], folder: Path, environment: dict[str, str], typed: bytes, timeout: float) -> Ran:
    """Run `news` in a Python started for it."""
    ran = subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode("utf-8", "replace"), ran.stderr.decode(), ran.stdout)


class Forker:
    """The process that forks a `news` for each request, see news_forker.py; one at a time.

    What Python reads when it begins, and the language, are of the environment that it is made with.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.news_forker"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._folder = Path(mkdtemp(prefix="news-run-"))
        self._alone = Lock()
        atexit.register(self.end)

    def run(self, arguments: list[str], folder: Path, environment: dict[str, str], typed: bytes, timeout: float) -> Ran:
        """Run `news` and wait for it. Raises TimeoutExpired, when it was killed."""
        code, out, err = self.run_for_bytes(arguments, folder, environment, typed, timeout)
        return Ran(code, out.decode("utf-8", "replace"), err.decode(), out)

    def run_for_bytes(
        self, arguments: list[str], folder: Path, environment: dict[str, str], typed: bytes = b"", timeout: float = 120
    ) -> tuple[int, bytes, bytes]:
        """The exit code of a `news`, and what it wrote as it wrote it. Raises TimeoutExpired, when it was killed."""
        streams = [self._folder / name for name in ("typed", "out", "err")]
        streams[0].write_bytes(typed)
        code = self.run_on(streams, arguments, folder, environment, timeout)
        return code, streams[1].read_bytes(), streams[2].read_bytes()

    def run_on(
        self, streams: list[Path], arguments: list[str], folder: Path, environment: dict[str, str], timeout: float
    ) -> int:
        """Run `news` on the files of stdin, stdout and stderr; its exit code. Raises TimeoutExpired, when it was killed."""
        request = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": environment,
            "streams": [str(path) for path in streams],
        }
        is_late = Event()

        def end_late(number: int) -> None:
            is_late.set()
            os.kill(number, signal.SIGKILL)

        with self._alone:
            self._write(request)
            timer = Timer(timeout, end_late, [int(self._read("pid"))])
            timer.start()
            code = int(self._read("exit"))
            timer.cancel()
        if is_late.is_set():
            raise subprocess.TimeoutExpired(arguments, timeout)
        return code

    def _write(self, request: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()

    def _read(self, word: str) -> str:
        assert self._process.stdout is not None
        said, _, value = self._process.stdout.readline().decode().partition(" ")
        assert said == word, f"the forker ended: {self._process.poll()}"
        return value

    def end(self) -> None:
        """End the process."""
        atexit.unregister(self.end)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        rmtree(self._folder, ignore_errors=True)


@cache
def find_forker(language: str) -> Forker:
    """The forker of this process for a language."""
    return Forker({**os.environ, "NEWS_LANG": language, "PYTHONUTF8": "1"})
