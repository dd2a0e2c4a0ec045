"""The clip as a workbook that prints on A4 and that a person may fill in: `news clip read` reads it back.

Written by XlsxWriter, every cell of its own type, so that no text is ever run: formulas are only those of
``link_formula``. What Excel alone has is not used, so that LibreOffice and Hancom's 한셀 show the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any, BinaryIO

from models.clips.clip import Clip
from reports.charts.drawing import COLOURS, Chart
from reports.clip.columns import FIELDS
from reports.clip.notes import make_empty, make_notes, make_rights, make_summary, period_text
from reports.clip.own_columns import OwnColumn
from reports.clip.report import ClipReport, ClipRow
from reports.clip.template import Column, Template
from reports.clip.workbook_layout import (
    DROP,
    DROP_HEAD,
    EDITED,
    ID_HEAD,
    KEPT_FORM,
    KEPT_HEAD,
    KEPT_HEADS,
    KEPT_SHEET,
    LIST_SHEET,
    ORDER_HEAD,
    TONE_CHOICES,
    RowKey,
)
from reports.documents.web_links import make_web_link
from reports.formats.cells import Value
from reports.formats.terminal import width as count_columns
from reports.formats.workbook_seal import CLIP_MARK
from reports.formats.xlsx import MAX_LINKS, close_workbook, fit_cell, open_workbook, write_link

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "맑은 고딕"
SIZE = 9.5
LINE_HEIGHT = 13.0
"""Points of a line in that size; Excel does not grow the rows of a file that it did not write."""
MAX_ROW_HEIGHT = 408
PAGE_PIXELS = 1_040
"""What A4 holds beside margins of 10 mm, at 96 pixels an inch, where it is printed in its own size."""
UNIT_PIXELS, CELL_PIXELS = 8, 6
"""Of a column: what a character of its width takes in 맑은 고딕 of 11 points, and the space beside them all."""
UNITS_OF_COLUMN = 0.82
"""Characters of width that half a Hangul syllable in SIZE takes, with what breaks between words leave empty."""
NARROW = {
    "no": 4.0, "group": 6.5, "outlet": 8.5, "date": 6.0, "time": 5.5, "reporters": 6.0, "section": 5.5, "tone": 5.0,
    "release": 6.0, "region": 6.0, "story": 5.0, "copies": 5.0, "late": 6.0, "marked_by": 7.0, "marked_at": 9.0,
    "gone": 9.0, "id": 7.0, "medium": 5.0, "page": 4.5, "columns": 4.5,
}  # fmt: skip
"""Characters of a digit that a column of short cells needs; the others share what is left of the page."""
FAVOURED = {"headline": 1.5}
"""So many times its share of the page that a column gets: the headline is what is read."""
MIN_WIDE, EDIT_WIDTH = 10.0, 4.5
MAX_CHART_ROWS = 60
MAX_SINGLE_STEPS = 12
PAGE_ROWS = 33
"""Rows of 20 pixels that a page of A4 holds across."""
SPARE_ROWS = 50
"""Rows below the list that have the same choices, for articles that a person adds."""
FILL, HEAD_FILL, LINE = "#FFFBE3", "#EEF2F6", "#AEB8C2"
MAX_HEADS = 4
"""Rows above the first article."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of the list: the field it shows, '' for one that only this file has; ``own``: a person added it."""

    field: str
    title: str
    width: float
    is_edited: bool = False
    is_printed: bool = True
    own: OwnColumn | None = None


