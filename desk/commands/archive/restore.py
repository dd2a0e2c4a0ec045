"""`news restore`: a backup in the archive's place."""

from datetime import date
from pathlib import Path

import click

from desk.commands.options import CommandContext, Day, with_bare_context
from desk.services.maintenance import find_backup, restore_backup
from models.language import _


@click.command()
@click.argument("place", type=click.Path(path_type=Path), metavar="FILE|FOLDER")
@click.option("--day", type=Day(), help="Of the backups in a folder the last one of this day.")
@with_bare_context
def restore(context: CommandContext, place: Path, day: date | None) -> None:
    """Put a backup in the archive's place: a file, or the newest one in a folder.

    The archive that is there is renamed, never removed.
    """
    if day is not None and not place.is_dir():
        raise click.UsageError(_("--day is for a folder of backups, and {place} is a file.", place=place))
    file = find_backup(context.workspace, place, day)
    with context.progress_bar() as bar:
        renamed = restore_backup(context.workspace, file, on_progress=bar.update)
    context.say(_("{location} is now the archive of {file}", location=context.workspace.location, file=file))
    if renamed is not None:
        context.say(_("the previous archive was renamed to {renamed}", renamed=renamed))
