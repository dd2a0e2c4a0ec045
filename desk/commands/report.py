"""`news report daily|range`: the clip report that a press office hands in."""

from datetime import date, time
from pathlib import Path
from typing import Any

import click

from desk.commands.options import Day, common, filtered_without_days, in_order, options, understood, widening
from desk.commands.query_command import QueryCommand


class Clock(click.ParamType[time]):
    """A time of day: 09:00."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """The time; a usage error for anything else."""
        from reports.clip.template import read_clock
        from reports.formats.errors import ExportError

        try:
            return value if isinstance(value, time) else read_clock(str(value))
        except ExportError as error:
            raise click.BadParameter(str(error), ctx, param) from error


asked = options(
    click.argument("query", nargs=-1),
    click.option("--watch", metavar="NAME", help="What this saved search asks for, instead of words."),
    filtered_without_days,
    widening,
)
written = options(
    click.option(
        "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path),
        help="Write .html, .xlsx, .csv or .txt; may be repeated.",
    ),
    click.option("--message", is_flag=True, help="Print the text for a messenger, also where files are written."),
    click.option(
        "--template", type=click.Path(path_type=Path),
        help="Your own form (.toml): columns, cut-offs, the message; see docs/report-template.md.",
    ),
    click.option("--rival", "rivals", multiple=True, metavar="NAME", help="Compare with this one; may be repeated."),
    click.option("--charts", type=click.Path(path_type=Path), metavar="DIR", help="Also write charts (.svg, .png)."),
)  # fmt: skip


@click.group("report")
def report_group() -> None:
    """The clip report: what was published, by story, with tone and notes. See also `news mark` and `news pickup`."""


@report_group.command(cls=QueryCommand)
@asked
@click.option("--day", type=Day(), default="today", show_default=True, help="The day.")
@click.option("--cutoff", type=Clock(), help="Only from the cut-off before (09:00, 17:00, or the template's) to this.")
@written
@common
def daily(day: date, cutoff: time | None, template: Path | None, **given: Any) -> None:
    """The report of a day, or from the last cut-off to this one.

    \b
    news report daily 포항시 --cutoff 09:00 -o 조간.html -o 조간.xlsx --message
    """
    from desk.services.report import daily_period, form_of

    form = form_of(template)
    _made(daily_period(day, cutoff, form), form, given)


@report_group.command("range", cls=QueryCommand)
@asked
@click.option("--since", type=Day(), required=True, help="From this day on (2026-11-01, 7d).")
@click.option("--until", type=Day(), default="today", show_default=True, help="Up to and with this day.")
@written
@common
def range_(since: date, until: date, template: Path | None, **given: Any) -> None:
    """The report of several days, such as a month.

    \b
    news report range --watch 포항 --since 2026-11-01 --until 2026-11-30 --rival 포스코 -o 11월.html --charts 그림
    """
    from desk.services.report import form_of, range_period

    in_order(since, until)
    _made(range_period(since, until), form_of(template), given)


def _made(period: Any, form: Any, given: dict[str, Any]) -> None:
    from desk.services.report import Asked, make_report

    words, watch = given["query"], given["watch"]
    if watch is not None and words:
        raise click.UsageError("Either words, or --watch.")
    if watch is not None and (given["loose"] or given["exact"]):
        raise click.UsageError(
            "--loose and --exact are for words: a saved search asks what was meant when it was saved."
        )
    named = {name: given[name] for name in ("outlets", "regions", "reporter", "section")}
    query, filters = understood(words, {"since": None, "until": None, **named}, all_without=True)
    asked_ = Asked(
        query=query, filters=filters, typed=" ".join(words), watch=watch, loose=given["loose"], exact=given["exact"]
    )
    make_report(
        given["archive"],
        asked_,
        period,
        form,
        given["outputs"],
        rivals=given["rivals"],
        charts=given["charts"],
        printed=given["message"] or not given["outputs"],
        quiet=given["quiet"],
    )
