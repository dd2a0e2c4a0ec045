"""notify.toml beside the archive: who is told how a night went. docs/telling.md shows all it may hold.

Secrets are in the environment or in notify.env, never here: notify.toml only names their variables.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.notify.secrets import VARIABLE
from models.records.errors import UserError
from models.records.labels import Language

FORMS = ("slack", "mattermost", "discord", "telegram", "json")
SECURITIES = ("starttls", "ssl", "none")
TELEGRAM = "https://api.telegram.org"
KEYS = {
    "file": {"path"},
    "mail": {"host", "port", "security", "from", "to", "user", "password_env", "ca_file"},
    "webhook": {"form", "url", "url_env", "token_env", "chat"},
}
TOP = {"language", "only_when_wrong", *KEYS}
SECRETS = ("password", "token")


class NotifyConfigError(UserError):
    """notify.toml cannot be read as it stands."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class ToFile:
    """A file that is written anew each time."""

    path: Path


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWebhook:
    """A message by HTTP; ``url_env`` or ``token_env`` name the variable that holds the secret."""

    form: str
    url: str = ""
    url_env: str = ""
    token_env: str = ""
    chat: str = ""


Place = ToFile | ToMail | ToWebhook


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
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Places(file=file, secrets=secrets)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotifyConfigError(f"{file} cannot be read: {error}.") from error
    try:
        return _places(file, secrets, table, why_not)
    except (OSError, ValueError) as error:
        raise NotifyConfigError(f"{file}: {error}.") from error


def _places(file: Path, secrets: Path, told: Mapping[str, Any], why_not: WhyNot) -> Places:
    _known(told, TOP)
    language, silent = told.get("language", "ko"), told.get("only_when_wrong", False)
    if language not in ("ko", "en"):
        raise ValueError(f'language is "ko" or "en", not {language!r}')
    if type(silent) is not bool:
        raise ValueError(f"only_when_wrong is true or false, without quotes, not {silent!r}")
    places = [_placed(file, kind, one, why_not) for kind in KEYS for one in _tables(told, kind)]
    return Places(file=file, secrets=secrets, all=tuple(places), language=language, only_when_wrong=silent)


def _tables(told: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    tables = told.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise ValueError(f"{kind} stands in two brackets, and its words below it: [[{kind}]]")
    return tables


def _known(told: Mapping[str, Any], known: set[str]) -> None:
    """Raise ValueError where a word stands that may not."""
    for word in SECRETS:
        if word in told:
            raise ValueError(f"a {word} does not belong in this file; name a variable: {word}_env")
    unknown = sorted(set(told) - known)
    if unknown and unknown[0] in TOP:
        raise ValueError(f"{unknown[0]} stands at the top, before anything in brackets")
    if unknown:
        raise ValueError(f"nothing is known of {unknown[0]!r}; there are {', '.join(sorted(known))}")


def _placed(file: Path, kind: str, one: Mapping[str, Any], why_not: WhyNot) -> Place:
    try:
        _known(one, KEYS[kind])
        return _file(file, one, why_not) if kind == "file" else _mail(one) if kind == "mail" else _webhook(one)
    except ValueError as error:
        raise ValueError(f"[[{kind}]] {error}") from error


def _file(file: Path, one: Mapping[str, Any], why_not: WhyNot) -> ToFile:
    path = file.parent / _text(one, "path")
    if why := why_not(path):
        raise ValueError(f"{path} cannot be written: {why}")
    return ToFile(path)


def _mail(one: Mapping[str, Any]) -> ToMail:
    security = _one_of(one, "security", SECURITIES, "starttls")
    port = one.get("port", 465 if security == "ssl" else 587)
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port < 65536:
        raise ValueError(f"port is a number from 1 to 65535, without quotes, not {port!r}")
    to = one.get("to")
    to = to if isinstance(to, list) else [_text(one, "to")]
    if not to or not all(isinstance(address, str) and address.strip() for address in to):
        raise ValueError('to is a list of addresses, such as ["press@example.com"]')
    if ("user" in one) != ("password_env" in one):
        raise ValueError("user and password_env stand together, or neither does")
    return ToMail(
        host=_text(one, "host"),
        port=port,
        security=security,
        sender=_text(one, "from"),
        to=tuple(to),
        user=_text(one, "user", ""),
        password_env=_variable(one, "password_env"),
        ca_file=_text(one, "ca_file", ""),
    )


def _webhook(one: Mapping[str, Any]) -> ToWebhook:
    form, chat = _one_of(one, "form", FORMS), one.get("chat", "")
    if form == "telegram" and not ("token_env" in one and "chat" in one):
        raise ValueError("token_env or chat is missing")
    if form != "telegram" and not ("url" in one or "url_env" in one):
        raise ValueError("url_env is missing")
    return ToWebhook(
        form=form,
        url=_text(one, "url", ""),
        url_env=_variable(one, "url_env"),
        token_env=_variable(one, "token_env"),
        chat=str(chat) if type(chat) is int else _text(one, "chat", ""),
    )


def _text(one: Mapping[str, Any], key: str, default: str | None = None) -> str:
    if key not in one:
        if default is None:
            raise ValueError(f"{key} is missing")
        return default
    value = one[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is a text in quotes, not {value!r}")
    return value


def _one_of(one: Mapping[str, Any], key: str, words: Sequence[str], default: str | None = None) -> str:
    value = _text(one, key, default)
    if value not in words:
        raise ValueError(f"{key} is one of {', '.join(words)}, not {value!r}")
    return value


def _variable(one: Mapping[str, Any], key: str) -> str:
    """The name of a variable. What stands there is not repeated: it may be the secret itself."""
    value = one.get(key, "")
    if key in one and not (isinstance(value, str) and VARIABLE.fullmatch(value)):
        raise ValueError(f"{key} is the name of a variable (letters, digits, _), not the secret")
    return str(value)
