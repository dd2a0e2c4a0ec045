"""A response to a page, a text or validators; and the one limit on addresses that every request keeps."""

import zlib

from scrapy.http import Response

from models.records.page import Listing, Page
from models.records.times import now
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages

MAX_URL_LENGTH = 2083
GZIP = b"\x1f\x8b"
MAX_UNPACKED_BYTES = 50 * 2**20
"""A sitemap has at most 50 MiB (sitemaps.org)."""
MAX_PACKED_LAYERS = 2
Validators = tuple[str, str, str]


def check_length(url: str) -> str:
    """The address, where it is not too long; raises ValueError."""
    if len(url) > MAX_URL_LENGTH:
        raise ValueError(f"longer than {MAX_URL_LENGTH} characters")
    return url


def make_page(response: Response, outlet_id: str, listing: Listing | None) -> Page:
    """The page as it came: bytes before decoding, headers in lower case."""
    headers = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    return Page(
        outlet=outlet_id,
        url=response.url,
        body=response.body,
        fetched_at=now(),
        status=response.status,
        headers=headers,
        listing=listing,
    )


def read_url_bytes(raw: bytes) -> str:
    """Text with addresses in it; where it is not UTF-8, bytes outside ASCII are percent-encoded as they are.

    A browser sends the bytes of a CP949 address as they stand in it, so that is what the server knows it by.
    """
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw.removeprefix(b"\xef\xbb\xbf"))


class UnpackError(ValueError):
    """A packed body that is damaged or unpacks too large; its text is the reason."""


def unpack_body(body: bytes) -> bytes:
    """A body that is gzip whatever its headers say, unpacked (twice packed ones too). Raises UnpackError."""
    for _ in range(MAX_PACKED_LAYERS):
        if not body.startswith(GZIP):
            break
        unpacker = zlib.decompressobj(wbits=31)
        try:
            body = unpacker.decompress(body, MAX_UNPACKED_BYTES)
        except zlib.error as error:
            raise UnpackError("damaged gzip") from error
        if unpacker.unconsumed_tail:
            raise UnpackError("too_large")
        if not unpacker.eof:
            raise UnpackError("truncated")
    return body


def read_list_text(response: Response) -> tuple[str, int]:
    """The text of a list, feed or sitemap, and how many server messages were removed from it. Raises UnpackError."""
    stripped = strip_php_messages(decode(unpack_body(response.body), read_header(response, "Content-Type")).text)
    return stripped.html, stripped.messages


def read_validators(response: Response, requested_url: str) -> list[Validators]:
    """The requested address with its ETag and Last-Modified, where the server gave either."""
    etag, last_modified = (read_header(response, name)[:500] for name in ("ETag", "Last-Modified"))
    return [(requested_url, etag, last_modified)] if etag or last_modified else []


def read_header(response: Response, name: str) -> str:
    """The first header of that name, or an empty string."""
    return (response.headers.get(name) or b"").decode("latin-1")
