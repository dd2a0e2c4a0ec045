"""A response to a page, a text or validators; and the one limit on addresses that every request keeps."""

from scrapy.http import Response

from models.records.page import Listing, Page
from models.records.times import now
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages

MAX_URL_LENGTH = 2083
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


def read_list_text(response: Response) -> tuple[str, int]:
    """The text of a list, feed or sitemap, and how many server messages were removed from it."""
    stripped = strip_php_messages(decode(response.body, read_header(response, "Content-Type")).text)
    return stripped.html, stripped.messages


def read_validators(response: Response, requested_url: str) -> list[Validators]:
    """The requested address with its ETag and Last-Modified, where the server gave either."""
    etag, last_modified = (read_header(response, name)[:500] for name in ("ETag", "Last-Modified"))
    return [(requested_url, etag, last_modified)] if etag or last_modified else []


def read_header(response: Response, name: str) -> str:
    """The first header of that name, or an empty string."""
    return (response.headers.get(name) or b"").decode("latin-1")
