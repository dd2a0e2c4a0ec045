"""The declaration of a news organisation, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from models.records.licence import Licence

Sure = Literal["verified", "inferred", "memory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet, read from one TOML file; everything not said here is the family's default.

    ``hosts`` names every host its pages are served from, the canonical one first.
    ``export`` is what a report may carry of an article's text.
    ``weekly`` bounds the articles expected in a week: below is an error, above a warning.
    ``sections`` are the CMS's codes with their names; a family whose lists are named by such codes walks them where
    the outlet names no ``lists``.
    ``sure`` grades host and family, as ``evidence`` tells.
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
    sitemaps: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    layout: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    export: Licence = Licence.LINK
    weekly: tuple[int, int] | None = None
    delay: float | None = None
    enabled: bool = True
    cookies: bool = False
    evidence: str = ""
    sure: Sure = "memory"
