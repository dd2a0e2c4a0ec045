"""What was read back from a workbook, as lines of text."""

from collections.abc import Iterator, Sequence

from desk.output.clip_lines import clip_title, result_line
from desk.services.clips.changes import Outcome
from desk.services.clips.filled_file import FilledFile, TakenOver
from models.language import _, ngettext
from reports.formats.terminal import clean

MAX_SHOWN = 200
MAX_NUMBERS = 10


def filled_lines(filled: FilledFile) -> Iterator[str]:
    """The changes of a file, and what of it is not clear."""
    yield clip_title(filled.clip)
    told = [one for one in filled.results if one.outcome is not Outcome.SAME]
    yield from (f"  {result_line(one)}" for one in told[:MAX_SHOWN])
    if len(told) > MAX_SHOWN:
        yield _("  and {count:,} more", count=len(told) - MAX_SHOWN)
    if filled.lost:
        yield _("Not read, for the file no longer has these columns: {columns}.", columns=", ".join(filled.lost))
    if filled.unclear:
        yield _("Not read, for they are there twice with different entries: rows {rows}.", rows=_list(filled.unclear))
    if filled.strange:
        yield _("Not read, for they are of another clip: rows {rows}.", rows=_list(filled.strange))
    if filled.missing:
        yield _("No longer in the file:")
        yield from (f"  {one.number or '-'}  {clean(one.article.headline)}" for one in filled.missing[:MAX_SHOWN])
    if filled.new:
        yield _("New in the file:")
        for row in filled.new[:MAX_SHOWN]:
            facts = [clean(row.headline) or "-"]
            if row.request is not None:
                facts += [clean(row.request.outlet), str(row.request.day)]
            yield "  " + " · ".join([_("row {number}", number=row.line), *facts, *([row.why] if row.why else [])])


def taken_lines(taken: TakenOver) -> Iterator[str]:
    """What was done."""
    changed = sum(one.outcome is Outcome.CHANGED for one in taken.results)
    yield ngettext(
        "{title}: {count} change taken over.", "{title}: {count} changes taken over.", changed,
        title=clip_title(taken.clip),
    )  # fmt: skip
    if taken.dropped:
        yield ngettext("{count} article dropped.", "{count} articles dropped.", taken.dropped)
    if taken.entered:
        yield ngettext("{count} article entered.", "{count} articles entered.", taken.entered)


def _list(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, list(numbers)[:MAX_NUMBERS]))
    return shown if len(numbers) <= MAX_NUMBERS else f"{shown}, …"
