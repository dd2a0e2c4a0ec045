"""`news reindex`: the search tables anew."""

import click

from desk.commands.options import CommandContext, with_context
from desk.services.maintenance import rebuild_index
from models.language import _


@click.command()
@with_context
def reindex(context: CommandContext) -> None:
    """Rebuild the search tables from the articles. You can search, and a crawl can run, meanwhile."""
    with context.progress_bar() as bar:
        rebuild_index(context.workspace, on_progress=bar.update)
    context.say(_("The search tables were rebuilt."))
