"""`news open`: articles in the browser."""

import webbrowser

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.messages import say
from desk.services.articles import read_address
from models.language import _

MAX_OPENED = 20


@click.command("open")
@click.argument("articles", nargs=-1, required=True, metavar="ROW|ID|URL...")
@with_context
def open_(context: CommandContext, articles: tuple[str, ...]) -> None:
    """Open articles of the archive in the browser, at the addresses of their outlets.

    \b
    news search 포항 배터리
    news open 3
    """
    if len(articles) > MAX_OPENED:
        raise click.UsageError(_("Open at most {most} articles at once.", most=MAX_OPENED))
    addresses = [read_address(context.workspace, name) for name in articles]
    for address in addresses:
        if not webbrowser.open(address):
            say(_("No browser could be opened; the address is {address}", address=address))
            raise SystemExit(WITH_FINDINGS)
        context.say(_("Opened {address}", address=address))
