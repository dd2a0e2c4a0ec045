"""A drawing as SVG: shapes and escaped text only. It needs no style sheet, so a strict policy allows it inline."""

from typing import TYPE_CHECKING

from reports.charts.drawing import Box, Drawing
from reports.formats.html import render

if TYPE_CHECKING:
    from markupsafe import Markup

FAMILY = "Noto Sans KR, Noto Sans CJK KR, NanumGothic, Malgun Gothic, Apple SD Gothic Neo, sans-serif"


def draw_svg(drawing: Drawing, family: str = FAMILY) -> "Markup":
    """The element, as wide as the place it is put in; its text in a font of ``family``."""
    return render("chart.svg", drawing=drawing, family=family)


def make_svg_file(drawing: Drawing) -> bytes:
    """A file of its own, on white."""
    inside = draw_svg(Drawing(drawing.title, drawing.height, (Box(0, 0, 10_000, 10_000, "#ffffff"), *drawing.shapes)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inside}\n'.encode()
