"""Which addresses may be fetched, judged by a URL's spelling or by what a name resolved to. No network here."""

import ipaddress
import socket
import unicodedata
from urllib.parse import unquote, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
TEREDO = ipaddress.IPv6Network("2001::/32")
RELAY_V4 = ipaddress.IPv4Network("192.88.99.0/24")
LOCAL_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa")
LOOPBACK_NAMES = ("localhost", "localhost.localdomain")
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-._")
DOTS = str.maketrans({"。": ".", "．": ".", "｡": ".", "․": "."})


def fold_host(host: str) -> str:
    """The host as a resolver would read it: percent signs decoded, compatibility and invisible characters folded."""
    text = unquote(host).translate(DOTS)
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf").translate(DOTS)
    return text.lower().rstrip(".")


def parse_literal(host: str) -> IPAddress | None:
    """The address a host spells in any form a C library accepts (``127.1``, ``0x7f000001``, ``[::1]``), else None."""
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host.strip("[]").partition("%")[0])
        except ValueError:
            return None
    if not host or host[-1] not in "0123456789abcdefx":
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public(address: IPAddress) -> bool:
    """True for globally routed unicast, looking through every way an IPv6 address can carry an IPv4 one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved and address not in RELAY_V4
    if address.sixtofour is not None and not is_public(address.sixtofour):
        return False
    return address in UNICAST_V6 and address not in TEREDO and address.is_global


def is_loopback(address: IPAddress) -> bool:
    """True for 127.0.0.0/8, ::1 and the IPv4-mapped spelling of the first."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def refuse_address(address: str, *, allow_loopback: bool = False) -> str:
    """Why a resolved address may not be connected to, or an empty string."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"not an address: {address!r}"
    if is_public(parsed) or (allow_loopback and is_loopback(parsed)):
        return ""
    return f"not a public address: {parsed}"


def refuse_url(url: str, *, allow_loopback: bool = False) -> str:
    """Why a URL may not be fetched, or an empty string. A name that passes here is judged again when it is resolved."""
    if any(c in url for c in "\\\t\r\n") or any(ord(c) < 0x20 or c == "\x7f" for c in url):
        return "bad character in the address"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "bad address"
    if parts.scheme not in {"http", "https"}:
        return f"scheme {parts.scheme[:20]!r}"
    if "@" in parts.netloc:
        return "user name in the address"
    if not host:
        return "no host"
    folded = fold_host(host)
    address = parse_literal(folded)
    if address is not None:
        return refuse_address(str(address), allow_loopback=allow_loopback)
    return _refuse_name(folded, allow_loopback)


def _refuse_name(name: str, allow_loopback: bool) -> str:
    if name in LOOPBACK_NAMES and allow_loopback:
        return ""
    if any(name == local or name.endswith("." + local) for local in LOCAL_NAMES):
        return f"local name {name[:60]!r}"
    try:
        ascii_name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        return "bad host name"
    if not set(ascii_name) <= PLAIN or "." not in ascii_name or ".." in ascii_name:
        return "bad host name"
    return ""
