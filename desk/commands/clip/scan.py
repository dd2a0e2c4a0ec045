"""`news clip scan`: the scans of articles that were typed in by hand, as files."""

from datetime import date
from pathlib import Path

import click

from desk.commands.clip.rows import Rows, choice_options, find_items
from desk.commands.options import CommandContext, with_context
from desk.services.clips.choose import ClipChoice
from desk.services.clips.save_scans import SavedScans, save_scans
from models.language import _


@click.command("scan")
@click.argument("rows", nargs=-1, type=Rows(), metavar="ROW...")
@choice_options
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), default=Path(), metavar="DIR",
              help="The folder; by default the one you are in.")  # fmt: skip
@with_context
def scan(context: CommandContext, rows: tuple[tuple[int, ...], ...], day: date, name: str | None, folder: Path) -> None:
    """Write the scans of rows, or of the whole clip, as files; no file that is there is written over.

    \b
    news clip scan 4 -o 스캔
    """
    choice = ClipChoice(day=day, name=name)
    items = None
    if rows:
        items, choice, _seen = find_items(context, choice, rows)
    say_saved(context, save_scans(context.workspace, folder, choice, items))


def say_saved(context: CommandContext, saved: SavedScans) -> None:
    """The files that were written, and those that were there."""
    for path in saved.written:
        context.say(_("Written: {file}", file=path))
    for path in saved.there:
        context.say(_("{path} is there already.", path=path))
