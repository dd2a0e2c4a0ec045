"""A particle behind an inserted name or number has the form that a reader says aloud, and the catalog leaves none open."""

import re
from unicodedata import normalize

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.help_language import prepare_click
from models.language import speaking
from models.language.particles import FORMS, attach_particle, fill_message
from tests.tools import catalog as tool


@pytest.mark.parametrize(
    ("text", "object_form", "way"),
    [
        ("포항", "포항을", "포항으로"), ("경주", "경주를", "경주로"), ("서울", "서울을", "서울로"), ("3", "3을", "3으로"),
        ("7", "7을", "7로"), ("10", "10을", "10으로"), ("2", "2를", "2로"), ("2026-11-18", "2026-11-18을", "2026-11-18로"),
        ("조간.csv", "조간.csv를", "조간.csv로"), ("archive.db", "archive.db를", "archive.db로"),
        ("보고.html", "보고.html을", "보고.html로"), ("notify.toml", "notify.toml을", "notify.toml로"),
        ("kyongbuk", "kyongbuk을", "kyongbuk으로"), ("newspim", "newspim을", "newspim으로"), ("imaeil", "imaeil을", "imaeil로"),
        ("gbhana", "gbhana를", "gbhana로"), ("URL", "URL을", "URL로"), ("MBC", "MBC를", "MBC로"), ("table", "table을", "table로"),
        ("‘포항’", "‘포항’을", "‘포항’으로"), ("'경주'", "'경주'를", "'경주'로"), ("경주(慶州)", "경주(慶州)를", "경주(慶州)로"),
        ("“서울”", "“서울”을", "“서울”로"), ("포항…", "포항…을", "포항…으로"), ("뉴스/", "뉴스/를", "뉴스/로"), ("ㅋㅋ", "ㅋㅋ을", "ㅋㅋ으로"),
        ("ㅠ", "ㅠ를", "ㅠ로"), ("90%", "90%를", "90%로"), ("😀", "😀을(를)", "😀(으)로"), ("浦項", "浦項을(를)", "浦項(으)로"),
    ],
)  # fmt: skip
def test_the_particle_is_that_of_what_is_inserted(text: str, object_form: str, way: str) -> None:
    assert attach_particle(text, "을") == object_form
    assert attach_particle(text, "으로") == way
    assert attach_particle(normalize("NFD", text), "을") == normalize("NFD", text) + object_form[len(text) :]


def test_a_message_is_filled_whatever_the_values_hold() -> None:
    said = fill_message(
        "{name!r:이} {count:,}건, {name:으로} {other}", {"name": "{서울}", "count": 1200, "other": "{0}"}
    )
    assert said == "'{서울}'이 1,200건, {서울}로 {0}"


@given(st.text(), st.sampled_from(sorted(FORMS)))
def test_any_text_takes_a_particle(text: str, particle: str) -> None:
    said = attach_particle(text, particle)
    assert said.startswith(text)
    assert said[len(text) :] in {particle, FORMS[particle], f"{particle}({FORMS[particle]})", f"(으){FORMS[particle]}", f"(이){FORMS[particle]}"}  # fmt: skip


BOTH = re.compile(
    r"(?:을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|과\(와\)|와\(과\)|\((?:으|이)\)[로라나며])"
)
FIXED = re.compile(r"\{\w+(?:![rs])?\}[`’'”\"]?(?:을|를|은|는|과|와|으로|로|이라는|라는)(?=[\s.,]|$)")
KNOWN_TO_FIT = {"articles", "pages", "already", "part", "range"}
"""Placeholders of counts, whose unit is known: 기사 3건을."""


def test_no_message_leaves_a_particle_open_or_fixes_one_behind_a_name() -> None:
    texts = [text for message in tool.read_catalog() if message.id for text in tool.texts_of(message)[1]]
    assert [text for text in texts if BOTH.search(text)] == []
    fixed = [text for text in texts for found in FIXED.finditer(text) if found[0][1:].split("}")[0] not in KNOWN_TO_FIT]
    assert fixed == []


def test_click_says_it_so_too() -> None:
    prepare_click()
    with speaking("ko"):
        said = [click.FileError(name, "없음").format_message() for name in ("자료.csv", "archive.xml")]
    assert [line.partition("'")[2].partition(" ")[0] for line in said] == ["자료.csv'를", "archive.xml'을"]
