"""TOML files that a user writes: read, and every value checked by its key's reader.

What is wrong is one sentence for all such files: the file, the key, what the value must be and what it is. A reader
is a function from a value to what it means; it raises ``ValueError`` with the end of a sentence whose subject is the
key ("must be a table").
"""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from unicodedata import category

Table = Mapping[str, Any]
T = TypeVar("T")
ReadValue = Callable[[Any], Any]


class TomlFileError(ValueError):
    """A file cannot be read as TOML, or a key of it is wrong: the end of a sentence that begins with the file."""


class TomlKeyError(TomlFileError):
    """A key is wrong. ``keys`` leads to it, the outermost table first; ``problem`` is what is wrong with its value."""

    def __init__(self, keys: tuple[str, ...], problem: str) -> None:
        super().__init__(f"key {'.'.join(keys)!a}: {problem}")
        self.keys = keys
        self.problem = problem


def read_toml(file: Traversable | Path) -> Table:
    """The table of a file. Raises FileNotFoundError; TomlFileError for what is not readable, UTF-8 or TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise
    except tomllib.TOMLDecodeError as error:
        raise TomlFileError(f"not readable as TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise TomlFileError(f"not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise TomlFileError(f"cannot be read: {os.strerror(error.errno or 0).lower()}") from error


def read_keys(table: Table, readers: Mapping[str, ReadValue], required: Sequence[str] = ()) -> dict[str, Any]:
    """The values of a table, each by its key's reader. Raises TomlFileError."""
    for key in table:
        if key not in readers:
            near = get_close_matches(key, readers, n=1)
            hint = f"did you mean {near[0]!a}?" if near else f"there are {', '.join(readers)}"
            raise TomlFileError(f"unknown key {key!a}, {hint}")
    for key in required:
        if key not in table:
            raise TomlFileError(f"key {key!a} is missing")
    return {key: read_key(key, readers[key], value) for key, value in table.items()}


def read_key(key: str, read: Callable[[Any], T], value: Any) -> T:
    """One value by its reader. Raises TomlKeyError, which names the key, and those of the tables around it."""
    try:
        return read(value)
    except TomlKeyError as error:
        raise TomlKeyError((key, *error.keys), error.problem) from error
    except ValueError as error:
        raise TomlKeyError((key,), str(error)) from error


def end_sentence(text: str) -> str:
    """The text with the full stop that it may lack."""
    return text if text.endswith((".", "?")) else f"{text}."


def read_text(value: Any) -> str:
    """A text on one line, without the spaces around it and without invisible characters."""
    if not isinstance(value, str):
        raise ValueError(f"must be a text in quotes, not {value!a}")  # noqa: TRY004
    if any(category(c) in ("Cc", "Zl", "Zp") for c in value):
        raise ValueError("holds a control character")
    return "".join(c for c in value if category(c) != "Cf").strip()  # what steers a terminal and is not seen


def read_filled(value: Any) -> str:
    """A text that is not empty."""
    text = read_text(value)
    if not text:
        raise ValueError("must not be empty")
    return text


def read_yes_no(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, without quotes, not {value!a}")  # noqa: TRY004
    return value


def read_texts(value: Any) -> tuple[str, ...]:
    """A list of texts that are not empty; the list may be."""
    return tuple(read_filled(one) for one in read_list(value))


def read_list(value: Any) -> list[Any]:
    """A list of anything."""
    if not isinstance(value, list):
        raise ValueError(f'must be a list such as ["a", "b"], not {value!a}')  # noqa: TRY004
    return value


def read_table(value: Any) -> Table:
    """A table of anything."""
    if not isinstance(value, dict):
        raise ValueError("must be a table")  # noqa: TRY004
    return value


def table_of(read: ReadValue) -> Callable[[Any], Mapping[str, Any]]:
    """A reader of a table whose keys are free and whose values are all of one kind."""

    def read_values(value: Any) -> Mapping[str, Any]:
        return MappingProxyType({read_filled(key): read(one) for key, one in read_table(value).items()})

    return read_values


def one_of(words: Sequence[str]) -> Callable[[Any], str]:
    """A reader of one of some words."""

    def read_word(value: Any) -> str:
        if value not in words:
            raise ValueError(f"must be one of {', '.join(words)}, not {value!a}")
        return str(value)

    return read_word


def whole_number(low: int, high: int) -> Callable[[Any], int]:
    """A reader of a whole number within bounds, both included."""

    def read_number(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}, without quotes, not {value!a}")
        return value

    return read_number


def number(low: float, high: float, unit: str = "") -> Callable[[Any], float]:
    """A reader of a number within bounds, both included; ``unit`` is said where it is wrong ("seconds")."""

    def read_number(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError(f"must be a number{unit and f' of {unit}'} from {low:g} to {high:g}, not {value!a}")
        return float(value)

    return read_number
