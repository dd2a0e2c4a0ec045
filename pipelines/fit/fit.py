"""Several pages of one outlet to the smallest [layout] that its declaration lacks, tried on all of them.

The pages are read without any declaration; the largest group of one skin teaches; all pages try. A part by which any
page would read worse is refused. Nothing here changes a declaration.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle
from pipelines.fit.body import rank_bodies
from pipelines.fit.captions import find_caption_blocks
from pipelines.fit.drop import find_repeated_blocks
from pipelines.fit.judge import Candidate, rank_candidates
from pipelines.fit.parts import PARTS
from pipelines.fit.seen import PageView, Unread, group_by_skin, see_pages
from pipelines.fit.trial import Read, count_lines, find_lost, find_worse, read_all
from pipelines.generic.outlet_selectors import read_outlet_selectors
from pipelines.page.by_selectors import read_by_selectors
from pipelines.text.bylines import read_line_byline

LayoutOf = Callable[[Outlet], Layout]
ORDER = (
    "headline",
    "body",
    "published",
    "modified",
    "byline",
    "section",
    "deck",
    "tags",
    "attachments",
    "captions",
    "drop",
)
BLOCKS = MappingProxyType({"captions": find_caption_blocks, "drop": find_repeated_blocks})
MIN_PAGES = 3
MIN_FAMILY_SHARE = 0.9
MAX_MISSED_SHARE = 0.5
MAX_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Selectors of one part: how many pages they give it on, of how many that show it, in how many kinds of text."""

    part: str
    selectors: tuple[str, ...]
    hits: int
    pages: int
    kinds: int
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Selectors that fit, but by which a page would read worse: the first such page, and how."""

    part: str
    selectors: tuple[str, ...]
    url: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What was learned. ``pages`` were given, ``read`` of them are articles (no text twice), ``skins`` the sizes of
    their groups. ``family_hits``: on how many pages the declaration as it is finds each part, ``shown``: on how many
    the page shows it. ``reader``: ``generic`` where the family's selectors are to be given up.
    ``cleaned``: on how many pages foreign lines go, ``gone``: some of them. ``unread``: pages that are no articles;
    ``strangers``: those of other skins. ``open_parts``: parts that pages show and the declaration misses, for which the
    pages agree on no place."""

    pages: int = 0
    read: int = 0
    skins: tuple[int, ...] = ()
    family_hits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    shown: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    reader: Literal["", "generic"] = ""
    cleaned: int = 0
    gone: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    strangers: tuple[str, ...] = ()
    open_parts: tuple[str, ...] = ()

    @property
    def is_learned(self) -> bool:
        """Whether there were enough pages of one skin to learn from."""
        return bool(self.skins) and self.skins[0] >= MIN_PAGES

    @property
    def layout(self) -> dict[str, tuple[str, ...]]:
        """The proposed part of ``[layout]``."""
        return {one.part: one.selectors for one in self.proposals}


def fit_outlet(pages: Iterable[Page], outlet: Outlet, layout_of: LayoutOf) -> Fit:
    """What the pages teach of the outlet; the same for any order of pages.

    ``layout_of`` makes a layout of a declaration, as its family does.
    """
    given = list(pages)
    views, unread = see_pages(given, layout_of(replace(outlet, layout={}, reader="generic")))
    skins = group_by_skin(views)
    facts = Fit(
        pages=len(given),
        read=len(views),
        skins=tuple(map(len, skins)),
        unread=tuple(unread),
        strangers=tuple(view.url for skin in skins[1:] for view in skin),
    )
    return _Learning(facts, views, skins, outlet, layout_of).run() if facts.is_learned else facts


