"""`news restore`: a backup in the archive's place."""

from pathlib import Path

import click

from desk.commands.options import CommandContext, with_context
from desk.services.maintenance import restore_backup
from models.language import _


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_context
def restore(context: CommandContext, file: Path) -> None:
    """Put a backup in the archive's place. The archive that is there is renamed, never removed."""
    with context.progress_bar() as bar:
        renamed = restore_backup(context.workspace, file, on_progress=bar.update)
    context.say(_("{location} is now the archive of {file}", location=context.workspace.location, file=file))
    if renamed is not None:
        context.say(_("the previous archive was renamed to {renamed}", renamed=renamed))
