"""A process that has everything imported and forks one `news` for each line of JSON it reads.

Most of what a short verb takes is imports, and tests type hundreds of verbs. What is read when Python begins is that of this
process: the language, encodings. All else of a verb is its own: environment, folder, streams. A line holds ``arguments``,
``folder``, ``environment``, and ``streams``: the files of stdin, stdout and stderr. Answered by ``pid N``, then ``exit N``
when the child is gone.
"""

import atexit
import json
import os
import runpy
import sys
import threading
import traceback
from typing import Any

from tests.support.imported import import_everything


def main() -> None:
    import_everything()
    requests = sys.stdin
    for line in requests:
        request = json.loads(line)
        if (pid := os.fork()) == 0:
            os._exit(run(request))
        print(f"pid {pid}", flush=True)
        _, status = os.waitpid(pid, 0)
        print(f"exit {os.waitstatus_to_exitcode(status)}", flush=True)


def run(request: dict[str, Any]) -> int:
    """What `python -m cli` does, in a process that was forked for it."""
    code = 70
    try:
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        open_streams(*request["streams"])
        sys.argv = ["news", *request["arguments"]]
        sys.path[0] = request["folder"]
        runpy.run_module("cli", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = 120
    return code


def open_streams(typed: str, out: str, err: str) -> None:
    """Give the process its own three streams, in the encodings that Python began with."""
    for number, path in enumerate((typed, out, err)):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOCTTY
        opened = os.open(path, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    ours = (sys.stdin, "r", -1), (sys.stdout, "w", -1), (sys.stderr, "w", 1)
    ends = [
        os.fdopen(number, mode, buffering, encoding=one.encoding, errors=one.errors, closefd=False)
        for number, (one, mode, buffering) in enumerate(ours)
    ]
    vars(sys).update(zip(("stdin", "stdout", "stderr"), ends, strict=True))
    vars(sys).update(zip(("__stdin__", "__stdout__", "__stderr__"), ends, strict=True))


if __name__ == "__main__":
    main()
