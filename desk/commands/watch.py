"""`news watch`: saved searches, and what is new for each."""

from pathlib import Path
from typing import Any

import click

from desk.commands.options import Day, common, filtered_without_days, one_file, one_of, understood, widening
from desk.commands.query_command import QueryCommand
from desk.output.messages import say

FINDINGS = 1


class Since(click.ParamType[Any]):
    """A day, or ``last``."""

    name = "date|last"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, or None for ``last``."""
        return None if value is None or str(value).strip().lower() == "last" else Day().convert(value, param, ctx)


@click.group("watch")
def watch_group() -> None:
    """Saved searches: whatever is stored is held against them, and what is new for each is kept for you."""


@watch_group.command("add", cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1)
@filtered_without_days
@widening
@common
def add(
    name: str,
    query: tuple[str, ...],
    loose: bool,
    exact: bool,
    archive: str,
    quiet: bool,
    verbose: bool,
    **filters: Any,
) -> None:
    """Save a search under a name. It tells of articles that come from now on."""
    from desk.services.query import asked_for
    from desk.services.watches import add_watch, run_hint

    asked, narrowed = understood(query, {"since": None, "until": None, **filters})
    asked = asked_for(asked, archive, loose=loose, exact=exact, quiet=quiet)
    name, there = add_watch(archive, name, asked, narrowed)
    say(f"{name} is watched for; `{run_hint(name)}` shows what is new.", quiet=quiet)
    if there.articles:
        say(f"The archive holds {there} of it already; what comes from now on is new.", quiet=quiet)


@watch_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def list_(as_json: bool, archive: str, quiet: bool, verbose: bool) -> None:
    """The saved searches, and how much is new for each."""
    from desk.services.watches import print_watches

    print_watches(archive, as_json=as_json, quiet=quiet)


@watch_group.command("remove")
@click.argument("name")
@common
def remove(name: str, archive: str, quiet: bool, verbose: bool) -> None:
    """Forget a saved search and what it has found. The articles stay."""
    from desk.services.watches import remove_watch

    name = remove_watch(archive, name)
    say(f"{name} is no longer watched for.", quiet=quiet)


@watch_group.command("run")
@click.argument("name", required=False)
@click.option("--since", type=Since(), default="last", show_default=True, help="A day, or last: since the last run.")
@click.option("-o", "--output", **one_file, help="Write a file: .csv, .xlsx, .html or .jsonl.")
@one_of("form", json="One JSON object a line.", urls="Only the addresses.")
@common
def run(
    name: str | None,
    since: Any,
    output: Path | None,
    form: str | None,
    archive: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """What is new for a saved search, or for all of them. What `--since last` has shown is not shown by it again."""
    from desk.services.watches import export_new, print_new

    if output is not None and form is not None:
        raise click.UsageError(f"Either -o or --{form}.")
    if output is not None:
        export_new(archive, name, since, output, quiet=quiet)
    else:
        print_new(archive, name, since, form or "table", quiet=quiet)
