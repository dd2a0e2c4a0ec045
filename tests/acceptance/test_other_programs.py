"""What other programs make of our files: pandas, openpyxl, LibreOffice and Chromium. No formula, no script, every letter."""

import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import lxml.html
import openpyxl
import pandas
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from models.archive.write.archive import Archive
from models.archive.write.remarks import add_remark
from reports.articles.columns import ExportChoice
from reports.articles.export import export
from reports.clip.chart_data import make_charts
from reports.clip.report import ClipReport, ShareOfVoice
from reports.clip.template import Template
from reports.clip.write import write_report
from reports.formats.csv import safe_cell
from reports.formats.link_formula import read_shown
from tests.support.clip_archive import an_article, report, stored
from tests.support.payloads import PAYLOADS
from tests.support.workbook_links import address_of, text_of

TEMPLATE = Template()
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "h1", "h2", "p", "strong", "div", "fieldset",
    "legend", "label", "input", "table", "thead", "tbody", "tr", "th", "td", "a", "span", "ul", "li", "section", "figure", "svg",
    "rect", "text",
}  # fmt: skip


def printable(text: str) -> str:
    """What a cell of a workbook can hold of a text: XML has no control characters."""
    kept = (c for c in text if (c >= " " or c in "\n\t") and c not in "\ufffe\uffff")
    return "".join(kept).encode("utf-8", "replace").decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("others")


@pytest.fixture(scope="module")
def made(folder: Path) -> ClipReport:
    """A report whose every scraped and typed text is a payload."""
    assert len(PAYLOADS) > 300
    path = folder / "archive.db"
    articles = [
        an_article(
            n,
            headline=text,
            deck=text,
            body=text,
            section=text,
            reporters=(text,),
            outlet=f"o{n % 7}",
            outlet_title=PAYLOADS[n % 7],
            region=PAYLOADS[n % 7],
            canonical_url=f"https://sample.example/{n}" if n % 5 else f"javascript:{text}",
        )
        for n, text in enumerate(PAYLOADS)
    ]
    ids = stored(path, *articles, **dict.fromkeys((f"o{n}" for n in range(7)), "full"))
    with Archive.open(path) as archive, archive.transaction() as writer:
        for number, article in zip(ids, articles, strict=True):
            add_remark(writer.database, [number], tone="부정", note=article.headline, who=article.headline)
    found = report(path)
    assert len(found.rows) == len(PAYLOADS)
    for kind in (".csv", ".xlsx", ".html", ".txt"):
        write_report(
            folder / f"clip{kind}",
            found,
            TEMPLATE,
            make_charts(found, [ShareOfVoice("<b>우리</b>", 3, 2), ShareOfVoice("=1+1", 2, 2)]),
        )
    choice = ExportChoice(rights={f"o{n}": "full" for n in range(7)})
    for kind in (".csv", ".xlsx", ".html"):
        export(folder / f"export{kind}", [row.article for row in found.rows], choice)
    return found


def headlines(made: ClipReport) -> list[str]:
    return [row.article.headline for row in made.rows]


