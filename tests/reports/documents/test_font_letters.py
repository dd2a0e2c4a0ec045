"""Which letters a font has."""

from pathlib import Path

import pytest

from reports.charts.fonts import SHIPPED
from reports.documents.font_letters import read_letters


def test_our_font_has_hangul_and_the_hanja_of_the_korean_standard() -> None:
    regular = read_letters(SHIPPED)
    assert all(letter in regular for letter in "가힣뷁漢字樂①㎞㈜…“”·Aé")
    assert not any(letter in regular for letter in "👍堃ש\U0010ffff\0")
    bold = read_letters(SHIPPED.with_name("ArchiveSansKR-Bold.otf"))
    assert "가" in bold
    assert "漢" not in bold


@pytest.mark.parametrize("size", [0, 3, 11, 100, 500])
def test_a_damaged_font_has_no_letters(tmp_path: Path, size: int) -> None:
    path = tmp_path / "font.otf"
    path.write_bytes(SHIPPED.read_bytes()[:size])
    assert "가" not in read_letters(path)


def test_a_missing_font_has_no_letters(tmp_path: Path) -> None:
    assert "가" not in read_letters(tmp_path / "none.otf")
