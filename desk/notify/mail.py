"""A message as an e-mail: plain text, the page beside it, files; all of it in seven bits, as old servers want it."""

import re
import smtplib
import ssl
from collections.abc import Mapping
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path

from desk.notify.config import ToMail
from desk.notify.message import AttachedFile, Message
from desk.notify.secrets import read_secret
from models.language import _
from reports.formats.terminal import clean

TIMEOUT_SECONDS = 20.0
ATTACHED_SECONDS = 120.0
"""For a mail with files: an office's line may be slow upwards."""
MAX_ATTACHED_BYTES = 15_000_000
"""Of all files of a mail; servers commonly refuse mails of 20 MB, and base64 adds a third."""
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9.-]+")


class RefusedError(Exception):
    """The server took the mail, but not for everybody; the end of a sentence that names whom it refused, and why."""


def send_mail(place: ToMail, message: Message, secrets: Path) -> None:
    """Send it. Raises OSError, smtplib.SMTPException, MissingSecretError; RefusedError where some have got it."""
    mail = make_mail(place, message)
    context = ssl.create_default_context(cafile=place.ca_file or None)
    timeout = ATTACHED_SECONDS if message.files else TIMEOUT_SECONDS
    server: smtplib.SMTP
    if place.security == "ssl":
        server = smtplib.SMTP_SSL(place.host, place.port, timeout=timeout, context=context)
    else:
        server = smtplib.SMTP(place.host, place.port, timeout=timeout)
    with server:
        if place.security == "starttls":
            server.starttls(context=context)
        if place.user:
            server.login(place.user, read_secret(place.password_env, secrets))
        refused = server.send_message(mail)
    if refused:
        raise RefusedError(say_refused(refused))


def say_refused(refused: Mapping[str, tuple[int, bytes]]) -> str:
    """Whom a server refused, and in which words."""
    replies = (
        f"{clean(address)} ({code} {clean(reply.decode('utf-8', 'replace'))[:100]})"
        for address, (code, reply) in refused.items()
    )
    return _("the server refused {addresses}", addresses=", ".join(replies))


def make_mail(place: ToMail, message: Message) -> EmailMessage:
    """The mail, with what was too large left out and said so."""
    files, left_out = _that_fit(message.files)
    lines = [_("Not attached, for it is too large: {name}", name=clean(file.name)) for file in left_out]
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"], mail["From"], mail["To"] = clean(message.subject), place.sender, ", ".join(place.to)
    mail["Date"] = formatdate(localtime=True)
    domain = _domain_of(place.sender)
    mail["Message-ID"] = make_msgid(domain=domain)
    if message.thread:
        # Never sent itself: what refers to the same mail is shown together.
        root = f"<{_NOT_IN_ID.sub('-', message.thread)}@{domain}>"
        mail["In-Reply-To"], mail["References"] = root, root
    mail["Auto-Submitted"] = "auto-generated"  # no answer of a machine comes back
    mail.set_content("\n".join([message.text, *lines]) + "\n", cte="base64")
    if message.html:
        mail.add_alternative(message.html, subtype="html", cte="base64")
    for file in files:
        main, _slash, sub = file.media_type.partition("/")
        mail.add_attachment(file.data, maintype=main, subtype=sub, filename=clean(file.name))
    return mail


def _that_fit(files: tuple[AttachedFile, ...]) -> tuple[list[AttachedFile], list[AttachedFile]]:
    taken: list[AttachedFile] = []
    left_out: list[AttachedFile] = []
    size = 0
    for file in files:
        if size + len(file.data) <= MAX_ATTACHED_BYTES:
            taken.append(file)
            size += len(file.data)
        else:
            left_out.append(file)
    return taken, left_out


def _domain_of(sender: str) -> str:
    """Of the sender's address, so that no name of this machine is told."""
    address = parseaddr(sender)[1]
    try:
        domain = Address(addr_spec=address).domain
    except (ValueError, IndexError):
        domain = ""
    return domain.encode("idna").decode() if domain and not domain.isascii() else domain or "localhost"
