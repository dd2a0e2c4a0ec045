"""`news morning`: the whole morning in one go."""

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.messages import explain, say
from desk.output.morning_lines import new_archive_lines, step_line, step_title
from desk.services.morning.begin import begin_morning
from desk.services.morning.run import MorningRequest
from models.language import _


@click.command()
@click.option("--no-crawl", is_flag=True, help="Use only what is stored already.")
@click.option("--no-send", is_flag=True, help="Make the clip and its files, and send nothing.")
@click.option("--again", is_flag=True, help="Send the clip also where it was sent today already.")
@click.option("--allow-loopback", is_flag=True, help="Also fetch from this machine (for a local site).")
@with_context
def morning(context: CommandContext, no_crawl: bool, no_send: bool, again: bool, allow_loopback: bool) -> None:
    """Crawl what came since the night, compare the releases, make the clip and its files, send it, back up, verify.

    `news schedule install` runs it every morning. What is made and where it goes stands in morning.toml beside the
    archive (docs/morning.md), who gets it in notify.toml. What people decided in the clip stays. A step that fails is
    told in the mail, and the others go on; exit code 1, also where outlets could not be crawled.
    """
    request = MorningRequest(crawl=not no_crawl, send=not no_send, again=again, allow_loopback=allow_loopback)
    context.say_all(new_archive_lines(context.workspace))
    done = begin_morning(context.workspace, request, on_step=lambda step: context.say(step_title(step)))
    for step in done.steps:
        say(step_line(step), quiet=context.quiet and not step.failure)
        if step.error is not None:
            explain(step.error)
    context.say_all(_("written to {path}", path=path) for path in done.files)
    context.end(done.coverage, done.articles)
    if done.failures:
        raise SystemExit(WITH_FINDINGS)
