"""Counts of what was found, drawn as bars on a terminal, else as a plain table."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from models.counts import By
from reports.terminal import clean, columns_of, cut, pad, width

NONE = "(없음)"
MOST_NAME = 24
BLOCKS = " ▏▎▍▌▋▊▉█"


def print_counts(counts: Sequence[tuple[str, int]], by: By, form: str, limit: int, *, quiet: bool) -> None:
    """Counts to standard output: as bars, as a table where it is piped, as JSON lines or CSV; what is left is told."""
    shown = counts if by == "month" or form in ("json", "csv") else counts[:limit]
    if form == "json":
        sys.stdout.writelines(json.dumps({by: name, "articles": n}, ensure_ascii=False) + "\n" for name, n in shown)
    elif form == "csv":
        import csv

        from reports.formula import guarded

        writer = csv.writer(sys.stdout)
        writer.writerow((by, "articles"))
        writer.writerows((guarded(clean(name)), n) for name, n in shown)
    else:
        sys.stdout.writelines(line + "\n" for line in lines(shown, columns_of(sys.stdout), _blocks(sys.stdout)))
    if not quiet:
        sys.stdout.flush()
        more = f", {len(shown)} shown; more: -n {len(counts)}" if len(shown) < len(counts) else ""
        sys.stderr.write(f"{len(counts):,} {by}{'' if len(counts) == 1 else 's'}{more}\n")


def lines(counts: Sequence[tuple[str, int]], columns: int | None, blocks: str) -> Iterator[str]:
    """A line for each name; with the ``columns`` of a terminal, a bar as long as its number, the longest filling it."""
    if not counts:
        return
    names = [clean(name) or NONE for name, _ in counts]
    most = max(n for _, n in counts)
    digits = len(f"{most:,}")
    if columns is None:
        yield from (f"{name}\t{n}" for name, (_, n) in zip(names, counts, strict=True))
        return
    room = min(max(map(width, names)), MOST_NAME)
    long = max(columns - room - digits - 4, 4)
    for name, (_, n) in zip(names, counts, strict=True):
        yield f"{pad(cut(name, room), room)}  {n:>{digits},}  {bar(n / most * long, blocks)}"


def bar(length: float, blocks: str = BLOCKS) -> str:
    """A bar of so many columns, to an eighth of one; what is not nothing is seen."""
    parts = len(blocks) - 1
    eighths = max(round(length * parts), 1 if length > 0 else 0)
    rest = blocks[eighths % parts] if eighths % parts else ""
    return blocks[-1] * (eighths // parts) + rest


def _blocks(stream: TextIO) -> str:
    try:
        BLOCKS.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return " #"
    return BLOCKS
