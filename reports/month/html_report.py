"""A month's report as one HTML page for a phone, a desk and a printer: no script, bars by style rules alone.

A bar's length is a class of ours (``w43``), so that the page needs no style of its own and its policy allows none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.clip.notes import make_rights
from reports.clip.template import Template
from reports.coverage.sentences import day_text
from reports.formats.html import page_values, render
from reports.month.cell_text import cell_text
from reports.month.comparison import Change, Points, change_text, compared, short_name
from reports.month.month_report import NOTHING, MonthReport
from reports.month.notes import make_comparisons, make_empty, make_notes, month_text, title_of
from reports.month.tables import Cell, Kind, Link, MonthColumn, MonthTable, list_days, make_tables

STEPS = 100
"""Lengths of bars that the style sheet knows, of the longest."""
BARS_OF = {"매체": 3, "논조": 1, "점유율": 2, "부서별 보도자료": 3}
"""Tables whose rows have a bar, and the column that it shows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its class, its label where it stands below its row, its text, the address it leads to, its bar."""

    kind: str
    label: str
    text: str
    url: str = ""
    bar: int | None = None


@dataclass(frozen=True, slots=True)
class _Section:
    """A table as the page shows it."""

    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[_Cell]]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's column: its label and what it says, how high its two parts are (0 to 100), whether it is labelled."""

    label: str
    text: str
    first: int
    copies: int
    articles: int
    is_named: bool
    is_rest: bool


@dataclass(frozen=True, slots=True)
class _Card:
    """A number at the top of the page, with what it is compared with."""

    title: str
    number: str
    changes: Sequence[tuple[str, str, str]]


def render_month(report: MonthReport, template: Template) -> str:
    """The page; of an article it carries its headline alone."""
    title = title_of(template)
    tables = make_tables(report)
    return render(
        "month.html",
        heading=title,
        month=f"{report.month} · {report.subject}",
        period=month_text(report),
        made=" · ".join(filter(None, (template.office, template.edition, f"{report.made_at:%Y.%m.%d. %H:%M} 작성"))),
        approvals=template.approvals,
        empty="" if report.figures.counted.articles else make_empty(report),
        cards=_cards(report) if report.figures.counted.articles else [],
        comparisons=list(make_comparisons(report)),
        days=_days(report) if report.figures.counted.articles else [],
        sections=[_section(table) for table in tables if table.name not in ("요약", "날짜별")],
        overview=next((_section(table) for table in tables if table.name == "요약"), None),
        notes=[
            note for note in make_notes(report) if note not in {*make_comparisons(report)} or "비교했습니다" in note
        ],
        rights=make_rights(),
        **page_values(f"{title} · {report.month}", "page.css", "month.css", rules=_rules(), missing=report.missing),
    )


def _rules() -> str:
    return "".join(f".w{n}{{width:{n}%}}.h{n}{{height:{n}%}}" for n in range(STEPS + 1))


def _cards(report: MonthReport) -> list[_Card]:
    figures, earlier = report.figures, compared(report)
    numbers = (
        ("기사", figures.counted.articles, [one.figures.counted.articles for one in earlier if one.figures]),
        ("중복 제외", figures.counted.stories, [one.figures.counted.stories for one in earlier if one.figures]),
        ("보도한 매체", len(figures.outlets), [len(one.figures.outlets) for one in earlier if one.figures]),
    )
    cards: list[_Card] = []
    for title, now, then in numbers:
        unit = "개" if title == "보도한 매체" else "건"
        changes = [
            (short_name(one), change_text(Change(now, number, unit)), _sign(now - number))
            for one, number in zip(earlier, then, strict=True)
        ]
        cards.append(_Card(title, f"{now:,}{unit}", changes))
    return cards


def _sign(difference: float) -> str:
    return "up" if difference > 0 else "down" if difference < 0 else "same"


def _days(report: MonthReport) -> list[_Day]:
    counts = [(day, report.figures.days.get(day, NOTHING)) for day in list_days(report)]
    most = max((one.articles for _, one in counts), default=0) or 1
    return [
        _Day(
            label=f"{day.day}",
            text=f"{day_text(day)} 기사 {one.articles:,}건, 같은 글 {one.copies:,}건",
            first=_part(one.first, most),
            copies=_part(one.copies, most),
            articles=one.articles,
            is_named=day.day == 1 or day.day % 5 == 0,
            is_rest=day.weekday() >= 5,
        )
        for day, one in counts
    ]


def _part(number: float, most: float) -> int:
    return round(STEPS * number / most) if most else 0


def _section(table: MonthTable) -> _Section:
    place = BARS_OF.get(table.name)
    numbers = [_number(row[place]) for row in table.rows] if place is not None else []
    most = max(numbers, default=0)
    rows = [
        [
            _cell(cell, column, bar=_part(_number(cell), most) if n == place and most else None)
            for n, (cell, column) in enumerate(zip(row, table.page_columns, strict=True))
        ]
        for row in table.page_rows
    ]
    heads = [(column.title, _class(column)) for column in table.page_columns]
    return _Section(table.title, heads, rows, list(filter(None, (table.rest_text, table.note))))


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, int | float) else 0


def _class(column: MonthColumn) -> str:
    names = {Kind.TEXT: "t", Kind.LINK: "t", Kind.RANK: "r", Kind.DAY: "r"}
    return names.get(column.kind, "n") + (" minor" if column.is_minor else "")


def _cell(cell: Cell, column: MonthColumn, *, bar: int | None) -> _Cell:
    kind = _class(column)
    if isinstance(cell, Change | Points) and cell.difference is not None:
        kind += f" {_sign(cell.difference)}"
    text = cell_text(cell, column.kind)
    if not text:
        kind += " none"
    return _Cell(kind, column.title, text, cell.url if isinstance(cell, Link) else "", bar)
