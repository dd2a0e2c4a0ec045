"""Counts of what was found, drawn as bars on a terminal, else as a plain table."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from models.archive.read.stories import Counted
from models.search.facets import By
from reports.formats.terminal import clean, columns_of, cut, pad, width

Counts = Sequence[tuple[str, Counted]]
NONE = "(없음)"
MOST_NAME = 24
BLOCKS = " ▏▎▍▌▋▊▉█"


def print_counts(counts: Counts, by: By, form: str, limit: int, *, quiet: bool) -> None:
    """Counts to standard output: as bars, as a table where it is piped, as JSON lines or CSV; what is left is told."""
    shown = counts if by == "month" or form in ("json", "csv") else counts[:limit]
    if form == "json":
        records = ({by: name, "articles": n.articles, "stories": n.stories} for name, n in shown)
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    elif form == "csv":
        import csv

        from reports.formats.formula_guard import guard_cell

        writer = csv.writer(sys.stdout)
        writer.writerow((by, "articles", "stories"))
        writer.writerows((guard_cell(clean(name)), n.articles, n.stories) for name, n in shown)
    else:
        sys.stdout.writelines(line + "\n" for line in lines(shown, columns_of(sys.stdout), _blocks(sys.stdout)))
    if not quiet:
        sys.stdout.flush()
        more = f", {len(shown)} shown; more: -n {len(counts)}" if len(shown) < len(counts) else ""
        sys.stderr.write(f"{len(counts):,} {by}{'' if len(counts) == 1 else 's'}{more}\n")


def lines(counts: Counts, columns: int | None, blocks: str) -> Iterator[str]:
    """A line for each name, with its articles and its stories.

    With the ``columns`` of a terminal, there is a bar as long as its number of articles, the longest filling it.
    """
    if not counts:
        return
    names = [clean(name) or NONE for name, _ in counts]
    if columns is None:
        yield from (f"{name}\t{n.articles}\t{n.stories}" for name, (_, n) in zip(names, counts, strict=True))
        return
    said = [f"기사 {n.articles:,} · 스토리 {n.stories:,}" for _, n in counts]
    most = max(n.articles for _, n in counts)
    room, digits = min(max(map(width, names)), MOST_NAME), max(map(width, said))
    long = max(columns - room - digits - 4, 4)
    for name, text, (_, n) in zip(names, said, counts, strict=True):
        yield f"{pad(cut(name, room), room)}  {pad(text, digits)}  {bar(n.articles / most * long, blocks)}"


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
