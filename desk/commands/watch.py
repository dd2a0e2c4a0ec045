"""`news watch …`: saved searches, and what is new for each."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from desk.commands.options import (
    CommandContext,
    Day,
    ask_unlike,
    filtered_without_days,
    force_option,
    one_file,
    one_of,
    read_query,
    widening,
    with_context,
)
from desk.commands.query_command import QueryCommand
from desk.output.messages import kept_line
from desk.output.watch_lines import (
    NO_WATCHES,
    hit_json_lines,
    run_hint,
    table_hits,
    title_line,
    watch_json,
    watch_line,
)
from desk.services.watches import (
    NewOfWatches,
    ReportSettings,
    add_watch,
    change_watch,
    count_new,
    export_new,
    list_watches,
    mark_read,
    read_new,
    remove_watch,
)
from models.language import _
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean, print_table, print_wrapped


class SinceDay(click.ParamType[date | None]):
    """A day, or ``last``, which is None."""

    name = "date|last"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | None:
        """The day, or None for ``last``."""
        return (
            None if value is None or str(value).strip().lower() == "last" else Day("first").convert(value, param, ctx)
        )


@click.group("watch")
def watch() -> None:
    """Saved searches: every new article is matched against them, and what is new for each is kept for you."""


caution_option = click.option(
    "--caution", multiple=True, metavar="WORD", help="A word (논란) at which to look twice; a hint, no judgement."
)


@watch.command("add", cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1)
@filtered_without_days
@widening
@click.option(
    "--rival", "rivals", multiple=True, metavar="WORDS", help="Compare its reports with this one; may be repeated."
)
@click.option("--title", default="", help="The title of its reports.")
@caution_option
@click.option("--alert", is_flag=True, help="Tell its news at once in the day (see `news alerts`).")
@with_context
def add(
    context: CommandContext,
    name: str,
    query: tuple[str, ...],
    loose: bool,
    exact: bool,
    rivals: tuple[str, ...],
    title: str,
    caution: tuple[str, ...],
    alert: bool,
    **filters: Any,
) -> None:
    """Save a search under a name. It reports articles that are stored from now on."""
    words, narrowed = read_query(query, {"since": None, "until": None, **filters})
    added = ask_unlike(
        lambda unlike: add_watch(
            context.workspace,
            name,
            words,
            narrowed,
            loose=loose,
            exact=exact,
            settings=ReportSettings(rivals=rivals, title=title, unlike=unlike, caution=caution, alert=alert),
        )
    )
    context.say_all(added.notes)
    context.say(
        _("Saved search {name} added; `{command}` shows what is new.", name=added.name, command=run_hint(added.name))
    )
    if added.already.articles:
        context.say(
            _("The archive already has {already} for it; what is stored from now on is new.", already=added.already)
        )


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_context
def list_(context: CommandContext, as_json: bool) -> None:
    """The saved searches, and how much is new for each."""
    known = list_watches(context.workspace)
    print_wrapped((watch_json(new) if as_json else watch_line(new) for new in known.watches), is_data=as_json)
    sys.stdout.flush()
    if not known.watches:
        context.say(_(NO_WATCHES))
        return
    context.end(known.coverage)


@watch.command("set")
@click.argument("name")
@click.option(
    "--rival", "rivals", multiple=True, metavar="WORDS", help="Compare its reports with this one; may be repeated."
)
@click.option("--words", metavar="WORDS", help="Other words to look for, from now on.")
@click.option("--no-rivals", is_flag=True, help="Compare its reports with nothing.")
@click.option("--title", help="The title of its reports; an empty one is the template's.")
@caution_option
@click.option("--no-caution", is_flag=True, help="No such words.")
@click.option("--alert/--no-alert", default=None, help="Tell its news at once in the day, or no longer.")
@with_context
def set_(
    context: CommandContext,
    name: str,
    words: str | None,
    rivals: tuple[str, ...],
    no_rivals: bool,
    title: str | None,
    caution: tuple[str, ...],
    no_caution: bool,
    alert: bool | None,
) -> None:
    """Change the settings of a saved search. What it found stays."""
    given = words is not None or rivals or no_rivals or title is not None or caution or no_caution or alert is not None
    if (no_rivals and rivals) or (no_caution and caution) or not given:
        raise click.UsageError(_("Give --words, --rival, --no-rivals, --title, --caution, --no-caution or --alert."))
    changed = ask_unlike(
        lambda unlike: change_watch(
            context.workspace,
            name,
            rivals=rivals if rivals or no_rivals else None,
            title=title,
            unlike=unlike,
            caution=caution if caution or no_caution else None,
            alert=alert,
            words=None if words is None else read_query((words,), {"since": None, "until": None})[0],
        )
    )
    context.say(_("Saved search {name} changed.", name=changed))


@watch.command("remove")
@click.argument("name")
@with_context
def remove(context: CommandContext, name: str) -> None:
    """Remove a saved search and its hits. The articles stay."""
    context.say(_("Saved search {name} removed.", name=remove_watch(context.workspace, name)))


@watch.command("run")
@click.argument("name", required=False)
@click.option("--since", type=SinceDay(), default="last", show_default=True, help="A day, or last: since the last run.")
@click.option("-o", "--output", **one_file, help="Write a file: .csv, .xlsx, .html or .jsonl.")
@force_option
@one_of("form", json="One JSON object a line.", urls="Only the addresses.")
@with_context
def run(
    context: CommandContext, name: str | None, since: date | None, output: Path | None, force: bool, form: str | None
) -> None:
    """What is new for a saved search, or for all of them. What `--since last` has shown is not shown by it again."""
    if output is not None and form is not None:
        raise click.UsageError(_("Either -o or --{form}.", form=form))
    if output is not None:
        written = export_new(context.workspace, name, since, output, force=force)
        context.say_all(map(title_line, written.watches))
        if written.is_kept:
            context.say(kept_line(output))
        else:
            context.say(_("{articles} written to {output}", articles=written.counted.text, output=output))
        context.say_all(written.notes)
        context.end(written.coverage, count_new(written.watches))
        return
    new = read_new(context.workspace, name, since, with_rights=form == "json")
    _print_new(new, form or "table")
    sys.stdout.flush()
    if since is None:
        # Only now: what could not be printed stays new.
        mark_read(context.workspace, new.watches)
    if not new.watches:
        context.say(_(NO_WATCHES))
        return
    context.end(new.coverage, count_new(new.watches), is_said=form is None)


def _print_new(found: NewOfWatches, form: str) -> None:
    for number, new in enumerate(found.watches):
        if form == "table":
            print_wrapped([*[""][:number], title_line(new)])
            print_table(table_hits(new), new.watch.query.needles)
        elif form == "json":
            sys.stdout.writelines(f"{line}\n" for line in hit_json_lines(new, found.rights))
        else:
            sys.stdout.writelines(f"{clean(hit.article.canonical_url)}\n" for hit in new.hits)
    if form == "table" and found.watches and (missing := say_coverage(found.coverage, count_new(found.watches))):
        print_wrapped(["", missing])
