"""Help and click's own messages in the user's language.

Commands and options are declared in English as click wants it, and are translated when a verb is loaded; the catalog
takes their texts from the commands themselves. In English nothing is done.
"""

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import click

from models.language import language
from models.language.translate import find_plural, find_text

CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")

BETWEEN_PARAGRAPHS = re.compile(r"(\n*\x08\n|\n\n)")
"""What parts the paragraphs of a help: behind ``\\b`` click keeps the lines as they are."""


def translate_click() -> None:
    """Let click speak the language of the program; by itself it asks the machine, for catalogs it does not have."""
    if language() == "en":
        return
    for name in CLICK_MODULES:
        names = vars(sys.modules[f"click.{name}"])
        names.update(
            {"_": find_text} if "_" in names else {}, **({"ngettext": find_plural} if "ngettext" in names else {})
        )
    for kind in type_kinds():
        kind.name = find_text(kind.name)


def type_kinds() -> Iterator[type[click.ParamType[Any]]]:
    """The kinds of values whose name stands in a help, as in ``--note TEXT``."""
    yield from (type(click.STRING), type(click.INT), type(click.FLOAT), click.IntRange, click.FloatRange)


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a help in order, each a message of its own, and what parts them. Lines are joined as shown."""
    parts = BETWEEN_PARAGRAPHS.split(cleandoc(text))
    for index in range(0, len(parts), 2):
        if index == 0 or "\b" not in parts[index - 1]:
            parts[index] = " ".join(parts[index].split("\n"))
    return parts


def translate_command(command: click.Command) -> click.Command:
    """The command with its help, options and subcommands in the user's language."""
    if language() == "en":
        return command
    if command.help:
        command.help = "".join(find_text(part) for part in split_paragraphs(command.help))
    command.short_help = command.short_help and find_text(command.short_help)
    command.options_metavar = command.options_metavar and find_text(command.options_metavar)
    for param in command.params:
        param.metavar = param.metavar and find_text(param.metavar)
        if isinstance(param, click.Option):
            param.help = param.help and find_text(param.help)
        if isinstance(param.type, click.ParamType):
            param.type.name = find_text(param.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = find_text(command.subcommand_metavar)
        for inner in command.commands.values():
            translate_command(inner)
    return command


def help_texts(command: click.Command) -> Iterator[str]:
    """What ``translate_command`` translates, for the catalog."""
    paragraphs = split_paragraphs(command.help or "")
    yield from filter(None, paragraphs[::2])
    yield from filter(None, (command.short_help, command.options_metavar))
    for param in command.params:
        yield from filter(None, (param.metavar, getattr(param, "help", None)))
        yield param.type.name
    if isinstance(command, click.Group):
        yield command.subcommand_metavar
        for inner in command.commands.values():
            yield from help_texts(inner)
