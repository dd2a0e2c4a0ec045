"""A fetched page to one article: the only file that knows the order of the steps.

decode -> strip -> clean -> (walls) -> parse -> photos, bylines, boilerplate -> dates -> Article or Reject.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from models.records.article import Article
from models.records.page import Page
from pipelines.contracts.layout import Identity, Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, RawLine
from pipelines.contracts.rejection import Reason, Reject
from pipelines.generic.body_text import Tools
from pipelines.generic.reader import read_any
from pipelines.generic.script_article import read_script_article
from pipelines.page.block_pages import explain_reject, find_gate, find_notice, refuse_page
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.by_selectors import parse
from pipelines.page.clean_text import clean_text
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages
from pipelines.page.size_limits import MAX_PAGE_BYTES, drop_excess_attributes, find_excess
from pipelines.text.bylines import read_byline, split_closing, split_opening
from pipelines.text.captions import split_caption
from pipelines.text.dates import find_moments
from pipelines.text.photos import CaptionText, Illustrated, split_photos
from pipelines.text.publication_time import first_date, fits, published, read_date
from pipelines.text.text_keys import alnum_key

Repairs = Counter[str]
DATE_LABEL = re.compile(r"[\s/|·]{0,5}(?:기사\s?)?(?:입력|승인|등록|작성일)\s{0,2}[:：]?\s{0,2}\d")
LINK = re.compile(r"""href\s{0,3}=\s{0,3}["']?([^"'<>\s]{1,500})""", re.IGNORECASE)
LINKS_ENOUGH = 30
OPENING_REACH = 3
SEARCH_LIMIT = 200_000
NET_TEXT = 200


@dataclass(frozen=True, slots=True)
class Body:
    """The body after the text steps, and who wrote it from where."""

    paragraphs: tuple[str, ...]
    dateline: str
    agency: str
    reporters: tuple[str, ...]
    emails: tuple[str, ...]


def extract(page: Page, layout: Layout) -> Article | Reject:
    """The article on a page, or why there is none. Pure; raises for no input."""
    if len(page.body) > MAX_PAGE_BYTES:
        return Reject(Reason.PARSE_LIMIT, f"{len(page.body)} bytes")
    decoded = decode(page.body, page.header("content-type"))
    whole = drop_excess_attributes(decoded.text)
    if more := find_excess(whole):
        return Reject(Reason.PARSE_LIMIT, more)
    stripped = strip_php_messages(whole)
    cleaned = clean_text(stripped.html)
    html = cleaned.text
    if refused := refuse_page(html, page.status, stripped.messages):
        return refused
    raw = _parsed(html, page, layout)
    if isinstance(raw, Reject):
        return explain_reject(html, raw, links=_links(html, page, layout), messages=stripped.messages)
    repairs = Counter(dict(cleaned.repairs)) + Counter(dict(raw.repairs))
    raw = _cleaned(raw, repairs)
    illustrated = _illustrated(raw, page, layout, repairs)
    deck = tuple(split_opening(line).rest for line in raw.deck if line != raw.headline and not is_boilerplate(line))
    body = _body(raw, illustrated, deck)
    text = "\n".join(body.paragraphs)
    sent = published(raw, page, layout)
    if refused := find_notice(raw.headline, text, dated=published is not None):
        return refused
    if not text and not raw.pictured and not any(photo.caption for photo in illustrated.photos):
        return explain_reject(
            html, Reject(Reason.NO_BODY), links=_links(html, page, layout), messages=stripped.messages
        )
    identity = _identity(page, layout, raw)
    changed = first_date(raw, "modified", page)
    return Article(
        outlet=layout.outlet.id,
        outlet_title=layout.outlet.title,
        region=layout.outlet.region,
        section=" > ".join(raw.sections),
        headline=raw.headline,
        deck="\n".join(deck),
        reporters=body.reporters,
        emails=body.emails,
        dateline=body.dateline,
        agency=body.agency,
        published_at=sent.at if sent else None,
        modified_at=changed.at if changed else None,
        published_raw=sent.raw if sent else "",
        published_from=sent.source if sent else "",
        body=text,
        photos=illustrated.photos,
        tags=raw.tags,
        url=page.url,
        canonical_url=identity.canonical_url,
        article_no=identity.article_no,
        fetched_at=page.fetched_at,
        php_messages=stripped.messages,
        broken_characters=decoded.broken,
        repairs=tuple(sorted(repairs.items())),
    )


def _parsed(html: str, page: Page, layout: Layout) -> RawArticle | Reject:
    """The parts by the layout, or without it; where a layout's selectors miss, the page is read without them.

    What was taken from the net below the layout is counted as ``selector_missed``.
    """
    if layout.stored and (stored := read_script_article(html, layout)):
        return stored
    if layout.generic:
        return read_any(html, layout, _tools(page))
    raw = parse(html, layout)
    if isinstance(raw, Reject):
        if raw.reason not in (Reason.NO_HEADLINE, Reason.NO_BODY) or layout.identify(page.url) is None:
            return raw
        found = read_any(html, layout, _tools(page), strict=True)
        if isinstance(found, Reject) or sum(len(line.text) for line in found.lines if line.kind == "text") < NET_TEXT:
            return raw
        framed = _framed(found, parse(html, layout, bodiless=True), page)
        return replace(framed, repairs=(*found.repairs, ("selector_missed", 1)))
    if any(read_date(date, page) for date in raw.dates if date.role == "published"):
        return raw
    found = read_any(html, layout, _tools(page))
    dates = () if isinstance(found, Reject) else found.dates
    if not any(fits(read_date(date, page), page, layout) for date in dates if date.role == "published"):
        return raw
    return replace(raw, dates=dates, repairs=(*raw.repairs, ("selector_missed", 1)))


def _framed(found: RawArticle, frame: RawArticle | Reject, page: Page) -> RawArticle:
    """A body read without its layout, in the parts around it that the layout's selectors did find.

    Where the two headlines differ, that one counts which the page's titles confirm.
    """
    if isinstance(frame, Reject):
        return found
    # Selectors by text alone may stand in other articles, where the body that would end the search is not known.
    dated = any(read_date(date, page) for date in found.dates if date.role == "published")
    return replace(
        found,
        headline=frame.headline if alnum_key(frame.headline) == alnum_key(found.headline) else found.headline,
        deck=frame.deck or found.deck,
        bylines=frame.bylines or found.bylines,
        dates=found.dates if dated else frame.dates,
        sections=frame.sections or found.sections,
        tags=frame.tags or found.tags,
    )


def _tools(page: Page) -> Tools:
    """The text steps for a page that is read without a layout."""

    def names(line: str) -> tuple[str, ...]:
        label = DATE_LABEL.search(line)
        return read_byline(line[: label.start()] if label and label.start() else line).reporters

    return Tools(
        labels=lambda text: tuple(moment.label for moment in find_moments(text, fetched_at=page.fetched_at)),
        names=names,
        opening=lambda text: split_opening(text).reporters,
        furniture=is_boilerplate,
        gate=find_gate,
    )


def _cleaned(raw: RawArticle, repairs: Repairs) -> RawArticle:
    """Every text of the raw article in one form: entities may have brought back what cleaning took from the page."""

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
    )