def write_workbook(
    file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart], own: Sequence[OwnColumn] = ()
) -> None:
    """Write the workbook to an open binary file. ``own``: columns that people have added to it."""
    book = open_workbook(file, font=FONT)
    facts = {"title": fit_cell(template.title)[:255], "author": fit_cell(template.office)[:255]}
    book.set_properties(facts | {"created": report.made_at.replace(tzinfo=None)})
    writer = _Writer(book, report, template, own)
    writer.write_list()
    writer.write_overview()
    if charts:
        writer.write_counts(charts)
    if report.clip is not None:
        writer.write_kept(report.clip)
        book.set_custom_property(CLIP_MARK, str(report.clip.id))
    close_workbook(book)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: "Workbook", report: ClipReport, template: Template, own: Sequence[OwnColumn] = ()) -> None:
        self._book = book
        self._report = report
        self._template = template
        self._places = _place_columns(report, template, own)
        self._formats: dict[str, Format] = {}
        self._links = 0
        self._linked = "headline" if any(one.field == "headline" for one in template.columns) else "url"

    # The list

    def write_list(self) -> None:
        """The articles, a line each."""
        report, places = self._report, self._places
        printed = sum(place.is_printed for place in places)
        sheet: Worksheet = self._book.add_worksheet(LIST_SHEET)
        for number, place in enumerate(places):
            options = {"hidden": True} if place.title == ID_HEAD else {}
            sheet.set_column(number, number, place.width, None, options)
        top = self._write_heads(sheet, printed)
        for number, place in enumerate(places):
            sheet.write_string(top, number, fit_cell(place.title), self._format(head=True))
        sheet.set_row(top, 2 * LINE_HEIGHT + 3)
        for at, row in enumerate(report.rows, top + 1):
            self._write_row(sheet, at, row, places)
        last = top + len(report.rows)
        if not report.rows:
            last += 1
            text = make_empty(report, self._template)
            sheet.merge_range(last, 0, last, max(printed - 1, 1), "", self._format(border=True))
            sheet.write_string(last, 0, fit_cell(text), self._format(border=True))
        else:
            sheet.autofilter(top, 0, last, len(places) - 1)
        self._set_up_page(sheet, landscape=True)
        sheet.repeat_rows(top)
        sheet.print_area(0, 0, last, printed - 1)
        sheet.freeze_panes(top + 1, 0)
        self._add_choices(sheet, places, top + 1, last + SPARE_ROWS)

    def _write_heads(self, sheet: "Worksheet", printed: int) -> int:
        """The title and what is said of the whole above the list; the row of the columns' heads."""
        report, template = self._report, self._template
        known = [template.office, template.edition, report.subject, period_text(report), make_summary(report)]
        lines = [("title", template.title), ("info", " · ".join(filter(None, known)))]
        if report.missing:
            lines.append(("warning", report.missing))
        if report.clip is not None:
            lines.append(
                ("hint", f"노란 칸(논조·비고·{ORDER_HEAD}·{DROP_HEAD})을 고쳐 저장하면 news clip read로 불러옵니다.")
            )
        page = PAGE_PIXELS / UNIT_PIXELS
        for at, (kind, text) in enumerate(lines):
            form = self._format(**{kind: True})
            sheet.merge_range(at, 0, at, max(printed - 1, 1), "", form)
            sheet.write_string(at, 0, fit_cell(text), form)
            count = _count_lines(text, page)
            sheet.set_row(at, 26 if kind == "title" else min(count * LINE_HEIGHT + 3, MAX_ROW_HEIGHT))
        return len(lines)

    def _write_row(self, sheet: "Worksheet", at: int, row: ClipRow, places: Sequence[_Place]) -> None:
        most = 1
        for number, place in enumerate(places):
            value = self._value(row, place)
            form = self._format(border=True, edited=place.is_edited, centred=_is_centred(place), value=value)
            link = self._link(row.article.canonical_url) if place.field == self._linked else ""
            if value is None or value == "":
                sheet.write_blank(at, number, None, form)
            elif isinstance(value, datetime):
                sheet.write_datetime(at, number, value.replace(tzinfo=None), form)
            elif isinstance(value, date | time):
                sheet.write_datetime(at, number, value, form)
            elif isinstance(value, int | float):
                sheet.write_number(at, number, value, form)
            elif link:
                linked = self._format(border=True, edited=place.is_edited, link=True)
                write_link(sheet, at, number, link, fit_cell(value), linked)
            else:
                sheet.write_string(at, number, fit_cell(value), form)
            if isinstance(value, str) and place.is_printed:
                most = max(most, _count_lines(value, place.width))
        sheet.set_row(at, min(most * LINE_HEIGHT + 4, MAX_ROW_HEIGHT))

    def _value(self, row: ClipRow, place: _Place) -> Value:
        if place.field:
            return FIELDS[place.field].cell(row)
        if place.own is not None:
            return place.own.values.get(row.item_id)
        if place.title != ID_HEAD or self._report.clip is None:
            return None
        return str(RowKey(self._report.clip.id, row.item_id))

    def _link(self, address: str) -> str:
        link = make_web_link(address) if self._links < MAX_LINKS else ""
        self._links += bool(link)
        return link

    def _add_choices(self, sheet: "Worksheet", places: Sequence[_Place], first: int, last: int) -> None:
        """What may be chosen or typed in the columns that are read back."""
        wrong = {"error_title": "다시 고르세요", "ignore_blank": True}
        tones = f"{', '.join(TONE_CHOICES)} 가운데 하나를 고르거나 비워 두세요."
        numbers = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 999_999}
        choices: dict[str, dict[str, Any]] = {
            "tone": {"validate": "list", "source": list(TONE_CHOICES), "error_message": tones},
            DROP_HEAD: {"validate": "list", "source": [DROP], "error_message": f"뺄 기사에만 {DROP}를 고르세요."},
            ORDER_HEAD: numbers | {"error_message": "몇 번째로 옮길지 숫자로 적으세요."},
        }
        for number, place in enumerate(places):
            choice = choices.get(place.field or place.title)
            if choice is not None and place.is_edited:
                sheet.data_validation(first, number, last, number, choice | wrong)

    # The other sheets

    def write_overview(self) -> None:
        """What the report is about, and what a reader should know of it."""
        report, template = self._report, self._template
        lines: list[tuple[str, Value]] = [
            ("부서", template.office),
            ("제목", template.title),
            ("검색", report.subject),
            ("기간", period_text(report)),
            ("작성", report.made_at.replace(tzinfo=None)),
            ("집계", make_summary(report)),
        ]
        empty = [] if report.rows else [make_empty(report, template)]
        said = [*filter(None, [report.missing]), *empty, *make_notes(report, template), *make_rights()]
        lines += [("안내", text) for text in said]
        sheet: Worksheet = self._book.add_worksheet("개요")
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, 82)
        sheet.write_row(0, 0, ["항목", "내용"], self._format(head=True))
        at = 0
        for name, value in lines:
            if value in ("", None):
                continue
            at += 1
            sheet.write_string(at, 0, name, self._format(border=True))
            if isinstance(value, datetime):
                sheet.write_datetime(at, 1, value, self._format(border=True, left=True, value=value))
            else:
                text = fit_cell(str(value))
                sheet.write_string(at, 1, text, self._format(border=True))
                sheet.set_row(at, min(_count_lines(text, 82) * LINE_HEIGHT + 4, MAX_ROW_HEIGHT))
        self._set_up_page(sheet, landscape=False)
        sheet.repeat_rows(0)
        if report.missing:
            sheet.activate()

    def write_counts(self, charts: Sequence[Chart]) -> None:
        """The numbers of each chart as a table with the chart beside it; without what nothing was published of."""
        sheet: Worksheet = self._book.add_worksheet("집계")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 3, 13)
        sheet.set_column(4, 4, 2)
        at = top = 0
        breaks: list[int] = []
        for number, chart in enumerate(charts, 1):
            bars = [bar for bar in chart.bars if any(bar.values)]
            if not bars:
                continue
            end = self._write_count(sheet, at, number, chart, bars)
            if at > top and end - top > PAGE_ROWS:  # no chart is cut by the end of a page
                breaks.append(at)
                top = at
            at = end
        sheet.set_h_pagebreaks(breaks)
        self._set_up_page(sheet, landscape=True)

    def _write_count(self, sheet: "Worksheet", at: int, number: int, chart: Chart, bars: Sequence[Any]) -> int:
        """One table and its chart; the row where the next one begins."""
        series = list(chart.series or ("건수",))
        sheet.write_string(at, 0, fit_cell(chart.title), self._format(title=True))
        left_out = "" if len(bars) == len(chart.bars) else "보도가 없는 줄은 뺌"
        note = " · ".join(filter(None, (chart.note, left_out)))
        if note:
            sheet.write_string(at + 1, 0, fit_cell(note), self._format(hint=True))
        head, first = at + 2, at + 3
        last = head + len(bars)
        look = self._format(head=True)  # a table's own look is one that only Excel draws
        columns = [{"header": one, "header_format": look} for one in ("이름", *series)]
        sheet.add_table(
            head, 0, last, len(series),
            {"name": f"집계_{number}", "columns": columns, "style": "Table Style Light 9", "autofilter": False},
        )  # fmt: skip
        for row, bar in enumerate(bars, first):
            sheet.write_string(row, 0, fit_cell(bar.label), self._format(border=True))
            for place, value in enumerate(bar.values, 1):
                sheet.write_number(row, place, value, self._format(border=True, value=value))
        kind = "column" if chart.upright else "bar"
        drawn = self._book.add_chart({"type": kind, "subtype": "stacked"} if len(series) > 1 else {"type": kind})
        shown = min(last, head + MAX_CHART_ROWS)
        for place, name in enumerate(series, 1):
            drawn.add_series(
                {
                    "name": name,
                    "categories": ["집계", first, 0, shown, 0],
                    "values": ["집계", first, place, shown, place],
                    "fill": {"color": COLOURS[(place - 1) % len(COLOURS)]},
                    "gap": 60,
                }
            )
        drawn.set_title({"name": fit_cell(chart.title), "name_font": {"name": FONT, "size": 11}, "overlay": False})
        font = {"num_font": {"name": FONT, "size": 9}, "major_gridlines": {"visible": False}}
        counts = font | {"major_gridlines": {"visible": True, "line": {"color": LINE}}, "min": 0}
        if max(sum(bar.values) for bar in bars) <= MAX_SINGLE_STEPS:
            counts |= {"major_unit": 1}  # there is no half article
        if chart.upright:
            drawn.set_x_axis(font)
            drawn.set_y_axis(counts)
        else:
            drawn.set_x_axis(counts)
            drawn.set_y_axis(font | {"reverse": True})  # else the first line would stand at the bottom
        drawn.set_legend(
            {"position": "bottom", "font": {"name": FONT, "size": 9}} if len(series) > 1 else {"none": True}
        )
        height = max(190, min(20 * min(len(bars), MAX_CHART_ROWS) + 100, 660))
        drawn.set_size({"width": 460, "height": height})
        sheet.insert_chart(at, 5, drawn, {"y_offset": 3, "object_position": 1, "description": fit_cell(chart.title)})
        return max(last + 3, at + ceil(height / 20) + 1)

    def write_kept(self, clip: Clip) -> None:
        """What the rows said when the file was written, on a sheet that is not shown."""
        report = self._report
        sheet: Worksheet = self._book.add_worksheet(KEPT_SHEET)
        facts: list[list[str]] = [
            [KEPT_FORM],
            ["clip", str(clip.id)],
            ["day", clip.day.isoformat()],
            ["name", clip.name],
            ["seen", str(report.last_change)],
            ["written", report.made_at.isoformat(timespec="seconds")],
            *([KEPT_HEAD, one.field or one.title, one.title] for one in self._places if one.title.strip()),
            list(KEPT_HEADS),
        ]
        facts += [[str(row.item_id), str(row.number), row.tone, row.note] for row in report.rows]
        for at, line in enumerate(facts):
            for place, text in enumerate(line):
                if text:
                    sheet.write_string(at, place, fit_cell(text))
        sheet.very_hidden()

    # How it looks

    def _set_up_page(self, sheet: "Worksheet", *, landscape: bool) -> None:
        sheet.set_paper(9)  # A4
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(0.39, 0.39, 0.47, 0.59)
        sheet.fit_to_pages(1, 0)
        named = " · ".join(filter(None, (self._template.office, self._template.title, str(self._report.period))))
        left = fit_cell(named).replace("\n", " ").replace("&", "&&")[:180].rstrip("&")
        sheet.set_footer(f"&L&8{left}&R&8&P / &N")

    def _format(
        self,
        *,
        head: bool = False,
        title: bool = False,
        info: bool = False,
        warning: bool = False,
        hint: bool = False,
        border: bool = False,
        edited: bool = False,
        centred: bool = False,
        left: bool = False,
        link: bool = False,
        value: Value = None,
    ) -> "Format":
        form = _number_form(value)
        key = f"{head}{title}{info}{warning}{hint}{border}{edited}{centred}{left}{link}{form}"
        if key not in self._formats:
            look: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter", "text_wrap": True}
            if head:
                look |= {"bold": True, "bg_color": HEAD_FILL, "align": "center"}
            if head or border:
                look |= {"border": 1, "border_color": LINE}
            if title:
                look |= {"bold": True, "font_size": 15 if not border else SIZE, "text_wrap": False}
            if warning:
                look |= {"bold": True, "font_color": "#A61B1B"}
            if hint:
                look |= {"font_color": "#5B6670", "font_size": 8.5, "text_wrap": False}
            if edited:
                look |= {"bg_color": FILL}
            if centred or left:
                look |= {"align": "center" if centred else "left"}
            if link:
                look |= {"font_color": "#1F4E9C", "underline": 0}
            if form:
                look |= {"num_format": form}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _number_form(value: Value) -> str:
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, date):
        return "mm.dd."
    if isinstance(value, time):
        return "hh:mm"
    return "#,##0" if isinstance(value, int) else ""


