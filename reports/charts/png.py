"""A drawing as PNG, drawn by Pillow with a font that has Hangul."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.language import _
from reports.charts.drawing import Box, Drawing
from reports.charts.fonts import FontNotFoundError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SCALE = 2
"""Pixels of the picture for one of the drawing, so that it prints well."""
MARGIN = 12
_TRIED = "한글"
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


class Fonts:
    """A font file in the sizes requested. Raises ``FontNotFoundError`` where it cannot be read or has no Hangul."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: dict[int, FreeTypeFont] = {}
        if not has_hangul(self(20)):
            raise FontNotFoundError(
                _("{path} has no Hangul: name another font file in NEWS_FONT. The .svg files are there.", path=path)
            )

    def __call__(self, size: int) -> "FreeTypeFont":
        """The font in a size."""
        from PIL import ImageFont

        if size not in self._held:
            try:
                # Of a path that is not a font Pillow would look for a font of that name elsewhere.
                self._held[size] = ImageFont.truetype(io.BytesIO(self._path.read_bytes()), size)
            except OSError as error:
                raise FontNotFoundError(
                    _(
                        "{path} cannot be read as a font ({error}). The .svg files are there.",
                        path=self._path,
                        error=error,
                    )
                ) from error
        return self._held[size]


def has_hangul(font: "FreeTypeFont") -> bool:
    """Whether two syllables look like two different letters, and not like the box for a letter that is not there."""
    looks = [bytes(font.getmask(letter)) for letter in (*_TRIED, "\U0010fffd")]
    return len(set(looks)) == len(looks) and all(any(look) for look in looks[:2])


def draw_png(drawing: Drawing, fonts: Fonts) -> bytes:
    """The picture's file."""
    from PIL import Image, ImageDraw

    size = (round((drawing.width + 2 * MARGIN) * SCALE), round((drawing.height + 2 * MARGIN) * SCALE))
    image: Any = Image.new("RGB", size, "#ffffff")
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        x, y = (shape.x + MARGIN) * SCALE, (shape.y + MARGIN) * SCALE
        if isinstance(shape, Box):
            if shape.width * shape.height > 0:
                right, bottom = x + shape.width * SCALE - 1, y + shape.height * SCALE - 1
                pen.rectangle((x, y, max(x, right), max(y, bottom)), fill=shape.colour)
        else:
            pen.text(
                (x, y),
                shape.text,
                font=fonts(shape.size * SCALE),
                fill=shape.colour,
                anchor=_ANCHORS[shape.anchor],
                stroke_width=0.6 if shape.bold else 0,
                stroke_fill=shape.colour,
            )
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
