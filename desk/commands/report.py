"""`news report daily|range`: the clip report that a press office hands in."""

import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import click

from desk.commands.options import (
    CommandContext,
    Day,
    ask_unlike,
    check_order,
    filtered_without_days,
    options,
    read_query,
    widening,
    with_context,
)
from desk.commands.query_command import QueryCommand
from desk.output.report_lines import report_hints
from desk.services.reports.clip_report import (
    ReportRequest,
    daily_period,
    make_report,
    range_period,
    read_form,
    write_charts,
)
from models.language import _
from reports.clip.period import Period
from reports.clip.template import Template, read_clock
from reports.formats.errors import ExportError


class ClockTime(click.ParamType[time]):
    """A time of day: 09:00."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """The time; a usage error for anything else."""
        try:
            return value if isinstance(value, time) else read_clock(str(value))
        except ExportError as error:
            raise click.BadParameter(str(error), ctx, param) from error


subject_options = options(
    click.argument("query", nargs=-1),
    click.option("--watch", metavar="NAME", help="Use this saved search, instead of words."),
    filtered_without_days,
    widening,
)
output_options = options(
    click.option(
        "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path),
        help="Write .docx, .hwpx, .html, .xlsx, .csv or .txt; may be repeated.",
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
def report() -> None:
    """The clip report: what was published, by story, with tone and notes. See also `news mark` and `news pickup`."""


@report.command(cls=QueryCommand)
@subject_options
@click.option("--day", type=Day(), default="today", show_default=True, help="The day.")
@click.option(
    "--cutoff", type=ClockTime(), help="Only from the previous cut-off (09:00, 17:00, or the template's) to this one."
)
@output_options
@with_context
def daily(context: CommandContext, day: date, cutoff: time | None, template: Path | None, **chosen: Any) -> None:
    """The report of a day, or from the last cut-off to this one.

    \b
    news report daily 포항시 --cutoff 09:00 -o 조간.html -o 조간.xlsx --message
    """
    form = read_form(template)
    _make_and_print(context, daily_period(day, cutoff, form), form, chosen)


@report.command("range", cls=QueryCommand)
@subject_options
@click.option("--since", type=Day("first"), required=True, help="From this day on (2026-11-01, 7d, 11월).")
@click.option("--until", type=Day("last"), default="today", show_default=True, help="Up to and including this day.")
@output_options
@with_context
def range_(context: CommandContext, since: date, until: date, template: Path | None, **chosen: Any) -> None:
    """The report of several days, such as a month.

    \b
    news report range --watch 포항 --since 11월 --until 11월 -o 11월.html
    """
    check_order(since, until)
    period = range_period(since, until)
    _make_and_print(context, period, read_form(template), chosen)


def _make_and_print(context: CommandContext, period: Period, form: Template, chosen: dict[str, Any]) -> None:
    """Write the files, print the message; ``chosen`` are the values of ``subject_options`` and ``output_options``."""
    outputs: tuple[Path, ...] = chosen["outputs"]
    request = _read_request(period, form, chosen)
    made = ask_unlike(lambda unlike: make_report(context.workspace, replace(request, unlike=unlike)))
    context.say_all(made.query_notes)
    context.say_all(_("written to {path}", path=path) for path in made.written)
    if chosen["message"] or not outputs:
        sys.stdout.write(made.message)
        sys.stdout.flush()
    context.say(made.summary)
    context.say_all(made.notes)
    if chosen["charts"] is not None:
        # What can fail for want of a font comes last: the message is printed by then.
        count = write_charts(chosen["charts"], made.charts)
        context.say(_("{count} charts written to {folder}, as .svg and .png", count=count, folder=chosen["charts"]))
    hints = list(report_hints(made))
    context.end(made.report.coverage, len(made.report.rows), hints=hints)
    context.say_all(hints)


def _read_request(period: Period, form: Template, chosen: dict[str, Any]) -> ReportRequest:
    words, watch = chosen["query"], chosen["watch"]
    if watch is not None and words:
        raise click.UsageError(_("Either words, or --watch."))
    if watch is not None and (chosen["loose"] or chosen["exact"]):
        raise click.UsageError(
            _("--loose and --exact work with words: a saved search finds what was meant when it was saved.")
        )
    filters = {name: chosen[name] for name in ("outlets", "regions", "reporter", "section")}
    query, narrowed = read_query(words, {"since": None, "until": None, **filters}, all_without=True)
    return ReportRequest(
        period=period,
        query=query,
        typed=" ".join(words),
        filters=narrowed,
        watch=watch,
        loose=chosen["loose"],
        exact=chosen["exact"],
        template=form,
        rivals=chosen["rivals"],
        outputs=chosen["outputs"],
    )
