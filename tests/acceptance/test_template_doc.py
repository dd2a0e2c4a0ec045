"""docs/report-template.md and its Korean edition tell the form as the program reads it."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from reports.clip.columns import FIELDS
from reports.clip.template import HEAD_NAMES, LINE_NAMES, Groups, MessageForm, Template, read_template

DOCS = Path(__file__).parents[2] / "docs"
TEXTS = [(DOCS / name).read_text("utf-8") for name in ("report-template.md", "report-template.ko.md")]
both = pytest.mark.parametrize("text", TEXTS, ids=["en", "ko"])


def example(text: str) -> str:
    found = re.search(r"```toml\n(.*?)```", text, re.S)
    assert found is not None
    return found[1]


def names(kind: type) -> set[str]:
    return {one.name for one in fields(kind)}


def section(text: str, *titles: str) -> str:
    """What stands under a title, which is one of these."""
    return re.split(rf"^## (?:{'|'.join(titles)})\n", text, flags=re.M)[1].split("\n## ")[0]


def table(text: str, *titles: str) -> list[list[str]]:
    """The rows of the table under a title, without its head."""
    lines = section(text, *titles).splitlines()
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


@both
def test_the_columns_are_all_told_with_their_heads(text: str) -> None:
    assert [(row[0], row[1]) for row in table(text, "Columns", "칸")] == [
        (name, one.name) for name, one in FIELDS.items()
    ]


@both
def test_the_keys_are_all_told_and_stand_in_the_example(text: str) -> None:
    assert [row[0] for row in table(text, "Keys", "항목")] == [one.name for one in fields(Template)]
    said = tomllib.loads(example(text))
    assert set(said) == names(Template)
    assert set(said["groups"]) == names(Groups)
    assert set(said["message"]) == names(MessageForm)


@both
def test_the_names_in_braces_are_all_told(text: str) -> None:
    heads, line = re.split(r"^`line`", section(text, "The message", "메신저 글"), flags=re.M)
    assert set(re.findall(r"`\{(\w+)\}`", heads)) == HEAD_NAMES
    assert set(re.findall(r"`\{(\w+)\}`", line)) == LINE_NAMES


@both
def test_the_example_works(text: str, tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    form.write_text(example(text), "utf-8")
    template = read_template(form)
    assert [column.title for column in template.columns][4] == "기사 제목"
    assert template.groups.names["일간"] == "지역일간"
