"""A press office's own form of the clip report, read from a small TOML file. Everything in it may be left out.

``docs/report-template.md`` tells all of it, with an example.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any

from reports.clip.columns import DEFAULT, FIELDS
from reports.clip.period import CUTOFFS
from reports.formats.errors import ExportError

ORDERS = ("oldest", "newest", "group")
GROUPED_BY = ("kind", "region", "section", "outlet")
MAX_GIST_CHARACTERS = 300
HEAD_NAMES = frozenset({"date", "time", "period", "subject", "articles", "stories", "office", "title"})
LINE_NAMES = frozenset({"no", "headline", "outlet", "gist", "url", "date", "time", "reporters", "tone", "group"})
_NAME = re.compile(r"\{([^{}]{0,40})\}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it shows, its title, its width in characters of a digit."""

    field: str
    title: str
    width: float


DEFAULT_COLUMNS = tuple(Column(name, FIELDS[name].name, FIELDS[name].width) for name in DEFAULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """How 구분 is found: an outlet's own, else the name of its kind, region, section or title."""

    by: str = "kind"
    names: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    other: str = "기타"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageForm:
    """The text for a messenger: its first line, each article's, and the whole of an empty one.

    ``days_head`` and ``days_empty`` are those of a report of several days.
    """

    head: str = "금일({date}) {time}까지 {subject} 보도사항입니다."
    line: str = "{no}. {headline}({outlet}_{gist})"
    empty: str = "금일({date}) {time}까지 {subject} 관련 보도사항이 없습니다."
    days_head: str = "{period} {subject} 보도사항입니다."
    days_empty: str = "{period} {subject} 관련 보도사항이 없습니다."


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The form of a report."""

    title: str = "보도 스크랩"
    office: str = ""
    columns: tuple[Column, ...] = DEFAULT_COLUMNS
    gist: int = 100
    cutoffs: tuple[time, ...] = CUTOFFS
    late_hours: int = 24
    order: str = "oldest"
    empty: str = "해당 기간의 보도사항이 없습니다."
    groups: Groups = Groups()
    message: MessageForm = MessageForm()


def read_template(path: Path) -> Template:
    """The template of a file. Raises ``ExportError``, one sentence, for whatever is not as told above."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ExportError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    except UnicodeDecodeError as error:
        raise ExportError(f"{path} is not a template: it is not in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ExportError(f"{path} is not a template: {error}.") from error
    try:
        return _make_template(said)
    except _TemplateError as error:
        raise ExportError(f"{path}: {error}.") from error


class _TemplateError(ValueError):
    pass


def _make_template(said: dict[str, Any]) -> Template:
    _refuse_unknown(said, Template, "")
    values: dict[str, Any] = {}
    for name in ("title", "office", "empty"):
        if name in said:
            values[name] = _text(said, name)
    for name, low, high in (("gist", 10, MAX_GIST_CHARACTERS), ("late_hours", 0, 24 * 14)):
        if name in said:
            values[name] = _number(said, name, low, high)
    if "order" in said:
        values["order"] = _one_of(said, "order", ORDERS)
    if "columns" in said:
        values["columns"] = _columns(_list(said, "columns"))
    if "cutoffs" in said:
        values["cutoffs"] = tuple(map(_cutoff, _list(said, "cutoffs")))
    if "groups" in said:
        values["groups"] = _groups(_table(said, "groups"))
    if "message" in said:
        values["message"] = _message(_table(said, "message"))
    return Template(**values)


def _columns(said: list[Any]) -> tuple[Column, ...]:
    columns = tuple(map(_column, said))
    twice = next((name for name, n in Counter(one.field for one in columns).items() if n > 1), None)
    if twice is not None:
        raise _TemplateError(f'column "{twice}" appears twice')
    return columns


def _cutoff(said: object) -> time:
    if isinstance(said, time) and not (said.second or said.microsecond):
        return said
    try:
        return read_clock(str(said))
    except ExportError as error:
        raise _TemplateError(f"in cutoffs, {str(error).rstrip('.')}") from error


def _column(said: object) -> Column:
    given = {"field": said} if isinstance(said, str) else said
    if not isinstance(given, dict) or not set(given) <= {"field", "name", "width"}:
        raise _TemplateError("a column is a field's name, or { field = …, name = …, width = … }")
    by_title = {one.name: name for name, one in FIELDS.items()}
    asked = str(given.get("field", ""))
    name = by_title.get(asked, asked)
    if name not in FIELDS:
        raise _TemplateError(f"there is no column {asked!r}; choose from {', '.join(FIELDS)}")
    width = given.get("width", FIELDS[name].width)
    if isinstance(width, bool) or not isinstance(width, int | float) or not 1 <= width <= 200:
        raise _TemplateError(f"the width of {asked!r} must be a number from 1 to 200")
    title = given.get("name", FIELDS[name].name)
    if not isinstance(title, str) or not title.strip():
        raise _TemplateError(f"the name of {asked!r} must be a text that is not empty")
    return Column(name, title, float(width))


def _groups(said: dict[str, Any]) -> Groups:
    _refuse_unknown(said, Groups, "groups.")
    values: dict[str, Any] = {name: _strings(_table(said, name), name) for name in ("names", "outlets") if name in said}
    if "by" in said:
        values["by"] = _one_of(said, "by", GROUPED_BY)
    if "other" in said:
        values["other"] = _text(said, "other")
    return Groups(**values)


def _message(said: dict[str, Any]) -> MessageForm:
    _refuse_unknown(said, MessageForm, "message.")
    values = {name: _text(said, name) for name in said}
    for name, text in values.items():
        unknown = set(_NAME.findall(text)) - (LINE_NAMES if name == "line" else HEAD_NAMES)
        if unknown:
            known = ", ".join(sorted(LINE_NAMES if name == "line" else HEAD_NAMES))
            raise _TemplateError(f"message.{name} names {{{sorted(unknown)[0]}}}; known are {known}")
    return MessageForm(**values)


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """A template's text with the names in braces filled in; nothing else of it means anything."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), text)


def read_clock(text: str) -> time:
    """The time of ``09:00`` or ``9``. Raises ``ExportError``."""
    hours, _, minutes = text.strip().removesuffix("시").partition(":")
    if hours.isascii() and hours.isdecimal() and (minutes or "0").isascii() and (minutes or "0").isdecimal():
        hour, minute = int(hours[:3]), int((minutes or "0")[:3])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ExportError(f"{text!r} is not a time of day: write 09:00.")


def _refuse_unknown(said: Mapping[str, Any], kind: type, prefix: str) -> None:
    names = [one.name for one in fields(kind)]
    unknown = next((name for name in said if name not in names), None)
    if unknown is not None:
        raise _TemplateError(f"{prefix}{unknown} means nothing; known are {', '.join(names)}")


def _text(said: Mapping[str, Any], name: str) -> str:
    if not isinstance(said[name], str):
        raise _TemplateError(f"{name} must be a text")
    return str(said[name])


def _number(said: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = said[name]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _TemplateError(f"{name} must be a whole number from {low} to {high}")
    return value


def _one_of(said: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str:
    if said[name] not in known:
        raise _TemplateError(f"{name} must be {' or '.join(known)}")
    return str(said[name])


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    if not isinstance(said[name], list) or not said[name]:
        raise _TemplateError(f"{name} must be a list that is not empty")
    return list(said[name])


def _table(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    if not isinstance(said[name], dict):
        raise _TemplateError(f"{name} must be a table")
    return dict(said[name])


def _strings(said: dict[str, Any], name: str) -> dict[str, str]:
    if not all(isinstance(value, str) for value in said.values()):
        raise _TemplateError(f"groups.{name} must name texts")
    return said
