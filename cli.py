"""`news`: the desk. One short function a verb: parse the arguments, call, print.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 done, 1 finished with findings or failures,
2 usage, 3 another crawl holds the lock, 4 the archive cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    pass

F = TypeVar("F", bound=Callable[..., Any])
OK, FINDINGS, USAGE, LOCKED, UNUSABLE = range(5)


class Day(click.ParamType):
    """A day: 2026-11-20, 20261120, 11-20 is refused (no year is guessed); today, yesterday, 7d (days back)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        from models.kst import now

        text = str(value).strip().lower()
        back = {"today": 0, "오늘": 0, "yesterday": 1, "어제": 1}.get(text)
        if back is None and text[:-1].isascii() and text[:-1].isdigit() and text[-1:] == "d" and len(text) < 6:
            back = int(text[:-1])
        if back is not None:
            return now().date() - timedelta(days=back)
        for form in ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d"):
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-11-20, today, yesterday or 7d.", ctx, param)


def common(command: F) -> F:
    """The options every verb takes."""
    for option in (
        click.option("--archive", envvar="NEWS_ARCHIVE", default="archive.db", show_default=True, help="The archive."),
        click.option("--quiet", is_flag=True, help="Only data and errors."),
        click.option("--verbose", is_flag=True, help="Say what is being done."),
    ):
        command = option(command)
    return command


def filtered(command: F) -> F:
    """The filters that search and export share."""
    for option in reversed(
        (
            click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated."),
            click.option("--region", "regions", multiple=True, help="Only outlets of this region (경북)."),
            click.option("--since", type=Day(), help="From this day on."),
            click.option("--until", type=Day(), help="Up to and with this day."),
            click.option("--reporter", default="", help="Only articles of this reporter."),
            click.option("--section", default="", help="Only sections that contain this."),
            click.option(
                "--sort", type=click.Choice(["newest", "oldest", "relevance"]), default="newest", show_default=True
            ),
        )
    ):
        command = option(command)
    return command


def say(text: str, *, quiet: bool = False) -> None:
    """A message to the person, on stderr."""
    if not quiet:
        click.echo(text, err=True)
