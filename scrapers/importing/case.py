"""One page that was saved elsewhere, or why it cannot be read; whatever kind of file it comes from."""

from dataclasses import dataclass
from datetime import datetime

from models.records.errors import UserError
from models.records.page import Page
from models.records.times import KST

# A news page is some hundred kB; what is larger than this is not one and would only cost memory.
MAX_PAGE_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Case:
    """One saved page; ``outlet`` is empty where it must be recognised from the URL.

    ``page.outlet`` is then what an archive knew of it, if it came from one; ``key`` is the name in that one's ledger.
    """

    file: str
    page: Page
    outlet: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class UnreadablePage:
    """A saved page that could not be read, and why, in one sentence."""

    file: str
    why: str


class BadTimeError(UserError, ValueError):
    """A text that is not a time."""

    exit_code = 2


def read_time(raw: str) -> datetime:
    """An ISO time, KST where it has no zone. Raises ValueError."""
    at = datetime.fromisoformat(raw)
    return at.replace(tzinfo=KST) if at.tzinfo is None else at.astimezone(KST)