def _illustrated(raw: RawArticle, page: Page, layout: Layout, repairs: Repairs) -> Illustrated:
    """Text and photos of the body, after furniture and links to other articles are out."""

    def read(text: str) -> CaptionText:
        opening = split_opening(text) if text[:1] in "[(【<" else None
        caption = split_caption(opening.rest if opening and opening.dateline else text)
        return CaptionText(caption.text, caption.credit)

    def address(source: str) -> str:
        try:
            return urljoin(page.url, source)
        except ValueError:
            return source

    lines = [
        line
        for line in raw.lines
        if line.kind == "image" or not (line.linked or line.text in layout.noise or is_boilerplate(line.text))
    ]
    found = split_photos(lines, read, address)
    if found.names:
        repairs["picture_names"] += found.names
    return found


def _body(raw: RawArticle, illustrated: Illustrated, deck: tuple[str, ...]) -> Body:
    """What stands above a text, repeated at its start, goes; then the opening and the closing lines are read."""
    lines = [line.text for line in illustrated.text]
    above = {raw.headline, *deck, *raw.bylines, *(date.text for date in raw.dates if date.source == "page")}
    section = alnum_key("".join(raw.sections)) or None  # its levels may stand in one line, with any mark between them
    while lines and (lines[0] in above or alnum_key(lines[0]) == section):
        lines.pop(0)
    dateline = agency = ""
    names: list[str] = []
    mails: list[str] = []
    for line in raw.bylines or _dated_bylines(raw.dates):
        label = DATE_LABEL.search(line)
        byline = read_byline(line[: label.start()] if label and label.start() else line)
        names += byline.reporters
        mails += byline.emails
    for at, line in enumerate(lines[:OPENING_REACH]):
        opening = split_opening(line)
        if opening.dateline or opening.agency or opening.reporters:
            dateline, agency = opening.dateline, opening.agency
            names += opening.reporters
            lines[at : at + 1] = [opening.rest] if opening.rest else []
            break
    closing = split_closing(lines)
    names += closing.reporters
    mails += closing.emails
    return Body(tuple(closing.paragraphs), dateline, agency, _unique(names), _unique(mails))


def _dated_bylines(dates: Iterable[RawDate]) -> list[str]:
    """A byline may stand in the line of the time alone: ``이혜경 기자 / 기사입력 2022.08.26 14:58``."""
    return [date.text for date in dates if date.source == "page" and date.role == "published"][:1]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _identity(page: Page, layout: Layout, raw: RawArticle) -> Identity:
    """By the page's address, else by the address that the page names as its own, else the address as it is.

    ``named_first`` turns the two around.
    """
    for address in (*raw.addresses, page.url) if layout.named_first else (page.url, *raw.addresses):
        if identity := layout.identify(address):
            return identity
    return Identity(page.url)


def _links(html: str, page: Page, layout: Layout) -> int:
    """How many different articles of the outlet the page links to."""
    found: set[str] = set()
    for link in LINK.finditer(html, 0, SEARCH_LIMIT):
        try:
            identity = layout.identify(urljoin(page.url, link[1].replace("&amp;", "&")))
        except ValueError:
            continue
        if identity:
            found.add(identity.canonical_url)
        if len(found) >= LINKS_ENOUGH:
            break
    return len(found)
