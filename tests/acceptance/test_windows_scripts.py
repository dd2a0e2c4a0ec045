"""What Windows runs is read as Windows reads it: the batch files, and every PowerShell block of the documents.

No Windows is at hand and no PowerShell, so the grammars of both languages judge, and each `news` in them is asked for.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import click
import pytest
import tree_sitter_batch
import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from cli import news as main
from desk.schedule.desk_file import DeskFileKind, make_desk_file
from desk.schedule.morning_file import make_morning_text
from models.query.syntax import parse
from tests.support.run_news import ROOT, news

BATCH, POWERSHELL = Language(tree_sitter_batch.language()), Language(tree_sitter_powershell.language())
INSTALLER = (ROOT / "docs" / "windows" / "install.cmd").read_bytes().decode("utf-8")
MORNING = make_morning_text((r"C:\Users\홍 길동\news.exe",), "archive.db", ["포항", "가온시 항만"])
DESK = make_desk_file(
    DeskFileKind.WINDOWS,
    (r"C:\Users\홍 길동\news.exe",),
    PureWindowsPath(r"C:\Users\홍 길동 & 100%\뉴스^!\archive.db"),
    PureWindowsPath(r"C:\icon.svg"),
)
BLOCKS = [
    (path.relative_to(ROOT).as_posix(), block)
    for path in (ROOT / "README.ko.md", *sorted((ROOT / "docs").glob("*.md")))
    for block in re.findall(r"^```powershell\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.children:
        yield from nodes(child)


def misread(language: Language, text: str) -> list[str]:
    """What the grammar cannot read of a text."""
    tree = Parser(language).parse(text.encode())
    return [str(node.text) for node in nodes(tree.root_node) if node.is_error or node.is_missing]


def test_a_text_that_is_wrong_is_seen() -> None:
    assert misread(BATCH, "if (\n")
    assert misread(BATCH, 'set "a=b\n')
    assert misread(POWERSHELL, 'news search "가나\n')
    assert misread(POWERSHELL, "& (\n")


@pytest.mark.parametrize("text", [INSTALLER, MORNING, DESK], ids=["install.cmd", "아침 보고.cmd", "데스크.cmd"])
def test_a_batch_file_is_one(text: str) -> None:
    assert misread(BATCH, text.replace("\r\n", "\n")) == []
    assert not re.search(r"(?<!\r)\n", text), "cmd.exe loses its place in a file of other line ends"
    assert text.startswith("@echo off\r\nchcp 65001 >nul\r\n"), "what follows is UTF-8"


@pytest.mark.parametrize(("document", "block"), BLOCKS)
def test_a_powershell_block_is_one(document: str, block: str) -> None:
    assert misread(POWERSHELL, block) == []


def test_both_documents_have_such_a_block() -> None:
    assert {document for document, _ in BLOCKS} == {"README.ko.md", "docs/windows.ko.md"}


def test_every_verb_that_windows_runs_is_there(tmp_path: Path) -> None:
    blocks = "".join(block for _, block in BLOCKS)
    verbs = {*re.findall(r"^news (\w+)", blocks, re.M), *re.findall(r'news\.exe" "?(\w+)', INSTALLER + MORNING + DESK)}
    assert verbs >= {"desk", "setup", "report", "health", "search"}
    for verb in sorted(verbs):
        ran = news(verb, "--help", cwd=tmp_path, NEWS_LANG="ko")
        assert (ran.code, verb in ran.out.partition("\n")[0]) == (0, True), (verb, ran.out)
    assert not list(tmp_path.iterdir())


def test_the_morning_file_says_what_the_program_takes(tmp_path: Path) -> None:
    assert news("demo", cwd=tmp_path).code == 0
    assert news("watch", "add", "포항", "포항", cwd=tmp_path).code == 0
    lines = re.findall(r'^"[^"]*news\.exe" (.*?)\r$', make_morning_text(("news.exe",), "archive.db", ["포항"]), re.M)
    assert len(lines) == 2
    for line in lines:
        ran = news(*shlex.split(line), cwd=tmp_path)
        assert ran.code in (0, 1), ran.err
    assert (tmp_path / "보고 포항.html").stat().st_size > 0


def typed_commands() -> list[list[str]]:
    """Every `news …` of the documents' PowerShell blocks, as PowerShell hands its words on."""
    lines = [line for _, block in BLOCKS for line in block.splitlines() if line.startswith("news ")]
    return [[word.strip("'") for word in re.findall(r"'[^']*'|\S+", line)[1:]] for line in lines]


def test_every_typed_command_is_one_that_the_program_reads() -> None:
    assert len(typed_commands()) >= 6
    for words in typed_commands():
        command: click.Command = main
        rest = words
        while isinstance(command, click.Group):
            found = command.get_command(click.Context(command), rest[0])
            assert found is not None, words
            command, rest = found, rest[1:]
        command.make_context(words[0], list(rest))


def test_no_quote_is_lost_on_the_way_from_powershell() -> None:
    """Windows PowerShell 5.1 takes a bare quote for its own and drops it; one behind a backslash arrives."""
    quoted = [word for words in typed_commands() for word in words if '"' in word]
    assert quoted
    for word in quoted:
        assert not re.search(r'(?<!\\)"', word), word
        assert parse(word).terms[0].phrase
        assert parse(word).terms[0].text == parse(word.replace("\\", "")).terms[0].text == "배터리 선도도시"
