"""`news backup`: a verified copy of the archive in one file."""

from pathlib import Path

import click

from desk.commands.options import CommandContext, with_context
from desk.services.maintenance import back_up, is_backup_folder
from models.language import _
from reports.formats.terminal import clean


@click.command()
@click.argument("place", required=False, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]")
@click.option("--keep", type=click.IntRange(min=1), help="Number of backups to keep in the folder, the newest ones.")
@with_context
def backup(context: CommandContext, place: Path | None, keep: int | None) -> None:
    """Make a verified backup, also while a crawl runs; by default in the folder `backups` beside the archive.

    A backup is a whole archive in one file: `news search --archive FILE` reads it.
    """
    if keep is not None and place is not None and not is_backup_folder(context.workspace, place):
        raise click.UsageError(
            _("--keep counts the backups in a folder, and {place} is a file: name a folder.", place=place)
        )
    with context.progress_bar() as bar:
        done = back_up(context.workspace, place, keep=keep, on_progress=bar.update)
    made = done.backup
    click.echo(clean(str(made.path)))
    state = made.archive_at or _("its beginning")
    context.say(_("{size:,.1f} MB, verified; the archive as of {state}", size=made.size / 1000000.0, state=state))
    context.say_all(_("{old} was removed (--keep {keep})", old=old, keep=keep) for old in done.removed)
