"""`make bench`: every measurement in turn; exit 1 where a goal is missed."""

import sys

from tests.bench import crawling, documents, extraction, startup


def main() -> int:
    good = [measure.run() for measure in (extraction, startup, documents, crawling)]
    print("every goal is met" if all(good) else "a goal is MISSED")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