class _Learning:
    """One outlet's pages while a layout is made for them, part by part."""

    def __init__(
        self,
        facts: Fit,
        views: list[PageView],
        skins: list[list[PageView]],
        outlet: Outlet,
        layout_of: LayoutOf,
    ) -> None:
        self.facts, self.views, self.skins, self.layout_of = facts, views, skins, layout_of
        self.outlet = outlet
        self.own_parts = frozenset(outlet.layout)
        self.proposals: list[Proposal] = []
        self.refused: list[Refusal] = []
        layout = layout_of(outlet)
        self.reading: list[Read] = read_all(views, layout)
        self.first = self.reading
        shown = [_parts_of(view) for view in views]
        self.located = [
            _find_hits(view, read, layout, parts) for view, read, parts in zip(views, self.first, shown, strict=True)
        ]
        known = set(map(id, skins[0]))
        hits = [own for view, own in zip(views, self.located, strict=True) if id(view) in known]
        self.hits = Counter(part for own in hits for part in own)
        self.shown = Counter(
            part for view, parts in zip(views, shown, strict=True) if id(view) in known for part in parts
        )
        self.lines = count_lines(views, self.first, [view.article for view in views])

    def run(self) -> Fit:
        """With the generic reader where the family misses headline or body on most pages, unless a page suffers."""
        missed = min(self.hits["headline"], self.hits["body"]) < MAX_MISSED_SHARE * len(self.skins[0])
        if not missed or self.layout_of(self.outlet).generic:
            return self._learn("")
        declared = self.outlet
        self.outlet = replace(declared, reader="generic")
        self.reading = read_all(self.views, self.layout_of(self.outlet))
        fit = self._learn("generic")
        known = [number for number, own in enumerate(self.located) if own >= {"headline", "body"}]
        worse = find_lost(self.views, self.first, self.reading) or find_worse(
            "reader",
            [self.views[number] for number in known],
            [self.first[number] for number in known],
            [self.reading[number] for number in known],
            self.lines,
        )
        if worse is None:
            return fit
        self.outlet, self.reading, self.proposals = declared, self.first, []
        self.refused = [Refusal(part="reader", selectors=("generic",), url=worse.url, why=worse.why)]
        return self._learn("")

    def _learn(self, reader: Literal["", "generic"]) -> Fit:
        skin = self.skins[0]
        for part in ORDER:
            if part in BLOCKS:
                self._propose_blocks(part, skin)
            elif reader or self.hits[part] < MIN_FAMILY_SHARE * self.shown[part]:
                ranked = rank_bodies(skin) if part == "body" else rank_candidates(PARTS[part], skin)
                self._propose(part, ranked)
        gone = [_list_gone(old, new, self.lines) for old, new in zip(self.first, self.reading, strict=True)]
        return replace(
            self.facts,
            family_hits=MappingProxyType(dict(self.hits)),
            shown=MappingProxyType(dict(self.shown)),
            proposals=tuple(self.proposals),
            refused=tuple(self.refused),
            reader=reader,
            cleaned=sum(map(bool, gone)),
            gone=tuple(dict.fromkeys(line for own in gone for line in own))[:MAX_EXAMPLES],
            open_parts=tuple(part for part in ORDER if part not in BLOCKS and self._is_open(part)),
        )

    def _is_open(self, part: str) -> bool:
        """Whether half of the pages show a part, the declaration misses it on most of them, and no selector fits."""
        named = {one.part for one in self.proposals} | {one.part for one in self.refused}
        is_shown = 2 * self.shown[part] >= len(self.skins[0])
        return part not in named and is_shown and self.hits[part] < MAX_MISSED_SHARE * self.shown[part]

    def _propose(self, part: str, ranked: Sequence[Candidate]) -> None:
        """The best candidate by which no page reads worse; the first refusal is kept where there is none.

        A part that the declaration names already is shown to a person and not counted on by the parts that follow.
        """
        refused: Refusal | None = None
        outlet, reading = self.outlet, self.reading
        for candidate in ranked:
            worse = self._try(part, (candidate.selector,))
            if worse is None:
                if part in self.own_parts:
                    self.outlet, self.reading = outlet, reading
                self.proposals.append(
                    Proposal(
                        part=part,
                        selectors=(candidate.selector,),
                        hits=candidate.hits,
                        pages=candidate.pages,
                        kinds=candidate.kinds,
                        cost=round(candidate.cost, 2),
                    )
                )
                return
            refused = refused or worse
        if refused:
            self.refused.append(refused)

    def _try(self, part: str, selectors: tuple[str, ...]) -> Refusal | None:
        """Add selectors of a part to the layout, unless a page reads worse by them."""
        own = self.outlet.layout
        changed = replace(self.outlet, layout={**own, part: (*selectors, *own.get(part, ()))})
        after = read_all(self.views, self.layout_of(changed))
        if worse := find_worse(part, self.views, self.reading, after, self.lines):
            return Refusal(part=part, selectors=selectors, url=worse.url, why=worse.why)
        self.outlet, self.reading = changed, after
        return None

    def _propose_blocks(self, part: str, skin: list[PageView]) -> None:
        """The blocks inside the body that are captions or repeated, each tried by itself; those that change no reading
        are not needed."""
        kept: list[Candidate] = []
        before = self.outlet, self.reading
        read = {id(view): one for view, one in zip(self.views, self.reading, strict=True)}
        selectors = self.outlet.layout.get("body", ())
        bodies = [next((e for one in view.document.find_each(selectors) for e in one), view.seen.body) for view in skin]
        for candidate in BLOCKS[part](skin, bodies, [read[id(view)] for view in skin]):
            outlet, reading = self.outlet, self.reading
            if refused := self._try(part, (candidate.selector,)):
                self.refused.append(refused)
            elif all(map(_is_equal, reading, self.reading)):
                self.outlet, self.reading = outlet, reading
            else:
                kept.append(candidate)
        if part in self.own_parts:
            self.outlet, self.reading = before
        if kept:
            self.proposals.append(
                Proposal(
                    part=part,
                    selectors=tuple(one.selector for one in kept),
                    hits=max(one.hits for one in kept),
                    pages=max(one.pages for one in kept),
                    kinds=sum(one.kinds for one in kept) if part == "captions" else len(kept),
                    cost=sum(one.cost for one in kept),
                )
            )


