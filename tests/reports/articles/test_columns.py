"""One table of columns for all kinds of files, complete and in the order of the labels."""

from dataclasses import fields

from models.records.article import Article
from models.records.labels import FIELDS
from reports.articles.columns import COLUMNS, DEFAULT_COLUMNS, TABLE, ExportChoice, make_cells
from reports.articles.jsonl_writer import make_record
from reports.formats.html import TEMPLATES
from tests.support.search_archive import article


def test_every_field_of_an_article_is_a_column() -> None:
    assert {field.name for field in fields(Article)} <= TABLE.keys()


def test_the_columns_stand_in_the_order_of_the_labels() -> None:
    assert list(TABLE) == [name for name in FIELDS if name in TABLE]
    assert set(DEFAULT_COLUMNS) < set(COLUMNS)


def test_every_cell_is_text() -> None:
    assert all(
        isinstance(text, str) for text in make_cells(article("제목", "본문"), ExportChoice(columns=tuple(TABLE)))
    )


def test_every_class_stands_in_the_style_sheet() -> None:
    style = (TEMPLATES / "articles.css").read_text("utf-8")
    for column in TABLE.values():
        assert not column.html_class or f".{column.html_class}" in style


def test_every_column_can_be_named_for_json() -> None:
    one = article("제목", "본문")
    whole = make_record(one, ExportChoice(columns=COLUMNS))
    assert list(whole) == list(COLUMNS)
    assert whole["gone_at"] is None
    gone = {(one.outlet, one.canonical_url): one.fetched_at}
    assert make_record(one, ExportChoice(columns=("gone_at",), gone=gone)) == {"gone_at": one.fetched_at.isoformat()}
