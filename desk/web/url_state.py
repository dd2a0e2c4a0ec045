"""A search as it stands in an address: query, filters, order, place. Back, bookmarks and a second tab work by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from unicodedata import normalize
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from desk.services.after_search.hints import Hint, HintKind
from desk.services.search import SearchRequest
from desk.web.error_pages import ParameterError
from models.language import _
from models.query.filters import Filters
from models.query.syntax import parse
from models.query.typed_days import parse_day
from models.records.errors import UserError
from models.records.labels import TONES
from models.records.search_results import SORTS, Sort
from models.records.times import now

MAX_QUERY_CHARACTERS = 2_000
MAX_OUTLETS = 100
PAGE_SIZE = 20


class TypedDayError(UserError):
    """What was typed as a day is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """What a person looks for, as typed. ``since`` and ``until`` are days as people write them, see ``typed_days``."""

    typed: str = ""
    outlets: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    section: str = ""
    reporter: str = ""
    tone: str = ""
    since: str = ""
    until: str = ""
    sort: Sort = "newest"
    loose: bool = False
    exact: bool = False
    grouped: bool = True
    """Articles that carry one text are shown as one."""
    cursor: str = ""

    @classmethod
    def read(cls, query: QueryParams) -> Self:
        """The search of an address; what it does not name is empty. Raises ParameterError."""
        tone, sort = _text(query, "tone"), query.get("sort", "") or "newest"
        if tone not in ("", *TONES):
            raise ParameterError(tone)
        return cls(
            typed=_text(query, "q"),
            outlets=_texts(query, "outlet"),
            regions=_texts(query, "region"),
            section=_text(query, "section"),
            reporter=_text(query, "reporter"),
            tone=tone,
            since=_text(query, "since"),
            until=_text(query, "until"),
            sort=_sort(sort),
            loose=query.get("loose", "") == "1",
            exact=query.get("exact", "") == "1",
            grouped=query.get("group", "") != "0",
            cursor=_text(query, "cursor"),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: the newest articles are shown."""
        return not (self.typed or self.filter_count)

    @property
    def filter_count(self) -> int:
        """How many kinds of filters narrow the search."""
        kinds = (self.outlets, self.regions, self.section, self.reporter, self.tone, self.since, self.until)
        return sum(map(bool, kinds))

    @property
    def filters(self) -> Filters:
        """The filters. Raises TypedDayError."""
        since, until = read_day(self.since), read_day(self.until, is_end=True)
        if since and until and since > until:
            raise TypedDayError(_("{since} is after {until}.", since=since, until=until))
        return Filters(
            outlets=self.outlets,
            regions=self.regions,
            section=self.section,
            reporter=self.reporter,
            tone=self.tone,
            since=since,
            until=until,
        )

    def request(self) -> SearchRequest:
        """What the service is asked. Raises TypedDayError."""
        return SearchRequest(
            query=parse(self.typed),
            filters=self.filters,
            loose=self.loose,
            exact=self.exact,
            sort=self.sort,
            limit=PAGE_SIZE,
            cursor=self.cursor or None,
        )

    def parameters(self) -> Sequence[tuple[str, str]]:
        """What stands behind the ``?``; what is empty is left out."""
        texts: Mapping[str, str] = {
            "q": self.typed,
            "section": self.section,
            "reporter": self.reporter,
            "tone": self.tone,
            "since": self.since,
            "until": self.until,
            "sort": "" if self.sort == "newest" else self.sort,
            "loose": "1" if self.loose else "",
            "exact": "1" if self.exact else "",
            "group": "" if self.grouped else "0",
            "cursor": self.cursor,
        }
        many = [("outlet", name) for name in self.outlets] + [("region", name) for name in self.regions]
        return [(name, text) for name, text in texts.items() if text] + many

    def follow(self, hint: Hint) -> Self:
        """The search that a hint proposes."""
        options = dict(zip(hint.options[::2], hint.options[1::2], strict=False))
        changed: dict[str, object] = {"typed": hint.typed, "cursor": ""}
        if hint.kind is HintKind.FILTERS:
            kept = type(self)(sort=self.sort, loose=self.loose, exact=self.exact, grouped=self.grouped)
            return replace(kept, **changed)  # type: ignore[arg-type]
        if hint.kind is HintKind.DAY:
            changed |= {"since": options["--since"], "until": options["--until"]}
        if hint.kind is HintKind.SPACING:
            changed |= {"loose": True}
        return replace(self, **changed)  # type: ignore[arg-type]

    def without(self, name: str, value: str = "") -> str:
        """The address of the search without one of its filters; of several outlets or regions without one of them."""
        if name == "outlets":
            return self.url(outlets=tuple(one for one in self.outlets if one != value))
        if name == "regions":
            return self.url(regions=tuple(one for one in self.regions if one != value))
        return self.url(**{name: ""})

    def url(self, path: str = "/", **changed: object) -> str:
        """The address of the search with some parts changed; a change of anything else begins at the first page."""
        state = replace(self, **({"cursor": ""} | changed))  # type: ignore[arg-type]
        parameters = urlencode(state.parameters())
        return f"{path}?{parameters}" if parameters else path


def read_day(typed: str, *, is_end: bool = False) -> date | None:
    """A day as people type it; None for an empty text. Raises TypedDayError."""
    if not typed:
        return None
    day = parse_day(typed, now().date(), is_end=is_end)
    if day is None:
        raise TypedDayError(
            _("{value!r} is not a day; write 2026-11-20, 11월18일, yesterday, 7d or 11월.", value=typed)
        )
    return day


def _text(query: QueryParams, name: str) -> str:
    return normalize("NFC", query.get(name, "")[:MAX_QUERY_CHARACTERS]).strip()


def _texts(query: QueryParams, name: str) -> tuple[str, ...]:
    texts = (normalize("NFC", text[:MAX_QUERY_CHARACTERS]).strip() for text in query.getlist(name)[:MAX_OUTLETS])
    return tuple(dict.fromkeys(filter(None, texts)))


def _sort(name: str) -> Sort:
    for sort in SORTS:
        if sort == name:
            return sort
    raise ParameterError(name)
