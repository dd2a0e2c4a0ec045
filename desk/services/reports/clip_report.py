"""The clip report: collected from the archive, written to files, with its message and charts."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path

from desk.services.coverage import read_coverage
from desk.services.reports.subject import Subject, SubjectRequest, read_rivals, read_subject
from desk.services.rights import read_rights
from desk.services.search import check_filters
from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _, describe_system_error
from reports.charts.drawing import Chart
from reports.clip.chart_data import make_charts
from reports.clip.collect import collect_report, measure_voice
from reports.clip.message import make_message
from reports.clip.notes import make_empty, make_notes, make_summary, period_text
from reports.clip.period import Period, up_to_cutoff, whole_days
from reports.clip.report import ClipReport, ShareOfVoice
from reports.clip.template import Template
from reports.clip.write import check_outputs, write_report
from reports.formats.atomic_file import open_atomic
from reports.formats.changed_workbook import find_copies
from reports.formats.errors import ExportError

MAX_DAYS = 3_700
"""Ten years: what is longer is most likely mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest(SubjectRequest):
    """What a report is about, its time and form, and the files to write."""

    period: Period
    template: Template = field(default_factory=Template)
    outputs: Sequence[Path] = ()
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """A report; ``summary`` is its line of counts, ``notes`` what a reader of it should know.

    ``query_notes`` are of the synonyms. ``charts`` are not drawn yet: see ``write_charts``. ``template`` is the form
    that it has, with the title of its saved search. ``kept`` are the copies of workbooks that somebody had changed.
    """

    report: ClipReport
    template: Template
    message: str
    summary: str
    notes: Sequence[str]
    charts: Sequence[Chart]
    written: Sequence[Path]
    query_notes: Sequence[str] = ()
    kept: Sequence[Path] = ()

    @property
    def found(self) -> int:
        """How many articles it has."""
        return len(self.report.rows)


def daily_period(day: date, cutoff: time | None, template: Template) -> Period:
    """The day, or the time up to a cut-off of it."""
    return whole_days(day, day) if cutoff is None else up_to_cutoff(day, cutoff, template.cutoffs)


def range_period(since: date, until: date) -> Period:
    """Days, both included. Raises ExportError for too many."""
    if (until - since).days > MAX_DAYS:
        raise ExportError(_("A report covers at most {count:,} days.", count=MAX_DAYS))
    return whole_days(since, until)


def make_report(workspace: Workspace, request: ReportRequest) -> MadeReport:
    """Make the report and write it to every file named.

    Raises ExportError, WatchNotFoundError, OutletNotFoundError, SynonymsError, ArchiveError.
    """
    check_outputs(request.outputs, force=request.force)
    template = request.template
    with closing(workspace.open_reader()) as db:
        subject = read_subject(workspace, db, request)
        template = replace(template, title=subject.title) if subject.title else template
        check_filters(db, subject.filters)
        report = collect_report(
            db,
            subject.query.query,
            subject.filters,
            request.period,
            template,
            subject=subject.name,
            kinds={outlet.id: outlet.kind for outlet in workspace.read_registry()},
            rights=read_rights(workspace, db),
            coverage=read_coverage(workspace, db, subject.filters, start=request.period.start, end=request.period.end),
        )
        report = replace(report, voices=tuple(_compare(workspace, db, request, subject, report)))
        charts = make_charts(report, report.voices)
    return write_made(report, template, charts, request.outputs, subject.query.notes, force=request.force)


def write_made(
    report: ClipReport,
    template: Template,
    charts: Sequence[Chart],
    outputs: Sequence[Path],
    query_notes: Sequence[str] = (),
    *,
    force: bool = False,
) -> MadeReport:
    """Write a report to every file named, and say what is in it. Raises ExportError."""
    kept = find_copies(outputs)
    for path in outputs:
        write_report(path, report, template, charts, force=force)
    return MadeReport(
        report=report,
        template=template,
        message=make_message(report, template),
        summary=f"{period_text(report)}: {make_summary(report) if report.rows else make_empty(report, template)}",
        notes=list(make_notes(report, template)),
        charts=charts,
        written=outputs,
        query_notes=query_notes,
        kept=kept,
    )


def _compare(
    workspace: Workspace, db: ArchiveReader, request: ReportRequest, subject: Subject, report: ClipReport
) -> list[ShareOfVoice]:
    """Articles of the period: our own first, then each rival's."""
    if not subject.rivals:
        return []
    rows = [row for row in report.rows if not row.is_late]
    voices = [ShareOfVoice(subject.voice, len(rows), sum(not row.is_copy for row in rows), subject.typed)]
    voices += [
        measure_voice(db, name, rival, subject.filters, request.period)
        for name, rival in read_rivals(workspace, request, subject)
    ]
    return voices


def write_charts(folder: Path, charts: Sequence[Chart]) -> int:
    """Each chart as .svg and .png into a folder; how many there are.

    Raises ExportError, and FontNotFoundError where no font with Hangul is found: the .svg files are written by then.
    """
    from reports.charts.drawing import draw
    from reports.charts.fonts import find_font
    from reports.charts.png import Fonts, draw_png
    from reports.charts.svg import make_svg_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            _("{folder} cannot be created: {reason}.", folder=folder, reason=describe_system_error(error))
        ) from error
    drawings = [(chart.name, draw(chart)) for chart in charts]
    for name, drawing in drawings:
        with open_atomic(folder / f"{name}.svg") as file:
            file.write(make_svg_file(drawing))
    fonts = Fonts(find_font()) if drawings else None
    for name, drawing in drawings:
        assert fonts is not None
        with open_atomic(folder / f"{name}.png") as file:
            file.write(draw_png(drawing, fonts))
    return len(drawings)
