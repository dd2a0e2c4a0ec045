"""What is taken from an answer of the network, and what may be asked at all."""

from scrapy.http import Response

from models.records.page import Listing, Page
from models.records.times import now
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages

URL_LENGTH = 2083
Validators = tuple[str, str, str]


def short(url: str) -> str:
    """The address, where it is short enough to be one; raises ValueError."""
    if len(url) > URL_LENGTH:
        raise ValueError(f"longer than {URL_LENGTH} characters")
    return url


def page_of(response: Response, outlet_id: str, listing: Listing | None) -> Page:
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


def list_text(response: Response) -> tuple[str, int]:
    """The text of a list, feed or sitemap, and how many server messages were taken out of it."""
    stripped = strip_php_messages(decode(response.body, header(response, "Content-Type")).text)
    return stripped.html, stripped.messages


def validators(response: Response, asked: str) -> list[Validators]:
    """The address asked with its ETag and Last-Modified, where the server gave either."""
    etag, last_modified = (header(response, name)[:500] for name in ("ETag", "Last-Modified"))
    return [(asked, etag, last_modified)] if etag or last_modified else []


def header(response: Response, name: str) -> str:
    """The first header of that name, or an empty string."""
    return (response.headers.get(name) or b"").decode("latin-1")
