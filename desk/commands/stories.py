"""`news stories …`: which articles of several outlets carry one text."""

from datetime import date

import click

from desk.commands.options import CommandContext, check_order, days, with_context
from desk.output.messages import counted
from desk.output.story_lines import (
    near_miss_json,
    near_miss_lines,
    story_json,
    story_line,
    story_view_json,
    story_view_lines,
)
from desk.services import stories as service
from models.language import _
from reports.formats.terminal import print_wrapped


@click.group(name="stories")
def stories() -> None:
    """Articles of several outlets that carry one text: bring up to date, list, show; and those that nearly do."""


@stories.command(name="update")
@with_context
def update(context: CommandContext) -> None:
    """Compare what is new or changed. Every crawl and import does this by itself."""
    on_progress = context.say if context.verbose else None
    done = service.update_stories(context.workspace, on_progress=on_progress)
    context.say(_("stories: {line}", line=done.line()))


@stories.command(name="list")
@days
@click.option(
    "--least", "min_outlets", type=click.IntRange(min=2), default=2, show_default=True,
    help="Minimum number of outlets that carry it.",
)  # fmt: skip
@click.option(
    "-n", "limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Maximum number of stories."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all articles.")
@with_context
def list_(
    context: CommandContext, since: date | None, until: date | None, min_outlets: int, limit: int, as_json: bool
) -> None:
    """One line a story, by the day and time of its first article, the newest first."""
    check_order(since, until)
    found = service.list_stories(context.workspace, since=since, until=until, min_outlets=min_outlets, limit=limit)
    lines = (story_json(row) if as_json else story_line(row) for row in found.stories)
    print_wrapped((line for line in lines if line is not None), is_data=as_json)
    context.say(counted(len(found.stories), "story"))
    if found.waiting:
        context.say(_("{articles} not compared yet: news stories update", articles=counted(found.waiting, "article")))
    context.end(found.coverage)


@stories.command(name="near")
@days
@click.option(
    "-n", "limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Maximum number of pairs."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_context
def near(context: CommandContext, since: date | None, until: date | None, limit: int, as_json: bool) -> None:
    """Pairs that share text and yet are no story: other numbers, one quote, or little in common. The newest first."""
    check_order(since, until)
    found = service.list_near_misses(context.workspace, since=since, until=until, limit=limit)
    for miss in found:
        lines = [near_miss_json(miss)] if as_json else near_miss_lines(miss)
        print_wrapped(lines, is_data=as_json)
    context.say(counted(len(found), "near miss"))


@stories.command(name="show")
@click.argument("number", type=int, metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_context
def show(context: CommandContext, number: int, as_json: bool) -> None:
    """One story, by its id or the id of one of its articles: original, copies, near misses (also of one without)."""
    view = service.read_story(context.workspace, number)
    lines = [story_view_json(view)] if as_json else story_view_lines(view)
    print_wrapped(lines, is_data=as_json)