@pytest.mark.parametrize("name", ["clip.csv", "export.csv"])
def test_pandas_reads_the_csv_letter_for_letter(folder: Path, made: ClipReport, name: str) -> None:
    table = pandas.read_csv(folder / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    wanted = [safe_cell(text) for text in headlines(made)]
    assert [text.replace("\r\n", "\n") for text in table["제목"]] == wanted
    assert not any(text[:1] in ("=", "\t", "\r", "\n") for column in table for text in table[column])


def head_row(sheet: Worksheet) -> int:
    """The row of the columns' heads, above which a clip has its title."""
    return next(row[0].row for row in sheet.iter_rows() if "제목" in [cell.value for cell in row])


@pytest.mark.parametrize("name", ["clip.xlsx", "export.xlsx"])
def test_openpyxl_finds_texts_and_no_formula(folder: Path, made: ClipReport, name: str) -> None:
    book = openpyxl.load_workbook(folder / name)
    sheet = book.worksheets[0]
    head = head_row(sheet)
    place = [cell.value for cell in sheet[head]].index("제목")
    rows = list(sheet.iter_rows(min_row=head + 1))
    # Of texts in their cells, as an export has them, openpyxl leaves Excel's own escapes; of shared ones it does not.
    read = unescape if name == "export.xlsx" else str
    assert [read(text_of(row[place]) or "") for row in rows] == [printable(text) for text in headlines(made)]
    for one in book.worksheets:
        cells = [cell for row in one.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if not address_of(cell)} <= {"s", "n", "d", "inlineStr"}
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_dates_and_links_of_the_workbook_are_dates_and_links(folder: Path, made: ClipReport) -> None:
    sheet = openpyxl.load_workbook(folder / "clip.xlsx").worksheets[0]
    head = head_row(sheet)
    titles = [cell.value for cell in sheet[head]]
    row = next(sheet.iter_rows(min_row=head + 2, max_row=head + 2))
    first = made.rows[1].article
    assert row[titles.index("보도일")].value == datetime(2026, 11, 3)
    assert row[titles.index("시각")].value == time(9)
    assert address_of(row[titles.index("제목")]) == first.canonical_url
    assert row[titles.index("URL")].value == first.canonical_url
    links = [link for cells in sheet.iter_rows() for cell in cells if (link := address_of(cell))]
    assert len(links) == sum(row.article.canonical_url.startswith("https://") for row in made.rows)
    assert all(link.startswith("https://") for link in links)


def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc)")
    return found


@pytest.fixture(scope="module")
def opened(folder: Path, made: ClipReport) -> dict[str, ET.Element]:
    """Our files as LibreOffice understood them, with formulas in CSV allowed: its flat XML."""
    said = [
        *(office(), "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"),
        *("--convert-to", "fods", "--outdir", str(folder / "fods")),
    ]
    by_kind = (
        (["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"], ["clip.csv", "export.csv"]),
        ([], ["clip.xlsx", "export.xlsx"]),
    )
    out: dict[str, ET.Element] = {}
    for options, names in by_kind:
        subprocess.run([*said, *options, *names], cwd=folder, check=True, capture_output=True, timeout=240)
        for name in names:
            out[name] = ET.parse(folder / "fods" / f"{Path(name).stem}.fods").getroot()
    return out


def cells(root: ET.Element) -> Iterator[ET.Element]:
    return root.iter(f"{TABLE}table-cell")


def shown(cell: ET.Element) -> str:
    def text(part: ET.Element) -> str:
        out = part.text or ""
        for child in part:
            if child.tag == f"{TEXT}s":
                out += " " * int(child.get(f"{TEXT}c", "1"))
            elif child.tag == f"{TEXT}tab":
                out += "\t"
            elif child.tag == f"{TEXT}line-break":
                out += "\n"
            else:
                out += text(child)
            out += child.tail or ""
        return out

    return "\n".join(text(line) for line in cell.iter(f"{TEXT}p"))


def of_lines(text: str) -> str:
    """The text as LibreOffice keeps one of several lines: tabs at their ends go. That they are there openpyxl shows."""
    return "\n".join(line.strip("\t ") for line in text.split("\n")) if "\n" in text else text


@pytest.mark.parametrize("name", ["clip.csv", "export.csv", "clip.xlsx", "export.xlsx"])
def test_libreoffice_finds_no_formula_but_links(opened: dict[str, ET.Element], name: str) -> None:
    formulas = [formula for cell in cells(opened[name]) if (formula := cell.get(f"{TABLE}formula"))]
    links = [read_shown(formula.removeprefix("of:")) for formula in formulas]
    assert [one for one, link in zip(formulas, links, strict=True) if link is None] == []
    assert all(link.address.startswith("https://sample.example/") for link in links if link is not None)
    assert bool(formulas) == (name == "clip.xlsx")
    assert not list(opened[name].iter("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}dde-link"))


