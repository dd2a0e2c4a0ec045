"""One page's decoded text to its parts, by the outlet's layout. lxml reads the page once."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, islice
from urllib.parse import urljoin

from lxml import etree

from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, RawLine, Role
from pipelines.contracts.rejection import Reason, Reject
from pipelines.dom.body_lines import collapse_spaces, outermost, read_lines, text_of
from pipelines.dom.metadata import read_json_ld, read_meta, text_in
from pipelines.dom.selectors import Document
from pipelines.dom.tree import Element, parse_html

# Class or id of a block that holds other articles: no headline, deck or date is taken from inside it.
WIDGET = re.compile(
    r"relat|best|rank|popular|widget|ticker|aside|side_|sidebar|latest|banner|recommend|quick", re.IGNORECASE
)
LABEL_LIMIT = 200
NAMES_LIMIT = 2_000
HEADINGS = 300  # a page of news has a few dozen at most
MOST_FOUND, MOST_BODIES = 60, 6  # of one selector: a hostile page may hold each in the next
META_DATES: tuple[tuple[str, Role], ...] = (
    ("article:published_time", "published"),
    ("og:article:published_time", "published"),
    ("datepublished", "published"),
    ("article:modified_time", "modified"),
    ("datemodified", "modified"),
)
MACHINE = ("datetime", "data-published-time", "data-date-time")  # of <time>; of Yonhap's time line; of Naver's
Title = tuple[str, ...]


def parse(html: str, layout: Layout, *, bodiless: bool = False) -> RawArticle | Reject:
    """The parts of an article page, or a Reject: PARSE_LIMIT, NO_HEADLINE or NO_BODY.

    ``html`` is decoded, stripped and cleaned. Dates are ordered: on the page, meta, JSON-LD.
    ``bodiless``: the parts around the body are wanted though no selector finds the body; no time is then taken by its
    label alone, as nothing tells where the article ends.
    """
    root = parse_html(html)
    if root is None:
        return Reject(Reason.PARSE_LIMIT if "<" in html else Reason.NOT_HTML)
    page = Document.of(root, html)
    meta = read_meta(page)
    lines, body = _body(page, layout)
    if body is not None:  # what holds the body is the page's frame, whatever its name
        page.widgets.update(dict.fromkeys(body.iterancestors(), False))
    headline, anchor = _headline(page, layout, meta)
    if not headline:
        return Reject(Reason.NO_HEADLINE)
    if not bodiless and not any(line.kind in ("text", "image") for line in lines):
        return Reject(Reason.NO_BODY)
    records, broken = read_json_ld(page)
    return RawArticle(
        headline=headline,
        deck=_deck(page, layout),
        bylines=(*_texts(page, layout.byline, body), *_writers(page, layout)),
        dates=tuple(_dates(page, layout, None if bodiless and body is None else anchor, body))
        + tuple(_machine_dates(meta, records, headline)),
        sections=_section(page, layout),
        lines=lines,
        tags=tuple(tag for text in _texts(page, layout.tags, None) if (tag := text.lstrip("#＃ "))),
        addresses=tuple(
            a for a in (*_canonical(page), meta.get("og:url", ""), *(text_in(r, "url") for r in records)) if a
        ),
        repairs=(("broken_json_ld", broken),) if broken else (),
    )


def _shown(page: Document, selectors: tuple[str, ...], inside: Element | None = None) -> Iterator[list[Element]]:
    """Elements of each selector in turn that stand in no widget (and not in ``inside``)."""
    for found in page.every(selectors):
        kept = [element for element in found if not _foreign(page, element, inside)]
        if kept:
            yield kept[:MOST_FOUND]


def _foreign(page: Document, element: Element, inside: Element | None) -> bool:
    """Whether an element stands in a widget, or in ``inside``; what is learnt of each parent is kept."""
    answer = False
    learnt: list[Element] = []
    for parent in element.iterancestors():
        if parent is inside:
            return True
        known = page.widgets.get(parent)
        if known is None:
            learnt.append(parent)
            known = _is_widget(parent)
        elif not known and inside is None:
            break
        if known:
            answer = True
            break
    page.widgets.update(dict.fromkeys(learnt, answer))
    return answer


def _is_widget(element: Element) -> bool:
    names, name = element.get("class"), element.get("id")
    return bool((names and _names_widget(names[:NAMES_LIMIT])) or (name and _names_widget(name[:NAMES_LIMIT])))


@lru_cache(4096)  # the pages of a site share their names
def _names_widget(names: str) -> bool:
    return WIDGET.search(names) is not None


def _headline(page: Document, layout: Layout, meta: dict[str, str]) -> tuple[str, Element | None]:
    """By the layout; else the heading that the page's title begins with; else og:title or the title's own head."""
    for found in _shown(page, layout.headline):
        for element in found:
            if text := text_of(element):
                return text, element
    titles = _titles(page, layout, meta)
    for element in islice(page.root.iter("h1", "h2", "h3"), HEADINGS):
        if titles and (text := text_of(element)) in titles and not _foreign(page, element, None):
            return text, element
    return (titles[0] if titles else ""), None


def _titles(page: Document, layout: Layout, meta: dict[str, str]) -> Title:
    """What the headline may be by og:title and <title>, the likeliest first. Empty where both name only the site."""
    element = next(page.root.iter("title"), None)
    title = text_of(element) if element is not None else ""
    site = layout.outlet.title
    heads = [title]
    for _ in range(layout.title_levels):
        cut = max((heads[-1].rfind(mark), len(mark)) for mark in layout.title_tail)
        if cut[0] <= 0:
            break
        heads.append(heads[-1][: cut[0]].rstrip())
    whole = len(heads) > layout.title_levels
    likely = [meta.get("og:title", ""), *([heads[-1]] if whole else [])]
    rest = heads[1:] if len(heads) > 1 else heads
    return tuple(
        dict.fromkeys(t for t in map(collapse_spaces, [*likely, *rest]) if t and t != site and "오류안내" not in t)
    )


def _body(page: Document, layout: Layout) -> tuple[tuple[RawLine, ...], Element | None]:
    """Lines of the first body element that holds text (or, failing that, pictures)."""
    home = layout.outlet.home

    def links(address: str) -> bool:
        try:
            return layout.identify(urljoin(home, address)) is not None
        except ValueError:
            return False

    best: tuple[tuple[RawLine, ...], Element | None] = ((), None)
    for found in chain(page.every(layout.body), _between(page.root, layout.body_comments)):
        for element in found[:MOST_BODIES]:
            drop = {e for several in page.below(element, layout.drop + layout.writers) for e in several} - {element}
            captions = {e for several in page.below(element, layout.captions) for e in several} - {element}
            lines = read_lines(element, drop=drop, captions=captions, stop=layout.stop, links=links)
            lines = _until(lines, layout.ends)
            if any(line.kind == "text" for line in lines):
                return lines, element
            best = best if best[0] else (lines, element if lines else None)
    return best


def _until(lines: tuple[RawLine, ...], ends: tuple[str, ...]) -> tuple[RawLine, ...]:
    """The lines up to the first that begins with one of ``ends``; what else stands in that line stays."""
    for at, line in enumerate(lines) if ends else ():
        if mark := next((mark for mark in ends if line.text.startswith(mark)), ""):
            rest = line.text[len(mark) :].strip()
            return (*lines[:at], RawLine(rest)) if rest else lines[:at]
    return lines


def _canonical(page: Document) -> Iterator[str]:
    """The canonical link."""
    for link in page.root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield (link.get("href") or "").strip()
            return


def _between(root: Element, marks: tuple[tuple[str, str], ...]) -> Iterator[list[Element]]:
    """What stands between two comments that a CMS prints around its bodies, moved into an element of its own."""
    for first, last in marks:
        for comment in root.iter(etree.Comment):
            if first in (comment.text or ""):
                box = etree.Element("div")
                box.text = comment.tail
                for sibling in list(comment.itersiblings()):
                    if isinstance(sibling, etree._Comment) and last in (sibling.text or ""):
                        break
                    box.append(sibling)
                yield [box]


def _deck(page: Document, layout: Layout) -> tuple[str, ...]:
    for found in _shown(page, layout.deck):
        lines = [line.text for e in outermost(found) for line in read_lines(e, stop=layout.stop) if line.kind == "text"]
        if lines:
            return tuple(dict.fromkeys(lines))
    return ()


def _texts(page: Document, selectors: tuple[str, ...], body: Element | None) -> Iterator[str]:
    for found in _shown(page, selectors, body):
        texts = [text for element in found if (text := text_of(element))]
        if texts:
            yield from dict.fromkeys(texts)
            return


def _writers(page: Document, layout: Layout) -> tuple[str, ...]:
    """Names and e-mails of the writer box: what every selector finds, in the order of the selectors."""
    texts = (text for found in _shown(page, layout.writers) for element in found if (text := text_of(element)))
    return tuple(dict.fromkeys(texts))


def _section(page: Document, layout: Layout) -> tuple[str, ...]:
    for found in _shown(page, layout.section):
        levels = [collapse_spaces(level) for e in found for level in text_of(e).split(">")]
        levels = [level for level in levels if level and level.upper() not in ("홈", "HOME")]
        if levels:
            return tuple(levels)
    return ()


def _dates(page: Document, layout: Layout, anchor: Element | None, body: Element | None) -> Iterator[RawDate]:
    """Times on the page: where the layout says, else the first text after the headline that carries a label."""
    published = list(_placed(page, layout.published, "published", body))
    modified = list(_placed(page, layout.modified, "modified", body))
    if not published and anchor is not None:
        published = list(_labelled(page, anchor, layout.published_labels, "published", body))
    if not modified and anchor is not None:
        modified = list(_labelled(page, anchor, layout.modified_labels, "modified", body))
    if not published:  # some CMSs print the times inside the body's element
        published = list(_placed(page, layout.published, "published", None))
        modified = modified or list(_placed(page, layout.modified, "modified", None))
    yield from published
    yield from modified


def _placed(page: Document, selectors: tuple[str, ...], role: Role, body: Element | None) -> Iterator[RawDate]:
    for found in _shown(page, selectors, body):
        dates = []
        for element in found[:4]:
            text, machine = text_of(element), next((m.strip() for name in MACHINE if (m := element.get(name))), "")
            if any(char.isdigit() for char in text + machine):
                dates.append(RawDate(text[:LABEL_LIMIT], "page", role, machine))
        if dates:
            yield from dates
            return


def _labelled(
    page: Document, anchor: Element, labels: tuple[str, ...], role: Role, body: Element | None
) -> Iterator[RawDate]:
    """The first line below the headline (and before the body) where one of the labels stands before a date."""
    dated = _dated(labels)
    seen = 0
    for element in _following(anchor):
        if element is body or seen > 300:
            return
        seen += 1
        inner = element.text if isinstance(element.tag, str) else None
        for own, holder in ((inner, element), (element.tail, element.getparent())):
            if own and any(label in own for label in labels):
                if holder is None or _is_widget(holder) or _foreign(page, holder, body):
                    continue
                text = text_of(holder)
                if len(text) <= LABEL_LIMIT and dated.search(text):
                    yield RawDate(text, "page", role)
                    return


@cache
def _dated(labels: tuple[str, ...]) -> re.Pattern[str]:
    """One of the labels, right before a date."""
    return re.compile(rf"(?:{'|'.join(labels)})\s{{0,2}}(?:일시|시간)?\s{{0,3}}[:：]?\s{{0,3}}'?\d{{2,4}}\s?[-./년]")


def _following(anchor: Element) -> Iterator[Element]:
    """Elements after ``anchor`` in document order."""
    here: Element | None = anchor
    while here is not None:
        for sibling in here.itersiblings():
            yield from sibling.iter()
        here = here.getparent()


def _machine_dates(meta: dict[str, str], records: list[dict[str, object]], headline: str) -> Iterator[RawDate]:
    """Times for programs. Of several JSON-LD articles only one that carries this headline counts."""
    for name, role in META_DATES:
        if value := meta.get(name):
            yield RawDate(value[:LABEL_LIMIT], "meta", role)
    mine = [r for r in records if collapse_spaces(text_in(r, "headline")) == headline]
    for record in (mine or records)[:1] if mine or len(records) == 1 else []:
        for name, role in (("datePublished", "published"), ("dateModified", "modified")):
            if value := text_in(record, name):
                yield RawDate(value[:LABEL_LIMIT], "json-ld", role)
