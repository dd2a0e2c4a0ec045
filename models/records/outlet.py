"""The declaration of a news organisation, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from models.records.licence import Licence

RELEASES = "보도자료"
"""The ``kind`` of an outlet whose articles are an office's own press releases: they are no coverage."""
Confidence = Literal["verified", "inferred", "memory"]
PageReading = Literal["", "generic"]

Method = Literal["GET", "POST"]
MAX_LIST_BODY_BYTES = 4096
"""A list's form has a handful of fields; more would be an upload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """A list that is fetched by a request of its own: an entry of ``lists`` as a table of the TOML file.

    ``{page}`` in ``url`` and ``body`` is the page's number, counted from 1. ``body`` has at most MAX_LIST_BODY_BYTES.
    """

    url: str
    method: Method = "POST"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet, read from one TOML file; everything not said here is the family's default.

    ``hosts`` names every host its pages are served from, the canonical one first.
    ``export`` is what a report may carry of an article's text.
    ``list_forms`` are the entries of the file's ``lists`` that are requests of their own.
    ``kind``: 일간, 주간, 인터넷, 통신, 방송, 전문; RELEASES for the board of an office.
    ``weekly`` bounds the articles expected in a week: below is an error, above a warning.
    ``sections`` are the CMS's codes with their names; a family whose lists are named by such codes walks them where
    the outlet names no ``lists``.
    ``reader``: ``generic`` where the family's selectors do not fit and pages are read by what they say and show, with
    ``layout`` first; addresses, lists and feeds stay the family's.
    ``confidence`` grades host and family, as ``evidence`` explains.
    """

    id: str
    title: str
    family: str
    home: str
    region: str = ""
    kind: str = ""
    hosts: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    list_forms: tuple[ListForm, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    layout: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reader: PageReading = ""
    export: Licence = Licence.LINK
    weekly: tuple[int, int] | None = None
    delay: float | None = None
    enabled: bool = True
    cookies: bool = False
    evidence: str = ""
    confidence: Confidence = "memory"

    @property
    def publishes_releases(self) -> bool:
        """Whether its articles are press releases."""
        return self.kind == RELEASES


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """An outlet as the archive knows it; ``export`` is full, excerpt or link; ``family`` is '' if never declared.

    ``kind``: see ``Outlet``; of one that was never declared it is what its address says.
    """

    id: str
    title: str
    region: str
    export: str
    family: str = ""
    kind: str = ""


def kind_of(url: str) -> str:
    """The kind of an outlet by its address: offices under .go.kr publish their own word; nothing for any other."""
    try:
        host = urlsplit(url if "//" in url else f"https://{url}").hostname or ""
    except ValueError:
        return ""
    return RELEASES if host.rstrip(".").endswith(".go.kr") else ""
