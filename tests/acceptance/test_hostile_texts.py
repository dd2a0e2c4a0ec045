"""Some hundred texts that steer terminals or forge lines: none gets through to a terminal or a log line.

The same texts in CSV, XLSX and HTML are held by tests/acceptance/test_other_programs.py, which opens the files.
"""

import logging
from itertools import product
from unicodedata import category

from models.records.search_results import Hit
from reports.formats.terminal import clean, clean_lines, table
from scrapers.crawl.process import CleanFormatter
from tests.reports.formats.test_terminal import HARMFUL
from tests.support.payloads import PAYLOADS
from tests.support.search_archive import article

AROUND = (
    "{}",
    "포항 {}",
    "{} 배터리",
    "[/red]{}[b]",
    "{}\n2026-11-20 03:00 ERROR news: 지어낸 줄",
    "제목{}{}",
    "{}\r\n=1+1",
)
TEXTS = [around.replace("{}", text) for text, around in product(HARMFUL, AROUND)]
"""Escape sequences, bidi, C1, tags, surrogates, line separators, alone and around other text."""
HARM = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def harmful(text: str) -> list[str]:
    return [letter for letter in text if category(letter) in HARM]


def test_there_are_enough() -> None:
    assert len(set(TEXTS)) >= 150
    assert len({*TEXTS, *PAYLOADS}) >= 700
    assert all(harmful(text) for text in TEXTS), "each would do harm by itself"


def test_none_reaches_a_terminal() -> None:
    for text in (*TEXTS, *PAYLOADS):
        assert not harmful(clean(text)), ascii(text)
        assert not harmful(clean_lines(text).replace("\n", "")), ascii(text)
        one = article(text or "-", text, outlet_title=text)
        for line in table([Hit(id=1, score=0, article=one)], [], columns=80, colour=False):
            assert not harmful(line), ascii(text)


def test_none_reaches_a_log_line() -> None:
    formatter = CleanFormatter("%(levelname)s %(message)s")
    for text in (*TEXTS, *PAYLOADS):
        record = logging.LogRecord("x", logging.INFO, "f", 1, "%s: no article", (text,), None)
        first, *rest = formatter.format(record).split("\n")
        assert first.startswith("INFO ")
        assert all(line.startswith("    ") for line in rest), ascii(text)
        assert not harmful(first + "".join(rest)), ascii(text)
