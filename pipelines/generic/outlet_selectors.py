"""What an outlet's own selectors find on a page that is otherwise read without any: each part goes first."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawAttachment, RawDate, Role
from pipelines.dom.body_lines import outermost, read_lines, text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.headline import Headline
from pipelines.generic.times import datetime_of
from pipelines.page.attachments import read_attachments
from pipelines.page.section_levels import read_section_levels
from pipelines.text.text_keys import count_hangul

MAX_ELEMENTS, MAX_LINKS = 12, 500
MAX_LINE_CHARACTERS = 200
CONFIRMED_VOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletParts:
    """Empty parts were not declared, or not found; ``missed`` counts the latter for headline, body and times."""

    headline: Headline | None = None
    body: Element | None = None
    deck: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    dates: tuple[RawDate, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attachments: tuple[RawAttachment, ...] = ()
    drop: frozenset[Element] = field(default_factory=frozenset)
    captions: frozenset[Element] = field(default_factory=frozenset)
    missed: int = 0

    def over(self, raw: RawArticle, tools: Tools) -> RawArticle:
        """An article read without selectors, with what the outlet's own found in its place.

        Bylines that name nobody take no other's place, and a line that signs or dates is no deck.
        """
        names = tools.names
        parts = ("deck", "bylines", "sections", "tags", "attachments")
        found = {name: value for name in parts if (value := getattr(self, name))}
        if deck := [line for line in self.deck if not names(line) and not tools.labels(line)]:
            found["deck"] = tuple(deck)
        else:
            found.pop("deck", None)
        if "bylines" in found and not any(map(names, self.bylines)) and any(map(names, raw.bylines)):
            del found["bylines"]
        if "bylines" in found and not any("@" in line for line in self.bylines):
            # Their addresses may be elsewhere, as on the card of a journalist.
            own = {name for line in self.bylines for name in names(line)}
            cards = [line for line in raw.bylines if "@" in line and own.issuperset(names(line))]
            found["bylines"] = tuple(dict.fromkeys([*self.bylines, *cards]))
        if self.dates and not raw.bylines and "bylines" not in found:
            # The line of a time may sign as well, and that of the outlet's own selector takes its place.
            dated = [date.text for date in raw.dates if date.source == "page" and date.role == "published"]
            found["bylines"] = tuple(text for text in dated[:1] if names(text))
        repairs = (*raw.repairs, ("selector_missed", self.missed)) if self.missed else raw.repairs
        return replace(raw, **found, dates=(*self.dates, *raw.dates), repairs=repairs)


NOTHING = OutletParts()


def read_outlet_selectors(page: Document, layout: Layout) -> OutletParts:
    """The parts that the outlet's ``[layout]`` names."""
    own = layout.outlet.layout if layout.generic else {}
    if not own:
        return NOTHING

    def first(part: str) -> list[Element]:
        return next(
            (found[:MAX_ELEMENTS] for found in page.find_each(tuple(own.get(part, ()))) if any(map(text_of, found))), []
        )

    def texts(*parts: str) -> Iterator[str]:
        return (text[:MAX_LINE_CHARACTERS] for part in parts for element in first(part) if (text := text_of(element)))

    bodies = (max(several[:MAX_ELEMENTS], key=_prose) for several in page.find_each(tuple(own.get("body", ()))))
    body = next((element for element in bodies if _prose(element) > 0), None)
    shown = next((element for element in first("headline") if text_of(element)), None)
    dates = tuple(_dates(first("published"), "published")) + tuple(_dates(first("modified"), "modified"))
    inside = set(body.iterdescendants()) if body is not None else None  # wherever the body will be found
    drop, captions = (
        frozenset(
            e for several in page.find_each(tuple(own.get(part, ()))) for e in several if inside is None or e in inside
        )
        for part in ("drop", "captions")
    )
    deck = (line.text for e in outermost(first("deck")) for line in read_lines(e) if line.kind == "text")
    found = {"headline": shown, "body": body, "published": dates or None}
    return OutletParts(
        headline=Headline(text_of(shown), shown, CONFIRMED_VOTES) if shown is not None else None,
        body=body,
        deck=tuple(dict.fromkeys(deck)),
        bylines=tuple(dict.fromkeys(texts("byline", "writers"))),
        dates=dates,
        sections=read_section_levels(first("section")),
        tags=tuple(tag for text in texts("tags") if (tag := text.lstrip("#＃ "))),
        attachments=read_attachments(first("attachments")),
        drop=drop,
        captions=captions,
        missed=sum(part in own and value is None for part, value in found.items()),
    )


def _prose(element: Element) -> int:
    """Letters outside links less those in links: what is mostly links is not text, whatever its name."""
    return count_hangul(text_of(element)) - 2 * sum(
        count_hangul(text_of(link)) for link in islice(element.iter("a"), MAX_LINKS)
    )


def _dates(elements: list[Element], role: Role) -> Iterator[RawDate]:
    for element in elements:
        text, machine = text_of(element)[:MAX_LINE_CHARACTERS], datetime_of(element)
        if any(char.isdigit() for char in text + machine):
            yield RawDate(text, "page", role, machine)
