"""The clip report: collected from the archive, written to files, with its message and charts."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path

from desk.services.coverage import read_coverage
from desk.services.rights import read_rights
from desk.services.rivals import check_rival
from desk.services.search import WidenedQuery, check_filters, widen_query
from desk.services.watches import find_watch
from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _, describe_system_error
from models.query.filters import NO_FILTERS, Filters
from models.query.tree import Query
from reports.charts.drawing import Chart
from reports.clip.chart_data import make_charts
from reports.clip.collect import collect_report, measure_voice
from reports.clip.message import make_message
from reports.clip.notes import make_empty, make_notes, make_summary, period_text
from reports.clip.period import Period, up_to_cutoff, whole_days
from reports.clip.report import EVERYTHING, ClipReport, ShareOfVoice
from reports.clip.template import Template, read_template
from reports.clip.write import kind_of, write_report
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError

MAX_DAYS = 3_700
"""Ten years: what is longer is most likely mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What a report is about, and the files to write.

    ``typed`` are the words of ``query`` as they were typed. ``watch`` names a saved search instead; the filters narrow
    it further. ``rivals`` are words that the report is compared with, instead of the saved search's own; ``unlike``:
    they may ask for more or fewer words than the report does.
    """

    period: Period
    query: Query
    typed: str = ""
    filters: Filters = NO_FILTERS
    watch: str | None = None
    loose: bool = False
    exact: bool = False
    template: Template = field(default_factory=Template)
    rivals: Sequence[str] = ()
    unlike: bool = False
    outputs: Sequence[Path] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """A report; ``summary`` is its line of counts, ``notes`` what a reader of it should know.

    ``query_notes`` are of the synonyms. ``charts`` are not drawn yet: see ``write_charts``.
    """

    report: ClipReport
    message: str
    summary: str
    notes: Sequence[str]
    charts: Sequence[Chart]
    written: Sequence[Path]
    query_notes: Sequence[str] = ()


def read_form(path: Path | None) -> Template:
    """The template of a file, or the default one. Raises ExportError."""
    return Template() if path is None else read_template(path)


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
    for path in request.outputs:
        kind_of(path)
    template = request.template
    with closing(workspace.open_reader()) as db:
        subject = _read_subject(workspace, db, request)
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
    for path in request.outputs:
        write_report(path, report, template, charts)
    return MadeReport(
        report=report,
        message=make_message(report, template),
        summary=f"{period_text(report)}: {make_summary(report) if report.rows else make_empty(report, template)}",
        notes=list(make_notes(report, template)),
        charts=charts,
        written=request.outputs,
        query_notes=subject.query.notes,
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    query: WidenedQuery
    filters: Filters
    name: str
    typed: str
    rivals: Sequence[str]
    title: str = ""


def _read_subject(workspace: Workspace, db: ArchiveReader, request: ReportRequest) -> _Subject:
    """The query, its filters and the words for it: of a saved search its own, narrowed by the request's.

    An office's own press releases are no coverage.
    """
    if request.watch is None:
        wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
        name = f"‘{request.typed}’" if request.typed.strip() else EVERYTHING
        return _Subject(wide, replace(request.filters, press_only=True), name, request.typed, request.rivals)
    watch = find_watch(db, request.watch)
    narrowed = {name: value for name, value in request.filters.as_json().items() if value}
    further = Filters.from_json(narrowed)
    filters = replace(watch.filters, press_only=True, **{name: getattr(further, name) for name in narrowed})
    rivals = request.rivals or watch.rivals
    return _Subject(WidenedQuery(watch.query), filters, f"‘{watch.name}’", watch.typed, rivals, watch.title)


def _compare(
    workspace: Workspace, db: ArchiveReader, request: ReportRequest, subject: _Subject, report: ClipReport
) -> list[ShareOfVoice]:
    """Articles of the period: our own first, then each rival's. A saved search may have the name of a rival."""
    if not subject.rivals:
        return []
    is_loose = request.loose or any(term.loose for term in subject.query.query.terms)
    # The rivals that a saved search keeps were looked at when it got them.
    unlike = request.unlike or not request.rivals
    ours = report.subject.strip("‘’")
    rows = [row for row in report.rows if not row.is_late]
    voices = [ShareOfVoice(ours, len(rows), sum(not row.is_copy for row in rows), subject.typed)]
    for name in dict.fromkeys(subject.rivals):
        rival = check_rival(subject.query.query, name, unlike=unlike)
        rival = widen_query(workspace, rival, loose=is_loose, exact=request.exact).query
        if rival.root == subject.query.query.root:
            raise ExportError(_("--rival {name!r} is what the report itself is about: name another one.", name=name))
        voices.append(measure_voice(db, name, rival, subject.filters, request.period))
    if ours in subject.rivals:
        voices[0] = replace(voices[0], name=f"{ours}(이 보고)")
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
