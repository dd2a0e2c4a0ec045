"""notify.toml beside the archive: who is told how a night went. Secrets stand in the environment or notify.env.

language = "ko"                 # or "en"
only_when_wrong = true          # silent after a good night

[[file]]
path = "last-night.txt"         # beside the archive, written anew each time

[[mail]]
host = "smtp.example.com"
port = 587
security = "starttls"           # or "ssl", "none"
from = "crawl@example.com"
to = ["press@example.com"]
user = "crawl"
password_env = "NEWS_SMTP_PASSWORD"

[[webhook]]
form = "slack"                  # or mattermost, discord, telegram, json
url_env = "NEWS_SLACK_URL"      # or url, where the address is no secret
# telegram: token_env = "NEWS_TELEGRAM_TOKEN", chat = "-100123"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.notify_env import NAME as ENV_NAME
from models.labels import Language
from models.target import archive_path

NAME = "notify.toml"
FORMS = ("slack", "mattermost", "discord", "telegram", "json")
SECURITIES = ("starttls", "ssl", "none")
TELEGRAM = "https://api.telegram.org"
KEYS = {
    "file": {"path"},
    "mail": {"host", "port", "security", "from", "to", "user", "password_env", "ca_file"},
    "webhook": {"form", "url", "url_env", "token_env", "chat"},
}
TOP = {"language", "only_when_wrong", *KEYS}


class BadPlaces(Exception):  # noqa: N818 - told to the user as one sentence
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
    """All of a notify.toml; nothing where there is none."""

    file: Path
    all: tuple[Place, ...] = ()
    language: Language = "ko"
    only_when_wrong: bool = False

    @property
    def secrets(self) -> Path:
        """The file that holds secrets which the environment does not."""
        return self.file.with_name(ENV_NAME)


def read_places(archive: str) -> Places:
    """The notify.toml beside the archive. Raises BadPlaces: no TOML, an unknown or missing word, a secret in it."""
    file = archive_path(archive).absolute().with_name(NAME)
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Places(file=file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPlaces(f"{file} cannot be read: {error}.") from error
    _known(file, "", told, TOP)
    for word in ("password", "token"):
        if any(word in one for kind in KEYS for one in told.get(kind, [])):
            raise BadPlaces(f"{file}: a {word} does not belong in a file; name a variable: {word}_env.")
    try:
        places = [_place(file, kind, one) for kind in KEYS for one in told.get(kind, [])]
    except (KeyError, TypeError, ValueError) as error:
        raise BadPlaces(f"{file}: {error} is missing or no good.") from error
    language: Language = "en" if told.get("language", "ko") == "en" else "ko"
    return Places(file=file, all=tuple(places), language=language, only_when_wrong=bool(told.get("only_when_wrong")))


def _known(file: Path, where: str, told: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(told) - known - {"password", "token"})
    if unknown:
        raise BadPlaces(f"{file}{where}: nothing is known of {unknown[0]!r}; there are {', '.join(sorted(known))}.")


def _place(file: Path, kind: str, one: Mapping[str, Any]) -> Place:
    _known(file, f" [[{kind}]]", one, KEYS[kind])
    if kind == "file":
        return ToFile(file.parent / str(one["path"]))
    if kind == "mail":
        security = str(one.get("security", "starttls"))
        if security not in SECURITIES:
            raise ValueError(f"security {security!r} ({', '.join(SECURITIES)})")
        to = one["to"] if isinstance(one["to"], list) else [one["to"]]
        return ToMail(
            host=str(one["host"]),
            port=int(one.get("port", 465 if security == "ssl" else 587)),
            security=security,
            sender=str(one["from"]),
            to=tuple(map(str, to)),
            user=str(one.get("user", "")),
            password_env=str(one.get("password_env", "")),
            ca_file=str(one.get("ca_file", "")),
        )
    form = str(one["form"])
    if form not in FORMS:
        raise ValueError(f"form {form!r} ({', '.join(FORMS)})")
    if form == "telegram" and not (one.get("token_env") and one.get("chat")):
        raise KeyError("token_env or chat")
    if form != "telegram" and not (one.get("url") or one.get("url_env")):
        raise KeyError("url_env")
    return ToWebhook(**{name: str(value) for name, value in one.items()})
