"""A process that has everything imported and forks one crawl for each line of JSON it reads.

Asked for by the tests that kill crawls: starting Python anew for each would take most of their time. A line is what
crawl_process.py reads, with ``output`` (a folder for the child's ``out`` and ``err``). It answers ``pid N`` when the child is
there and ``exit N`` when it is gone.
"""

import faulthandler
import json
import os
import sys
import traceback

from tests.support.crawl_process import run
from tests.support.imported import import_everything


def main() -> None:
    import_everything()
    for line in sys.stdin:
        given = json.loads(line)
        output = given.pop("output")
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                for name, number in (("out", 1), ("err", 2)):
                    os.dup2(os.open(f"{output}/{name}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), number)
                faulthandler.dump_traceback_later(60)
                code = run(given)
                sys.stdout.flush()
            finally:
                sys.stderr.flush()
                if code == 70:
                    traceback.print_exc()
                os._exit(code)
        print(f"pid {pid}", flush=True)
        _, status = os.waitpid(pid, 0)
        print(f"exit {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
