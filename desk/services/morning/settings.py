"""morning.toml beside the archive: what an office's morning makes and sends. docs/morning.md shows all it may hold.

Everything in it may be left out, and so may the file: then the clip is made of all saved searches, as PDF and XLSX.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

from desk.services.deadline import DeadlineError, read_clock
from models.clips.clip import ClipRule
from models.language import _
from models.records.errors import UserError
from models.records.toml_table import (
    ReadValue,
    TomlFileError,
    end_sentence,
    read_filled,
    read_keys,
    read_list,
    read_table,
    read_texts,
    read_toml,
    read_yes_no,
    whole_number,
)

FORMS = ("pdf", "xlsx", "docx", "hwpx", "html", "csv", "txt")
MAX_RELEASE_DAYS = 60


class MorningConfigError(UserError):
    """morning.toml cannot be used; one sentence."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """What is looked at in the day. ``outlets``: ids or titles, all that are on where empty; ``minutes`` a crawl takes
    at most. Between the two times of ``quiet`` nothing is told; it is told at their end.
    """

    outlets: tuple[str, ...] = ()
    minutes: int = 8
    quiet: tuple[time, time] | None = (time(22), time(6))


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningSettings:
    """What a morning does.

    ``until``: when its crawl ends, so that the clip is there at seven. ``releases``: the folder of the office's
    releases; those whose files changed in the last ``release_days`` are compared. ``folder``: where each day's files
    go, in a folder of the day; ``forms`` are their endings, and those of ``attach`` go with the mail. ``template`` is
    the form of the report. ``backup``: where a backup goes, of which ``keep`` stay.
    """

    until: time = time(6, 55)
    releases: Path | None = None
    release_days: int = 7
    folder: Path = Path("스크랩")
    name: str = ""
    forms: tuple[str, ...] = ("pdf", "xlsx")
    attach: tuple[str, ...] = ("pdf",)
    template: Path | None = None
    rule: ClipRule = field(default_factory=ClipRule)
    backup: Path | None = None
    keep: int = 14
    alerts: AlertSettings = field(default_factory=AlertSettings)


def read_morning(file: Path) -> MorningSettings:
    """The settings of a morning.toml, which may not exist; paths in it are seen from its folder.

    Raises MorningConfigError: not TOML, or a key or value that is wrong.
    """
    try:
        values = read_keys(read_toml(file), READERS)
    except FileNotFoundError:
        values = {}
    except (OSError, TomlFileError) as error:
        raise MorningConfigError(end_sentence(f"{file}: {error}")) from error
    for key in ("releases", "folder", "template", "backup"):
        if key in values:
            values[key] = file.parent / Path(values[key]).expanduser()
    values.setdefault("folder", file.parent / MorningSettings().folder)
    settings = MorningSettings(**values)
    missing = [form for form in settings.attach if form not in settings.forms]
    if missing:
        raise MorningConfigError(
            _('{file}: "attach" names {form}, which is not among "forms".', file=file, form=missing[0])
        )
    return settings


def _read_clock(value: Any) -> time:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    try:
        return read_clock(str(value))
    except DeadlineError as error:
        raise ValueError(_("must be a time of the day, such as 06:55")) from error


def _read_forms(value: Any) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(one.lower().removeprefix(".") for one in read_texts(value)))
    if not set(named) <= set(FORMS):
        raise ValueError(_("must be a list of {forms}", forms=", ".join(FORMS)))
    return named


def _read_alerts(value: Any) -> AlertSettings:
    try:
        return AlertSettings(**read_keys(read_table(value), ALERT_READERS))
    except TomlFileError as error:
        raise ValueError(str(error)) from error


def _read_quiet(value: Any) -> tuple[time, time] | None:
    clocks = [_read_clock(one) for one in read_list(value)]
    if not clocks:
        return None
    if len(clocks) != 2:
        raise ValueError(_('must be two times of the day, such as ["22:00", "06:00"], or empty'))
    return clocks[0], clocks[1]


def _read_rule(value: Any) -> ClipRule:
    try:
        return ClipRule(**read_keys(read_table(value), RULE_READERS))
    except TomlFileError as error:
        raise ValueError(str(error)) from error


ALERT_READERS: Mapping[str, ReadValue] = {
    "outlets": read_texts,
    "minutes": whole_number(1, 60),
    "quiet": _read_quiet,
}
RULE_READERS: Mapping[str, ReadValue] = {
    "watches": read_texts,
    "cutoff": _read_clock,
    "one_a_story": read_yes_no,
    "first": read_texts,
    "without": read_texts,
}
READERS: Mapping[str, ReadValue] = {
    "until": _read_clock,
    "releases": read_filled,
    "release_days": whole_number(1, MAX_RELEASE_DAYS),
    "folder": read_filled,
    "name": read_filled,
    "forms": _read_forms,
    "attach": _read_forms,
    "template": read_filled,
    "rule": _read_rule,
    "backup": read_filled,
    "keep": whole_number(1, 1_000),
    "alerts": _read_alerts,
}
