"""The options that several verbs share, and what they mean."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from models.query.filters import Filters
from models.query.syntax import parse
from models.query.tree import Query
from models.records.times import now

F = TypeVar("F", bound=Callable[..., Any])
DAY_FORMS = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d")
LAST = "last"
NAMED_DAYS = {"today": 0, "오늘": 0, "yesterday": 1, "어제": 1}


class Day(click.ParamType[date]):
    """A day: 2026-11-20, 20261120, 2026.11.20, today, yesterday, or 7d for seven days ago. No year is guessed."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error for anything else."""
        if isinstance(value, date):
            return value
        text = str(value).strip().lower()
        back = NAMED_DAYS.get(text)
        if text.endswith("d") and text[:-1].isascii() and text[:-1].isdecimal() and len(text) < 6:
            back = int(text[:-1])
        if back is not None:
            return now().date() - timedelta(days=back)
        for form in DAY_FORMS:
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        raise click.BadParameter(f"{value!r} is no day; write 2026-11-20, today, yesterday or 7d.", ctx, param)


class DayOrLast(Day):
    """A day, or ``last``: since the file was last written."""

    name = "date|last"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, or ``last``."""
        return LAST if str(value).strip().lower() == LAST else super().convert(value, param, ctx)


def options(*given: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, shown in this order."""

    def decorate(command: F) -> F:
        for option in reversed(given):
            command = option(command)
        return command

    return decorate


def only_one(_ctx: click.Context, param: click.Parameter, given: tuple[Any, ...]) -> Any:
    """The value of an option that click would take the last of where it is given several times."""
    if len(given) > 1:
        raise click.UsageError(f"{param.opts[0]} names one file at a time: give the command once for each.")
    return given[0] if given else None


one_file: dict[str, Any] = {"multiple": True, "callback": only_one, "type": click.Path(path_type=Path)}
"""What makes an option name a file, and only one."""


def one_of(into: str, **flags: str) -> Callable[[F], F]:
    """Flags of which one at most may be given, with their help; ``into`` is its name, or None."""

    def choose(ctx: click.Context, param: click.Parameter, given: bool) -> None:
        taken = ctx.params.setdefault(into, None)
        if given and taken:
            raise click.UsageError(f"Either --{taken} or --{param.name}.")
        if given:
            ctx.params[into] = param.name

    return options(
        *(
            click.option(f"--{name}", is_flag=True, expose_value=False, callback=choose, help=text)
            for name, text in flags.items()
        )
    )


common = options(
    click.option("--archive", envvar="NEWS_ARCHIVE", default="archive.db", show_default=True, help="The archive."),
    click.option("--quiet", is_flag=True, help="Only data and errors."),
    click.option("--verbose", is_flag=True, help="Say what is being done."),
)
days = options(
    click.option("--since", type=Day(), help="From this day on (2026-11-20, today, yesterday, 7d)."),
    click.option("--until", type=Day(), help="Up to and with this day."),
)
filtered_without_days = options(
    click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated."),
    click.option("--region", "regions", multiple=True, help="Only outlets of this region (경북); may be repeated."),
    click.option("--reporter", default="", metavar="NAME", help="Only articles of this reporter."),
    click.option("--section", default="", help="Only this section (경북, or '전국 > 경북')."),
)
filtered = options(days, filtered_without_days)
widening = options(
    click.option("--loose", is_flag=True, help="Spaces may stand between letters: 이차전지 finds 이차 전지."),
    click.option("--exact", is_flag=True, help="Without the synonyms of synonyms.txt."),
)
shown_as = one_of(
    "what",
    page="The original page, its bytes as received; a terminal gets its text, cleaned.",
    history="Its earlier texts.",
    json="The record as JSON.",
)
saved = options(
    click.option("--url", default="", help="The page's address."),
    click.option("--outlet", default="", metavar="ID", help="The outlet; recognised from the address if not given."),
    click.option("--content-type", default="", help="The Content-Type header it came with."),
    click.option("--fetched-at", default="", help="When it was fetched, for times such as 3시간 전."),
)


def understood(query: tuple[str, ...], filters: dict[str, Any], *, all_without: bool = False) -> tuple[Query, Filters]:
    """The query and the filters; a usage error where there is nothing to look for."""
    in_order(filters["since"], filters["until"])
    asked, narrowed = parse(" ".join(query)), Filters(**filters)
    nothing_typed = not "".join(query).strip()
    if asked.is_empty and not (nothing_typed and (all_without or narrowed != Filters())):
        if nothing_typed:
            raise click.UsageError("Nothing to search for: name a word, such as 포항.")
        raise click.UsageError(
            f"Nothing is looked for by {' '.join(query)!r}: name a word with a letter or digit, such as 포항 "
            "(AND, OR and NOT alone only join words)."
        )
    return asked, narrowed


def in_order(since: date | None, until: date | None) -> None:
    """A usage error where the days are the wrong way round."""
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}.")
