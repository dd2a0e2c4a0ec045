"""`news crawl`: a bar on a terminal, one line an outlet at the end."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, check_order, days, with_bare_context
from desk.output.crawl_lines import group_lines, group_summaries, left_lines, shared_lines
from desk.output.follow_up_lines import failure_lines, follow_up_lines
from desk.output.messages import say
from desk.output.progress import CrawlBar, CrawlLines, CrawlProgress
from desk.services.after_storing import follow_up
from desk.services.crawl import DEFAULT_REVISITS, CrawlRequest, crawl_outlets
from desk.services.deadline import DeadlineError
from desk.services.tell import notify_of_night
from models.language import _
from models.records.errors import ArchiveError
from scrapers.delays import MAX_WAIT_SECONDS
from scrapers.outcomes.run_summary import RunSummary, find_shared_failure


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@click.option(
    "--region", "regions", multiple=True, metavar="NAME", help="Only outlets of this region (경북); repeatable."
)
@days
@click.option("--limit", type=click.IntRange(min=1), help="Maximum number of articles per outlet.")
@click.option("--allow-loopback", is_flag=True, help="Also fetch from this machine (for a local site).")
@click.option("--deadline", metavar="HH:MM", help="End by this time of the day, and report what was left.")
@click.option("--for", "span", metavar="4h", help="End after this long (4h, 90m), and report what was left.")
@click.option(
    "--revisits", type=click.IntRange(0, 10_000), default=DEFAULT_REVISITS, show_default=True,
    help="Number of stored articles to re-check.",
)  # fmt: skip
@click.option(
    "--delay",
    type=click.FloatRange(0, MAX_WAIT_SECONDS),
    help="Seconds between two requests to an outlet (at least 1).",
)
@click.option(
    "--progress",
    type=click.Choice(["auto", "plain", "none"]),
    default="auto",
    show_default=True,
    help="A bar on a terminal, plain lines everywhere, or nothing.",
)
@with_bare_context
def crawl(
    context: CommandContext,
    outlets: tuple[str, ...],
    regions: tuple[str, ...],
    since: date | None,
    until: date | None,
    limit: int | None,
    allow_loopback: bool,
    deadline: str | None,
    span: str | None,
    revisits: int,
    delay: float | None,
    progress: CrawlProgress,
) -> None:
    """Crawl all enabled outlets, or those named. Articles that are already settled are not fetched again."""
    check_order(since, until)
    if delay is not None and delay < 1 and not allow_loopback:
        raise click.UsageError(
            _("--delay below 1 is not polite; it is allowed only for a site on this machine (--allow-loopback).")
        )
    request = CrawlRequest(
        outlets=outlets,
        regions=regions,
        since=since,
        until=until,
        limit=limit,
        delay=delay,
        revisits=revisits,
        deadline=deadline,
        span=span,
        allow_loopback=allow_loopback,
    )
    if not crawl_and_report(context, request, progress):
        raise SystemExit(WITH_FINDINGS)


def crawl_and_report(context: CommandContext, request: CrawlRequest, progress: CrawlProgress = "auto") -> bool:
    """Crawl, print how it went, and tell the places of notify.toml; whether all went well."""
    workspace = context.workspace
    with _show_progress(context, progress) as bar:
        try:
            summaries = crawl_outlets(
                workspace,
                request,
                on_progress=lambda event: bar.update(event.outlet, event.done, event.found),
                log_level="INFO" if context.verbose else "ERROR",
            )
        except DeadlineError as error:
            raise click.UsageError(str(error)) from error
        except ArchiveError as error:
            _say_all(notify_of_night(workspace, [], str(error)))
            raise
    _print_summaries(context, summaries)
    problems = workspace.find_outlet_problems()
    _say_all(problems)
    done = follow_up(workspace)
    _say_all(failure_lines(done))
    context.say_all(follow_up_lines(done))
    failures = notify_of_night(workspace, summaries)
    _say_all(failures)
    return not failures and not problems and all(summary.ok for summary in summaries)


def _show_progress(context: CommandContext, progress: CrawlProgress) -> CrawlBar | CrawlLines:
    if progress == "plain":
        return CrawlLines()
    is_quiet = context.quiet or context.verbose or progress == "none"
    return CrawlBar(shown=not is_quiet and sys.stderr.isatty())


def _print_summaries(context: CommandContext, summaries: Sequence[RunSummary]) -> None:
    for group in group_summaries(summaries):
        line, *findings = group_lines(group)
        say(line, quiet=context.quiet and group[0].ok)
        _say_all(findings)
    if shared := find_shared_failure(summaries):
        _say_all(shared_lines(shared, len(summaries)))
    context.say_all(left_lines(summaries))


def _say_all(lines: Iterable[str]) -> None:
    """Messages that are said even with ``--quiet``."""
    for line in lines:
        say(line)
