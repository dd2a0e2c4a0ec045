"""The clip report at the desk: asked of the archive, written to files, printed."""

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from desk.output.messages import say
from desk.services.query import asked_for
from desk.services.rights import rights_of
from desk.services.search_results import check_filters
from desk.services.watches import watch_named
from models.archive.read.articles import open_reader
from models.query.filters import Filters
from models.query.syntax import parse
from models.query.tree import Query
from reports.clip.chart_data import make_charts
from reports.clip.collect import collect_report, measure_voice
from reports.clip.message import make_message
from reports.clip.notes import make_notes, make_summary
from reports.clip.period import Period, up_to_cutoff, whole_days
from reports.clip.report import EVERYTHING, ClipReport, ShareOfVoice
from reports.clip.template import Template, read_template
from reports.clip.write import kind_of, write_report
from reports.formats.errors import ExportError

if TYPE_CHECKING:
    from reports.charts.drawing import Chart

LONGEST_DAYS = 3_700


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asked for: words or a saved search, and how widely they are understood."""

    query: Query
    filters: Filters
    typed: str
    watch: str | None = None
    loose: bool = False
    exact: bool = False


def form_of(path: Path | None) -> Template:
    """The template of a file, or the one that everybody has. Raises ExportError."""
    return Template() if path is None else read_template(path)


def daily_period(day: date, cutoff: time | None, template: Template) -> Period:
    """The day, or the time up to a cut-off of it."""
    return whole_days(day, day) if cutoff is None else up_to_cutoff(day, cutoff, template.cutoffs)


def range_period(since: date, until: date) -> Period:
    """Days, both included. Raises ExportError for too many."""
    if (until - since).days > LONGEST_DAYS:
        raise ExportError(f"A report covers at most {LONGEST_DAYS:,} days.")
    return whole_days(since, until)


def make_report(
    archive: str,
    asked: Asked,
    period: Period,
    template: Template,
    outputs: Sequence[Path],
    *,
    rivals: Sequence[str],
    charts: Path | None,
    printed: bool,
    quiet: bool,
) -> ClipReport:
    """Make the report, write it to every file named, and print its message where asked. Raises ExportError …"""
    for path in outputs:
        kind_of(path)
    with closing(open_reader(archive)) as db:
        query, filters, subject = _understood(db, archive, asked, quiet=quiet)
        check_filters(db, filters)
        kinds, rights = _kinds(archive), rights_of(db, archive)
        report = collect_report(db, query, filters, period, template, subject=subject, kinds=kinds, rights=rights)
        drawn = make_charts(report, _voices(db, archive, report, asked, query, filters, period, rivals))
    for path in outputs:
        write_report(path, report, template, drawn)
        say(f"written to {path}", quiet=quiet)
    if printed:
        sys.stdout.write(make_message(report, template))
        sys.stdout.flush()
    say(f"{report.period}: {make_summary(report) if report.rows else template.empty}", quiet=quiet)
    for line in make_notes(report, template):
        say(line, quiet=quiet)
    if charts is not None:
        # What can fail for want of a font comes last: the message is printed by then.
        _write_charts(charts, drawn, quiet=quiet)
    return report


def _understood(db: sqlite3.Connection, archive: str, asked: Asked, *, quiet: bool) -> tuple[Query, Filters, str]:
    """The query, its filters and the words for it: of a saved search its own, narrowed by what else is asked."""
    if asked.watch is None:
        query = asked_for(asked.query, archive, loose=asked.loose, exact=asked.exact, quiet=quiet)
        return query, asked.filters, f"‘{asked.typed}’" if asked.typed.strip() else EVERYTHING
    watch = watch_named(db, asked.watch)
    narrowed = {name: value for name, value in asked.filters.as_json().items() if value}
    given = Filters.from_json(narrowed)
    filters = replace(watch.filters, **{name: getattr(given, name) for name in narrowed})
    return watch.query, filters, f"‘{watch.name}’"


def _kinds(archive: str) -> dict[str, str]:
    """What kind each declared outlet is."""
    from scrapers.registry import load_registry

    return {outlet.id: outlet.kind for outlet in load_registry(archive)}


def _voices(
    db: sqlite3.Connection,
    archive: str,
    report: ClipReport,
    asked: Asked,
    query: Query,
    filters: Filters,
    period: Period,
    rivals: Sequence[str],
) -> list[ShareOfVoice]:
    """Articles of the period: our own first, then each rival's. A saved search may have the name of a rival."""
    if not rivals:
        return []
    ours = report.subject.strip("‘’")
    rows = [row for row in report.rows if not row.is_late]
    voices = [ShareOfVoice(ours, len(rows), sum(not row.is_copy for row in rows))]
    for name in dict.fromkeys(rivals):
        rival = parse(name)
        if rival.is_empty:
            raise ExportError(f"There is no letter or digit in --rival {name!r}.")
        rival = asked_for(rival, archive, loose=asked.loose, exact=asked.exact, quiet=True)
        if rival.root == query.root:
            raise ExportError(f"--rival {name!r} is what the report itself is about: name another one.")
        voices.append(measure_voice(db, name, rival, filters, period))
    if ours in rivals:
        voices[0] = replace(voices[0], name=f"{ours}(이 보고)")
    return voices


def _write_charts(folder: Path, charts: Sequence["Chart"], *, quiet: bool) -> None:
    """Each chart as .svg and .png into a folder. Raises ExportError, FontNotFoundError (after the .svg files)."""
    from reports.charts.drawing import draw
    from reports.charts.fonts import find_font
    from reports.charts.png import Fonts, draw_png
    from reports.charts.svg import make_svg_file
    from reports.formats.atomic_file import open_atomic

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be made: {(error.strerror or str(error)).lower()}.") from error
    drawings = [(chart.name, draw(chart)) for chart in charts]
    for name, drawing in drawings:
        with open_atomic(folder / f"{name}.svg") as file:
            file.write(make_svg_file(drawing))
    fonts = Fonts(find_font()) if drawings else None
    for name, drawing in drawings:
        assert fonts is not None
        with open_atomic(folder / f"{name}.png") as file:
            file.write(draw_png(drawing, fonts))
    say(f"{len(drawings)} charts written to {folder}, as .svg and .png", quiet=quiet)
