"""Rows of facts above a text, a label and what it says, are the article's parts and neither its deck nor its text."""

import pytest

from models.records.article import Article
from tests.support.undeclared import read_unknown

TEXT = (
    "해담군이 큰못 둑을 고치는 공사를 27일 시작했다. 둑에 금이 간 지 두 해 만이다.",
    "군은 예산 12억 원을 들여 내년 봄까지 둑을 다시 쌓는다. 물은 그동안 작은못에서 댄다.",
    '군 관계자는 "모내기 전에는 물을 채우겠다"고 말했다. 주민 40명이 공사를 지켜봤다.',
)
TITLE = "큰못 둑 두 해 만에 다시 쌓는다"
ROWS = [("이 름", "국하람 기자"), ("등록일", "2026년 11월 27일 09시 40분"), ("분 류", "물관리"), ("조 회", "1877")]


def cells(rows: list[tuple[str, str]]) -> str:
    return "<table>" + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows) + "</table>"


def terms(rows: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows) + "</dl>"


def items(rows: list[tuple[str, str]]) -> str:
    return "<ul>" + "".join(f"<li><b>{label}</b> {value}</li>" for label, value in rows) + "</ul>"


def read(facts: str, *, headline: str = "", title: str = "해담천리") -> Article:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    found = read_unknown(
        f"<html><head><title>{title}</title></head><body><center><b>해 담 천 리</b></center>{headline}"
        f"<div>{facts}{text}</div></body></html>"
    )
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("style", [cells, terms, items])
def test_rows_say_what_an_old_board_says_nowhere_else(style: object) -> None:
    assert callable(style)
    found = read(style([*ROWS, ("제 목", TITLE)]))
    assert (found.headline, found.section, found.reporters) == (TITLE, "물관리", ("국하람",))
    assert found.published_at is not None
    assert found.published_at.isoformat()[:16] == "2026-11-27T09:40"
    assert (found.deck, found.body) == ("", "\n".join(TEXT))


@pytest.mark.parametrize("style", [cells, terms, items])
def test_what_a_row_says_is_no_deck(style: object) -> None:
    assert callable(style)
    found = read(
        style([("방송일", "2026-11-27"), ("취재기자", "국하람"), ("권역", "강동권역 케이블")]),
        headline=f"<h2>{TITLE}</h2>",
    )
    assert (found.headline, found.deck, found.reporters) == (TITLE, "", ("국하람",))


def test_a_label_alone_is_none() -> None:
    found = read("<p>분류</p><p>버려진 것들을 나누는 법을 배우다</p>", headline=f"<h2>{TITLE}</h2>", title=TITLE)
    assert found.section == ""


def test_a_page_whose_title_names_the_site_alone_is_called_by_its_heading() -> None:
    found = read("<p>국하람 기자 2026.11.27 09:40</p>", headline="<h1>봄을 기다리는 사람들</h1>", title="가온소리")
    assert found.headline == "봄을 기다리는 사람들"


def test_a_ticker_above_the_text_is_no_headline() -> None:
    ticker = "<ul><li><a href='/view?no=3'>해담군 내년 예산안 3조 1천억 편성</a></li></ul><p>2026.11.27 08:00</p>"
    found = read("<p>국하람 기자 2026.11.27 09:40</p>", headline=f"{ticker}<div><b>{TITLE}</b></div>", title="가온소리")
    assert found.headline == TITLE
