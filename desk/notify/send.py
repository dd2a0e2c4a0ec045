"""After a night: one message, and the ways it goes to a file, by e-mail and by webhook.

A place that cannot be told is itself said (a sentence, exit code 1); the night's work is in the archive by then.
"""

import http.client
import json
import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desk.notify.config import TELEGRAM, NotifyConfigError, Place, Places, ToFile, ToMail, ToWebhook, read_places
from desk.notify.secrets import MissingSecretError, secret
from desk.services.health import lines_of, looked_at
from models.records.errors import ArchiveError
from models.records.labels import Language
from models.records.times import now
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError
from reports.formats.terminal import clean, clean_lines
from scrapers.outcomes.run_summary import RunSummary

PATIENCE = 20.0
MOST_LINES = 60
LIMITS = {"discord": 1900, "telegram": 4000, "slack": 3500, "mattermost": 3500, "json": 100_000}
__all__ = ["TRIAL", "Message", "message_of", "read_places", "send", "tell_night"]


@dataclass(frozen=True, slots=True)
class Message:
    """A subject and its lines; ``well`` where nothing is wrong."""

    subject: str
    lines: tuple[str, ...]
    well: bool

    @property
    def text(self) -> str:
        """All of it, safe for a terminal."""
        return clean_lines("\n".join((self.subject, "", *self.lines)))


TRIAL = Message("news: 시험 / test", ("알림이 잘 도착했습니다. This is a test.",), well=False)


def tell_night(archive: str, summaries: Sequence[RunSummary], failure: str = "") -> list[str]:
    """Tell all places how a night went; gives a sentence for each that could not be told."""
    try:
        places = read_places(archive)
    except NotifyConfigError as error:
        return [str(error)]
    if not places.all:
        return []
    message = message_of(archive, summaries, failure, language=places.language)
    return [] if places.only_when_wrong and message.well else send(places, message)


def message_of(
    archive: str, summaries: Sequence[RunSummary], failure: str = "", *, language: Language = "ko"
) -> Message:
    """What is worth knowing: a failure of the whole, findings of health, what each run says of itself."""
    korean = language == "ko"
    try:
        findings = [] if failure else looked_at(archive)[1]
    except ArchiveError as error:
        findings, failure = [], str(error)
    stored, found = (sum(one.counts.get(name, 0) for one in summaries) for name in ("stored", "found"))
    held = sum(one.counts.get("quarantined", 0) for one in summaries)
    wrong = [one for one in summaries if not one.ok]
    well = not (failure or findings or wrong)
    state = ("이상 없음" if korean else "all is well") if well else ("확인 필요" if korean else "look at it")
    counts = (
        f"매체 {len(summaries)}곳, 새 주소 {found}건, 저장 {stored}건, 보류 {held}건"
        if korean
        else f"{len(summaries)} outlets, {found} found, {stored} stored, {held} held back"
    )
    lines = [counts] if summaries else []
    lines += [failure] if failure else []
    lines += lines_of(findings, language)
    for one in wrong:
        lines += [one.line(), *(f"  {sentence}" for sentence in one.sentences())]
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"… ({len(lines) - MOST_LINES})"]
    return Message(f"news {now():%Y-%m-%d %H:%M}: {state}", tuple(map(clean, lines)), well)


def send(places: Places, message: Message) -> list[str]:
    """Send it everywhere; gives a sentence for each place that could not be told, without any secret in it."""
    failures = []
    for place in places.all:
        try:
            _send(place, message, places.secrets)
        except (
            OSError,
            smtplib.SMTPException,
            http.client.HTTPException,
            ExportError,
            MissingSecretError,
            ValueError,
        ) as error:
            failures.append(f"{_name(place)} could not be told: {_words(error)}")
    return failures


def _send(place: Place, message: Message, secrets: Path) -> None:
    if isinstance(place, ToFile):
        _write(place, message)
    elif isinstance(place, ToMail):
        _mail(place, message, secrets)
    else:
        _post(place, message, secrets)


def _write(place: ToFile, message: Message) -> None:
    with open_atomic(place.path) as file:
        file.write((message.text + "\n").encode())


def _mail(place: ToMail, message: Message, secrets: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = clean(message.subject), place.sender, ", ".join(place.to)
    mail["Date"], mail["Message-ID"] = formatdate(localtime=True), make_msgid()
    mail.set_content(message.text)
    context = ssl.create_default_context(cafile=place.ca_file or None)
    server: smtplib.SMTP
    if place.security == "ssl":
        server = smtplib.SMTP_SSL(place.host, place.port, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(place.host, place.port, timeout=PATIENCE)
    with server:
        if place.security == "starttls":
            server.starttls(context=context)
        if place.user:
            server.login(place.user, secret(place.password_env, secrets))
        server.send_message(mail)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A message with a secret address is not carried on to another."""

    def redirect_request(self, *_: Any) -> None:
        """None: the answer counts as the error it is."""


def _post(place: ToWebhook, message: Message, secrets: Path) -> None:
    text = message.text
    limit = LIMITS[place.form]
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    body: dict[str, object] = {"text": text}
    if place.form == "discord":
        body = {"content": text, "allowed_mentions": {"parse": []}}
    elif place.form == "telegram":
        body = {"chat_id": place.chat, "text": text, "disable_web_page_preview": True}
    elif place.form == "json":
        body = {"subject": message.subject, "well": message.well, "lines": list(message.lines)}
    elif place.form == "slack":
        body = {"text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}
    url = place.url or (secret(place.url_env, secrets) if place.url_env else TELEGRAM)
    if place.form == "telegram":
        url = f"{url.rstrip('/')}/bot{secret(place.token_env, secrets)}/sendMessage"
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError("its address does not begin with https:// or http://")
    request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
        url, json.dumps(body).encode(), {"Content-Type": "application/json", "User-Agent": "LocalNewsArchive"}
    )
    with urllib.request.build_opener(_NoRedirects).open(request, timeout=PATIENCE) as answer:
        answer.read(1 << 16)


def _name(place: Place) -> str:
    if isinstance(place, ToFile):
        return f"the file {place.path}"
    return f"{', '.join(place.to)} by {place.host}" if isinstance(place, ToMail) else f"the {place.form} webhook"


def _words(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"it answered {error.code}"
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"the server said {error.smtp_code} {clean(str(said))[:200]}"
    if isinstance(error, http.client.HTTPException):  # its words may hold the address, which may be a secret
        return f"its address or answer is no good ({type(error).__name__})"
    return clean(str(getattr(error, "reason", "") or error))[:200]
