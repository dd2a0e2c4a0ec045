"""`news import`: saved pages into the archive."""

from pathlib import Path

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, saved_page, with_bare_context
from desk.output.follow_up_lines import failure_lines, follow_up_lines
from desk.output.messages import say
from desk.services.after_storing import follow_up
from desk.services.import_pages import SavedPages, import_pages
from models.language import _


@click.command(name="import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@saved_page
@click.option("--manifest", type=click.Path(path_type=Path), help="JSON lines of saved pages.")
@with_bare_context
def import_(
    context: CommandContext,
    paths: tuple[Path, ...],
    manifest: Path | None,
    url: str,
    outlet: str,
    content_type: str,
    fetched_at: str,
) -> None:
    """Store saved pages: files with --url or a .json beside them, folders, .warc(.gz) files, or a manifest.

    Pages saved by Chrome, Edge, SingleFile or HTTrack, and .mhtml files, tell their address themselves.
    """
    if not paths and manifest is None:
        raise click.UsageError(_("Name files or folders, or a manifest by --manifest."))
    pages = SavedPages(
        paths=paths, manifest=manifest, url=url, outlet=outlet, content_type=content_type, fetched_at=fetched_at
    )
    result = import_pages(context.workspace, pages)
    for problem in result.imported.problems:
        say(problem)
    context.say(result.imported.line())
    if result.has_archive:
        done = follow_up(context.workspace)
        for line in failure_lines(done):
            say(line)
        context.say_all(follow_up_lines(done, with_stories=context.verbose))
    if result.imported.counts["unreadable"]:
        raise SystemExit(WITH_FINDINGS)
