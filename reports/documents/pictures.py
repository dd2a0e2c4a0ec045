"""Pictures as word processors take them: charts drawn from their numbers, scans as JPEG or PNG of a sane size.

A scan is decoded and written anew, so that nothing but its pixels gets into a document: no position, no camera, nothing
hidden behind the image. The pages of a PDF become pictures.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reports.charts.drawing import Chart, draw
from reports.charts.fonts import FontNotFoundError, find_font
from reports.charts.png import Fonts, draw_png
from reports.documents.document import Align, Picture, Run, Table, TableColumn

if TYPE_CHECKING:
    from PIL.Image import Image as PixelImage

MAX_PIXELS = 60_000_000
"""A page of newsprint at 300 dpi has some 50 million."""
MAX_SIDE = 2_000
"""Pixels of the longer side in a document: A4 at 170 dpi."""
MAX_PDF_PAGES = 30
CHARTS_AS_TABLES = "한글 글꼴을 찾지 못해 그래프를 표로 실었습니다."


@dataclass(frozen=True, slots=True)
class Image:
    """The file of a PNG or JPEG (``ending``: png, jpg), its size in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


class UnreadablePictureError(Exception):
    """A scan that cannot be shown; the message is a Korean sentence for the place where it would stand."""


@dataclass(slots=True)
class ChartDrawer:
    """Draws the charts of one document; finds the font once."""

    _fonts: Fonts | None = None
    _is_without: bool = field(default=False)

    def draw(self, chart: Chart) -> Image | None:
        """The picture; None where no font that draws Hangul is found."""
        if self._fonts is None and not self._is_without:
            try:
                self._fonts = Fonts(find_font())
            except FontNotFoundError:
                self._is_without = True
        if self._fonts is None:
            return None
        data = draw_png(draw(chart), self._fonts)
        width, height = _size_of(data)
        return Image(data, "png", width, height)


def tabulate_chart(chart: Chart) -> Table:
    """The numbers of a chart, to stand where it cannot be drawn."""
    series = chart.series or ("건수",)
    columns = (TableColumn("이름", 40), *(TableColumn(name, 12, Align.RIGHT) for name in series))
    rows = [[(Run(bar.label),), *((Run(f"{value:,}"),) for value in bar.values)] for bar in chart.bars]
    return Table(columns, rows, title=chart.title)


def read_picture(picture: Picture) -> Iterator[Image]:
    """The pictures of a scan, of a PDF one a page. Raises ``UnreadablePictureError``, also after some pages."""
    if picture.media_type == "application/pdf":
        yield from _draw_pdf(picture.data)
    else:
        yield _rewrite(picture.data)


def _size_of(data: bytes) -> tuple[int, int]:
    from PIL import Image as Pictures

    with Pictures.open(io.BytesIO(data)) as image:
        return image.size


def _rewrite(data: bytes) -> Image:
    from PIL import Image as Pictures
    from PIL import ImageOps

    try:
        with Pictures.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnreadablePictureError(f"그림이 너무 커서 싣지 못했습니다({image.width:,}×{image.height:,}).")
            is_drawn = image.format == "PNG"
            return _save(ImageOps.exif_transpose(image), is_drawn=is_drawn)
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError) as error:
        raise UnreadablePictureError("그림 파일이 손상되어 싣지 못했습니다.") from error


def _save(image: "PixelImage", *, is_drawn: bool) -> Image:
    from PIL import Image as Pictures

    image.thumbnail((MAX_SIDE, MAX_SIDE))
    flat = Pictures.new("RGB", image.size, "#ffffff")
    with_alpha = image.convert("RGBA")
    flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "PNG" if is_drawn else "JPEG", **({"optimize": True} if is_drawn else {"quality": 82}))
    return Image(out.getvalue(), "png" if is_drawn else "jpg", *flat.size)


def _draw_pdf(data: bytes) -> Iterator[Image]:
    import pypdfium2

    try:
        pages: Sequence[Any] = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePictureError("PDF 파일이 손상되었거나 잠겨 있어 싣지 못했습니다.") from error
    for number in range(min(len(pages), MAX_PDF_PAGES)):
        try:
            page = pages[number]
            width, height = page.get_size()
            if not (width > 0 and height > 0):
                raise UnreadablePictureError(f"PDF의 {number + 1}쪽은 크기가 없어 싣지 못했습니다.")
            image = page.render(scale=MAX_SIDE / max(width, height)).to_pil()
        except pypdfium2.PdfiumError as error:
            raise UnreadablePictureError(f"PDF의 {number + 1}쪽부터 손상되어 싣지 못했습니다.") from error
        yield _save(image, is_drawn=False)
    if len(pages) > MAX_PDF_PAGES:
        raise UnreadablePictureError(f"PDF {len(pages):,}쪽 가운데 앞 {MAX_PDF_PAGES}쪽만 실었습니다.")
