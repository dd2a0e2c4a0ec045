"""A drawing as SVG: shapes and escaped text only. It needs no style sheet, so a strict policy lets it stand inline."""

from reports.charts.drawing import Box, Drawing, Shape
from reports.formats.html import Markup, joined, tag

FAMILY = "Noto Sans KR, Noto Sans CJK KR, NanumGothic, Malgun Gothic, Apple SD Gothic Neo, sans-serif"


def svg(drawing: Drawing) -> Markup:
    """The element, as wide as the place it is put in."""
    return tag(
        "svg",
        tag("title", drawing.title),
        *(joined([_shape(shape), "\n"]) for shape in drawing.shapes),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
        width=_number(drawing.width),
        height=_number(drawing.height),
        role="img",
        font_family=FAMILY,
    )


def svg_file(drawing: Drawing) -> bytes:
    """A file of its own, on white."""
    inside = svg(Drawing(drawing.title, drawing.height, (Box(0, 0, 10_000, 10_000, "#ffffff"), *drawing.shapes)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inside}\n'.encode()


def _shape(shape: Shape) -> Markup:
    if isinstance(shape, Box):
        place = {name: _number(getattr(shape, name)) for name in ("x", "y", "width", "height")}
        return tag("rect", fill=shape.colour, **place)
    return tag(
        "text",
        shape.text,
        x=_number(shape.x),
        y=_number(shape.y),
        font_size=shape.size,
        fill=shape.colour,
        text_anchor=None if shape.anchor == "start" else shape.anchor,
        font_weight="bold" if shape.bold else None,
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
