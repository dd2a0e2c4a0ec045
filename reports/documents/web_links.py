"""Addresses as word processors and spreadsheets take them: a link that is not well formed makes a file look damaged."""

import re
from urllib.parse import quote

MAX_LINK_CHARACTERS = 2_000
"""Excel takes no longer one; Word and Hangul are not asked for more."""
_KEPT = "%/:?#@!$&'()*+,;=~-._"
_LINK = re.compile(r"https?://[a-z0-9][a-z0-9.\-]{0,252}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def make_web_link(address: str) -> str:
    """The address with all but plain characters escaped; '' where it is not one of the web, or too long."""
    if len(address) > MAX_LINK_CHARACTERS:
        return ""
    escaped = _PERCENT.sub("%25", quote(address.strip(), safe=_KEPT, errors="replace"))
    return escaped if len(escaped) <= MAX_LINK_CHARACTERS and _LINK.fullmatch(escaped) else ""
