"""`news backup`: a night of the archive in a folder of them, or the whole archive in one file; both verified."""

from datetime import datetime
from pathlib import Path

import click

from desk.commands.options import CommandContext, with_context
from desk.services.maintenance import back_up, is_backup_folder, list_backups
from models.language import _
from reports.formats.terminal import clean, print_wrapped


@click.command()
@click.argument("place", required=False, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]")
@click.option("--keep", type=click.IntRange(min=1), help="Number of backups to keep in the folder, the newest ones.")
@click.option("--list", "is_list", is_flag=True, help="Only list the backups in the folder, newest first.")
@with_context
def backup(context: CommandContext, place: Path | None, keep: int | None, is_list: bool) -> None:
    """Make a verified backup, also while a crawl runs; by default in the folder `backups` beside the archive.

    In a folder only what changed since the last backup is stored, and each can be restored as if it were whole: keep
    its folder `packs` with it. A FILE, such as whole.db, is the whole archive: `news search --archive FILE` reads it.
    """
    if is_list:
        _print_list(context, place)
        return
    if keep is not None and place is not None and not is_backup_folder(context.workspace, place):
        raise click.UsageError(
            _("--keep counts the backups in a folder, and {place} is a file: name a folder.", place=place)
        )
    with context.progress_bar() as bar:
        done = back_up(context.workspace, place, keep=keep, on_progress=bar.update)
    made = done.backup
    click.echo(clean(str(made.path)))
    state = f"{datetime.fromisoformat(made.archive_at):%Y-%m-%d %H:%M}" if made.archive_at else _("its beginning")
    size, shared = made.size / 1_000_000, made.shared / 1_000_000
    if made.shared:
        context.say(
            _(
                "{size:,.1f} MB stored, {shared:,.1f} MB shared with others, verified; the archive as of {state}",
                size=size,
                shared=shared,
                state=state,
            )
        )
    else:
        context.say(_("{size:,.1f} MB, verified; the archive as of {state}", size=size, state=state))
    context.say_all(map(clean, made.notes))
    context.say_all(_("{old} was removed (--keep {keep})", old=old, keep=keep) for old in done.removed)


def _print_list(context: CommandContext, folder: Path | None) -> None:
    """A line for each backup: when it was made, what it alone takes, what it shares with others, its file."""
    listed = list_backups(context.workspace, folder)
    lines = [
        _(
            "{made}  {size:>10,.1f} MB of its own, {shared:>10,.1f} MB shared  {path}",
            made=f"{one.made_at:%Y-%m-%d %H:%M}",
            size=one.size / 1_000_000,
            shared=one.shared / 1_000_000,
            path=clean(str(one.path)),
        )
        for one in listed
    ]
    print_wrapped(lines, is_data=True)
    if not lines:
        context.say(_("There is no backup yet."))
