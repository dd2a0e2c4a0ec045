"""docs/report-template.md tells the form as the program reads it."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from reports.clip.columns import FIELDS
from reports.clip.template import HEAD_NAMES, LINE_NAMES, Groups, MessageForm, Template, read_template

TEXT = (Path(__file__).parents[2] / "docs" / "report-template.md").read_text("utf-8")


def example() -> str:
    found = re.search(r"```toml\n(.*?)```", TEXT, re.S)
    assert found is not None
    return found[1]


def names(kind: type) -> set[str]:
    return {one.name for one in fields(kind)}


def table(title: str) -> list[list[str]]:
    """The rows of the table under a title, without its head."""
    lines = TEXT.split(f"## {title}\n")[1].split("\n## ")[0].splitlines()
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


def test_the_columns_are_all_told_with_their_heads() -> None:
    assert [(row[0], row[1]) for row in table("Columns")] == [(name, one.name) for name, one in FIELDS.items()]


def test_the_keys_are_all_told_and_stand_in_the_example() -> None:
    assert [row[0] for row in table("Keys")] == [one.name for one in fields(Template)]
    said = tomllib.loads(example())
    assert set(said) == names(Template)
    assert set(said["groups"]) == names(Groups)
    assert set(said["message"]) == names(MessageForm)


def test_the_names_in_braces_are_all_told() -> None:
    heads, line = TEXT.split("## The message\n")[1].split("`line`, which")
    assert set(re.findall(r"`\{(\w+)\}`", heads)) == HEAD_NAMES
    assert set(re.findall(r"`\{(\w+)\}`", line)) == LINE_NAMES


def test_the_example_works(tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    form.write_text(example(), "utf-8")
    template = read_template(form)
    assert [column.title for column in template.columns][4] == "기사 제목"
    assert template.groups.names["일간"] == "지역일간"
