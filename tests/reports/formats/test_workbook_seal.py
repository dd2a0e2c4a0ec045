"""Workbooks that we wrote are known, and so is one that another program has saved since."""

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.formats.atomic_file import open_atomic
from reports.formats.changed_workbook import check_unchanged
from reports.formats.errors import ExportError
from reports.formats.xlsx import Book, Column
from tests.support.soffice import convert, needs_soffice


def write(path: Path, text: str = "기사", **options: Any) -> None:
    with open_atomic(path, **options) as file, Book(file) as book:
        book.sheet("표", [Column("제목")], [[text]])


def test_our_own_file_is_written_anew_as_often_as_wanted(tmp_path: Path) -> None:
    path = tmp_path / "표.xlsx"
    for text in ("하나", "둘", "셋"):
        write(path, text)
    assert openpyxl.load_workbook(path).active["A2"].value == "셋"
    assert zipfile.ZipFile(path).testzip() is None


def test_a_copy_and_another_name_are_ours_too(tmp_path: Path) -> None:
    write(tmp_path / "표.xlsx")
    shutil.copy(tmp_path / "표.xlsx", tmp_path / "다른 표.XLSX")
    write(tmp_path / "다른 표.XLSX", "둘")
    assert openpyxl.load_workbook(tmp_path / "다른 표.XLSX").active["A2"].value == "둘"


def change_a_cell(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.active["A2"] = "내 메모"
    book.save(path)


def change_a_byte_and_keep_the_seal(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        parts, comment = {one.filename: old.read(one) for one in old.infolist()}, old.comment
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data.replace("기사".encode(), "메모".encode()))
        new.comment = comment


@pytest.mark.parametrize("change", [change_a_cell, change_a_byte_and_keep_the_seal])
def test_what_was_changed_is_written_over_on_request_alone(tmp_path: Path, change: Any) -> None:
    path = tmp_path / "표.xlsx"
    write(path)
    change(path)
    changed = path.read_bytes()
    with pytest.raises(ExportError, match=r"name another file.*--force"):
        write(path, "둘")
    assert path.read_bytes() == changed
    assert [one.name for one in tmp_path.iterdir()] == ["표.xlsx"]
    for copy in ("표 (as changed).xlsx", "표 (as changed) 2.xlsx"):
        with pytest.raises(ExportError, match=re.escape(copy)):
            write(path, "둘")
        write(path, "둘", force=True)
        check_unchanged(path)
        assert (tmp_path / copy).read_bytes() == changed
        path.write_bytes(changed)


@needs_soffice
def test_a_file_that_libreoffice_saved_is_known_as_ours(tmp_path: Path) -> None:
    write(tmp_path / "표.xlsx")
    with pytest.raises(ExportError, match="--force"):
        write(convert(tmp_path / "표.xlsx", "xlsx", tmp_path / "saved"), "둘")


def test_a_workbook_that_was_never_ours_and_what_is_none_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "남의 표.xlsx"
    openpyxl.Workbook().save(path)
    write(path)
    path.write_bytes(b"no workbook")
    write(path)
    with open_atomic(path) as file:
        file.write(b"no workbook either")
    assert path.read_bytes() == b"no workbook either"
