"""Text that a terminal opens in a browser when it is clicked (OSC 8), for terminals that are known to do so."""

import os
import re
from collections.abc import Mapping
from typing import TextIO

LINK = "\x1b]8;;[^\x1b\x07]*\x1b\\\\"
"""The beginning or the end of a link."""
_SAFE = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"})
_TERMINALS = re.compile(r"kitty|alacritty|foot|ghostty|wezterm|contour")
_SINCE_VTE = 5000


def wants_links(stream: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Whether what goes to a stream may have links: a terminal that says it knows them, or FORCE_HYPERLINK=1."""
    values = os.environ if environment is None else environment
    if not stream.isatty() or values.get("TERM") == "dumb":
        return False
    if forced := values.get("FORCE_HYPERLINK"):
        return forced != "0"
    if values.get("TMUX") or values.get("TERM", "").startswith("screen"):
        return False
    vte = values.get("VTE_VERSION", "")
    return (
        bool(values.get("WT_SESSION") or values.get("KONSOLE_VERSION") or values.get("DOMTERM"))
        or values.get("TERM_PROGRAM") in _PROGRAMS
        or _TERMINALS.search(values.get("TERM", "")) is not None
        or (vte.isdecimal() and int(vte) >= _SINCE_VTE)
    )


def link(text: str, url: str) -> str:
    """The text as a link; as it is where the address is not a plain http one of printable ASCII."""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if _SAFE.fullmatch(url) else text


def without_links(text: str) -> str:
    """The text alone."""
    return re.sub(LINK, "", text)
