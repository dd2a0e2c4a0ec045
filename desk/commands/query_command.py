"""A command whose arguments are a query: ``-서울`` leaves a word out, and yet a mistyped option is no word."""

import re
from collections.abc import Iterator
from typing import Any

import click

_OPTION = re.compile(r"--[A-Za-z][^=]*|-[A-Za-z]$")


class QueryCommand(click.Command):
    """Refuses what looks like an option and is none; all else that begins with a dash is left to the query.

    Behind ``--`` everything is a word.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.context_settings = {"ignore_unknown_options": True, **self.context_settings}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises click.NoSuchOption, which names the nearest option."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        known = {name: option for option in options for name in option.opts}
        for name in _looking_like_options(args, known):
            if name not in known:
                raise click.NoSuchOption(name, possibilities=_near(name, known), ctx=ctx)
        return super().parse_args(ctx, args)


def _looking_like_options(args: list[str], known: dict[str, click.Option]) -> Iterator[str]:
    """What is written as options are, but for their values."""
    words = iter(args)
    for word in words:
        if word == "--":
            return
        if (found := _OPTION.match(word)) is None:
            continue
        yield found.group()
        option = known.get(word)
        if option is not None and not option.is_flag and not option.count:
            next(words, None)


def _near(name: str, known: dict[str, click.Option]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, known, cutoff=0.6)
