"""The clip report as one HTML page: the table, filters without any script, the charts inline, ready to print.

The filters are radio buttons and style rules (``:has``). Every name in the rules is a number of ours, so that nothing
scraped is ever in the style sheet, whose hash the page's policy names.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from models.query.tree import Needle
from models.records.remark import TONES
from reports.charts.drawing import PHONE_WIDTH, Chart, draw
from reports.charts.svg import draw_svg
from reports.clip.columns import FIELDS
from reports.clip.marks import mark_terms
from reports.clip.notes import make_empty, make_notes, make_rights, make_summary, period_text
from reports.clip.report import ClipReport, ClipRow
from reports.clip.template import Column, Template
from reports.documents.document import Run
from reports.formats.cells import Value
from reports.formats.html import page_values, render

MAX_CHOICES = 40
BLOCKS = ("head", "gist")
"""The classes of cells that have a line of their own on a phone."""
MARKED = ("headline", "gist", "deck", "body")
"""The columns in which the words that were searched for are marked."""


@dataclass(frozen=True, slots=True)
class _Filter:
    """A choice: its letter in class names, its title, and the values that rows may have, the most frequent first."""

    letter: str
    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its class, its column's title, its text in pieces, the address it links to, the class of a tone."""

    kind: str
    head: str
    text: Sequence[Run]
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: its classes and cells."""

    kind: str
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Picture:
    """The SVG of a chart as it is seen on a screen and on paper, and on a phone."""

    wide: str
    narrow: str


def render_clip(report: ClipReport, template: Template, charts: Sequence[Chart]) -> str:
    """The page; of an outlet's own words it carries no more than the outlet allows."""
    filters = _filters(report)
    columns = _columns(template)
    shown = charts if report.rows and template.charts else ()
    return render(
        "clip.html",
        heading=template.title,
        counts=_joined(report.subject, period_text(report)),
        made=_joined(template.office, f"{report.made_at:%Y.%m.%d. %H:%M} 작성"),
        summary=make_summary(report),
        empty=make_empty(report, template),
        filters=filters,
        approvals=template.approvals,
        heads=[column.title for column in columns],
        rows=_rows(report, columns, filters),
        notes=[*make_notes(report, template), *make_rights()],
        charts=[_draw(chart) for chart in shown],
        series=shown[0].series if shown else (),
        **page_values(
            f"{template.title} · {report.subject}",
            "page.css",
            "clip.css",
            rules=_rules(filters),
            missing=report.missing,
        ),
    )


def _draw(chart: Chart) -> _Picture:
    """All charts of a clip have the same series, whose colours the page explains once."""
    return _Picture(draw_svg(draw(chart, has_legend=False)), draw_svg(draw(chart, PHONE_WIDTH, has_legend=False)))


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _filters(report: ClipReport) -> list[_Filter]:
    seen = {
        ("g", "구분"): Counter(_group(row) for row in report.rows),
        ("o", "매체"): Counter(row.article.outlet_title for row in report.rows),
        ("t", "논조"): Counter(_tone(row) for row in report.rows),
        ("r", "보도자료"): Counter(_release(row) for row in report.rows),
        ("s", "같은 글"): Counter(_copy(row) for row in report.rows),
    }
    return [
        _Filter(letter, title, tuple(name for name, _ in counts.most_common(MAX_CHOICES)))
        for (letter, title), counts in seen.items()
        if len(counts) > 1
    ]


def _rules(filters: Sequence[_Filter]) -> str:
    """Where a button is on, rows of other classes are not shown."""
    return "".join(
        f"body:has(#{one.letter}{n}:checked) tbody tr:not(.{one.letter}{n}){{display:none}}\n"
        for one in filters
        for n in range(1, len(one.values) + 1)
    )


def _columns(template: Template) -> list[Column]:
    """Those of the template; an address has none of its own where the headline is a link to it."""
    has_headline = any(column.field == "headline" for column in template.columns)
    return [column for column in template.columns if not (has_headline and FIELDS[column.field].is_link)]


def _rows(report: ClipReport, columns: Sequence[Column], filters: Sequence[_Filter]) -> list[_Row]:
    numbers = {one.letter: {value: n for n, value in enumerate(one.values, 1)} for one in filters}
    makers = [(column, FIELDS[column.field].cell) for column in columns]
    rows: list[_Row] = []
    story = 0
    for row in report.rows:
        cells = [_cell(column, make(row), row, report.terms) for column, make in makers]
        rows.append(_Row(_class(row, numbers, is_under=row.story == story), tuple(_end_lines(cells))))
        story = row.story
    return rows


def _end_lines(cells: Sequence[_Cell]) -> Iterator[_Cell]:
    """The cells; those that end a line of a card, behind which a phone shows no dot, with another class."""
    shown = [cell for cell in cells if cell.text]
    ends = {
        id(cell) for cell, after in zip(shown, [*shown[1:], None], strict=True) if after is None or after.kind in BLOCKS
    }
    for cell in cells:
        yield replace(cell, kind=f"{cell.kind} end".strip()) if id(cell) in ends else cell


def _class(row: ClipRow, numbers: Mapping[str, Mapping[str, int]], *, is_under: bool) -> str:
    """The row's classes; ``is_under`` says that it is of the story of the row above."""
    values = {
        "g": _group(row),
        "o": row.article.outlet_title,
        "t": _tone(row),
        "r": _release(row),
        "s": _copy(row),
    }
    names = [f"{letter}{known[values[letter]]}" for letter, known in numbers.items() if values[letter] in known]
    names += (
        ["copy"] * row.is_copy + ["under"] * is_under + ["late"] * row.is_late + ["gone"] * (row.gone_at is not None)
    )
    return " ".join(names)


def _cell(column: Column, value: Value, row: ClipRow, terms: Sequence[Needle]) -> _Cell:
    name, text = column.field, _text(value)
    kind = FIELDS[name].html_class
    runs = mark_terms(text, terms if name in MARKED else ())
    if name == "headline" or FIELDS[name].is_link:
        return _Cell(kind, column.title, runs, url=row.article.canonical_url)
    is_known_tone = name == "tone" and row.tone in TONES
    return _Cell(kind, column.title, runs, tone=f"tone{TONES.index(row.tone) + 1}" if is_known_tone else "")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y.%m.%d. %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y.%m.%d.}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _group(row: ClipRow) -> str:
    return row.group


def _tone(row: ClipRow) -> str:
    return row.tone or "표시 없음"


def _release(row: ClipRow) -> str:
    return {"예": "보도자료", "가능성": "가능성"}.get(row.release, "그 밖")


def _copy(row: ClipRow) -> str:
    return "같은 글 빼고" if not row.is_copy else "같은 글만"
