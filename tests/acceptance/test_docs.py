"""What the documents tell a user to type exists: every verb and every option."""

import re
import shlex
from pathlib import Path

import click
import pytest

from cli import news

ROOT = Path(__file__).resolve().parents[2]
COMMAND = re.compile(r"^\s*(?:\$ )?(?:\.venv\/bin\/)?news ([a-z][^\n`#|]*)", re.M)
DOCUMENTS = (
    "README.md",
    "README.ko.md",
    "CONTRIBUTING.md",
    "docs/search.md",
    "docs/keeping.md",
    "docs/telling.md",
    "docs/report-template.md",
    "docs/search.ko.md",
    "docs/keeping.ko.md",
    "docs/month.md",
    "docs/month.ko.md",
    "docs/clip.md",
    "docs/clip.ko.md",
    "docs/morning.md",
    "docs/morning.ko.md",
    "docs/telling.ko.md",
    "docs/report-template.ko.md",
    "docs/windows.ko.md",
    "docs/desk.md",
    "docs/desk.ko.md",
    "docs/office.md",
    "docs/office.ko.md",
)


def commands() -> list[tuple[str, str]]:
    """(document, what stands behind `news`) for every line of a code block or inline code that calls it."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        code = re.findall(r"```[a-z]*\n(.*?)```", text, re.S) + re.findall(r"`((?:\.venv/bin/)?news [^`\n]+)`", text)
        for block in code:
            found += [(name, match[1].split("  ")[0].strip()) for match in COMMAND.finditer(block)]
    return found


@pytest.mark.parametrize(("document", "line"), sorted(set(commands())))
def test_a_documented_command_exists(document: str, line: str) -> None:
    words = shlex.split(line)
    command: click.Command = news
    context = click.Context(news)
    while isinstance(command, click.Group) and words and (verb := command.get_command(context, words[0])):
        command = verb
        words.pop(0)
    assert command is not news or words == ["COMMAND", "--help"], f"{document}: news {line}"
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}
    used = {word.split("=")[0] for word in words if re.fullmatch(r"--?[a-z][a-z-]*(=.*)?", word)}
    assert used <= known, f"{document}: news {line}"


FOLDERS = ("", "models", "pipelines", "pipelines/text", "scrapers", "scrapers/crawl", "reports", "desk")


@pytest.mark.parametrize("document", ["docs/architecture.md", "CONTRIBUTING.md", "README.md"])
def test_a_file_that_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = {*re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py))`", text), *re.findall(r"`([a-z_]+/[a-z_]+)`", text)}
    missing = [
        name
        for name in sorted(named)
        if not any((ROOT / folder / name).exists() or (ROOT / folder / f"{name}.py").exists() for folder in FOLDERS)
    ]
    assert named
    assert not missing


def test_the_documents_call_news_at_all() -> None:
    assert {document for document, _ in commands()} == set(DOCUMENTS)


def test_the_korean_readme_links_to_the_korean_documents() -> None:
    linked = set(re.findall(r"\]\((docs/[a-z.-]+\.md)\)", (ROOT / "README.ko.md").read_text("utf-8")))
    assert linked == {name for name in DOCUMENTS if name.startswith("docs/") and name.endswith(".ko.md")}


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if re.fullmatch(r"docs/(?!windows).*\.ko\.md", name)])
def test_a_korean_document_has_the_commands_of_the_english_one(name: str) -> None:
    english = {line for document, line in commands() if document == name.replace(".ko.md", ".md")}
    assert english <= {line for document, line in commands() if document == name}
