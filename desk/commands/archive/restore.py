"""`news restore`: a backup in the archive's place, or one damaged article put back."""

from datetime import date
from pathlib import Path

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, Day, with_bare_context
from desk.services.maintenance import find_backup, restore_article, restore_backup
from models.language import N_, _

PARTS = {
    "article": N_("the article itself"),
    "revision": N_("an earlier text"),
    "page": N_("a stored page"),
    "dictionary": N_("what its stored pages are packed with"),
}


@click.command()
@click.argument("place", type=click.Path(path_type=Path), metavar="FILE|FOLDER", required=False)
@click.option("--day", type=Day(), help="Of the backups in a folder the last one of this day.")
@click.option(
    "--article",
    type=int,
    metavar="ID",
    help="Put back only what is damaged of this article.",
)
@with_bare_context
def restore(context: CommandContext, place: Path | None, day: date | None, article: int | None) -> None:
    """Put a backup in the archive's place: a file, or the newest one in a folder.

    The archive that is there is renamed, never removed. With --article the archive stays, and only the damaged rows
    of one article are put back, each from the newest backup in the folder (by default backups) that has it sound.
    """
    if article is not None:
        _restore_article(context, article, place, day)
        return
    if place is None:
        raise click.UsageError(_("Name the backup, or the folder of backups, to restore from."))
    if day is not None and not place.is_dir():
        raise click.UsageError(_("--day is for a folder of backups, and {place} is a file.", place=place))
    file = find_backup(context.workspace, place, day)
    with context.progress_bar() as bar:
        renamed = restore_backup(context.workspace, file, on_progress=bar.update)
    context.say(_("{location} is now the archive of {file}", location=context.workspace.location, file=file))
    if renamed is not None:
        context.say(_("the previous archive was renamed to {renamed}", renamed=renamed))


def _restore_article(context: CommandContext, article: int, place: Path | None, day: date | None) -> None:
    if day is not None or (place is not None and not place.is_dir()):
        raise click.UsageError(_("With --article only a folder of backups can be named."))
    done = restore_article(context.workspace, article, place)
    for row in done.rows:
        context.say(
            _("Article {id}: {part} was put back from {file}.", id=article, part=_(PARTS[row.table]), file=row.backup)
        )
    for table, _number in done.lost:
        context.say(_("Article {id}: no backup has {part} sound.", id=article, part=_(PARTS[table])))
    if not done.rows and not done.lost:
        context.say(_("Nothing of article {id} is damaged: nothing was changed.", id=article))
    if done.lost:
        raise SystemExit(WITH_FINDINGS)
