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
import click.formatting

from models.language import N_, language
from models.language.particles import Message
from models.language.translate import find_plural, find_text
from reports.formats.terminal import width

CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")

TODAY = N_("today")
"""A default of options that take a day: each language's word is typed as well."""
REQUIRED = N_("required")
"""What click writes behind the help of an option, from a table of its own."""
BETWEEN_PARAGRAPHS = re.compile(r"(\n*\x08\n|\n\n)")
"""What parts the paragraphs of a help: behind ``\\b`` click keeps the lines as they are."""


FILLER = "\ue000"
"""Stands behind a letter of two columns while a text is wrapped: click counts letters, terminals count columns."""


def wrap_columns(text: str, *options: Any, **named: Any) -> str:
    """``click.formatting.wrap_text`` for letters of two columns."""
    wide = "".join(letter + FILLER if width(letter) > 1 else letter for letter in text)
    return _wrap_text(wide, *options, **named).replace(FILLER, "")


_wrap_text = click.formatting.wrap_text


def prepare_click() -> None:
    """Let click speak the language of the program, and count columns.

    By itself it looks for catalogs that the machine does not have, and takes a Hangul letter for one column.
    """
    vars(click.formatting).update(wrap_text=wrap_columns, term_len=width)
    for name in CLICK_MODULES:
        names = vars(sys.modules[f"click.{name}"])
        names.update(
            {"_": _find_text} if "_" in names else {}, **({"ngettext": _find_plural} if "ngettext" in names else {})
        )
    for kind in type_kinds() if language() == "ko" else ():
        kind.name = find_text(kind.name)


def _find_text(message: str) -> Message:
    return Message(find_text(message))


def _find_plural(one: str, many: str, count: int) -> Message:
    return Message(find_plural(one, many, count))


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
        if shown := _metavar(command, param):
            param.metavar = find_text(shown)
        if isinstance(param, click.Option):
            param.help = param.help and find_text(param.help)
        if isinstance(param.type, click.ParamType):
            param.type.name = find_text(param.type.name)
            if isinstance(param, click.Option) and param.metavar is None and "|" in param.type.name:
                param.metavar = param.type.name  # click would write it in capitals
        if param.default == TODAY:
            param.default = find_text(TODAY)
    if isinstance(command, click.Group):
        command.subcommand_metavar = find_text(command.subcommand_metavar)
        for inner in command.commands.values():
            translate_command(inner)
    return command


def _metavar(command: click.Command, param: click.Parameter) -> str | None:
    """What stands for the value in the usage; of an option only what was given, for the rest says its kind."""
    return param.make_metavar(click.Context(command)) if isinstance(param, click.Argument) else param.metavar


def help_texts(command: click.Command) -> Iterator[str]:
    """What ``translate_command`` translates, for the catalog."""
    paragraphs = split_paragraphs(command.help or "")
    yield from filter(None, paragraphs[::2])
    yield from filter(None, (command.short_help, command.options_metavar))
    for param in command.params:
        yield from filter(None, (_metavar(command, param), getattr(param, "help", None)))
        yield param.type.name
    if isinstance(command, click.Group):
        yield command.subcommand_metavar
        for inner in command.commands.values():
            yield from help_texts(inner)
