"""That a person is logged in on some browser. Standard library only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A login: whose it is, since when, when the browser last asked for a page, and what the browser calls itself.

    ``key`` is the SHA-256 of the cookie, as 64 hexadecimal digits; the cookie itself is kept nowhere.
    """

    key: str
    person: str
    begun_at: datetime
    seen_at: datetime
    agent: str = ""
