"""Charts: every number is drawn in its right size, every label can be read, and a missing font is said."""

import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reports.charts import fonts
from reports.charts.drawing import PHONE_WIDTH, WIDTH, Bar, Box, Chart, TextLine, draw
from reports.charts.fonts import SHIPPED, FontNotFoundError, find_font
from reports.charts.png import Fonts, draw_png
from reports.charts.svg import make_svg_file

CHART = Chart(
    "c", "매체별 보도", (Bar("견본일보", (6, 2)), Bar("견본신문", (3, 1)), Bar("없음", (0, 0))), ("첫 보도", "같은 글")
)
labels = st.text(max_size=40)


@given(
    st.lists(st.builds(Bar, labels, st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))), max_size=40),
    st.booleans(),
    st.sampled_from([WIDTH, PHONE_WIDTH]),
)
def test_bars_are_as_long_as_their_numbers_and_stay_on_the_sheet(bars: list[Bar], upright: bool, width: float) -> None:
    drawing = draw(Chart("c", "제목", tuple(bars), ("가", "나"), upright=upright), width)
    for shape in drawing.shapes:
        assert -0.01 <= shape.x <= width + 0.01
        assert 0 <= shape.y <= drawing.height + 0.01
        if isinstance(shape, Box):
            assert shape.x + shape.width <= width + 0.01
    ET.fromstring(make_svg_file(drawing))
    drawn = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.colour.startswith(("#2f", "#e0"))]
    drawn = drawn[2:]  # the legend
    sizes = [shape.height if upright else shape.width for shape in drawn]
    values = [value for bar in bars for value in bar.values]
    assert len(sizes) == len(values)
    for size, value in zip(sizes, values, strict=True):
        assert (
            abs(size * max(sum(bar.values) for bar in bars) - value * max(_totals(sizes)))
            < 1e-3 * max(1, max(values)) * 700
        )


def _totals(sizes: list[float]) -> list[float]:
    return [a + b for a, b in zip(sizes[::2], sizes[1::2], strict=True)]


def test_the_svg_has_the_text_and_no_style() -> None:
    root = ET.fromstring(make_svg_file(draw(CHART)))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"매체별 보도", "견본일보", "8", "첫 보도"} <= set(texts)
    assert not [name for element in root.iter() for name in element.attrib if name == "style"]


def test_on_a_phone_a_label_stands_above_its_bar_and_a_note_on_several_lines() -> None:
    note = "각 이름이 나온 기사 수와 그 합에 대한 비율(여러 이름이 나온 기사는 이름마다 집계)"
    chart = Chart("c", "보도 점유율", (Bar("견본시 48.8% · 검색: 견본시 AND 들꽃길", (6, 2)),), ("가", "나"), note=note)
    drawing = draw(chart, PHONE_WIDTH, has_legend=False)
    texts = {shape.text: shape for shape in drawing.shapes if isinstance(shape, TextLine)}
    assert not {"가", "나"} & set(texts)
    label = next(shape for text, shape in texts.items() if text.startswith("견본시 48.8%"))
    bar = next(shape for shape in drawing.shapes if isinstance(shape, Box))
    assert (label.x, bar.x) == (0, 0)
    assert label.y < bar.y
    lines = [text for text in texts if text.split()[0] in note]
    assert " ".join(lines[-2:]) == note


@pytest.mark.parametrize("font", [find_font(), SHIPPED], ids=["found", "shipped"])
def test_the_png_draws_hangul(font: Path) -> None:
    held = Fonts(font)
    one, other = (
        Image.open(BytesIO(draw_png(draw(Chart("c", title, CHART.bars)), held))) for title in ("가나다", "라마바")
    )
    assert one.size == other.size
    assert one.width == (WIDTH + 24) * 2
    assert one.convert("RGB").tobytes() != other.convert("RGB").tobytes()


def test_without_a_font_on_the_machine_ours_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWS_FONT", raising=False)
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    assert find_font() == SHIPPED


def test_a_broken_font_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWS_FONT", raising=False)
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    (tmp_path / "NanumGothic.ttf").write_bytes(b"no font")
    with pytest.raises(FontNotFoundError, match="cannot be read as a font"):
        Fonts(find_font())
    monkeypatch.setenv("NEWS_FONT", str(tmp_path / "none.ttf"))
    with pytest.raises(FontNotFoundError, match="is not a file"):
        find_font()


def test_a_font_without_hangul_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not latin.exists():
        pytest.skip("there is no font without Hangul here to try")
    with pytest.raises(FontNotFoundError, match="has no Hangul"):
        Fonts(latin)


def test_a_long_label_is_cut_and_cleaned() -> None:
    drawing = draw(Chart("c", "제목", (Bar("\u202e" + "긴" * 60, (1,)),)))
    shown = [shape.text for shape in drawing.shapes if isinstance(shape, TextLine)]
    assert any(text.endswith("…") and len(text) < 20 for text in shown)
    assert not any("\u202e" in text for text in shown)
