"""The clip report as one HTML page: the table, filters without any script, the charts inline, ready to print.

The filters are radio buttons and style rules (``:has``). Every name in the rules is a number of ours, so that nothing
scraped ever stands in the style sheet, whose hash the page's policy names.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from models.archive.read.remarks import TONES
from reports.charts.drawing import Chart, draw
from reports.charts.svg import svg
from reports.clip.columns import FIELDS
from reports.clip.notes import notes, summary
from reports.clip.report import Report, Row
from reports.clip.template import Template
from reports.formats.cells import Value
from reports.formats.html import STYLE, Markup, link, page, tag

MOST_CHOICES = 40
CLIP_STYLE = """
body{max-width:none;margin:1.2rem auto;padding:0 1.4rem}header h1{margin:0}header p{margin:.2rem 0}
.counts{font-size:1.05rem;font-weight:600}table{margin-top:.6rem;font-size:.86rem;line-height:1.45}
th{position:sticky;top:0;white-space:nowrap}td{word-break:keep-all;overflow-wrap:break-word}
td.c{text-align:center;white-space:nowrap}td.u{word-break:break-all;font-size:.88em;min-width:9rem;max-width:16rem}td.s{min-width:4.6rem}
td.head{min-width:13rem}td.gist{min-width:13rem;color:#38424c}tr.copy td{background:#fafbfc}
tr.under td.head::before{content:"└ ";color:#667079}tr.gone td.head::after{content:" (내려간 기사)";color:#a32a2a}
tr.late td.head::after{content:" (뒤늦게 수집)";color:#b06a00}
.tone1{color:#1c6b35;font-weight:600}.tone3{color:#a32a2a;font-weight:600}
fieldset{border:0;margin:.25rem 0;padding:0;font-size:.84rem}
legend{float:left;width:5.2rem;color:#667079;padding:.1rem 0}
label{display:inline-block;margin:0 .15rem .15rem 0;padding:.08rem .6rem;border:1px solid #ccd3db;border-radius:1rem;
cursor:pointer}label:has(:checked){background:#0b5cad;border-color:#0b5cad;color:#fff}
label:has(:focus-visible){outline:2px solid #e08a1e}input[type=radio]{position:absolute;opacity:0;width:0}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(30rem,1fr));gap:1.6rem 2.4rem;align-items:start}
.charts svg{width:100%;height:auto;max-width:48rem}.notes{font-size:.84rem;color:#4a545e}
.filters{border:1px solid #e1e5ea;border-radius:.5rem;padding:.4rem .8rem;margin:.6rem 0}
@media(max-width:84rem){th{white-space:normal;word-break:keep-all;overflow-wrap:normal}
td.head,td.gist{min-width:9rem}td.u{min-width:6rem}td.s{min-width:0}}
@media(max-width:44rem){.charts{grid-template-columns:1fr}}
@page{size:A4 landscape;margin:12mm}
@media print{.filters{display:none}body{padding:0;font-size:9pt}table{font-size:8pt}thead{display:table-header-group}
th{position:static}.charts{display:block}
.charts figure{break-inside:avoid;width:47%;display:inline-block;
vertical-align:top;margin:0 2% 6mm 0}
section.pictures{break-before:page}}
figure{margin:0}
"""
_CENTRED = frozenset({"no", "date", "time", "tone", "release", "group", "story", "copies", "late"})
_CLASSES = {"headline": "head", "gist": "gist", "url": "u", "section": "s", "note": "s"}


@dataclass(frozen=True, slots=True)
class _Filter:
    """A choice: its letter in class names, its title, and the values that rows may have, the most frequent first."""

    letter: str
    title: str
    values: tuple[str, ...]


def clip_page(report: Report, template: Template, charts: Sequence[Chart]) -> str:
    """The page; of an outlet's own words it carries no more than the outlet allows."""
    title = f"{template.title} · {report.subject}"
    facts = [
        tag("h1", template.title),
        tag("p", " · ".join(filter(None, [report.subject, str(report.period)])), class_="counts"),
        tag("p", " · ".join(filter(None, [template.office, f"{report.made_at:%Y.%m.%d. %H:%M} 작성"])), class_="dim"),
    ]
    if not report.rows:
        return page(
            title, STYLE + CLIP_STYLE, tag("header", *facts), tag("p", template.empty), _notes(report, template)
        )
    filters = _filters(report)
    body = [
        tag("header", *facts, tag("p", tag("strong", summary(report)))),
        tag("div", *map(_choices, filters), class_="filters") if filters else Markup(""),
        _table(report, template, filters),
        _notes(report, template),
    ]
    if charts:
        drawn = [tag("figure", svg(draw(chart))) for chart in charts]
        body.append(tag("section", tag("h2", "집계"), tag("div", *drawn, class_="charts"), class_="pictures"))
    return page(title, STYLE + CLIP_STYLE + _rules(filters), *body)


def _notes(report: Report, template: Template) -> Markup:
    lines = [tag("li", line) for line in notes(report, template)]
    return tag("ul", *lines, class_="notes") if lines else Markup("")


def _filters(report: Report) -> list[_Filter]:
    seen = {
        ("g", "구분"): Counter(_group(row) for row in report.rows),
        ("o", "매체"): Counter(row.article.outlet_title for row in report.rows),
        ("t", "논조"): Counter(_tone(row) for row in report.rows),
        ("r", "보도자료"): Counter(_release(row) for row in report.rows),
        ("s", "같은 글"): Counter(_copy(row) for row in report.rows),
    }
    return [
        _Filter(letter, title, tuple(name for name, _ in counts.most_common(MOST_CHOICES)))
        for (letter, title), counts in seen.items()
        if len(counts) > 1
    ]


def _choices(choice: _Filter) -> Markup:
    def button(number: int, text: str) -> Markup:
        attributes = {"type": "radio", "name": choice.letter, "id": f"{choice.letter}{number}"}
        return tag("label", tag("input", **attributes, checked="" if number == 0 else None), text)

    values = [button(number, value) for number, value in enumerate(choice.values, 1)]
    return tag("fieldset", tag("legend", choice.title), button(0, "모두"), *values)


def _rules(filters: Sequence[_Filter]) -> str:
    """Where a button is on, rows of other classes are not shown."""
    return "".join(
        f"body:has(#{one.letter}{n}:checked) tbody tr:not(.{one.letter}{n}){{display:none}}\n"
        for one in filters
        for n in range(1, len(one.values) + 1)
    )


def _table(report: Report, template: Template, filters: Sequence[_Filter]) -> Markup:
    numbers = {one.letter: {value: n for n, value in enumerate(one.values, 1)} for one in filters}
    head = tag("tr", *(tag("th", column.title, scope="col") for column in template.columns))
    makers = [(column.field, FIELDS[column.field].cell) for column in template.columns]
    body = []
    story = 0
    for row in report.rows:
        cells = [_cell(name, make(row), row) for name, make in makers]
        body.append(tag("tr", *cells, class_=_class(row, numbers, is_under=row.story == story)))
        story = row.story
    return tag("table", tag("thead", head), tag("tbody", *body))


def _class(row: Row, numbers: Mapping[str, Mapping[str, int]], *, is_under: bool) -> str | None:
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
    return " ".join(names) or None


def _cell(name: str, value: Value, row: Row) -> Markup:
    kind = "c" if name in _CENTRED else _CLASSES.get(name)
    shown: object = _text(value)
    if name == "headline":
        shown = link(row.article.canonical_url, row.article.headline)
    elif name == "url":
        shown = link(row.article.canonical_url, row.article.canonical_url)
    elif name == "tone" and row.tone in TONES:
        shown = tag("span", row.tone, class_=f"tone{TONES.index(row.tone) + 1}")
    return tag("td", shown, class_=kind)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y.%m.%d. %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y.%m.%d.}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _group(row: Row) -> str:
    return row.group


def _tone(row: Row) -> str:
    return row.tone or "표시 없음"


def _release(row: Row) -> str:
    return {"예": "보도자료", "가능성": "가능성"}.get(row.release, "그 밖")


def _copy(row: Row) -> str:
    return "같은 글 빼고" if not row.is_copy else "같은 글만"