def _place_columns(report: ClipReport, template: Template, added: Sequence[OwnColumn]) -> list[_Place]:
    """The template's columns, then those that a person fills in; addresses and ids stand outside of what is printed.

    A column that a person added stands where it stood.
    """
    is_kept = report.clip is not None
    printed = [one for one in template.columns if not FIELDS[one.field].is_link]
    links = [one for one in template.columns if FIELDS[one.field].is_link]
    own = [(ORDER_HEAD, EDIT_WIDTH), (DROP_HEAD, EDIT_WIDTH)] if is_kept else []
    shown = [one for one in added if one.is_printed]
    taken = sum(width for _title, width in own) + sum(one.width for one in shown)
    widths = _share_page(printed, taken, len(own) + len(shown))
    places = [
        _Place(one.field, one.title, width, is_edited=is_kept and one.field in EDITED)
        for one, width in zip(printed, widths, strict=True)
    ]
    places += [_Place("", title, width, is_edited=True) for title, width in own]
    places += [_Place(one.field, one.title, 30.0, is_printed=False) for one in links]
    places += [_Place("", ID_HEAD, 10.0, is_printed=False)] if is_kept else []
    return _insert_added(places, added)


def _insert_added(places: Sequence[_Place], added: Sequence[OwnColumn]) -> list[_Place]:
    """The columns with those that people added: each behind the one it stood behind, else behind what is printed."""
    last = sum(place.is_printed for place in places) - 1
    names = {place.field or place.title: at for at, place in enumerate(places)}
    behind: dict[int, list[_Place]] = {}
    for one in added:
        at = names.get(one.behind, last) if one.behind else -1
        is_printed = at < last or (at == last and one.is_printed)
        behind.setdefault(at, []).append(_Place("", one.title, one.width, is_printed=is_printed, own=one))
    # What is printed stands together: a column that is not cannot stand before one that is.
    behind[last] = sorted(behind.get(last, []), key=lambda place: not place.is_printed)
    return [*behind.get(-1, ()), *(one for at, place in enumerate(places) for one in (place, *behind.get(at, ())))]


def _share_page(columns: Sequence[Column], taken: float, count: int) -> Iterator[float]:
    """The widths of columns that fill a page together, each with five pixels of its own."""
    narrow = {one.field: min(one.width, NARROW[one.field]) for one in columns if one.field in NARROW}
    wide = {one.field: one.width * FAVOURED.get(one.field, 1) for one in columns if one.field not in NARROW}
    room = (PAGE_PIXELS - CELL_PIXELS * (len(columns) + count)) / UNIT_PIXELS - taken - sum(narrow.values())
    share = room / max(sum(wide.values()), 1)
    for one in columns:
        yield narrow.get(one.field) or max(wide[one.field] * share, MIN_WIDE)


def _count_lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of this width."""
    return sum(max(1, ceil(count_columns(line) * UNITS_OF_COLUMN / width)) for line in text.split("\n"))


def _is_centred(place: _Place) -> bool:
    if place.own is not None:
        return False
    return not place.field or FIELDS[place.field].html_class == "c"
