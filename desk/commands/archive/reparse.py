"""`news reparse`: the stored pages through today's rules again."""

from collections.abc import Iterator

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.follow_up_lines import failure_lines, follow_up_lines
from desk.output.messages import counted, say
from desk.services.after_storing import follow_up
from desk.services.maintenance import reparse_pages
from models.language import _
from reports.formats.terminal import clean, print_wrapped
from scrapers.importing.reparse import ReparseResult


@click.command()
@click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@with_context
def reparse(context: CommandContext, outlets: tuple[str, ...], dry_run: bool) -> None:
    """Read the stored pages again by today's rules, and report what changed.

    The old text of a changed article is kept as a revision. A rejected page that now is an article becomes one; an
    article that would be rejected today stays, and is a finding (exit code 1). Stories and saved searches follow.
    """
    with context.progress_bar() as bar:
        done = reparse_pages(context.workspace, outlets, dry_run=dry_run, on_progress=bar.update)
    print_wrapped(map(clean, _lines(done, dry_run=dry_run)))
    for finding in done.findings:
        say(finding)
    if not dry_run and (done.counts["changed"] or done.counts["new"]):
        after = follow_up(context.workspace)
        for line in failure_lines(after):
            say(line)
        context.say_all(follow_up_lines(after))
    if done.findings:
        raise SystemExit(WITH_FINDINGS)


def _lines(done: ReparseResult, *, dry_run: bool) -> Iterator[str]:
    """The counts, the changes by field, samples of each."""
    count = done.counts
    counts = {
        "pages": counted(count["pages"], "page"),
        "same": count["same"],
        "changed": count["changed"],
        "new": count["new"],
        "rejected": count["rejected"],
        "held": count["held"],
    }
    if dry_run:
        yield _(
            "{pages} read: {same} the same, {changed} would be changed, {new} would be new, "
            "{rejected} no article today, {held} still held back",
            **counts,
        )
    else:
        yield _(
            "{pages} read: {same} the same, {changed} changed, {new} new, {rejected} no article today, "
            "{held} still held back",
            **counts,
        )
    for field, number in done.fields.most_common():
        yield f"  {field}: {number}"
        for sample in (one for one in done.samples if one.field == field):
            yield f"    {sample.url}: {sample.before!r} -> {sample.after!r}"
