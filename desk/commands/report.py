"""`news report daily|range|month`: what a press office hands in."""

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
    force_option,
    options,
    read_query,
    widening,
    with_context,
)
from desk.commands.query_command import QueryCommand
from desk.output.report_lines import month_hints, report_hints
from desk.services.clips.choose import ClipChoice
from desk.services.clips.report import ClipReportRequest, find_clip_of, make_clip_report
from desk.services.reports.clip_report import (
    MadeReport,
    ReportRequest,
    daily_period,
    make_report,
    range_period,
    write_charts,
)
from desk.services.reports.month_report import MadeMonth, MonthRequest, make_month, read_month
from desk.services.reports.report_form import read_form
from models.language import _
from models.records.times import now
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
        help="Write .pdf, .docx, .hwpx, .html, .xlsx, .csv or .txt; may be repeated.",
    ),
    click.option("--message", is_flag=True, help="Print the text for a messenger, also where files are written."),
    click.option(
        "--template", type=click.Path(path_type=Path),
        help="Your own form (.toml): columns, cut-offs, the message; see docs/report-template.md.",
    ),
    click.option("--rival", "rivals", multiple=True, metavar="NAME", help="Compare with this one; may be repeated."),
    click.option("--charts", type=click.Path(path_type=Path), metavar="DIR", help="Also write charts (.svg, .png)."),
    force_option,
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
@click.option("--clip", metavar="NAME", help="The clip of the day that has this name, as people left it.")
@click.option("--no-clip", is_flag=True, help="Everything that was found, also where the day has a clip of it.")
@output_options
@with_context
def daily(
    context: CommandContext,
    day: date,
    cutoff: time | None,
    clip: str | None,
    no_clip: bool,
    template: Path | None,
    **chosen: Any,
) -> None:
    """The report of a day, or from the last cut-off to this one.

    Where the day has a clip (`news clip`) of the saved search that is named, it is the clip's: its rows and its order.

    \b
    news report daily 포항시 --cutoff 09:00 -o 조간.html -o 조간.xlsx --message
    """
    form = read_form(context.workspace, template)
    found = _choose_clip(context, day, cutoff, clip, chosen) if not no_clip or clip is not None else None
    if found is not None:
        request = ClipReportRequest(choice=found, template=form, outputs=chosen["outputs"], force=chosen["force"])
        print_made(
            context, make_clip_report(context.workspace, request), charts=chosen["charts"], message=chosen["message"]
        )
        return
    _make_and_print(context, daily_period(day, cutoff, form), form, chosen)


def _choose_clip(
    context: CommandContext, day: date, cutoff: time | None, name: str | None, chosen: dict[str, Any]
) -> ClipChoice | None:
    """The clip that is the answer; None where there is none, or where more is asked than a clip says."""
    narrows = ("query", "outlets", "regions", "reporter", "section", "rivals", "loose", "exact")
    asks_more = any(chosen[option] for option in narrows)
    if name is not None:
        if asks_more or chosen["watch"] is not None or cutoff is not None:
            raise click.UsageError(_("--clip says what is in the report: leave out words, filters and the cut-off."))
        return ClipChoice(day=day, name=name)
    if chosen["watch"] is None or asks_more:
        return None
    found = find_clip_of(context.workspace, day, chosen["watch"].strip(), cutoff)
    if found is None:
        return None
    context.say(_("This is the clip {name} of {day}; --no-clip reports all that was found.", name=found.name, day=day))
    return ClipChoice(id=found.id)


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
    _make_and_print(context, period, read_form(context.workspace, template), chosen)


@report.command("month", cls=QueryCommand)
@subject_options
@output_options
@with_context
def month_(context: CommandContext, query: tuple[str, ...], template: Path | None, **chosen: Any) -> None:
    """The report of a month, against the month before and the same month of last year.

    The month stands first (2026-11, 11월, 지난달); without one it is last month up to the 5th, else the current one.

    \b
    news report month 11월 포항시 -o 11월.docx -o 11월.xlsx
    """
    month, words = read_month(query, now().date())
    subject = read_subject_options({**chosen, "query": tuple(words)})
    request = MonthRequest(
        month=month,
        template=read_form(context.workspace, template),
        outputs=chosen["outputs"],
        force=chosen["force"],
        **subject,
    )
    made = ask_unlike(lambda unlike: make_month(context.workspace, replace(request, unlike=unlike)))
    print_made(context, made, charts=chosen["charts"], message=chosen["message"])


def _make_and_print(context: CommandContext, period: Period, form: Template, chosen: dict[str, Any]) -> None:
    """Write the files, print the message; ``chosen`` are the values of ``subject_options`` and ``output_options``."""
    request = _read_request(period, form, chosen)
    made = ask_unlike(lambda unlike: make_report(context.workspace, replace(request, unlike=unlike)))
    print_made(context, made, charts=chosen["charts"], message=chosen["message"])


def print_made(context: CommandContext, made: MadeReport | MadeMonth, *, charts: Path | None, message: bool) -> None:
    """What was written, the message where it is asked for or there is no file, and what a reader should know."""
    context.say_all(made.query_notes)
    context.say_all(_("written to {path}", path=path) for path in made.written)
    context.say_all(_("what it was before is kept as {path}", path=path) for path in made.kept)
    if message or not made.written:
        sys.stdout.write(made.message)
        sys.stdout.flush()
    context.say(made.summary)
    context.say_all(made.notes)
    if charts is not None:
        # What can fail for want of a font comes last: the message is printed by then.
        count = write_charts(charts, made.charts)
        context.say(_("{count} charts written to {folder}, as .svg and .png", count=count, folder=charts))
    hints = list(month_hints(made) if isinstance(made, MadeMonth) else report_hints(made))
    context.end(made.report.coverage, made.found, hints=hints)
    context.say_all(hints)


def _read_request(period: Period, form: Template, chosen: dict[str, Any]) -> ReportRequest:
    return ReportRequest(
        period=period, template=form, outputs=chosen["outputs"], force=chosen["force"], **read_subject_options(chosen)
    )


def read_subject_options(chosen: dict[str, Any]) -> dict[str, Any]:
    """The fields of a ``SubjectRequest`` in the values of ``subject_options``; a usage error for what does not fit."""
    words, watch = chosen["query"], chosen["watch"]
    if watch is not None and words:
        raise click.UsageError(_("Either words, or --watch."))
    if watch is not None and (chosen["loose"] or chosen["exact"]):
        raise click.UsageError(
            _("--loose and --exact work with words: a saved search finds what was meant when it was saved.")
        )
    filters = {name: chosen[name] for name in ("outlets", "regions", "reporter", "section")}
    query, narrowed = read_query(words, {"since": None, "until": None, **filters}, all_without=True)
    return {
        "query": query,
        "typed": " ".join(words),
        "filters": narrowed,
        "watch": watch,
        "loose": chosen["loose"],
        "exact": chosen["exact"],
        "rivals": chosen["rivals"],
    }
