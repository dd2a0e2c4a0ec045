"""Links as formulas: read back letter for letter, and nothing in them is ever run."""

import io
import re
import time

import openpyxl
import pytest

from reports.formats.link_formula import (
    MAX_FORMULA_CHARACTERS,
    MAX_LOCATION_CHARACTERS,
    ShownText,
    make_link_formula,
    make_text_formula,
    read_shown,
)
from reports.formats.xlsx import close_workbook, fit_cell, open_workbook, write_link
from tests.support.hostile_texts import HOSTILE_TEXTS
from tests.support.payloads import PAYLOADS

ADDRESS = "https://sample.example/news/1?a=(b)&c=%22d%22"
ODD = (
    '"',
    '""',
    'a"&HYPERLINK("x","y")&"',
    "SORT(가)=LET(x,1)",
    "가" * 254 + '"' + "나" * 300,
    "한 줄\n두 줄",
    "𠀀" * 300,
    "_x0041_",
    "\ufffe\uffff가",
)
LONG = "https://sample.example/" + "%EA%B0%80" * 60
TEXTS = [text for text in map(fit_cell, (*HOSTILE_TEXTS, *PAYLOADS, *ODD)) if text]


def test_every_text_and_its_address_are_read_back() -> None:
    for text in TEXTS:
        formula = make_link_formula(ADDRESS, text)
        assert formula == "" or read_shown(formula) == ShownText(text, ADDRESS)
        assert len(formula) <= MAX_FORMULA_CHARACTERS
        shown = make_text_formula(text)
        assert shown == "" or read_shown(shown) == ShownText(text)


def test_no_literal_is_longer_than_excel_takes() -> None:
    for text in TEXTS:
        for literal in re.findall(r'"((?:[^"]|"")*)"', make_text_formula(text)):
            assert len(literal.replace('""', '"').encode("utf-16-le")) // 2 <= 255


@pytest.mark.parametrize(
    "formula",
    [
        "", "제목", "=1+1", "=A1", '="가"&A1', '=HYPERLINK("https://sample.example/","가")&CMD()', "=HYPERLINK(A1)",
        '=HYPERLINK("https://sample.example/","가"', '=HYPERLINK("a","b","c")', '="가', '=CONCAT("가")', "=",
    ],
)  # fmt: skip
def test_what_is_not_literals_alone_is_not_read(formula: str) -> None:
    assert read_shown(formula) is None


def test_links_that_people_and_other_programs_write_are_read() -> None:
    assert read_shown('=hyperlink( "https://sample.example/" ; "가" )') == ShownText("가", "https://sample.example/")
    assert read_shown('=HYPERLINK("https://sample.example/")') == ShownText(*["https://sample.example/"] * 2)


def test_reading_takes_linear_time() -> None:
    begun = time.perf_counter()
    for hostile in ('="' + '"' * 500_000, "=" + '"a"&' * 200_000, "=HYPERLINK(" + " " * 500_000, '="' + "a" * 500_000):
        assert read_shown(hostile) is None
    assert time.perf_counter() - begun < 20  # a quadratic one takes minutes


def test_a_cell_shows_its_text_to_programs_that_compute_nothing() -> None:
    file = io.BytesIO()
    book = open_workbook(file)
    sheet, form = book.add_worksheet("가"), book.add_format({"text_wrap": True})
    texts = [text for text in TEXTS if text.strip() == text and not text.startswith("#")]
    for row, text in enumerate(texts):
        write_link(sheet, row, 0, LONG if row % 2 else ADDRESS, text, form)
    close_workbook(book)
    kept = openpyxl.load_workbook(file, data_only=True).worksheets[0]
    assert [kept.cell(row, 1).value for row in range(1, len(texts) + 1)] == texts
    cells = [openpyxl.load_workbook(file).worksheets[0].cell(row, 1) for row in (1, 2)]
    assert len(LONG) > MAX_LOCATION_CHARACTERS
    assert [cell.alignment.wrap_text for cell in cells] == [True, True]
    assert [cell.hyperlink and cell.hyperlink.target for cell in cells] == [None, LONG]
    assert [read_shown(cell.value) for cell in cells] == [ShownText(texts[0], ADDRESS), ShownText(texts[1])]