@pytest.mark.parametrize("name", ["clip.xlsx", "export.xlsx"])
def test_libreoffice_shows_every_letter_of_the_workbook(
    opened: dict[str, ET.Element], made: ClipReport, name: str
) -> None:
    said = {of_lines(shown(cell)) for cell in cells(opened[name])}
    assert [text for text in map(of_lines, map(printable, headlines(made))) if text and text not in said] == []


def test_libreoffice_reads_days_and_times_as_such(opened: dict[str, ET.Element]) -> None:
    kinds = {cell.get(f"{OFFICE}value-type") for cell in cells(opened["clip.xlsx"])}
    assert {"date", "time", "string"} <= kinds
    dates = {cell.get(f"{OFFICE}date-value") for cell in cells(opened["clip.csv"])}
    assert "2026-11-03" in dates


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    return found


def browsed(chromium: str, page: Path, *options: str) -> str:
    """The page's elements after it was shown."""
    said = [
        *(chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page.parent}/chromium"),
        *("--virtual-time-budget=2000", *options, f"file://{page}"),
    ]
    ran = subprocess.run(said, check=True, capture_output=True, timeout=240)
    return ran.stdout.decode()


@pytest.mark.parametrize("name", ["clip.html", "export.html"])
def test_a_browser_runs_nothing_and_shows_every_letter(
    chromium: str, folder: Path, made: ClipReport, name: str
) -> None:
    root: Any = lxml.html.fromstring(browsed(chromium, folder / name, "--dump-dom"))
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= ALLOWED
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or key == "style"]
    assert all(link.get("href").startswith("https://") for link in root.iter("a"))
    assert "pwned" not in root.find("head/title").text_content().replace("'pwned'", "")
    titles = [cell.text_content() for cell in root.find(".//thead/tr")]
    said = [row[titles.index("제목")].text_content() for row in root.find(".//tbody")]
    assert said == ["".join(c if c >= " " or c in "\n\t" else " " for c in text) for text in headlines(made)]


def test_the_policy_names_the_style_sheet_and_nothing_else(folder: Path, made: ClipReport) -> None:
    for name in ("clip.html", "export.html"):
        head = (folder / name).read_text("utf-8")[:600]
        assert "default-src 'none'; style-src 'sha256-" in head
        assert "script-src" not in head
        assert "unsafe" not in head


def test_a_filter_leaves_the_rows_it_names(chromium: str, tmp_path: Path) -> None:
    """Without any script: the button that is on decides by the style sheet alone."""
    path = tmp_path / "archive.db"
    stored(
        path,
        an_article(1, outlet="a", outlet_title="견본일보", headline="첫째"),
        an_article(2, outlet="b", outlet_title="견본신문", headline="둘째"),
    )
    made = report(path)
    write_report(tmp_path / "clip.html", made, TEMPLATE, ())
    text = (tmp_path / "clip.html").read_text("utf-8")
    chosen = text.replace('id="o0" checked=""', 'id="o0"').replace('id="o1"', 'id="o1" checked=""')
    assert chosen != text
    (tmp_path / "chosen.html").write_text(chosen, "utf-8")
    sizes = []
    for name in ("clip.html", "chosen.html"):
        browsed(chromium, tmp_path / name, f"--print-to-pdf={tmp_path / name}.pdf", "--no-pdf-header-footer")
        shot = tmp_path / f"{name}.png"
        browsed(chromium, tmp_path / name, f"--screenshot={shot}", "--window-size=1400,500", "--hide-scrollbars")
        sizes.append(_rows_shown(shot))
    assert sizes[0] - sizes[1] == 1


def _rows_shown(shot: Path) -> int:
    """How many rows a screenshot shows: the grey lines under them that go from the left to the right."""
    from PIL import Image

    image = Image.open(shot).convert("RGB")
    lines = [
        y for y in range(image.height) if all(image.getpixel((x, y)) == (225, 229, 234) for x in range(40, 1360, 60))
    ]
    return sum(b - a > 10 for a, b in zip(lines, [*lines[1:], lines[-1] + 100], strict=True))


def test_the_message_is_lines_without_controls(folder: Path, made: ClipReport) -> None:
    text = (folder / "clip.txt").read_text("utf-8")
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]