def _is_equal(old: Read, new: Read) -> bool:
    if not isinstance(old, Article) or not isinstance(new, Article):
        return False
    return (old.body, old.deck, old.photos) == (new.body, new.deck, new.photos)


def _list_gone(old: Read, new: Read, lines: Counter[str]) -> list[str]:
    """Lines that were read on several pages and are no part of a text any more."""
    if not isinstance(old, Article) or not isinstance(new, Article):
        return []
    now = alnum_key(new.body + new.deck)
    return [line for line in old.body.split("\n") if lines[alnum_key(line)] > 1 and alnum_key(line) not in now]


def _parts_of(view: PageView) -> frozenset[str]:
    """The parts that a page shows in an element of their own: a name that opens the text is found without any."""
    return frozenset({"body", *(name for name, part in PARTS.items() if part.has(view) and part.find(view))})


def _find_hits(view: PageView, read: Read, layout: Layout, shown: frozenset[str]) -> frozenset[str]:
    """The parts that the declaration as it is finds on a page, of those that the page shows, and of which the reading
    without it says the same."""
    if not isinstance(read, Article):
        return frozenset()
    plain = view.article
    found = {
        "headline": alnum_key(read.headline) == alnum_key(plain.headline),
        "body": True,
        "published": read.published_at == plain.published_at,
        "modified": read.modified_at == plain.modified_at,
        "byline": set(read.reporters) == set(plain.reporters),
        "section": bool(read.section),
        "deck": bool(read.deck),
        "tags": bool(read.tags),
        "attachments": bool(read.attachments),
    }
    repairs = dict(read.repairs)
    if layout.stored and "selector_missed" not in repairs:
        return shown  # the article of a script has all that there is
    located = _locate(view, layout)
    if not layout.generic:  # what counts is which parts had to be read in another way
        fallen = "missed_skin" in repairs
        located |= {part for part in ("headline", "body") if not (fallen or f"missed_{part}" in repairs)}
    return frozenset(part for part, agrees in found.items() if agrees and part in located) & shown


def _locate(view: PageView, layout: Layout) -> set[str]:
    """The parts for which the layout's selectors find something."""
    if layout.generic:
        own = read_outlet_selectors(view.document, layout)
        roles = {date.role for date in own.dates}
        found = {"headline": own.headline, "body": own.body is not None, "deck": own.deck, "section": own.sections}
        found |= {"tags": bool(own.tags), "attachments": bool(own.attachments)}
        named = any(read_line_byline(line).reporters for line in own.bylines)
    else:
        raw = read_by_selectors(view.document, layout)
        if not isinstance(raw, RawArticle):
            return set()
        roles = {date.role for date in raw.dates if date.source == "page" and view.times.read(date)}
        is_known = "skin" not in raw.missed
        found = {
            "headline": is_known and "headline" not in raw.missed,
            "body": "body" not in raw.missed,
            "deck": raw.deck,
            "section": raw.sections,
            "tags": raw.tags,
            "attachments": bool(raw.attachments),
        }
        named = any(read_line_byline(line).reporters for line in raw.bylines)
    located = {part for part, value in found.items() if value}
    return located | set(map(str, roles)) | ({"byline"} if named else set())
