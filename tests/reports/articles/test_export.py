"""Exports to files: whole or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import openpyxl
import pytest

from models.records.article import Article
from reports.articles import xlsx_writer as xlsx_export
from reports.articles.columns import ExportChoice
from reports.articles.export import export
from reports.formats.csv import BOM
from reports.formats.errors import ExportError
from tests.support.search_archive import article

CHOICE = ExportChoice(columns=("headline",))


def test_a_file_appears_with_the_rights_of_any_other(tmp_path: Path) -> None:
    path, other = tmp_path / "결과 파일.CSV", tmp_path / "other"
    assert export(path, [article("하나"), article("둘")], CHOICE) == 2
    other.touch()
    assert path.read_bytes().decode("utf-8-sig") == '"제목"\r\n"하나"\r\n"둘"\r\n'
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    assert sorted(tmp_path.iterdir()) == sorted([path, other])


def broken() -> Iterator[Article]:
    yield article("하나")
    raise KeyboardInterrupt


@pytest.mark.parametrize("before", [None, b"as it was"])
def test_a_broken_export_changes_nothing(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "a.jsonl"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(KeyboardInterrupt):
        export(path, broken(), CHOICE)
    assert list(tmp_path.iterdir()) == ([] if before is None else [path])
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("end", [b"", b"\r\n"])
def test_appending_writes_no_second_bom_or_header(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "a.csv"
    export(path, [article("하나")], CHOICE, append=True)
    path.write_bytes(path.read_bytes().rstrip() + end)
    export(path, [article("둘")], CHOICE, append=True)
    data = path.read_bytes()
    assert data.decode("utf-8-sig") == '"제목"\r\n"하나"\r\n"둘"\r\n'
    assert data.count(BOM) == 1
    with pytest.raises(ExportError, match="other columns"):
        export(path, [article("셋")], ExportChoice(columns=("deck",)), append=True)
    assert path.read_bytes() == data


def test_appending_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for headline in ("하나", "둘"):
        export(path, [article(headline)], CHOICE, append=True)
    assert path.read_text() == '{"headline": "하나"}\n{"headline": "둘"}\n'


@pytest.mark.parametrize("name", ["a.doc", "a", "a.txt", ".csv", "csv"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"\.csv, \.xlsx, \.html, \.jsonl"):
        export(tmp_path / name, [], CHOICE)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for wrong in (tmp_path / "folder.csv", tmp_path / "none" / "a.csv"):
        with pytest.raises(ExportError, match="cannot be written"):
            export(wrong, [], CHOICE)


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    export(link, [], CHOICE)
    assert link.is_symlink()
    assert real.read_bytes().startswith(BOM)


def test_memory_does_not_grow_with_the_articles(tmp_path: Path) -> None:
    alive: list[int] = []

    def many() -> Iterator[Article]:
        for n in range(2_000):
            alive.append((tmp_path / name()).stat().st_size)
            yield article(f"제목 {n}", "본문 " * 100)

    def name() -> str:
        return next(entry for entry in os.listdir(tmp_path) if entry.endswith(".part"))

    assert export(tmp_path / "a.csv", many(), ExportChoice(rights={"gyeongbuk-one": "full"})) == 2_000
    assert alive[-1] > 100_000  # written as it goes, not at the end


@pytest.mark.parametrize("kind", [".xlsx", ".html"])
def test_what_cannot_be_gone_on_with_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a{kind}"
    export(path, [article("하나")], CHOICE)
    before = path.read_bytes()
    with pytest.raises(ExportError, match=r"--append works with \.csv, \.jsonl"):
        export(path, [article("둘")], CHOICE, append=True)
    assert path.read_bytes() == before


def test_a_workbook_goes_on_in_a_further_sheet_where_its_rows_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_export, "MAX_SHEET_ROWS", 3)
    path = tmp_path / "a.xlsx"
    assert export(path, [article(f"제목 {n}") for n in range(7)], CHOICE) == 7
    book = openpyxl.load_workbook(path)
    assert [sheet.max_row for sheet in book.worksheets] == [4, 4, 2]
    said = [row[0] for sheet in book.worksheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert said == [f"제목 {n}" for n in range(7)]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".html", ".jsonl"])
def test_an_export_of_nothing_is_a_whole_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a{kind}"
    assert export(path, [], CHOICE) == 0
    text = "" if kind == ".xlsx" else path.read_text("utf-8-sig")
    if kind == ".xlsx":
        assert [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]] == ["제목"]
    elif kind == ".html":
        assert text.rstrip().endswith("</html>")
    else:
        assert text == ('"제목"\n' if kind == ".csv" else "")


def test_a_page_has_a_title_and_breaks_no_date(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    export(path, [article("하나")], ExportChoice(columns=("headline", "published_at", "modified_at")))
    page = lxml.html.parse(path)
    assert page.findtext(".//h1") == "기사 목록"
    _, published, modified = page.findall(".//tbody/tr/td")
    assert [span.text for span in published] == ["2026-11-01"]
    assert published.text_content() == "2026-11-01 09:00"
    assert modified.text_content() == ""
    assert ".t span{white-space:nowrap}" in path.read_text("utf-8")
