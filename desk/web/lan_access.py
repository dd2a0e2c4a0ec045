"""The desk for an office: at which address of this machine it listens, and with which certificate."""

import ipaddress
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desk.services.people.accounts import can_anybody_enter
from desk.services.workspace import Workspace
from models.language import _, describe_system_error
from models.records.errors import UserError

LAN_PORT = 8765
"""The usual port for an office: people keep the address, so that it stays the same."""


class LanError(UserError):
    """The desk cannot be opened to others like this: one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanAccess:
    """``host`` is how others name this machine, as it stands in an address; ``address`` is where it listens."""

    host: str
    address: str
    certificate: Path | None = None
    key: Path | None = None


def read_lan(text: str, certificate: Path | None = None, key: Path | None = None) -> LanAccess:
    """The access at an address or name of this machine. Raises LanError, also for one that means all addresses."""
    typed = text.strip().strip("[]")
    try:
        found = socket.getaddrinfo(typed, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE) if typed else []
    except (OSError, UnicodeError) as error:
        raise LanError(_("{address} is not an address of this machine.", address=typed)) from error
    if not found or ipaddress.ip_address(address := str(found[0][4][0]).partition("%")[0]).is_unspecified:
        raise LanError(_("Name the one address of this machine at which the others reach it, such as 192.168.0.5."))
    host = f"[{typed}]" if ":" in typed else typed.lower()
    return LanAccess(host=host, address=address, certificate=certificate, key=key)


def check_lan(workspace: Workspace, lan: LanAccess) -> None:
    """Raise LanError where nobody could log in, or the certificate cannot be used; ArchiveError without an archive."""
    with closing(workspace.open_reader()) as db:
        if not can_anybody_enter(db):
            raise LanError(
                _("Nobody has a password yet: add somebody first, with `news people add NAME --role admin`.")
            )
    if lan.certificate is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(lan.certificate, lan.key)
    except ssl.SSLError as error:
        raise LanError(_("The certificate {path} and its key do not fit together.", path=lan.certificate)) from error
    except OSError as error:
        raise LanError(
            _("{path} cannot be read: {reason}.", path=lan.certificate, reason=describe_system_error(error))
        ) from error
