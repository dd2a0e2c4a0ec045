"""What a search is narrowed by besides its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from models.records.article import Article
from models.records.article_ids import day_number, first_id, last_id
from models.records.outlet import RELEASES
from models.records.rows import read_list
from models.text.folding import fold

FIRST_ID = -(1 << 62)
LAST_ID = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All that is given must hold; what is empty or None does not narrow.

    ``outlets``: ids or Korean names, any of them. ``regions``: of the outlets as they are declared now, any of them;
    대구 and 경북 both name 대구·경북. ``since`` and ``until``: days of publication, both included; an article without
    a date counts on the day it was fetched. ``reporter``: a whole name. ``section``: one level, the whole path
    (``전국 > 경북``) or its beginning. ``press_only``: an office's own press releases are left out, unless
    ``outlets`` names the office; it belongs to what is made (a report), not to the question, and is not saved with it.
    ``tone``: what the newest remark on an article says; only the archive knows it, and it is not saved either.
    """

    outlets: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reporter: str = ""
    section: str = ""
    press_only: bool = False
    tone: str = ""

    @property
    def ids(self) -> tuple[int, int]:
        """The first and the last id within the days."""
        low = FIRST_ID if self.since is None else first_id(day_number(self.since))
        high = LAST_ID if self.until is None else last_id(day_number(self.until))
        return low, high

    @property
    def of_rows(self) -> bool:
        """Whether rows must be read, because the index does not say it for certain."""
        return bool(self.reporter.strip())

    def admits_reporters(self, reporters: str) -> bool:
        """Whether a row's reporters (JSON, as stored) pass."""
        return not self.reporter.strip() or _key(self.reporter) in map(_key, read_list(reporters))

    def admits_outlet(self, outlet: str, title: str, region: str, kind: str = "") -> bool:
        """Whether an outlet passes, by its id, Korean name, region and kind."""
        if self.press_only and kind == RELEASES and not self.outlets:
            return False
        if self.outlets and {_key(outlet), _key(title)}.isdisjoint(map(_key, self.outlets)):
            return False
        return not self.regions or not set(map(_key, self.regions)).isdisjoint(_parts(region))

    def admits(self, article: Article) -> bool:
        """Whether an article passes all filters but the days."""
        if not self.admits_outlet(article.outlet, article.outlet_title, article.region):
            return False
        if self.reporter.strip() and _key(self.reporter) not in map(_key, article.reporters):
            return False
        return self.admits_section(article.section)

    def admits_section(self, section: str) -> bool:
        """Whether a section, by its whole path, passes."""
        return not self.section.strip() or _in_section(self.section, section)

    def as_json(self) -> dict[str, object]:
        """What is not empty, but for the days."""
        said = {
            "outlets": list(self.outlets),
            "regions": list(self.regions),
            "reporter": self.reporter,
            "section": self.section,
        }
        return {name: value for name, value in said.items() if value}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The filters that ``as_json`` wrote."""
        return cls(
            outlets=tuple(said.get("outlets", ())),
            regions=tuple(said.get("regions", ())),
            reporter=said.get("reporter", ""),
            section=said.get("section", ""),
        )


NO_FILTERS = Filters()


def _key(text: str) -> str:
    return " ".join(fold(text).split())


def _parts(region: str) -> Iterable[str]:
    """A region's name and, where it names several (대구·경북), each of them."""
    whole = _key(region)
    return whole, *"".join(c if c.isalnum() else " " for c in whole).split()


def _in_section(wanted: str, section: str) -> bool:
    asked = [_key(level) for level in wanted.split(">")]
    levels = [_key(level) for level in section.split(">")]
    return levels[: len(asked)] == asked or (len(asked) == 1 and asked[0] in levels)
