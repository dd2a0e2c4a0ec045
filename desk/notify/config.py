"""notify.toml beside the archive: who is notified how a night went. docs/telling.md shows all it may hold.

Secrets are in the environment or in notify.env, never here: notify.toml only names their variables.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any, get_args

from desk.notify.message import Topic
from desk.notify.secrets import VARIABLE
from models.language import _
from models.records.errors import UserError
from models.records.labels import Language
from models.records.toml_table import (
    ReadValue,
    Table,
    TomlFileError,
    TomlKeyError,
    end_sentence,
    one_of,
    read_filled,
    read_keys,
    read_texts,
    read_toml,
    read_yes_no,
    whole_number,
)

TOPICS = tuple(Topic)
FORMS = ("slack", "mattermost", "discord", "telegram", "kakaowork", "naverworks", "json")
SECURITIES = ("starttls", "ssl", "none")
TELEGRAM = "https://api.telegram.org"
SECRETS = ("password", "token")
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+|[A-Za-z0-9._+-]+")
"""Also a name alone, of somebody whom the server itself knows."""
LANGUAGES: tuple[Language, ...] = get_args(Language)


class NotifyConfigError(UserError):
    """notify.toml cannot be used."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class ToFile:
    """A file that is written anew each time."""

    path: Path
    topics: tuple[Topic, ...] = (Topic.NIGHT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMail:
    """An e-mail by a server."""

    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password_env: str = ""
    ca_file: str = ""
    topics: tuple[Topic, ...] = TOPICS


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWebhook:
    """A message by HTTP; ``url_env`` or ``token_env`` name the variable that holds the secret."""

    form: str
    url: str = ""
    url_env: str = ""
    token_env: str = ""
    chat: str = ""
    topics: tuple[Topic, ...] = TOPICS


@dataclass(frozen=True, slots=True, kw_only=True)
class ToApprise:
    """A message by Apprise; ``url_env`` names the variable with its address (``slack://…``), which holds a secret."""

    url_env: str
    topics: tuple[Topic, ...] = TOPICS


Place = ToFile | ToMail | ToWebhook | ToApprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All of a notify.toml; nothing where there is none. ``secrets`` holds what the environment does not."""

    file: Path
    secrets: Path
    all: tuple[Place, ...] = ()
    language: Language = "ko"
    only_when_wrong: bool = False


WhyNot = Callable[[Path], str]
"""Why a file may not be written, as the end of a sentence; empty where it may."""


def read_places(file: Path, secrets: Path, why_not: WhyNot) -> Places:
    """The places of a notify.toml, which may not exist; ``why_not`` guards the files that it names.

    Raises NotifyConfigError: not TOML, or a key or value that is wrong.
    """
    try:
        return _read_places(file, secrets, read_toml(file), why_not)
    except FileNotFoundError:
        return Places(file=file, secrets=secrets)
    except (OSError, TomlFileError) as error:
        raise NotifyConfigError(end_sentence(f"{file}: {error}")) from error


def _read_places(file: Path, secrets: Path, table: Table, why_not: WhyNot) -> Places:
    _refuse_secrets(table)
    values = read_keys(table, READERS)
    places: list[Place] = []
    for kind in KEYS:
        for one in values.pop(kind, ()):
            try:
                places.append(_read_place(file.parent, kind, one, why_not))
            except TomlFileError as error:
                raise TomlFileError(f"[[{kind}]] {error}") from error
    return Places(file=file, secrets=secrets, all=tuple(places), **values)


def _refuse_secrets(table: Table) -> None:
    for word in SECRETS:
        if word in table:
            raise TomlFileError(_("a {word} does not belong in this file; name a variable: {word}_env", word=word))


def _read_place(folder: Path, kind: str, table: Table, why_not: WhyNot) -> Place:
    _refuse_secrets(table)
    for key in table:
        if key in TOP and key not in KEYS[kind]:
            raise TomlFileError(_("key {key!r} belongs at the top of the file, before anything in brackets", key=key))
    if kind == "file":
        return _read_file(folder, table, why_not)
    if kind == "apprise":
        return ToApprise(**read_keys(table, APPRISE_READERS, required=("url_env",)))
    return _read_mail(table) if kind == "mail" else _read_webhook(table)


def _read_file(folder: Path, table: Table, why_not: WhyNot) -> ToFile:
    values = read_keys(table, FILE_READERS, required=("path",))
    path = folder / values["path"]
    if why := why_not(path):
        raise TomlKeyError(("path",), _("{path} cannot be written: {why}", path=path, why=why))
    return ToFile(path, values["topics"]) if "topics" in values else ToFile(path)


def _read_mail(table: Table) -> ToMail:
    values = read_keys(table, MAIL_READERS, required=("host", "from", "to"))
    if ("user" in values) != ("password_env" in values):
        raise TomlFileError(_("user and password_env must be given together, or neither of them"))
    values.setdefault("security", "starttls")
    values.setdefault("port", SSL_PORT if values["security"] == "ssl" else SUBMISSION_PORT)
    return ToMail(sender=values.pop("from"), **values)


def _read_webhook(table: Table) -> ToWebhook:
    values = read_keys(table, WEBHOOK_READERS, required=("form",))
    if values["form"] == "telegram":
        needed = [key for key in ("token_env", "chat") if key not in values]
    else:
        needed = [] if "url" in values or "url_env" in values else ["url_env"]
    if needed:
        raise TomlFileError(_("key {key!r} is missing", key=needed[0]))
    return ToWebhook(**values)


def _read_tables(value: Any) -> list[Table]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(_("must be written in two brackets, and its keys below it, as in [[file]]"))
    return value


def _read_addresses(value: Any) -> tuple[str, ...]:
    addresses = read_texts(value if isinstance(value, list) else [value])
    if not addresses or not all(ADDRESS.fullmatch(parseaddr(one)[1]) for one in addresses):
        raise ValueError(_('must be a list of addresses, such as ["press@example.com"]'))
    return addresses


def _read_sender(value: Any) -> str:
    address = read_filled(value)
    if not ADDRESS.fullmatch(parseaddr(address)[1]):
        raise ValueError(_("must be an address, such as press@example.com"))
    return address


def _read_topics(value: Any) -> tuple[Topic, ...]:
    named = read_texts(value if isinstance(value, list) else [value])
    if not named or not set(named) <= set(TOPICS):
        raise ValueError(_("must be a list of {topics}", topics=", ".join(TOPICS)))
    return tuple(map(Topic, named))


def _read_variable(value: Any) -> str:
    """The name of a variable. A wrong value is not repeated: it may be the secret itself."""
    if not (isinstance(value, str) and VARIABLE.fullmatch(value)):
        raise ValueError(_("must be the name of a variable (letters, digits, _), not the secret"))
    return value


def _read_chat(value: Any) -> str:
    return str(value) if type(value) is int else read_filled(value)


SSL_PORT, SUBMISSION_PORT = 465, 587
FILE_READERS: Mapping[str, ReadValue] = {"path": read_filled, "topics": _read_topics}
MAIL_READERS: Mapping[str, ReadValue] = {
    "host": read_filled,
    "port": whole_number(1, 65_535),
    "security": one_of(SECURITIES),
    "from": _read_sender,
    "to": _read_addresses,
    "user": read_filled,
    "password_env": _read_variable,
    "ca_file": read_filled,
    "topics": _read_topics,
}
WEBHOOK_READERS: Mapping[str, ReadValue] = {
    "form": one_of(FORMS),
    "url": read_filled,
    "url_env": _read_variable,
    "token_env": _read_variable,
    "chat": _read_chat,
    "topics": _read_topics,
}
APPRISE_READERS: Mapping[str, ReadValue] = {"url_env": _read_variable, "topics": _read_topics}
KEYS = {
    "file": set(FILE_READERS),
    "mail": set(MAIL_READERS),
    "webhook": set(WEBHOOK_READERS),
    "apprise": set(APPRISE_READERS),
}
READERS: Mapping[str, ReadValue] = {
    "language": one_of(LANGUAGES),
    "only_when_wrong": read_yes_no,
    **dict.fromkeys(KEYS, _read_tables),
}
TOP = set(READERS)
