"""The life of a page, in the order of the steps: bytes -> text -> one parsed document -> parts -> article or Reject.

The only file that knows the order. A page is parsed once; all readers share its document and its times.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from models.health.signs import KEY_LENGTH, MIN_KEY_LENGTH
from models.records.article import Article, Attachment
from models.records.outlet import RELEASES
from models.records.page import Page
from models.records.reject_reason import Reason
from models.text.addresses import drop_path_session
from models.text.alnum_key import alnum_key
from pipelines.article_text import bound_body, clean_parts, read_body, read_deck, read_listed_writers, split_pictures
from pipelines.choose_parts import choose_dates, choose_parts
from pipelines.contracts.layout import ArticleIdentity, Layout
from pipelines.contracts.raw_article import RawArticle
from pipelines.contracts.rejection import Reject
from pipelines.dom.document import Document
from pipelines.generic.body_text import Tools
from pipelines.generic.reader import read_any
from pipelines.generic.script_article import read_script_article
from pipelines.page.attachments import find_attachments
from pipelines.page.block_pages import explain_reject, find_gate, find_notice, refuse_page
from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.by_selectors import has_body, read_by_selectors
from pipelines.page.clean_fields import clean_fields
from pipelines.page.clean_text import clean_text, resolve_control_references
from pipelines.page.decode import decode
from pipelines.page.furniture import is_furniture
from pipelines.page.php_messages import strip_php_messages
from pipelines.page.size_limits import MAX_PAGE_BYTES, drop_excess, find_excess
from pipelines.same_address import choose_identity
from pipelines.text.bylines import names_desk, read_line_byline, read_notice, sign_alone, split_closing, split_opening
from pipelines.text.outside_writers import read_columnist, read_outside_writer
from pipelines.text.publication_time import PageTimes
from pipelines.text.signing import read_signing
from pipelines.time_budget import BudgetSpentError, time_budget

LINK = re.compile(r"""href\s{0,3}=\s{0,3}["']?([^"'<>\s]{1,500})""", re.IGNORECASE)
MISTAKEN_UTC = "mistaken_utc"
WRITER_LISTED = "writer_listed"
"""Who wrote the article was said by a feed or a list alone."""
MAX_READING_SECONDS = 30.0
"""A crawl allows less."""
MAX_LINKS = 30
MAX_LINK_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page's bytes as one parsed document, with what was mended and taken out on the way."""

    document: Document
    messages: int
    broken: int
    repairs: tuple[tuple[str, int], ...]


def open_page(page: Page) -> OpenedPage | Reject:
    """The first steps: from bytes to a document, or why it is no page to read."""
    if len(page.body) > MAX_PAGE_BYTES:
        return Reject(Reason.PARSE_LIMIT, f"{len(page.body)} bytes")
    decoded = decode(page.body, page.header("content-type"))
    whole = drop_excess(decoded.text)
    if excess := find_excess(whole):
        return Reject(Reason.PARSE_LIMIT, excess)
    stripped = strip_php_messages(whole)
    resolved = resolve_control_references(stripped.html)
    cleaned = clean_text(resolved.text)
    html = cleaned.text
    if refused := refuse_page(html, page.status, stripped.messages):
        return refused
    document = Document.parse(html, cleaned.encoded)
    if document is None:
        return Reject(Reason.PARSE_LIMIT if "<" in html else Reason.NOT_HTML)
    repairs = Counter(dict(cleaned.repairs)) + Counter(dict(resolved.repairs))
    return OpenedPage(document, stripped.messages, decoded.broken, tuple(repairs.items()))


def extract(page: Page, layout: Layout) -> Article | Reject:
    """The article on a page, or why there is none. Pure; raises for no input, and ends for every one."""
    try:
        with time_budget(MAX_READING_SECONDS):
            opened = open_page(page)
            return opened if isinstance(opened, Reject) else extract_opened(page, opened, layout)
    except BudgetSpentError as error:
        return Reject(Reason.PARSE_LIMIT, str(error))


def extract_opened(page: Page, opened: OpenedPage, layout: Layout) -> Article | Reject:
    """The same of a page that was opened before; several layouts may read it one after the other."""
    times = PageTimes(page, layout)
    raw = _read_parts(opened.document, layout, times, page.listing.headline if page.listing else "")
    if isinstance(raw, Reject):
        return explain_reject(
            opened.document.html, raw, links=_count_links(opened.document.html, page, layout), messages=opened.messages
        )
    if layout.outlet.publishes_releases:
        raw = _mark_release(raw, opened.document)
    repairs = Counter(dict(opened.repairs)) + Counter(dict(raw.repairs))
    raw = bound_body(clean_parts(raw, repairs))
    dates, mistaken = times.mend_utc(raw.dates)
    repairs.update({MISTAKEN_UTC: mistaken} if mistaken else {})
    pictures = split_pictures(raw, page.url, layout, repairs)
    deck = read_deck(raw)
    body = read_body(raw, pictures.text, deck)
    if page.listing and not body.reporters and not layout.outlet.publishes_releases:
        listed = read_listed_writers(page.listing.author, layout.outlet.title)
        body = replace(body, reporters=listed.reporters, emails=body.emails or listed.emails)
        repairs.update({WRITER_LISTED: 1} if listed.reporters else {})
    text = "\n".join(body.paragraphs)
    published, modified = times.find_published(dates), times.find_modified(dates)
    if refused := find_notice(
        raw.headline,
        text,
        dated=published is not None and published.source != "url",
        signed=bool(body.reporters),
        listed=_is_listed_as(page, raw.headline),
    ):
        return refused
    if not text and not raw.pictured and not any(photo.caption for photo in pictures.photos):
        empty = Reject(Reason.NO_BODY)
        return explain_reject(
            opened.document.html,
            empty,
            links=_count_links(opened.document.html, page, layout),
            messages=opened.messages,
        )
    identity = _identify(page, layout, raw, opened.document.canonical_link)
    article = Article(
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
        published_at=published.at if published else None,
        modified_at=modified.at if modified else None,
        published_raw=published.raw if published else "",
        published_from=published.source if published else "",
        body=text,
        photos=pictures.photos,
        tags=raw.tags,
        attachments=_attach(raw, page.url),
        url=page.url,
        canonical_url=identity.canonical_url,
        article_no=identity.article_no,
        fetched_at=page.fetched_at,
        php_messages=opened.messages,
        broken_characters=opened.broken,
        repairs=tuple(sorted(repairs.items())),
        **dict[str, Any](raw.texts),
    )
    return clean_fields(article)


def _read_parts(document: Document, layout: Layout, times: PageTimes, listed: str) -> RawArticle | Reject:
    """The parts by the layout; by the generic reading where the layout asks for it or its selectors miss.

    ``listed``: the headline by which a list led to the page.
    """
    if layout.stored and (stored := read_script_article(document, layout)):
        return stored
    tools = text_tools(times)
    if layout.generic:
        return read_any(document, layout, tools, listed)
    declared = read_by_selectors(document, layout)
    if isinstance(declared, Reject) or declared.missed:
        found = read_any(document, layout, tools, listed)
        if isinstance(found, Reject):
            missed = declared if isinstance(declared, Reject) else Reject(Reason.NO_BODY)
            return missed if isinstance(declared, Reject) or not has_body(declared) else declared
        return choose_parts(declared, found, tools.names, has_time=times.has_published(found.dates))
    if times.has_published(declared.dates):
        return declared
    found = read_any(document, layout, tools, listed)
    if isinstance(found, Reject) or not times.has_fitting(found.dates):
        return declared
    return choose_dates(declared, found)


def _mark_release(raw: RawArticle, document: Document) -> RawArticle:
    """The release of an office: filed as such, with its files, and signed by nobody."""
    files = raw.attachments or tuple(find_attachments(document.root))
    return replace(raw, sections=(RELEASES,), bylines=(), attachments=files)


def text_tools(times: PageTimes) -> Tools:
    """The text steps that the generic reading uses."""
    return Tools(
        labels=times.labels,
        names=lambda line: read_line_byline(line).reporters,
        opening=lambda text: split_opening(text).reporters,
        closing=lambda lines: split_closing(lines).reporters,
        alone=sign_alone,
        writer=lambda line: read_outside_writer(line, of_column=True),
        columnist=read_columnist,
        signing=read_signing,
        is_desk=names_desk,
        notice=read_notice,
        is_boilerplate=lambda line: is_boilerplate(line) or is_furniture(line),
        gate=find_gate,
    )


def _identify(page: Page, layout: Layout, raw: RawArticle, canonical_link: str) -> ArticleIdentity:
    """By the page's address, else by the address that the page names as its own, else the address as it is.

    ``named_first`` turns the two around; without a family what the page names must be plausible.
    """
    if layout.generic:
        return choose_identity(page.url, (canonical_link, *raw.addresses), layout.identify) or ArticleIdentity(page.url)
    for address in (*raw.addresses, page.url) if layout.named_first else (page.url, *raw.addresses):
        if identity := layout.identify(address):
            return identity
    return ArticleIdentity(page.url)


def _attach(raw: RawArticle, url: str) -> tuple[Attachment, ...]:
    """The files with whole addresses, less what changes with each visit."""

    def whole(address: str) -> str:
        try:
            return drop_path_session(urljoin(url, address)) if address else ""
        except ValueError:
            return ""

    return tuple(Attachment(name=one.name, url=whole(one.url)) for one in raw.attachments)


def _is_listed_as(page: Page, headline: str) -> bool:
    """Whether a list led to the page by this headline."""
    listed = alnum_key(page.listing.headline) if page.listing else ""
    return len(listed) >= MIN_KEY_LENGTH and listed[:KEY_LENGTH] in alnum_key(headline)


def _count_links(html: str, page: Page, layout: Layout) -> int:
    """How many different articles of the outlet the page links to."""
    found: set[str] = set()
    for link in LINK.finditer(html, 0, MAX_LINK_CHARACTERS):
        try:
            identity = layout.identify(urljoin(page.url, link[1].replace("&amp;", "&")))
        except ValueError:
            continue
        if identity:
            found.add(identity.canonical_url)
        if len(found) >= MAX_LINKS:
            break
    return len(found)
