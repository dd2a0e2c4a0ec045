"""A process that has everything imported and forks one crawl for each line of JSON it reads.

Asked for by the tests that kill crawls: starting Python anew for each would take most of their time. A line is what
crawling.py reads, with ``output`` (a file for the child's standard output). It answers ``pid N`` when the child is
there and ``exit N`` when it is gone.
"""

import json
import os
import sys

import scrapy.downloadermiddlewares.httpcompression
import scrapy.extensions.closespider
import scrapy.extensions.throttle  # noqa: F401  (imported for the children)

import scrapers.base
import scrapers.families.gbhana
import scrapers.families.newspim  # noqa: F401
from tests.scrapers.crawling import run


def main() -> None:
    for line in sys.stdin:
        given = json.loads(line)
        output = given.pop("output")
        pid = os.fork()
        if pid == 0:
            target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            os.dup2(target, 1)
            os._exit(run(given))
        print(f"pid {pid}", flush=True)
        _, status = os.waitpid(pid, 0)
        print(f"exit {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
