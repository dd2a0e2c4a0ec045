"""``make soak``: N pages (100,000) of outlets of a thousand each; exit 1 where memory, handles, log or ledger fail."""

import os
import sys

from tests.stress.soak.watch import MOST_GROWTH, MOST_LOG, WARM_UP, soak

AN_OUTLET = 1_000


def main() -> int:
    """Print what was measured against the goals."""
    pages = int(os.environ.get("N") or 100_000)
    outlets = max(4, pages // AN_OUTLET)
    done = soak(pages // outlets * outlets, outlets)
    missed = done.missed()
    warm, end = done.handles
    print(
        f"{done.stored:,} of {done.pages:,} pages of {outlets} outlets stored in {done.seconds:,.0f} s: {done.stored / done.seconds:.0f} pages/s"
    )
    print(
        f"memory {done.early / 2**20:.0f} MB after the first {WARM_UP:.0%}, {done.late / 2**20:.0f} MB at the end: {done.growth:+.1%} (less than {MOST_GROWTH:.0%})  {_word('memory', missed)}"
    )
    print(
        f"open handles {warm:.0f} after warm-up, {end:.0f} at the end (no more), {done.most_handles} at most (one more an outlet)  {_word('handles', missed)}"
    )
    print(f"largest write-ahead log {done.log / 2**20:.1f} MB (at most {MOST_LOG >> 20})  {_word('log', missed)}")
    print(
        f"runs whose ledger does not close: {len(done.open_sums)} of {len(done.summaries)} (0)  {_word('ledger', missed)}"
    )
    print(f"news verify: {len(done.findings)} (0)  {_word('archive', missed)}")
    for line in (*done.open_sums, *done.findings):
        print(f"  {line}")
    return 1 if missed else 0


def _word(name: str, missed: list[str]) -> str:
    return "MISSED" if name in missed else "reached"


if __name__ == "__main__":
    sys.exit(main())
