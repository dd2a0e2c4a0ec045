"""CSV as Excel opens it, and back."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.article import Photo
from models.records.times import KST
from reports.articles.columns import COLUMNS, DEFAULT_COLUMNS, ExportChoice, read_columns
from reports.articles.csv_writer import CsvWriter
from reports.articles.export import export
from reports.formats.cells import MAX_CELL_UNITS, utf16_units
from reports.formats.csv import BOM, csv_line, safe_cell
from reports.formats.errors import ExportError
from tests.support.search_archive import START, article

FULL = {"gyeongbuk-one": "full"}


def written(choice: ExportChoice, *articles: object) -> bytes:
    file = io.BytesIO()
    writer = CsvWriter(file, choice)
    for one in articles:
        writer.write(one)  # type: ignore[arg-type]
    writer.close()
    return file.getvalue()


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_bom_crlf_every_field_quoted() -> None:
    data = written(
        ExportChoice(columns=("headline", "deck")), article('제목 "인용", 쉼표', deck="둘\n줄"), article("둘째")
    )
    text = data.decode("utf-8")
    assert text == '\ufeff"제목","부제"\r\n"제목 ""인용"", 쉼표","둘\n줄"\r\n"둘째",""\r\n'
    assert data.count(BOM) == 1


def test_english_header() -> None:
    assert rows(written(ExportChoice(columns=("headline", "reporters"), language="en"))) == [["Headline", "Reporters"]]


def test_default_columns_and_their_text() -> None:
    one = article(
        "제목",
        "본문이다",
        reporters=("남효선", "이혜경"),
        tags=("포항", "배터리"),
        modified_at=datetime(2026, 11, 2, 3, 4, 5, tzinfo=KST),
        photos=(Photo(url="u1", caption="전경", credit="견본시"), Photo(url="u2")),
    )
    head, row = rows(written(ExportChoice(rights=FULL), one))
    values = dict(zip(head, row, strict=True))
    assert len(head) == len(DEFAULT_COLUMNS)
    assert values["기자"] == "남효선, 이혜경"
    assert values["보도일시"] == "2026-11-01 09:00"
    assert values["수정일시"] == "2026-11-02 03:04:05"
    assert values["사진"] == "전경 / 견본시 / u1\nu2"
    assert values["태그"] == "포항, 배터리"
    assert values["본문"] == "본문이다"
    assert values["원문 주소"] == one.canonical_url


@pytest.mark.parametrize("right", ["excerpt", "link", None])
def test_without_the_right_the_body_is_an_excerpt_and_the_link(right: str | None) -> None:
    body = "첫 문장이다. " * 40 + "포항 배터리. " + "끝 문장이다. " * 40
    rights = {} if right is None else {"gyeongbuk-one": right}
    one = article("제목", body, published_at=START)
    ((cell,),) = rows(written(ExportChoice(columns=("body",), terms=("배터리",), rights=rights), one))[1:]
    assert body not in cell
    assert len(cell) < 200
    assert "배터리" in cell
    assert cell.endswith(one.canonical_url)
    ((full,),) = rows(written(ExportChoice(columns=("body",), rights=FULL), one))[1:]
    assert full == body


def test_an_undated_article_has_an_empty_date() -> None:
    assert rows(written(ExportChoice(columns=("published_at",)), article(published_at=None)))[1] == [""]


def test_every_column_can_be_written() -> None:
    head, row = rows(written(ExportChoice(columns=COLUMNS, language="en"), article(repairs=(("nbsp", 2),))))
    values = dict(zip(COLUMNS, row, strict=True))
    assert len(head) == len(COLUMNS)
    assert values["repairs"] == "nbsp 2"
    assert values["php_messages"] == "0"
    assert len(values["text_sha256"]) == 64


@pytest.mark.parametrize(
    ("text", "mark"),
    [("가" * 40_000, 0), ("😀" * 20_000, 0), ("a😀" * 15_000, 0), ("=" + "가" * 32_766, 1), ("=" + "😀" * 20_000, 1)],
)
def test_a_long_cell_is_cut_with_a_mark(text: str, mark: int) -> None:
    cell = safe_cell(text)
    assert MAX_CELL_UNITS - 1 <= utf16_units(cell) <= MAX_CELL_UNITS
    assert cell.endswith("…(이하 생략)")
    assert ("'" * mark + text).startswith(cell.removesuffix(" …(이하 생략)"))
    assert safe_cell(text, "en").endswith("…(cut)")


@pytest.mark.parametrize("text", ["가" * MAX_CELL_UNITS, "😀" * 16_383 + "a", "=" + "가" * (MAX_CELL_UNITS - 2)])
def test_a_cell_that_just_fits_is_whole(text: str) -> None:
    assert safe_cell(text).removeprefix("'") == text


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40), min_size=1, max_size=5
    )
)
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    data = written(ExportChoice(columns=("headline",)), *(article(text) for text in texts))
    assert [row[0] for row in rows(data)[1:]] == [safe_cell(text) for text in texts]
    assert all(
        row[0].removeprefix("'") == text.removeprefix("'") for row, text in zip(rows(data)[1:], texts, strict=True)
    )


@given(st.lists(st.text(st.sampled_from('=+-@\t\r\n\0＝1aé가힣힤(|\u200b "'), max_size=6), min_size=1, max_size=150))
def test_the_quick_way_writes_what_the_guard_says(texts: list[str]) -> None:
    data = written(ExportChoice(columns=("headline",)), *(article(text) for text in texts))
    assert data.split(b"\r\n", 1)[1] == b"".join(csv_line([safe_cell(text)]) for text in texts)


@pytest.mark.parametrize("text", ["가\0나", "\0", "가" * (MAX_CELL_UNITS + 1), "a" * (MAX_CELL_UNITS + 1)])
def test_what_no_reader_takes_is_mended_however_a_cell_begins(text: str) -> None:
    assert rows(written(ExportChoice(columns=("headline",)), article(text)))[1] == [safe_cell(text)]


def test_a_lone_surrogate_does_not_stop_an_export() -> None:
    assert rows(written(ExportChoice(columns=("headline",)), article("가\ud800나")))[1] == ["가?나"]


def test_columns_by_name_or_label() -> None:
    assert read_columns("headline, 기자 ,Link,headline") == ("headline", "reporters", "canonical_url")
    for wrong in ("", " , ", "제목,없는열", "headline;body"):
        with pytest.raises(ExportError, match="headline"):
            read_columns(wrong)


@pytest.mark.parametrize(
    ("text", "is_kept_text"),
    [
        ("20261112093000123", True),
        ("20261112093000", True),
        ("0542701234", True),
        ("00", True),
        ("12E5", True),
        ("160890887", False),
        ("0", False),
        ("2026-11-12 09:30", False),
        ("3.5", False),
        ("119 신고", False),
    ],
)
def test_digits_that_a_spreadsheet_would_change_stay_text(text: str, is_kept_text: bool) -> None:
    cell = rows(written(ExportChoice(columns=("headline",)), article(text)))[1][0]
    assert cell == ("'" + text if is_kept_text else text)


def as_saved(data: bytes, encoding: str, delimiter: str) -> bytes:
    """The file as a spreadsheet saves it: without needless quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        *(("utf-8-sig", ","), ("utf-8", ","), ("cp949", ","), ("cp949", ";"), ("utf-16", "\t"), ("utf-16-le", "\t")),
        *(("utf-16", ","), ("utf-8-sig", ";"), ("utf-8-sig", "\t"), ("cp949", "\t")),
    ],
)
def test_a_file_that_a_spreadsheet_saved_is_gone_on_with(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Whatever form it has then, it ends in ours, with every record."""
    file = tmp_path / "a.csv"
    choice = ExportChoice(columns=("headline", "deck", "reporters"))
    one = article("첫째, 기사; ‘따옴표’", deck='부제 "둘\n줄"\t끝')
    export(file, [one, article("20261103000000001")], choice)
    file.write_bytes(as_saved(file.read_bytes(), encoding, delimiter))
    before = rows(file.read_bytes().decode(encoding).lstrip("\ufeff").encode()) if delimiter == "," else None
    export(file, [article("둘째 😀")], choice, append=True)
    export(file, [article("셋째")], choice, append=True)
    made = rows(file.read_bytes())
    assert [row[0] for row in made] == [
        "제목", "첫째, 기사; ‘따옴표’", "'20261103000000001", "둘째 😀", "셋째",
    ]  # fmt: skip
    assert made[1][1] == '부제 "둘\n줄"\t끝'
    assert before is None or made[:3] == before
    assert file.read_bytes().count(BOM) == (encoding != "utf-8")  # one that is ours but for its BOM stays


def test_a_file_that_is_damaged_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    choice = ExportChoice(columns=("headline", "reporters"))
    export(file, [article("첫째")], choice)
    saved = as_saved(file.read_bytes(), "cp949", ",") + b"\xff\xff\xff,\r\n"
    file.write_bytes(saved)
    with pytest.raises(ExportError, match="damaged"):
        export(file, [article("둘째")], choice, append=True)
    assert file.read_bytes() == saved
