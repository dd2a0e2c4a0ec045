"""The month's report: collected from the archive, written to files, with its message."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from desk.services.coverage import read_coverage
from desk.services.reports.subject import Subject, SubjectRequest, read_rivals, read_subject
from desk.services.search import check_filters
from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _
from models.query.typed_days import parse_month
from reports.charts.drawing import Chart
from reports.clip.template import Template
from reports.formats.changed_workbook import find_copies
from reports.formats.errors import ExportError
from reports.month.charts import make_charts
from reports.month.collect import (
    Compared,
    MonthQuestion,
    Voice,
    choose_compared,
    collect_month,
    end_of_knowledge,
)
from reports.month.message import make_month_message
from reports.month.month import Month, choose_month
from reports.month.month_report import MonthReport
from reports.month.notes import make_comparisons, make_empty, make_notes, make_summary, month_text
from reports.month.write import kind_of, write_month


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRequest(SubjectRequest):
    """What a month's report is about, its month and form, and the files to write."""

    month: Month
    template: Template = field(default_factory=Template)
    outputs: Sequence[Path] = ()
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeMonth:
    """A month's report; ``summary`` is its line of counts, ``notes`` what a reader of it should know.

    ``query_notes`` are of the synonyms. ``charts`` are not drawn yet. ``kept`` are the copies of workbooks that
    somebody had changed.
    """

    report: MonthReport
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
        return self.report.figures.counted.articles


def read_month(words: Sequence[str], today: date) -> tuple[Month, list[str]]:
    """The month that typed words begin with (``2026-11``, ``2026년 11월``, ``지난달``), and the words behind it.

    Where they begin with none: last month up to the 5th day of a month, else the current one. Raises ExportError for a
    month that is still to come.
    """
    for count in (2, 1):
        found = parse_month(" ".join(words[:count]), today) if len(words) >= count else None
        if found is not None:
            month = Month.of(found[0])
            if month.first > today:
                raise ExportError(_("{month} is still to come.", month=f"{month.first:%Y-%m}"))
            return month, list(words[count:])
    return choose_month(today), list(words)


def make_month(workspace: Workspace, request: MonthRequest) -> MadeMonth:
    """Make the report and write it to every file named.

    Raises ExportError, RivalError, WatchNotFoundError, OutletNotFoundError, SynonymsError, ArchiveError.
    """
    for path in request.outputs:
        kind_of(path)
    with closing(workspace.open_reader()) as db, db.one_view():
        subject = read_subject(workspace, db, request)
        check_filters(db, subject.filters)
        question = MonthQuestion(
            subject=subject.name,
            query=subject.query.query,
            filters=subject.filters,
            month=request.month,
            voices=_read_voices(workspace, request, subject),
        )
        period = request.month.period
        coverage = read_coverage(workspace, db, subject.filters, start=period.start, end=period.end)
        compared = _read_compared(workspace, db, question, end_of_knowledge(period, coverage))
        report = collect_month(db, question, coverage, compared)
    template = replace(request.template, title=subject.title) if subject.title else request.template
    kept = find_copies(request.outputs)
    for path in request.outputs:
        write_month(path, report, template, force=request.force)
    found = report.figures.counted.articles
    return MadeMonth(
        report=report,
        message=make_month_message(report, template),
        summary=f"{month_text(report)}: {make_summary(report) if found else make_empty(report)}",
        notes=[*make_comparisons(report), *make_notes(report)],
        charts=make_charts(report),
        written=request.outputs,
        query_notes=subject.query.notes,
        kept=kept,
    )


def _read_voices(workspace: Workspace, request: MonthRequest, subject: Subject) -> list[Voice]:
    if not subject.rivals:
        return []
    ours = Voice(subject.voice, subject.query.query, subject.typed)
    return [ours, *(Voice(name, query, query.typed) for name, query in read_rivals(workspace, request, subject))]


def _read_compared(
    workspace: Workspace, db: ArchiveReader, question: MonthQuestion, known_until: datetime
) -> list[Compared]:
    return [
        Compared(
            name=name,
            month=month,
            period=period,
            coverage=read_coverage(workspace, db, question.filters, start=period.start, end=period.end),
        )
        for name, month, period in choose_compared(question.month, known_until)
    ]
