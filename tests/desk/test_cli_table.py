"""The table of verbs: each is a command of its name, and `news --help` names all of them without loading one."""

import subprocess
import sys

import click
import pytest

from cli import VERBS, news
from tests.support.run_news import ROOT


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_a_command_of_its_name(verb: str) -> None:
    command = news.get_command(click.Context(news), verb)
    assert command is not None
    assert command.name == verb
    assert VERBS[verb].help.endswith(".")
    assert len(VERBS[verb].help) < 80
    assert command.get_short_help_str(), "and has a help of its own"


def test_the_help_names_all_verbs_and_loads_none() -> None:
    code = "import sys, cli\nsys.argv = ['news', '--help']\ntry:\n    cli.main()\nexcept SystemExit:\n    print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    text, _, modules = ran.stdout.strip().rpartition("\n")
    for verb, (_, words) in VERBS.items():
        assert any(line.split()[:1] == [verb] and words in line for line in text.splitlines()), verb
    assert not [name for name in modules.split() if name.startswith("desk.commands")]
