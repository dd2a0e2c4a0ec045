"""The terminal: columns that hold, colours only where they are wanted, nothing that could do harm."""

import io
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.search_results import Hit
from reports.formats.terminal import (
    clean,
    clean_lines,
    columns_of,
    cut,
    date_text,
    pad,
    print_table,
    table,
    wants_colour,
    width,
    wrap,
)
from tests.support.search_archive import START, article

HARMFUL = [
    "\x1b[31m빨강",
    "\x1b]8;;http://evil.example\x07눌러\x1b]8;;\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]0;제목\x07",
    "\x1bP$q\x1b\\",
    "\x9b31m",
    "\x9d52;c;x\x9c",
    "\x90q\x9c",
    "\x07\x08\x7f",
    "덮어\r쓰기",
    "줄\n바꿈",
    "\u202e거꾸로",
    "\u2066고립\u2069",
    "\u200f\u200e\u061c",
    "\u200b\ufeff\u00ad",
    "\u2028줄\u2029",
    "\ue000\U000f0000",
    "\ud800",
    "\U000e0041태그",
    "\x00",
    "\x1b[2J\x1b[H",
    "\x1b[?1049h",
]


@pytest.mark.parametrize("text", HARMFUL, ids=ascii)
def test_nothing_harmful_is_printed(text: str) -> None:
    one = article(text, text, outlet_title=text, deck=text)
    for colour in (False, True):
        for line in table([Hit(id=1, score=0, article=one)], ["거꾸로", "눌러"], columns=60, colour=colour):
            for own in ("\x1b[1;33m", "\x1b[2m", "\x1b[0m"):
                line = line.replace(own, "")
            assert not any(category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in line)


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e\n\r\t"), max_size=60))
def test_a_cleaned_text_is_one_harmless_line(text: str) -> None:
    assert not any(category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in clean(text))
    assert clean(clean(text)) == clean(text)
    assert clean_lines(text).count("\n") == text.count("\n")


def test_ordinary_text_is_not_changed() -> None:
    for text in ("포항 ‘배터리’ 선도도시… (주)하나 1,000억", "plain", "日本 é", "😀"):
        assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "columns"),
    [("포항", 4), ("abc", 3), ("日本", 4), ("ＡＢ", 4), ("e\u0301", 1), ("", 0), ("가a", 3), ("ㅋㅋ", 4)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(st.sampled_from("가나a1日 …e\u0301"), max_size=30), st.integers(1, 30))
def test_padding_is_exact(text: str, columns: int) -> None:
    assert width(pad(text, columns)) == columns
    assert width(cut(text, columns)) <= columns


def test_lines_fit_the_terminal() -> None:
    hits = [Hit(id=160579584 + n, score=0, article=article("긴 제목 " * 20, "포항 배터리 " * 30)) for n in range(3)]
    for columns in (60, 80, 200):
        lines = list(table(hits, ["배터리"], columns=columns, colour=False))
        assert len(lines) == 7
        assert all(width(line) <= columns for line in lines)
    assert "긴 제목 " * 20 in "\n".join(table(hits, [], columns=None, colour=False))


def test_hits_are_made_visible_only_in_colour() -> None:
    hit = Hit(id=1, score=0, article=article("포항 배터리", "글"))
    coloured = list(table([hit], ["배터리"], columns=80, colour=True))
    assert "\x1b[1;33m배터리\x1b[0m" in coloured[1]
    assert "\x1b" not in "".join(table([hit], ["배터리"], columns=80, colour=False))
    assert list(table([], [], columns=80, colour=True)) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it() -> None:
    assert wants_colour(Terminal(), {"TERM": "xterm"})
    assert wants_colour(Terminal(), {"NO_COLOR": ""})
    assert not wants_colour(Terminal(), {"NO_COLOR": "1"})
    assert not wants_colour(Terminal(), {"TERM": "dumb"})
    assert not wants_colour(io.StringIO(), {})
    assert columns_of(io.StringIO()) is None
    assert columns_of(Terminal()) == 80


def test_dates_tell_what_is_known() -> None:
    assert date_text(article(published_raw="2026.11.01 09:00")) == "2026-11-01 09:00"
    midnight = START.replace(hour=0)
    assert date_text(article(published_at=midnight, published_raw="2026.11.01")) == "2026-11-01"
    assert date_text(article(published_at=midnight, published_raw="2026.11.01 00:00")) == "2026-11-01 00:00"
    assert date_text(article(published_at=None)) == "(2026-11-01)"


def test_printing_to_a_pipe() -> None:
    out = io.StringIO()
    print_table([Hit(id=7, score=0, article=article("포항", "글"))], ["포항"], out)
    assert out.getvalue().splitlines()[1].startswith("7          2026-11-01 09:00  견본일보")
    assert "\x1b" not in out.getvalue()


@given(st.text(st.sampled_from("가나 ab·́"), max_size=120), st.integers(40, 90))
def test_a_wrapped_line_is_no_wider_and_loses_no_letter(text: str, columns: int) -> None:
    pieces = list(wrap(text, columns))
    assert all(width(piece) <= columns for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert list(wrap(text, None)) == [text]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        (
            "12  2026-11-19 07:04  견본뉴스핌  포항 찾은 시장",
            ["12  2026-11-19 07:04  견본뉴스핌", "    포항 찾은 시장"],
        ),
        ("같은 글을 모아 보려면 `news stories update`를", ["같은 글을 모아 보려면", "    `news stories update`를"]),
        ("저장: /home/press/" + "가" * 30 + " 끝", ["저장:", "    /home/press/" + "가" * 30, "    끝"]),
        ("https://www.example.com/" + "a" * 30 + ", 끝", ["https://www.example.com/" + "a" * 30 + ",", "    끝"]),
        ("가" * 25, ["가" * 20, "    " + "가" * 5]),
        ("\x1b[31m" + "가" * 20 + "\x1b[0m", ["\x1b[31m" + "가" * 20 + "\x1b[0m"]),
    ],
)
def test_where_a_line_is_broken(line: str, pieces: list[str]) -> None:
    assert list(wrap(line, 40)) == pieces


def test_a_long_line_costs_no_more_a_letter_than_a_short_one() -> None:
    assert sum(map(len, wrap("가나다 " * 50_000, 80))) < 300_000
    assert len(list(wrap("가" * 200_000, 80))) == 5_264
