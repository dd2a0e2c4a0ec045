"""A message by Apprise, which knows some 130 services (Teams, KakaoTalk …), each by an address of its own kind."""

import logging
from pathlib import Path

from desk.notify.config import ToApprise
from desk.notify.message import Message
from desk.notify.secrets import read_secret
from models.language import _


class AppriseError(Exception):
    """It was not sent: the end of a sentence, without the address, which holds a secret."""


def send_by_apprise(place: ToApprise, message: Message, secrets: Path) -> None:
    """Send it. Raises AppriseError, MissingSecretError."""
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its lines may hold what the service answered
    services = apprise.Apprise()
    if not services.add(read_secret(place.url_env, secrets)):
        raise AppriseError(_("{variable} holds no address that Apprise knows", variable=place.url_env))
    kind = apprise.NotifyType.INFO if message.well else apprise.NotifyType.WARNING
    body = "\n".join(message.lines) or message.subject
    if not services.notify(body=body, title=message.subject, notify_type=kind, body_format=apprise.NotifyFormat.TEXT):
        raise AppriseError(_("the service did not take it, or could not be reached"))
