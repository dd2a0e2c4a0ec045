"""From the raw parts of a page to an article's text: cleaned lines, photos with captions, who signed from where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, RawLine
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.clean_text import clean_text, is_clean
from pipelines.page.text_bounds import bound_text
from pipelines.text.bylines import (
    Byline,
    find_reporter_told,
    is_signature,
    read_line_byline,
    split_closing,
    split_opening,
)
from pipelines.text.captions import Caption, split_caption
from pipelines.text.photos import Illustrated, is_file_name, split_photos
from pipelines.text.sentences import is_sentence

Repairs = Counter[str]
OPENING_REACH = 3
"""Lines at the beginning of a text among which its opening (dateline, reporter) may be."""
MAX_AUTHOR_CHARACTERS = 80
ANNOUNCED_REACH = 6
"""Paragraphs of an anchor that may announce whose report it is."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body after the text steps, and who wrote it from where."""

    paragraphs: tuple[str, ...]
    dateline: str
    agency: str
    reporters: tuple[str, ...]
    emails: tuple[str, ...]


def clean_parts(raw: RawArticle, repairs: Repairs) -> RawArticle:
    """Every text of the raw article in one form: entities may have brought back what cleaning took from the page.

    What was changed is added to ``repairs``, here as in ``split_pictures``.
    """
    rest = (*raw.deck, *raw.bylines, *raw.sections, *raw.tags)
    texts = (raw.headline, *rest, *(text for _, text in raw.texts), *(line.text for line in raw.lines))
    if all(rest) and is_clean("\n".join(texts)):
        return raw

    def each(texts: Sequence[str]) -> tuple[str, ...]:
        joined = clean_text("\n".join(texts))
        if not joined.repairs:
            return tuple(text for text in texts if text)
        repairs.update(dict(joined.repairs))
        return tuple(text for line in joined.text.split("\n") if (text := " ".join(line.split())))

    def lines() -> Iterator[RawLine]:
        joined = clean_text("\n".join(line.text for line in raw.lines))
        if not joined.repairs:
            yield from raw.lines
            return
        repairs.update(dict(joined.repairs))
        for line, text in zip(raw.lines, joined.text.split("\n"), strict=True):
            text = " ".join(text.split())
            if text or line.kind == "image":
                yield RawLine(text, line.kind, line.src, line.linked)

    return replace(
        raw,
        headline=" ".join(each((raw.headline,))) or raw.headline,
        deck=each(raw.deck),
        bylines=each(raw.bylines),
        sections=each(raw.sections),
        lines=tuple(lines()),
        tags=each(raw.tags),
        texts=tuple((name, " ".join(each((text,)))) for name, text in raw.texts),
    )


def bound_body(raw: RawArticle) -> RawArticle:
    """The article with its text from the opening to the signature; what is above may be the deck that was missing."""
    bounded = bound_text(raw.lines)
    return replace(raw, lines=bounded.lines, deck=raw.deck or bounded.deck)


def split_pictures(raw: RawArticle, url: str, layout: Layout, repairs: Repairs) -> Illustrated:
    """Text and photos of the body, without boilerplate and links to other articles; ``url`` is the page's."""

    def read_caption(text: str) -> Caption:
        opening = split_opening(text) if text[:1] in "[(【<" else None
        return split_caption(opening.rest if opening and opening.dateline else text)

    def absolute(source: str) -> str:
        try:
            return urljoin(url, source)
        except ValueError:
            return source

    last = max((at for at, line in enumerate(raw.lines) if line.kind == "text" and is_sentence(line.text)), default=0)

    def signs(at: int, line: RawLine) -> bool:
        """Whether a line behind the last sentence names who signs, be it a link or stand it beside a button's words."""
        named = at > last and line.kind == "text" and read_line_byline(line.text).reporters
        return bool(named) and is_signature(line.text)

    lines = [
        line
        for at, line in enumerate(raw.lines)
        if line.kind == "image"
        or not (line.linked or line.text in layout.noise or is_boilerplate(line.text))
        or signs(at, line)
    ]
    found = split_photos(lines, read_caption, absolute)
    if found.names:
        repairs["picture_names"] += found.names
    return found


def read_deck(raw: RawArticle) -> tuple[str, ...]:
    """The lines of the deck, without openings, boilerplate and names of files."""
    lines = (line for line in raw.deck if line != raw.headline and not (is_boilerplate(line) or is_file_name(line)))
    return tuple(split_opening(line).rest for line in lines)


def read_body(raw: RawArticle, text: Sequence[RawLine], deck: tuple[str, ...]) -> Body:
    """The paragraphs and who signed: parts repeated at the start of the text go, then opening and closing are read."""
    lines = [line.text for line in text]
    above = {raw.headline, *deck, *raw.bylines, *(date.text for date in raw.dates if date.source == "page")}
    section = alnum_key("".join(raw.sections)) or None  # its levels may be in one line, with any mark between them
    while lines and (lines[0] in above or alnum_key(lines[0]) == section):
        lines.pop(0)
    dateline = agency = ""
    names: list[str] = []
    emails: list[str] = []
    dated = _dated_bylines(raw.dates)
    for line in raw.bylines or dated:
        byline = read_line_byline(line)
        names += byline.reporters
        emails += byline.emails
    for byline in map(read_line_byline, dated if raw.bylines else ()):
        emails += byline.emails if byline.reporters and names and set(byline.reporters) <= set(names) else ()
    for at, line in enumerate(lines[:OPENING_REACH]):
        opening = split_opening(line)
        if opening.dateline or opening.agency or opening.reporters:
            dateline, agency = opening.dateline, opening.agency
            names += opening.reporters
            emails += opening.emails
            lines[at : at + 1] = [opening.rest] if opening.rest else []
            break
    closing = split_closing(lines)
    names += closing.reporters
    emails += closing.emails
    if not names and (told := find_reporter_told(closing.paragraphs[:ANNOUNCED_REACH])):
        names = [told]
    return Body(tuple(closing.paragraphs), dateline, agency, _unique(names), _unique(emails))


def read_listed_writers(author: str, outlet: str) -> Byline:
    """Who wrote an article by what a feed or list says of it; nobody where that is the outlet, a desk or a nickname."""
    byline = read_line_byline(author) if author and len(author) <= MAX_AUTHOR_CHARACTERS else Byline()
    names = tuple(name for name in byline.reporters if name not in outlet)
    return Byline(names, byline.emails if names else ())


def _dated_bylines(dates: Iterable[RawDate]) -> list[str]:
    """A byline may be in the line of the time alone: ``이혜경 기자 / 기사입력 2022.08.26 14:58``."""
    return [date.text for date in dates if date.source == "page" and date.role == "published"][:1]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
