"""A month's report as a workbook: a real table a sheet, Excel's own charts above them, all ready to print on A4.

Every cell has its own type and formulas are only links, so that no text is ever run; what Excel alone has is not used,
so that LibreOffice and Hancom's 한셀 show the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from reports.charts.drawing import COLOURS
from reports.clip.notes import make_rights
from reports.clip.template import Template
from reports.documents.web_links import make_web_link
from reports.formats.terminal import width as count_columns
from reports.formats.xlsx import MAX_LINKS, close_workbook, fit_cell, open_workbook, write_link
from reports.month.comparison import Change, Points
from reports.month.month_report import MonthReport
from reports.month.notes import make_comparisons, make_empty, make_notes, make_summary, month_text, title_of
from reports.month.tables import COPIES, FIRST, Cell, Kind, Link, MonthColumn, MonthTable, make_tables

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT, SIZE = "맑은 고딕", 9.5
LINE_HEIGHT = 14.0
"""Points of a line in that size; Excel does not grow the rows of a file that it did not write."""
MAX_ROW_HEIGHT = 400
COLUMNS_OF_UNIT = 0.78
"""Characters of a column's width that half a Hangul syllable takes."""
CHART_ROWS, ROW_PIXELS = 17, 20
WIDE = 105
"""Characters of a digit that a portrait page holds in a size that is read well."""
COUNT, SIGNED = "#,##0", "+#,##0;-#,##0;0"
SHARE, SIGNED_SHARE = "0.0%", "+0.0%;-0.0%;0.0%"
FORMS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.COUNT: COUNT,
        Kind.RANK: "0",
        Kind.SHARE: SHARE,
        Kind.MINUTES: "#,##0",
        Kind.DAY: "mm.dd.",
        Kind.CHANGE: SIGNED,
        Kind.POINTS: SIGNED_SHARE,
    }
)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart: which column names its bars, which columns they show, of how many rows at most, and how they stand."""

    names: str
    shown: tuple[str, ...]
    max_rows: int = 15
    is_upright: bool = False


CHARTS: Mapping[str, _Drawn] = MappingProxyType(
    {
        "날짜별": _Drawn("날짜", (FIRST, COPIES), 31, is_upright=True),
        "논조": _Drawn("논조", ("기사",)),
        "점유율": _Drawn("이름", ("점유율",)),
        "매체": _Drawn("매체", (FIRST, COPIES)),
        "부서별 보도자료": _Drawn("부서", ("기사",)),
    }
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of the sheet: its head, its width, its number format, and what of a table's row it shows."""

    title: str
    width: float
    form: str
    kind: Kind
    source: int
    is_rate: bool = False


