"""Press releases and the articles made from them, as the archive keeps them. Standard library only."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickup:
    """An article made from a release, as `news pickup` found it: shares of letters are 0 to 1.

    ``certain`` is False where too little was taken over to count it.
    """

    release_id: int
    release_title: str
    released_at: datetime | None
    article_id: int
    of_article: float
    of_release: float
    headline_same: bool
    minutes_after: int | None
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """A release that the archive keeps: the file it came in, when it went out, when its pickup was last searched for.

    ``articles`` are those that count; ``released_at`` is None where only the day, or not even that, is known.
    """

    id: int
    title: str
    file: str
    released_on: date | None
    released_at: datetime | None
    looked_at: datetime | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePickups:
    """A release with the articles made from it; ``issuer`` as it names itself, or as its folder does."""

    id: int
    title: str
    file: str
    issuer: str
    released_on: date
    released_at: datetime | None
    pickups: tuple[Pickup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """A row of ``release`` less its id; times are ISO text."""

    file: str
    sha256: str
    title: str
    body: str
    issuer: str
    released_on: str | None
    released_at: str | None
    released_from: str
    looked_at: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupRow:
    """A row of ``pickup`` and its sentences, each (side R or A, place, label, score, places on the other side)."""

    article_id: int
    of_article: float
    of_release: float
    letters: int
    headline_same: bool
    minutes_after: int | None
    certain: bool
    sentences: tuple[tuple[str, int, str, float, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """What decides whether a kept release is another one: its text, and when it went out, as ISO text."""

    id: int
    title: str
    body: str
    released_on: str | None
    released_at: str | None
