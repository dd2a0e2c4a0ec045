"""What the commands of `news clip` share: which clip and which rows are meant, and what an edit has changed."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Any

import click

from desk.commands.options import CommandContext, Day, options
from desk.output.clip_lines import clip_title
from desk.services.clips.choose import ClipChoice
from desk.services.clips.editing import EditedClip
from desk.services.clips.shown_rows import find_shown_rows, note_own_change
from desk.services.clips.view import ClipLine, ClipView, show_clip
from models.language import _, ngettext, plural_forms
from reports.formats.terminal import clean

MAX_HEADLINES = 5


class Said(Enum):
    """What an edit did to so many rows, in one sentence."""

    ADDED = plural_forms("{title}: {count} article put in", "{title}: {count} articles put in")
    DROPPED = plural_forms("{title}: {count} article dropped", "{title}: {count} articles dropped")
    RESTORED = plural_forms("{title}: {count} article taken in again", "{title}: {count} articles taken in again")
    MOVED = plural_forms("{title}: {count} article moved", "{title}: {count} articles moved")
    MARKED = plural_forms("{title}: {count} article marked", "{title}: {count} articles marked")
    CORRECTED = plural_forms("{title}: {count} article corrected", "{title}: {count} articles corrected")


RENUMBERING = (Said.ADDED, Said.RESTORED, Said.MOVED)


class Rows(click.ParamType[tuple[int, ...]]):
    """A row of the clip, or several: 3, 7-9."""

    name = "ROW"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """The numbers; a usage error for anything else."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"\s*([0-9]{1,6})(?:\s*[-~]\s*([0-9]{1,6}))?\s*", str(value))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise click.BadParameter(_("{value!r} is no row: write 3, or 7-9.", value=value), ctx, param)
        return tuple(range(first, last + 1))


choice_options = options(
    click.option("--day", type=Day(), default="today", show_default=True, help="The day of the clip."),
    click.option("--name", help="The clip of this name, where the day has several."),
)
by_option = click.option("--by", "who", envvar="NEWS_USER", default="", help="Who decides; by default the login name.")
rows_argument = click.argument("rows", nargs=-1, required=True, type=Rows(), metavar="ROW...")


def choose_lines(context: CommandContext, view: ClipView, row: Sequence[int]) -> list[ClipLine]:
    """The lines of a clip by their numbers, as they were shown last. Raises ClipError."""
    rows = find_shown_rows(context.workspace, view)
    lines = {one.item.id: one for one in (*view.lines, *view.dropped)}
    return [lines[rows.find(number)] for number in row]


def find_items(
    context: CommandContext, choice: ClipChoice, rows: Sequence[Sequence[int]]
) -> tuple[list[int], ClipChoice, int]:
    """The items of rows, the clip by its id, and the last change that was seen."""
    view = show_clip(context.workspace, choice)
    shown = find_shown_rows(context.workspace, view)
    items = [shown.find(number) for row in rows for number in row]
    return items, ClipChoice(id=view.clip.id), shown.seen


def say_changed(context: CommandContext, done: EditedClip, said: Said, otherwise: str) -> None:
    """What was done and to which rows, with the numbers they have now; the rows on the screen keep their meaning."""
    note_own_change(context.workspace, done)
    for line in done.changed[:MAX_HEADLINES]:
        number = "-" if line.number is None else str(line.number)
        context.say(f"  {number:>3}  {clean(line.article.headline)}")
    if not done.changed:
        context.say(_("Nothing changed: {reason}.", reason=otherwise))
        return
    one, many = said.value
    context.say(ngettext(one, many, len(done.changed), title=clip_title(done.clip)))
    if said in RENUMBERING:
        context.say(_("Typed numbers still mean the rows as they were listed; `news clip show` gives the new ones."))
