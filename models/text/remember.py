"""Answers about short lines, remembered: several steps ask the same of a page's lines, and its frame comes again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

R = TypeVar("R")
MAX_REMEMBERED = 256
"""The lines of a few pages."""
MAX_CHARACTERS = 400
"""A longer line is asked about too seldom to be kept."""


def remember_short(ask: Callable[[str], R]) -> Callable[[str], R]:
    """Keep the last answers of a pure function of one line."""
    kept = lru_cache(MAX_REMEMBERED)(ask)

    @wraps(ask)
    def answer(line: str) -> R:
        return kept(line) if len(line) <= MAX_CHARACTERS else ask(line)

    return answer
