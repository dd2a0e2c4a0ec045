"""A press office's own form of the clip report, read from a small TOML file. Everything in it may be left out.

``docs/report-template.md`` tells all of it, with an example.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import time
from pathlib import Path
from typing import Any

from models.clips.clip import Medium
from models.language import _
from models.records.toml_table import (
    ReadValue,
    TomlFileError,
    end_sentence,
    number,
    one_of,
    read_filled,
    read_key,
    read_keys,
    read_list,
    read_table,
    read_texts,
    read_toml,
    read_yes_no,
    table_of,
    whole_number,
)
from reports.clip.columns import DEFAULT, FIELDS
from reports.clip.period import CUTOFFS
from reports.clip.report import ClipRow
from reports.formats.errors import ExportError

ORDERS = ("oldest", "newest", "group")
GROUPED_BY = ("kind", "region", "section", "outlet")
MIN_GIST_CHARACTERS, MAX_GIST_CHARACTERS = 10, 300
MAX_LATE_HOURS = 24 * 14
MAX_APPROVALS, MAX_APPROVAL_CHARACTERS = 8, 12
"""Boxes of the 결재란 that stand side by side on half a page, and what of a title fits into one."""
PRINT_COLUMNS = ("medium", "page", "columns")
ARTICLE_PAGES = ("own", "run-on", "none")
HEAD_NAMES = frozenset({"date", "day", "time", "period", "subject", "articles", "stories", "office", "title"})
LINE_NAMES = frozenset({"no", "headline", "outlet", "gist", "url", "date", "time", "reporters", "tone", "group"})
_NAME = re.compile(r"\{([^{}]{0,40})\}")
_BRACKETS = re.compile(r" *(?:\(\)|\[\]|<>)")


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
    """The form of a report.

    ``edition``, ``approvals``, ``articles`` and ``charts`` are of documents: the titles of the boxes of the 결재란,
    whether each article begins a page (``own``), follows the one before (``run-on``) or only the list stands
    (``none``), and whether charts are in. What may only be linked follows at the end, without a page of its own.
    """

    title: str = "보도 스크랩"
    office: str = ""
    edition: str = ""
    approvals: tuple[str, ...] = ()
    articles: str = "own"
    charts: bool = True
    columns: tuple[Column, ...] = DEFAULT_COLUMNS
    gist: int = 100
    cutoffs: tuple[time, ...] = CUTOFFS
    late_hours: int = 24
    order: str = "oldest"
    empty: str = "해당 기간의 보도사항이 없습니다."
    groups: Groups = Groups()
    message: MessageForm = MessageForm()


def add_print_columns(template: Template, rows: Sequence[ClipRow]) -> Template:
    """The template with columns for 지면·온라인, 면 and 단 where a row has them, and the office chose no columns."""
    if template.columns != DEFAULT_COLUMNS or all(row.medium is Medium.ONLINE for row in rows):
        return template
    has = {"page": any(row.page for row in rows), "columns": any(row.columns for row in rows)}
    names = [name for name in PRINT_COLUMNS if has.get(name, True)]
    place = [column.field for column in template.columns].index("outlet") + 1
    more = tuple(Column(name, FIELDS[name].name, FIELDS[name].width) for name in names)
    return replace(template, columns=(*template.columns[:place], *more, *template.columns[place:]))


def read_template(path: Path) -> Template:
    """The template of a file. Raises ``ExportError``, one sentence, for a file or key that is wrong."""
    try:
        return Template(**read_keys(read_toml(path), READERS))
    except FileNotFoundError as error:
        raise ExportError(_("{path}: cannot be read: no such file.", path=path)) from error
    except TomlFileError as error:
        raise ExportError(end_sentence(f"{path}: {error}")) from error


def _read_columns(value: Any) -> tuple[Column, ...]:
    columns = tuple(map(_read_column, _read_some(value)))
    twice = next((name for name, n in Counter(one.field for one in columns).items() if n > 1), None)
    if twice is not None:
        raise ValueError(_('column "{column}" appears twice', column=twice))
    return columns


def _read_column(value: Any) -> Column:
    """A column is a field's name or Korean title, or a table with its own title and width."""
    given = {"field": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or not set(given) <= {"field", "name", "width"}:
        raise ValueError(_("a column is a field's name, or { field = …, name = …, width = … }"))
    by_title = {one.name: name for name, one in FIELDS.items()}
    asked = str(given.get("field", ""))
    name = by_title.get(asked, asked)
    if name not in FIELDS:
        raise ValueError(_("there is no column {name!r}; choose from {columns}", name=asked, columns=", ".join(FIELDS)))
    width = read_key("width", number(1, 200), given.get("width", FIELDS[name].width))
    title = read_key("name", read_filled, given.get("name", FIELDS[name].name))
    return Column(name, title, width)


def _read_cutoff(value: Any) -> time:
    if isinstance(value, time) and not (value.second or value.microsecond):
        return value
    try:
        return read_clock(str(value))
    except ExportError as error:
        raise ValueError(str(error).rstrip(".")) from error


def _read_some(value: Any) -> list[Any]:
    if not read_list(value):
        raise ValueError(_("must be a list that is not empty"))
    return read_list(value)


def _read_string(value: Any) -> str:
    """A text that may be empty and have several lines."""
    if not isinstance(value, str):
        raise ValueError(_("must be a text in quotes, not {value!r}", value=value))  # noqa: TRY004
    return value


def _read_approvals(value: Any) -> tuple[str, ...]:
    titles = read_texts(value)
    if len(titles) > MAX_APPROVALS or any(len(title) > MAX_APPROVAL_CHARACTERS for title in titles):
        raise ValueError(
            _(
                "must be at most {count} titles of at most {letters} letters",
                count=MAX_APPROVALS,
                letters=MAX_APPROVAL_CHARACTERS,
            )
        )
    return titles


def _line_with(names: Collection[str]) -> ReadValue:
    """A reader of a text with names in braces, of which only these mean something."""

    def read_line(value: Any) -> str:
        text = _read_string(value)
        if unknown := sorted(set(_NAME.findall(text)) - set(names)):
            raise ValueError(
                _("there is no {name}; there are {names}", name=f"{{{unknown[0]}}}", names=", ".join(sorted(names)))
            )
        return text

    return read_line


GROUP_READERS: Mapping[str, ReadValue] = {
    "by": one_of(GROUPED_BY),
    "names": table_of(_read_string),
    "outlets": table_of(_read_string),
    "other": _read_string,
}
MESSAGE_READERS: Mapping[str, ReadValue] = {
    one.name: _line_with(LINE_NAMES if one.name == "line" else HEAD_NAMES) for one in fields(MessageForm)
}
READERS: Mapping[str, ReadValue] = {
    "title": _read_string,
    "office": _read_string,
    "edition": _read_string,
    "approvals": _read_approvals,
    "articles": one_of(ARTICLE_PAGES),
    "charts": read_yes_no,
    "columns": _read_columns,
    "gist": whole_number(MIN_GIST_CHARACTERS, MAX_GIST_CHARACTERS),
    "cutoffs": lambda value: tuple(map(_read_cutoff, _read_some(value))),
    "late_hours": whole_number(0, MAX_LATE_HOURS),
    "order": one_of(ORDERS),
    "empty": _read_string,
    "groups": lambda value: Groups(**read_keys(read_table(value), GROUP_READERS)),
    "message": lambda value: MessageForm(**read_keys(read_table(value), MESSAGE_READERS)),
}


def fill_placeholders(text: str, values: Mapping[str, str], *, fold: bool = False) -> str:
    """A template's text with the names in braces filled in; nothing else of it means anything.

    ``fold``: what has no value takes the mark before it along, and brackets around it.
    """
    empty = [name for name in values if fold and not values[name] and f"{{{name}}}" in text]
    for name in empty:
        text = re.sub(rf"[ _·|/,:-]*\{{{name}\}}", "", text)
    text = _BRACKETS.sub("", text).strip() if empty else text
    return _NAME.sub(lambda found: values.get(found[1], found[0]), text)


def read_clock(text: str) -> time:
    """The time of ``09:00`` or ``9``. Raises ``ExportError``."""
    hours, _colon, minutes = text.strip().removesuffix("시").partition(":")
    if hours.isascii() and hours.isdecimal() and (minutes or "0").isascii() and (minutes or "0").isdecimal():
        hour, minute = int(hours[:3]), int((minutes or "0")[:3])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ExportError(_("{text!r} is not a time of day: write 09:00.", text=text))
