"""Counts by outlet, day, reporter and the like: as bars on a terminal, as a table in a pipe, as JSON lines or CSV."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from desk.services.search import Facets
from models.language import _, ngettext, plural_forms
from models.records.search_results import By
from models.records.story import Counted
from reports.formats.formula_guard import guard_cell
from reports.formats.terminal import clean, columns_of, cut, pad, width

NOUNS: dict[By, tuple[str, str]] = {
    "outlet": plural_forms("{count:,} outlet", "{count:,} outlets"),
    "region": plural_forms("{count:,} region", "{count:,} regions"),
    "day": plural_forms("{count:,} day", "{count:,} days"),
    "month": plural_forms("{count:,} month", "{count:,} months"),
    "reporter": plural_forms("{count:,} reporter", "{count:,} reporters"),
    "section": plural_forms("{count:,} section", "{count:,} sections"),
    "tone": plural_forms("{count:,} tone", "{count:,} tones"),
}
MAX_NAME_COLUMNS = 24
BLOCKS = " ▏▎▍▌▋▊▉█"


def print_facets(facets: Facets, form: str, limit: int) -> str:
    """Counts to standard output; gives a line of how many there are and how many were shown.

    ``form`` is table, json or csv. ``limit`` is the number of rows of a table that is not by day or month.
    """
    by, counts = facets.by, facets.counts
    shown = counts if by in ("day", "month") or form in ("json", "csv") else counts[:limit]
    if form == "json":
        records = ({by: name, "articles": n.articles, "stories": n.stories} for name, n in shown)
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow((by, "articles", "stories"))
        writer.writerows((guard_cell(clean(name)), n.articles, n.stories) for name, n in shown)
    else:
        lines = facet_lines(shown, columns_of(sys.stdout), _blocks_of(sys.stdout))
        sys.stdout.writelines(line + "\n" for line in lines)
    more = (
        _(", {shown} shown; more: -n {counts}", shown=len(shown), counts=len(counts))
        if len(shown) < len(counts)
        else ""
    )
    return ngettext(*NOUNS[by], len(counts)) + more


def facet_lines(counts: Sequence[tuple[str, Counted]], columns: int | None, blocks: str) -> Iterator[str]:
    """A line for each name, with its articles and its stories.

    With the ``columns`` of a terminal, there is a bar as long as its number of articles, the longest filling it.
    """
    if not counts:
        return
    names = [clean(name) or _("(none)") for name, _count in counts]
    if columns is None:
        yield from (f"{name}\t{n.articles}\t{n.stories}" for name, (_name, n) in zip(names, counts, strict=True))
        return
    texts = [n.text for _name, n in counts]
    most = max(n.articles for _name, n in counts)
    room, digits = min(max(map(width, names)), MAX_NAME_COLUMNS), max(map(width, texts))
    long = max(columns - room - digits - 4, 4)
    for name, text, (_name, n) in zip(names, texts, counts, strict=True):
        yield f"{pad(cut(name, room), room)}  {pad(text, digits)}  {draw_bar(n.articles / most * long, blocks)}"


def draw_bar(length: float, blocks: str = BLOCKS) -> str:
    """A bar of so many columns, to an eighth of one; what is more than nothing is visible."""
    parts = len(blocks) - 1
    eighths = max(round(length * parts), 1 if length > 0 else 0)
    rest = blocks[eighths % parts] if eighths % parts else ""
    return blocks[-1] * (eighths // parts) + rest


def _blocks_of(stream: TextIO) -> str:
    """The blocks, or # where the stream's encoding has none."""
    try:
        BLOCKS.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return " #"
    return BLOCKS
