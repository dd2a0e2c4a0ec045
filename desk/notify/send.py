"""A message to a file, by e-mail, by webhook and by Apprise.

A place that cannot be reached gives a sentence and fails nothing else: what was crawled is in the archive by then.
"""

import http.client
import json
import smtplib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desk.notify.apprise_place import AppriseError, send_by_apprise
from desk.notify.config import TELEGRAM, Place, Places, ToApprise, ToFile, ToMail, ToWebhook
from desk.notify.mail import TIMEOUT_SECONDS, RefusedError, say_refused, send_mail
from desk.notify.message import Message
from desk.notify.secrets import MissingSecretError, read_secret
from models.language import _, describe_system_error
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError
from reports.formats.terminal import clean

MAX_CHARACTERS = {
    "discord": 1900,
    "telegram": 4000,
    "slack": 3500,
    "mattermost": 3500,
    "kakaowork": 1900,
    "naverworks": 1900,
    "json": 100_000,
}


MAX_TITLE = 100


def send(places: Places, message: Message, reached: list[Place] | None = None) -> list[str]:
    """Send it to every place that wants its topic; a sentence for each that failed, without any secret in it.

    ``reached`` is filled with the places that have it: a mail that the server took for some of its addresses only is
    there, and has a sentence.
    """
    failures: list[str] = []
    have = [] if reached is None else reached
    for place in places.all:
        if message.topic not in place.topics:
            continue
        try:
            _send(place, message, places.secrets)
            have.append(place)
        except RefusedError as error:
            have.append(place)
            failures.append(_("{place} could not be notified: {reason}", place=_name(place), reason=error))
        except (
            OSError,
            smtplib.SMTPException,
            http.client.HTTPException,
            ExportError,
            MissingSecretError,
            AppriseError,
            ValueError,
        ) as error:
            failures.append(_("{place} could not be notified: {reason}", place=_name(place), reason=_reason_of(error)))
    return failures


def _send(place: Place, message: Message, secrets: Path) -> None:
    if isinstance(place, ToFile):
        _write(place, message)
    elif isinstance(place, ToMail):
        send_mail(place, message, secrets)
    elif isinstance(place, ToApprise):
        send_by_apprise(place, message, secrets)
    else:
        _post(place, message, secrets)


def _write(place: ToFile, message: Message) -> None:
    with open_atomic(place.path) as file:
        file.write((message.text + "\n").encode())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A message with a secret address is not carried on to another."""

    def redirect_request(self, *_: Any) -> None:
        """None: the answer counts as the error it is."""


def _post(place: ToWebhook, message: Message, secrets: Path) -> None:
    text = message.text
    limit = MAX_CHARACTERS[place.form]
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    body: dict[str, object] = {"text": text}
    if place.form == "discord":
        body = {"content": text, "allowed_mentions": {"parse": []}}
    elif place.form == "telegram":
        body = {"chat_id": place.chat, "text": text, "disable_web_page_preview": True}
    elif place.form == "json":
        body = {"subject": message.subject, "well": message.well, "lines": list(message.lines)}
    elif place.form == "naverworks":
        body = {"title": message.subject[:MAX_TITLE], "body": {"text": "\n".join(message.lines)[:limit] or text}}
    elif place.form == "slack":
        body = {"text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}
    url = place.url or (read_secret(place.url_env, secrets) if place.url_env else TELEGRAM)
    if place.form == "telegram":
        url = f"{url.rstrip('/')}/bot{read_secret(place.token_env, secrets)}/sendMessage"
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError(_("its address does not start with https:// or http://"))
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        url, json.dumps(body).encode(), {"Content-Type": "application/json", "User-Agent": "LocalNewsArchive"}
    )
    with urllib.request.build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS) as answer:
        answer.read(1 << 16)


def _name(place: Place) -> str:
    if isinstance(place, ToFile):
        return _("the file {path}", path=place.path)
    if isinstance(place, ToApprise):
        return _("the place of {variable}", variable=place.url_env)
    return (
        _("{addresses} by {host}", addresses=", ".join(place.to), host=place.host)
        if isinstance(place, ToMail)
        else _("the {form} webhook", form=place.form)
    )


def _reason_of(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return _("it answered {code}", code=error.code)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return say_refused(error.recipients)
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        return _("the server replied {code} {text}", code=error.smtp_code, text=clean(str(text))[:200])
    if isinstance(error, http.client.HTTPException):  # its words may hold the address, which may be a secret
        return _("its address or answer is not valid ({kind})", kind=type(error).__name__)
    inner = getattr(error, "reason", "") or error
    return clean(describe_system_error(inner) if isinstance(inner, OSError) else str(inner))[:200]
