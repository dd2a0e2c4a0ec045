"""A bar chart as plain shapes: rectangles, lines and texts with their places, drawn by ``svg.py`` and ``png.py``.

Lengths are pixels; a text's place is the left, middle or right end of its baseline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from reports.formats.terminal import clean, cut, wrap
from reports.formats.terminal import width as columns_of_text

Anchor = Literal["start", "middle", "end"]
WIDTH = 720
PHONE_WIDTH = 350
"""Of a chart that is read on a phone: a bar has its label above it, not beside it."""
LINE = 24
TOP = 44
LETTER = 7.1
"""Width of a column of text (a Hangul syllable takes two) at 13 pixels."""
SMALL_LETTER = 6.0
"""The same at 11 pixels."""
COLOURS = ("#2f6db5", "#e08a1e", "#4d9a5b", "#b5495b", "#7a5ea8", "#5f8a96", "#a08436", "#777f87")
INK, DIM, GRID = "#1d2329", "#667079", "#dfe4e9"
MAX_LABEL_COLUMNS = 26
TITLE_SIZE, SIZE, SMALL = 15, 13, 11


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: its label and a value for each series."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to draw. ``name`` is its file's name; without ``series`` there is one value a bar.

    ``upright``: bars are side by side, as days do; else they lie beneath each other. ``label_columns``: what of a label
    is shown, in columns of a terminal.
    """

    name: str
    title: str
    bars: tuple[Bar, ...]
    series: tuple[str, ...] = ()
    upright: bool = False
    note: str = ""
    label_columns: int = MAX_LABEL_COLUMNS


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: int = SIZE
    colour: str = INK
    anchor: Anchor = "start"
    bold: bool = False


Shape = Box | TextLine


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a white sheet."""

    title: str
    height: float
    shapes: tuple[Shape, ...] = field(default=())
    width: float = WIDTH


def draw(chart: Chart, width: float = WIDTH, *, has_legend: bool = True) -> Drawing:
    """The chart as shapes. Without ``has_legend`` the page says what the colours mean."""
    shapes: list[Shape] = [TextLine(0, 20, chart.title, TITLE_SIZE, bold=True)]
    top = TOP
    if has_legend and chart.series:
        if width < WIDTH:
            top += LINE
        shapes += _draw_legend(chart, width, top - TOP + 20)
    body, bottom = (_draw_upright if chart.upright else _draw_lying)(chart, width, top)
    shapes += body
    for line in wrap(clean(chart.note), int(width / SMALL_LETTER), indent=0) if chart.note else ():
        bottom += 20
        shapes.append(TextLine(0, bottom - 5, line, SMALL, DIM))
    return Drawing(chart.title, bottom, tuple(shapes), width)


def _draw_legend(chart: Chart, right: float, y: float) -> Iterator[Shape]:
    for place in reversed(range(len(chart.series))):
        text = _fit_label(chart.series[place])
        right -= columns_of_text(text) * LETTER
        yield TextLine(right, y, text, SMALL, DIM)
        yield Box(right - 14, y - 9, 10, 10, COLOURS[place % len(COLOURS)])
        right -= 30


def _draw_lying(chart: Chart, width: float, top: float) -> tuple[list[Shape], float]:
    """Bars beneath each other, their labels beside them; above them where there is no room beside."""
    shapes: list[Shape] = []
    is_narrow = width < WIDTH
    labels = [_fit_label(bar.label, min(chart.label_columns, int(width / LETTER))) for bar in chart.bars]
    room = 0.0 if is_narrow else max(map(columns_of_text, labels), default=0) * LETTER + 10
    longest = max((sum(bar.values) for bar in chart.bars), default=0)
    scale = (width - room - 64) / max(longest, 1)
    y = float(top)
    for bar, label in zip(chart.bars, labels, strict=True):
        if is_narrow:
            shapes.append(TextLine(0, y + 13, label))
            y += LINE - 5
        else:
            shapes.append(TextLine(room - 8, y + 13, label, anchor="end"))
        x = room
        for place, value in enumerate(bar.values):
            shapes.append(Box(x, y, value * scale, 17, COLOURS[place % len(COLOURS)]))
            x += value * scale
        shapes.append(TextLine(x + 6, y + 13, f"{sum(bar.values):,}", colour=DIM))
        y += LINE
    return shapes, y


def _draw_upright(chart: Chart, width: float, top: float) -> tuple[list[Shape], float]:
    """Bars side by side over a line, at most as many labels as there is room for."""
    height, base = 150.0, top + 162.0
    longest = max((sum(bar.values) for bar in chart.bars), default=0)
    scale = height / max(longest, 1)
    left = 8 + columns_of_text(f"{longest:,}") * LETTER
    step = (width - left) / max(len(chart.bars), 1)
    shapes: list[Shape] = [Box(left, base - height * share, width - left, 1, GRID) for share in _shares(longest)]
    shapes += [
        TextLine(left - 6, base - height * share + 4, f"{round(longest * share):,}", SMALL, DIM, "end")
        for share in _shares(longest)
    ]
    thick = min(step * 0.72, 46)
    room = max(46.0, 8 + max((columns_of_text(_fit_label(bar.label)) for bar in chart.bars), default=0) * SMALL_LETTER)
    every = max(1, -(-len(chart.bars) * int(room) // int(width - left)))
    for number, bar in enumerate(chart.bars):
        x, y = left + step * (number + 0.5), base
        for place, value in enumerate(bar.values):
            y -= value * scale
            shapes.append(Box(x - thick / 2, y, thick, value * scale, COLOURS[place % len(COLOURS)]))
        total = f"{sum(bar.values):,}"
        if sum(bar.values) and step >= columns_of_text(total) * SMALL_LETTER + 4:
            shapes.append(TextLine(x, y - 4, total, SMALL, DIM, "middle"))
        if number % every == 0:
            shapes.append(TextLine(x, base + 16, _fit_label(bar.label), SMALL, DIM, "middle"))
    shapes.append(Box(left, base, width - left, 1, DIM))
    return shapes, base + 26


def _shares(longest: int) -> Iterable[float]:
    if longest < 2:
        return (1.0,) if longest else ()
    return (0.5, 1.0) if longest % 2 == 0 else (1.0,)


def _fit_label(label: str, columns: int = MAX_LABEL_COLUMNS) -> str:
    return cut(clean(label), columns)
