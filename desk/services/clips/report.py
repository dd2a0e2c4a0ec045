"""A clip as the report that is handed in: in the order people gave it, in every form that a report has."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path

from desk.services.clips.choose import TODAY, ClipChoice, find_clip
from desk.services.clips.view import cover, read_watches
from desk.services.reports.clip_report import MadeReport, write_made
from desk.services.reports.subject import SubjectRequest, read_rivals, read_subject
from desk.services.rights import read_rights
from desk.services.workspace import Workspace
from models.clips.clip import Clip
from models.interface import ArchiveReader
from models.query.syntax import parse
from models.query.tree import Needle
from models.query.watch import Watch
from reports.clip.chart_data import make_charts
from reports.clip.collect import measure_voice
from reports.clip.collect_kept import clip_period, collect_clip
from reports.clip.report import EarlierCounts, ShareOfVoice
from reports.clip.template import Template, add_print_columns
from reports.clip.write import check_outputs

DAY_BEFORE = "전날"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReportRequest:
    """The clip, its form, and the files to write; ``force``: also over a workbook that was filled in."""

    choice: ClipChoice = TODAY
    template: Template = field(default_factory=Template)
    outputs: Sequence[Path] = ()
    force: bool = False


def make_clip_report(workspace: Workspace, request: ClipReportRequest) -> MadeReport:
    """Make the report of a clip and write it to every file named.

    Raises ExportError, ClipNotFoundError, SynonymsError, ArchiveError.
    """
    check_outputs(request.outputs, force=request.force)
    with closing(workspace.open_reader()) as db:
        clip = find_clip(db, request.choice)
        watches = read_watches(db, clip)
        title = watches[0].title if len(watches) == 1 else ""
        template = replace(request.template, title=title) if title else request.template
        needles: dict[Needle, None] = {needle: None for watch in watches for needle in watch.query.needles}
        report = collect_clip(
            db,
            clip,
            template,
            kinds={outlet.id: outlet.kind for outlet in workspace.read_registry()},
            rights=read_rights(workspace, db),
            terms=tuple(needles),
            coverage=cover(workspace, db, clip, watches),
        )
        voices = _compare(workspace, db, clip, watches)
        report = replace(report, voices=voices, earlier=_read_earlier(workspace, db, clip))
        charts = make_charts(report, voices)
    return write_made(report, add_print_columns(template, report.rows), charts, request.outputs, force=request.force)


def find_clip_of(workspace: Workspace, day: date, watch: str, cutoff: time | None) -> Clip | None:
    """The day's clip of a saved search up to a cut-off: the one that has its name, else one of that search alone.

    Raises ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        clips = [one for one in db.clips.all(day, day) if one.rule.cutoff == cutoff]
    named = [one for one in clips if one.name == watch]
    return next(iter([*named, *(one for one in clips if one.rule.watches == (watch,))]), None)


def _compare(workspace: Workspace, db: ArchiveReader, clip: Clip, watches: Sequence[Watch]) -> tuple[ShareOfVoice, ...]:
    """Articles of the time of the clip that name us, then each rival, whether they are in the clip or not."""
    if len(watches) != 1 or not watches[0].rivals:
        return ()
    request = SubjectRequest(query=parse(""), watch=watches[0].name)
    subject, period = read_subject(workspace, db, request), clip_period(clip)
    names = [(subject.voice, watches[0].query), *read_rivals(workspace, request, subject)]
    return tuple(measure_voice(db, name, query, subject.filters, period) for name, query in names)


def _read_earlier(workspace: Workspace, db: ArchiveReader, clip: Clip) -> EarlierCounts | None:
    """The numbers of the clip of that name of the day before; None where there is none."""
    day = clip.day - timedelta(days=1)
    before = next((one for one in db.clips.all(day, day) if one.name == clip.name), None)
    if before is None:
        return None
    coverage = cover(workspace, db, before, read_watches(db, before))
    report = collect_clip(db, before, Template(), kinds={}, rights={}, coverage=coverage)
    return EarlierCounts(
        name=DAY_BEFORE,
        counted=report.counted,
        tones=Counter(row.tone for row in report.rows if row.tone),
        missing=report.missing,
    )