def write_workbook(file: BinaryIO, report: MonthReport, template: Template) -> None:
    """Write the workbook to an open file."""
    book = open_workbook(file, font=FONT)
    writer = _Writer(book, report, template)
    writer.write_overview()
    for number, table in enumerate(make_tables(report), 1):
        writer.write_table(number, table)
    close_workbook(book)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: "Workbook", report: MonthReport, template: Template) -> None:
        self._book = book
        self._report = report
        self._template = template
        self._formats: dict[str, Format] = {}
        self._links = 0

    def write_overview(self) -> None:
        """What the report is about, and what a reader should know of it."""
        report = self._report
        found = report.figures.counted.articles
        lines = [
            ("부서", self._template.office),
            ("제목", title_of(self._template)),
            ("검색", report.subject),
            ("기간", month_text(report)),
            ("작성", f"{report.made_at:%Y.%m.%d. %H:%M}"),
            ("미수집", report.missing),
            ("집계", make_summary(report) if found else make_empty(report)),
            *(("비교", text) for text in make_comparisons(report)),
            *(("안내", text) for text in (*make_notes(report), *make_rights())),
        ]
        sheet: Worksheet = self._book.add_worksheet("개요")
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, 88)
        sheet.write_row(0, 0, ["항목", "내용"], self._format(head=True))
        for at, (name, text) in enumerate(((name, text) for name, text in lines if text), 1):
            sheet.write_string(at, 0, name, self._format())
            sheet.write_string(at, 1, fit_cell(text), self._format(warning=name == "미수집"))
            sheet.set_row(at, _row_height([(text, 88)]))
        self._set_up_page(sheet, is_wide=False)
        sheet.repeat_rows(0)

    def write_table(self, number: int, table: MonthTable) -> None:
        """A sheet with a title, a chart where the table has one, and the table."""
        sheet: Worksheet = self._book.add_worksheet(table.name)
        places = list(_places(table.columns))
        for at, place in enumerate(places):
            sheet.set_column(at, at, place.width)
        sheet.write_string(0, 0, table.title, self._format(title=True))
        said = " ".join(filter(None, (self._report.missing, table.note)))
        if said:
            width = sum(place.width for place in places)
            sheet.merge_range(1, 0, 1, len(places) - 1, fit_cell(said), self._format(hint=True))
            sheet.set_row(1, _row_height([(said, width)]))
        head = 3
        if table.name in CHARTS and len(table.rows) > 1:
            drawn = self._draw(table, places, head + CHART_ROWS)
            sheet.insert_chart(2, 0, drawn, {"object_position": 1, "description": table.title})
            head += CHART_ROWS
        last = head + len(table.rows)
        sheet.add_table(
            head, 0, last, len(places) - 1,
            {
                "name": f"표_{number}",
                "columns": [{"header": place.title, "header_format": self._format(head=True)} for place in places],
                "style": "Table Style Light 1",
                "autofilter": len(table.rows) > 5,
                "banded_rows": False,
            },
        )  # fmt: skip
        sheet.set_row(head, _row_height([(place.title, place.width - 1) for place in places]))
        for at, row in enumerate(table.rows, head + 1):
            texts: list[tuple[str, float]] = []
            for column, place in enumerate(places):
                self._write(sheet, at, column, row[place.source], place)
                if place.kind in (Kind.TEXT, Kind.LINK):
                    cell = row[place.source]
                    texts.append((cell.text if isinstance(cell, Link) else str(cell or ""), place.width))
            sheet.set_row(at, _row_height(texts))
        self._set_up_page(sheet, is_wide=sum(place.width for place in places) > WIDE)
        sheet.repeat_rows(head)
        if head == 3:
            sheet.freeze_panes(head + 1, 0)

    def _write(self, sheet: "Worksheet", at: int, column: int, cell: Cell, place: _Place) -> None:
        form = self._format(form=place.form, centred=place.kind in (Kind.RANK, Kind.DAY))
        if isinstance(cell, Change | Points):
            cell = cell.rate if place.is_rate and isinstance(cell, Change) else cell.difference
        if cell is None or cell == "":
            sheet.write_blank(at, column, None, form)
        elif isinstance(cell, Link):
            address = make_web_link(cell.url)
            if address and self._links < MAX_LINKS:
                self._links += 1
                write_link(sheet, at, column, address, fit_cell(cell.text), self._format(link=True))
            else:
                sheet.write_string(at, column, fit_cell(cell.text), form)
        elif isinstance(cell, str):
            sheet.write_string(at, column, fit_cell(cell), form)
        elif isinstance(cell, date):
            sheet.write_datetime(at, column, cell, form)
        else:
            sheet.write_number(at, column, round(cell, 6), form)

    def _draw(self, table: MonthTable, places: Sequence[_Place], head: int) -> Any:
        spec = CHARTS[table.name]
        titles = [place.title for place in places]
        rows, names = min(len(table.rows), spec.max_rows), titles.index(spec.names)
        kind = {"type": "column" if spec.is_upright else "bar"}
        drawn = self._book.add_chart(kind | ({"subtype": "stacked"} if len(spec.shown) > 1 else {}))
        for number, name in enumerate(spec.shown):
            place = titles.index(name)
            drawn.add_series(
                {
                    "name": name,
                    "categories": [table.name, head + 1, names, head + rows, names],
                    "values": [table.name, head + 1, place, head + rows, place],
                    "fill": {"color": COLOURS[number]},
                    "gap": 40,
                    **({} if len(spec.shown) > 1 else {"data_labels": {"value": True}}),
                }
            )
        most = f" (위에서 {rows:,}개)" if len(table.rows) > rows else ""
        drawn.set_title({"name": f"{table.title}{most}", "name_font": {"name": FONT, "size": 11}, "overlay": False})
        font: dict[str, Any] = {"num_font": {"name": FONT, "size": 9}, "major_gridlines": {"visible": False}}
        values = font | {"major_gridlines": {"visible": True, "line": {"color": "#DFE4E9"}}, "min": 0}
        is_share = any(places[titles.index(name)].kind is Kind.SHARE for name in spec.shown)
        values |= {"num_format": "0%", "max": 1} if is_share else {"num_format": COUNT}
        if spec.is_upright:
            drawn.set_x_axis(font | {"text_axis": True, "num_format": "d"})
            drawn.set_y_axis(values)
        else:
            drawn.set_x_axis(values)
            drawn.set_y_axis(font | {"reverse": True})  # else the first line would stand at the bottom
        many = len(spec.shown) > 1
        drawn.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9}} if many else {"none": True})
        drawn.set_size({"width": 700, "height": CHART_ROWS * ROW_PIXELS})
        return drawn

    def _set_up_page(self, sheet: "Worksheet", *, is_wide: bool) -> None:
        sheet.set_paper(9)  # A4
        if is_wide:
            sheet.set_landscape()
        sheet.set_margins(0.39, 0.39, 0.47, 0.59)
        sheet.fit_to_pages(1, 0)
        named = " · ".join(filter(None, (self._template.office, title_of(self._template), str(self._report.month))))
        left = fit_cell(named).replace("\n", " ").replace("&", "&&")[:180].rstrip("&")
        sheet.set_footer(f"&L&8{left}&R&8&P / &N")

    def _format(
        self,
        *,
        head: bool = False,
        title: bool = False,
        hint: bool = False,
        warning: bool = False,
        link: bool = False,
        centred: bool = False,
        form: str = "",
    ) -> "Format":
        key = f"{head}{title}{hint}{warning}{link}{centred}{form}"
        if key not in self._formats:
            look: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter", "text_wrap": True}
            if head:
                look |= {"bold": True, "bg_color": "#F2F5F8", "align": "center"}
            if not title and not hint:
                look |= {"border": 1, "border_color": "#C5CCD3"}
            if title:
                look |= {"bold": True, "font_size": 14, "text_wrap": False}
            if hint:
                look |= {"font_color": "#5B6670", "font_size": 8.5}
            if warning:
                look |= {"bold": True, "font_color": "#A61B1B"}
            if link:
                look |= {"font_color": "#1F4E9C"}
            if centred:
                look |= {"align": "center"}
            if form:
                look |= {"num_format": form}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _places(columns: Sequence[MonthColumn]) -> Iterator[_Place]:
    """The columns of a sheet: a difference has its rate in one of its own."""
    for number, column in enumerate(columns):
        title = f"{column.title}(분)" if column.kind is Kind.MINUTES else column.title
        wide = column.kind in (Kind.TEXT, Kind.LINK)
        width = column.width if wide else max(9.0, min(column.width, 12.0))
        yield _Place(title, max(width, 7.0), FORMS.get(column.kind, ""), column.kind, number)
        if column.kind is Kind.CHANGE:
            yield _Place(f"{column.title} 비율", 10.0, SIGNED_SHARE, column.kind, number, is_rate=True)


def _row_height(texts: Sequence[tuple[str, float]]) -> float:
    """The height of a row of these texts, each in a column of a width."""
    lines = [
        sum(max(1, ceil(count_columns(line) * COLUMNS_OF_UNIT / width)) for line in text.split("\n"))
        for text, width in texts
    ]
    return min(max(lines, default=1) * LINE_HEIGHT + 4, MAX_ROW_HEIGHT)
