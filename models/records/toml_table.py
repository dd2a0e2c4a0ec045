"""TOML files that a user writes: read, and every value checked by its key's reader.

What is wrong is one sentence for all such files: the file, the key, what the value must be and what it is. A reader
is a function from a value to what it means; it raises ``ValueError`` with the end of a sentence whose subject is the
key ("must be a table").
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar
from unicodedata import category

from models.language import N_, _, describe_system_error, language

Table = Mapping[str, Any]
T = TypeVar("T")
ReadValue = Callable[[Any], Any]


class TomlFileError(ValueError):
    """A file cannot be read as TOML, or a key of it is wrong: the end of a sentence that begins with the file."""


class TomlKeyError(TomlFileError):
    """A key is wrong. ``keys`` leads to it, the outermost table first; ``problem`` is what is wrong with its value."""

    def __init__(self, keys: tuple[str, ...], problem: str) -> None:
        super().__init__(_("key {keys!r}: {problem}", keys=".".join(keys), problem=problem))
        self.keys = keys
        self.problem = problem


def read_toml(file: Traversable | Path) -> Table:
    """The table of a file. Raises FileNotFoundError; TomlFileError for what is not readable, UTF-8 or TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TomlFileError(_describe_syntax_error(error)) from error
    except UnicodeDecodeError as error:
        raise TomlFileError(_("not UTF-8 text (byte {start})", start=error.start)) from error
    except OSError as error:
        raise TomlFileError(_("cannot be read: {reason}", reason=describe_system_error(error))) from error


_PLACE = re.compile(r"at line (\d+), column (\d+)")


def _describe_syntax_error(error: tomllib.TOMLDecodeError | RecursionError) -> str:
    """Where a file is no TOML; what the parser says of it is English, and is told in that language alone."""
    if isinstance(error, RecursionError):
        return _("not readable as TOML: too many brackets stand in each other")
    at = _PLACE.search(str(error))
    if at is None and str(error).endswith("(at end of document)"):
        return _("not readable as TOML: something is missing at its end")
    if at is None or language() == "en":
        return _("not readable as TOML: {error}", error=error)
    return _("not readable as TOML at line {line}, character {column}", line=at[1], column=at[2])


def read_keys(table: Table, readers: Mapping[str, ReadValue], required: Sequence[str] = ()) -> dict[str, Any]:
    """The values of a table, each by its key's reader. Raises TomlFileError."""
    for key in table:
        if key not in readers:
            near = get_close_matches(key, readers, n=1)
            hint = (
                _("did you mean {near!r}?", near=near[0])
                if near
                else _("there are {readers}", readers=", ".join(readers))
            )
            raise TomlFileError(_("unknown key {key!r}, {hint}", key=key, hint=hint))
    for key in required:
        if key not in table:
            raise TomlFileError(_("key {key!r} is missing", key=key))
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
        raise ValueError(_("must be a text in quotes, not {value!r}", value=value))  # noqa: TRY004
    if any(category(c) in ("Cc", "Zl", "Zp") for c in value):
        raise ValueError(_("holds a control character"))
    return "".join(c for c in value if category(c) != "Cf").strip()  # what steers a terminal and is not seen


def read_filled(value: Any) -> str:
    """A text that is not empty."""
    text = read_text(value)
    if not text:
        raise ValueError(_("must not be empty"))
    return text


def read_yes_no(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError(_("must be true or false, without quotes, not {value!r}", value=value))  # noqa: TRY004
    return value


def read_texts(value: Any) -> tuple[str, ...]:
    """A list of texts that are not empty; the list may be."""
    return tuple(read_filled(one) for one in read_list(value))


def read_list(value: Any) -> list[Any]:
    """A list of anything."""
    if not isinstance(value, list):
        raise ValueError(_('must be a list such as ["a", "b"], not {value!r}', value=value))  # noqa: TRY004
    return value


def read_table(value: Any) -> Table:
    """A table of anything."""
    if not isinstance(value, dict):
        raise ValueError(_("must be a table"))  # noqa: TRY004
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
            raise ValueError(_("must be one of {words}, not {value!r}", words=", ".join(words), value=value))
        return str(value)

    return read_word


def whole_number(low: int, high: int) -> Callable[[Any], int]:
    """A reader of a whole number within bounds, both included."""

    def read_number(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(
                _(
                    "must be a whole number from {low} to {high}, without quotes, not {value!r}",
                    low=low,
                    high=high,
                    value=value,
                )
            )
        return value

    return read_number


def number(low: float, high: float, unit: Literal["", "seconds"] = "") -> Callable[[Any], float]:
    """A reader of a number within bounds, both included; ``unit`` is said where it is wrong ("seconds")."""

    def read_number(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            if unit == "seconds":
                text = N_("must be a number of seconds from {low:g} to {high:g}, not {value!r}")
            else:
                text = N_("must be a number from {low:g} to {high:g}, not {value!r}")
            raise ValueError(_(text, low=low, high=high, value=value))
        return float(value)

    return read_number
