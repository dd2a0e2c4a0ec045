"""A month's report as a document to hand in: cover, overview, charts, then its tables, each under its heading."""

from collections.abc import Iterator

from reports.clip.notes import make_rights
from reports.clip.template import Template
from reports.documents.document import (
    Align,
    Block,
    ChartFigure,
    Document,
    Heading,
    Paragraph,
    Run,
    Style,
    Table,
    TableColumn,
    Text,
)
from reports.formats.html import is_web_address
from reports.month.cell_text import cell_text
from reports.month.charts import make_charts
from reports.month.month_report import MonthReport
from reports.month.notes import (
    make_comparisons,
    make_empty,
    make_notes,
    make_summary,
    month_text,
    title_of,
)
from reports.month.tables import Cell, Kind, Link, MonthTable, make_tables

PARTS = {
    "날짜별": "날짜별 흐름",
    "매체": "매체",
    "기자": "기자",
    "많이 실린 기사": "많이 실린 기사",
    "부서별 보도자료": "보도자료",
    "매체별 제목": "보도자료 제목의 변화",
}
"""Tables with which a part of the document begins, and its heading."""
NO_TABLE = frozenset({"날짜별"})
"""What a page shows as a chart only."""
CHART_OF = {
    "by-day": "날짜별",
    "by-outlet": "매체",
    "tone": "논조",
    "share-of-voice": "점유율",
    "by-department": "부서별 보도자료",
}


def make_month_document(report: MonthReport, template: Template) -> Document:
    """The document; it carries headlines and numbers, none of an article's text."""
    title = title_of(template)
    return Document(
        title=title,
        subject=report.subject,
        period=month_text(report),
        made_at=report.made_at,
        blocks=tuple(_blocks(report, template)),
        office=template.office,
        edition=template.edition,
        approvals=template.approvals,
        missing=report.missing,
        summary=make_summary(report) if report.figures.counted.articles else "",
        footer=" · ".join(filter(None, (template.office, title, str(report.month)))),
    )


def _blocks(report: MonthReport, template: Template) -> Iterator[Block]:
    tables = {table.name: table for table in make_tables(report)}
    charts = {CHART_OF[chart.name]: chart for chart in make_charts(report)} if template.charts else {}
    if not report.figures.counted.articles:
        yield Paragraph(_text(make_empty(report)))
    yield Heading(_text("요약"))
    for sentence in make_comparisons(report):
        yield Paragraph(_text(sentence), Style.SMALL)
    for name, table in tables.items():
        if name in PARTS:
            yield Heading(_text(PARTS[name]))
        titles = {PARTS.get(name)}
        if name in charts:
            yield ChartFigure(charts[name])
            titles.add(charts[name].title)
        if name not in NO_TABLE or name not in charts:
            yield from _table(table, has_title=table.title not in titles)
    yield Heading(_text("안내"))
    for note in (*make_notes(report), *make_rights()):
        yield Paragraph(_text(note), Style.SMALL)


def _table(table: MonthTable, *, has_title: bool) -> Iterator[Block]:
    columns = [TableColumn(column.title, column.width, _align(column.kind)) for column in table.page_columns]
    rows = [
        [_cell(cell, column.kind) for cell, column in zip(row, table.page_columns, strict=True)]
        for row in table.page_rows
    ]
    yield Table(columns, rows, title=table.title if has_title else "")
    for note in filter(None, (table.rest_text, table.note)):
        yield Paragraph(_text(note), Style.SMALL)


def _align(kind: Kind) -> Align:
    if kind in (Kind.TEXT, Kind.LINK):
        return Align.LEFT
    return Align.CENTER if kind in (Kind.RANK, Kind.DAY) else Align.RIGHT


def _cell(cell: Cell, kind: Kind) -> Text:
    if isinstance(cell, Link) and is_web_address(cell.url):
        return (Run(cell.text, link=cell.url),) if cell.text else ()
    return _text(cell_text(cell, kind))


def _text(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()
