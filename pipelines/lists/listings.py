"""One entry of a list, feed or sitemap as a Listing: its address whole, its texts on one line and free of controls.

The door through which all that a list says of an article comes in. An entry that cannot be used is None: it loses
itself, never its list.
"""

from datetime import datetime
from html import unescape
from typing import Literal
from urllib.parse import quote, urljoin

from models.records.page import Listing
from pipelines.page.clean_text import clean_line

MAX_ADDRESS_CHARACTERS = 2_083
MAX_HEADLINE_CHARACTERS = 1_000
MAX_SHORT_CHARACTERS = 200


def make_listing(
    base: str,
    address: str,
    source: Literal["feed", "list", "sitemap"],
    *,
    headline: str = "",
    published_raw: str = "",
    published_at: datetime | None = None,
    section: str = "",
    author: str = "",
) -> Listing | None:
    """The entry with the address made whole by that of its list; None where there is no usable address."""
    url = join_address(base, address)
    if not url:
        return None
    return Listing(
        url=url,
        source=source,
        headline=clean_line(headline[:MAX_HEADLINE_CHARACTERS]),
        published_raw=clean_line(published_raw[:MAX_SHORT_CHARACTERS]),
        published_at=published_at,
        section=clean_line(section[:MAX_SHORT_CHARACTERS]),
        author=clean_line(author[:MAX_SHORT_CHARACTERS]),
    )


def join_address(base: str, address: str) -> str:
    """The whole address, with escapes for what no address holds as it is; empty where it cannot be one.

    A lone surrogate, which JSON can write, is half a character: no address.
    """
    if not address or len(address) > MAX_ADDRESS_CHARACTERS:
        return ""
    try:
        joined = urljoin(base, address.strip())
        joined.encode()
    except ValueError:
        return ""
    return joined if joined.isprintable() else "".join(c if c.isprintable() else quote(c) for c in joined)


def unescape_text(text: str) -> str:
    """Text with its character references resolved; a number that is no character, however long, stays as it is."""
    try:
        return unescape(text)
    except (ValueError, OverflowError):  # Python reads no number of more than some thousand digits
        return text
