"""`news extract`: what saved pages hold, as JSON lines."""

from pathlib import Path

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, saved_page, with_context
from desk.output.messages import say
from desk.services.import_pages import SavedPages, extract_pages
from models.language import _
from scrapers.importing.case import UnreadablePage


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@saved_page
@click.option("--manifest", type=click.Path(path_type=Path), help="JSON lines of saved pages.")
@with_context
def extract(
    context: CommandContext,
    file: Path | None,
    manifest: Path | None,
    url: str,
    outlet: str,
    content_type: str,
    fetched_at: str,
) -> None:
    """Read saved pages and print what they hold, as JSON lines. No archive is touched."""
    if (file is None) == (manifest is None):
        raise click.UsageError(_("Name a file, or a manifest by --manifest."))
    pages = SavedPages(
        paths=(file,) if file else (),
        manifest=manifest,
        url=url,
        outlet=outlet,
        content_type=content_type,
        fetched_at=fetched_at,
    )
    failed = False
    for read in extract_pages(context.workspace, pages):
        if isinstance(read, UnreadablePage):
            failed = True
            say(f"{read.file}: {read.why}")
        else:
            click.echo(read.line())
    if failed:
        raise SystemExit(WITH_FINDINGS)
