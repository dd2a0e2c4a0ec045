"""A page's document to the parts of its article, by the outlet's layout."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, islice
from urllib.parse import urljoin

from lxml import etree

from models.records.reject_reason import Reason
from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, RawLine, Role
from pipelines.contracts.rejection import Reject
from pipelines.dom.body_lines import collapse_spaces, outermost, read_lines, text_of
from pipelines.dom.document import Document
from pipelines.dom.metadata import article_records, text_in
from pipelines.dom.tree import Element
from pipelines.page.attachments import read_attachments
from pipelines.page.boilerplate import heads_others
from pipelines.page.section import find_section
from pipelines.page.section_levels import read_section_levels
from pipelines.text.bylines import read_line_byline, sign_short_name, split_opening

# Class or id of a block that holds other articles: no headline, deck or date is taken from inside it.
BOILERPLATE_NAME = re.compile(
    r"relat|best|rank|popular|widget|ticker|aside|side_|sidebar|latest|banner|recommend|quick", re.IGNORECASE
)
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIND_PARENTS = etree.XPath(
    "descendant::text()[normalize-space(.)=$title]"
    "[not(ancestor::a or ancestor::head or parent::option or parent::script or parent::style)]/.."
)
MAX_DATE_CHARACTERS = 200
MAX_NAME_CHARACTERS = 2_000
MAX_HEADINGS = 300  # a page of news has a few dozen at most
MAX_ELEMENTS, MAX_BODIES = 60, 6  # of one selector: a hostile page may hold each in the next
MAX_LABEL_STEPS = 300
MAX_SIGNING_CHARACTERS, OPENING_LINES = 60, 4
CARD = re.compile(r"구독|기자\s?페이지|응원|팔로우")  # a box that sells its reporter; which article's, nobody says
SIGNS = re.compile(r"기자(?![가-힣])|특파원|작성자|글쓴이|기자명")
META_DATES: tuple[tuple[str, Role], ...] = (
    ("article:published_time", "published"),
    ("og:article:published_time", "published"),
    ("datepublished", "published"),
    ("article:modified_time", "modified"),
    ("datemodified", "modified"),
)
MACHINE = ("datetime", "data-published-time", "data-date-time")  # of <time>; of Yonhap's time line; of Naver's
Comments = tuple[tuple[str, str], ...]


def read_by_selectors(page: Document, layout: Layout) -> RawArticle | Reject:
    """The parts of an article page, or a Reject where no headline is found (NO_HEADLINE).

    Where no selector finds the body, the article has no lines of text or pictures (``has_body``); its other parts are
    read all the same, but no time by its label alone, as nothing tells where the article ends.
    Dates are ordered: on the page, meta, JSON-LD.
    """
    between = _Between()
    try:
        return _Reader(page, layout).read(between)
    finally:
        between.restore()


def has_body(raw: RawArticle) -> bool:
    """Whether there is any text or picture among the lines."""
    return any(line.kind in ("text", "image") for line in raw.lines)


class _Blocks:
    """Which elements are in a block of other articles; what is learned of each parent is remembered."""

    def __init__(self) -> None:
        self._known: dict[Element, bool] = {}

    def clear(self, body: Element) -> None:
        """What holds the body is not boilerplate, whatever its name."""
        self._known.update(dict.fromkeys(body.iterancestors(), False))

    def hold(self, element: Element, inside: Element | None = None) -> bool:
        """Whether an element is in such a block, or in ``inside``."""
        answer = False
        learnt: list[Element] = []
        for parent in element.iterancestors():
            if parent is inside:
                return True
            known = self._known.get(parent)
            if known is None:
                learnt.append(parent)
                known = _is_boilerplate(parent)
            elif not known and inside is None:
                break
            if known:
                answer = True
                break
        self._known.update(dict.fromkeys(learnt, answer))
        return answer


def _is_boilerplate(element: Element) -> bool:
    names, name = element.get("class"), element.get("id")
    return bool(
        (names and _names_boilerplate(names[:MAX_NAME_CHARACTERS]))
        or (name and _names_boilerplate(name[:MAX_NAME_CHARACTERS]))
    )


@lru_cache(4096)  # the pages of a site share their names
def _names_boilerplate(names: str) -> bool:
    return BOILERPLATE_NAME.search(names) is not None


class _Between:
    """Elements made of what is between two comments that a CMS prints around its bodies.

    Their content is moved while the page is read, and put back by ``restore``: other readers share the tree.
    """

    def __init__(self) -> None:
        self._moved: list[tuple[Element, Element]] = []

    def find_each(self, root: Element, comments: Comments) -> Iterator[list[Element]]:
        """An element for each pair of comments that is found."""
        for first, last in comments:
            for comment in root.iter(etree.Comment):
                if first in (comment.text or ""):
                    box = etree.Element("div")
                    box.text = comment.tail
                    self._moved.append((comment, box))
                    for sibling in list(comment.itersiblings()):
                        if isinstance(sibling, etree._Comment) and last in (sibling.text or ""):
                            break
                        box.append(sibling)
                    yield [box]

    def restore(self) -> None:
        """Put everything back where it was."""
        for comment, box in reversed(self._moved):
            parent = comment.getparent()
            if parent is not None:
                at = parent.index(comment) + 1
                parent[at:at] = list(box)
        self._moved.clear()


class _Reader:
    """One page read by one layout."""

    def __init__(self, page: Document, layout: Layout) -> None:
        self._page = page
        self._layout = layout
        self._blocks = _Blocks()

    def read(self, between: _Between) -> RawArticle | Reject:
        page, layout = self._page, self._layout
        lines, body = self._read_body(between)
        if body is not None:
            self._blocks.clear(body)
        headline, anchor, is_declared = self._find_headline()
        if not headline:
            return Reject(Reason.NO_HEADLINE)
        records, broken = article_records(page.json_ld)
        urls = (page.canonical_link, page.meta.get("og:url", ""), *(text_in(record, "url") for record in records))
        deck, sections = self._read_deck(), self._read_section()
        bylines = (*map(sign_short_name, self._read_texts(layout.byline, body)), *self._read_writers())
        missed = set() if body is not None else {"body"}
        if not is_declared and anchor is None:
            missed.add("headline")
        if not (is_declared or deck or sections or bylines or any(self._find_each(layout.published))):
            missed.add("skin")  # only text that any page may hold was found
        if not (sections or missed or layout.section):  # a known layout that shows none where it would
            sections = find_section(page, anchor, headline, sites=(layout.outlet.title,), by_path_alone=True)
        opening = (line.text for line in lines[:OPENING_LINES] if line.kind == "text")
        if not (bylines or missed or any(split_opening(text).reporters for text in opening)):
            bylines = self._read_signing(anchor, body) if anchor is not None and body is not None else ()
        return RawArticle(
            headline=headline,
            deck=deck,
            bylines=bylines,
            dates=(
                *self._read_dates(anchor if body is not None else None, body),
                *_declared_dates(page.meta, records, headline),
            ),
            sections=sections,
            lines=lines,
            tags=tuple(tag for text in self._read_texts(layout.tags, None) if (tag := text.lstrip("#＃ "))),
            attachments=next(filter(None, map(read_attachments, self._find_each(layout.attachments))), ()),
            addresses=tuple(filter(None, urls)),
            texts=tuple((name, self._page.first_text(selectors)) for name, selectors in layout.texts.items()),
            missed=frozenset(missed),
            repairs=(("broken_json_ld", broken),) if broken else (),
        )

    def _find_each(self, selectors: tuple[str, ...], inside: Element | None = None) -> Iterator[list[Element]]:
        """Elements of each selector in turn that are in no boilerplate (and not in ``inside``)."""
        for found in self._page.find_each(selectors):
            own = [element for element in found if not self._blocks.hold(element, inside)]
            if own:
                yield own[:MAX_ELEMENTS]

    def _find_headline(self) -> tuple[str, Element | None, bool]:
        """By the layout (then True); else the heading, or the whole element, that says what the page's title begins
        with; else og:title or the title's own head."""
        for found in self._find_each(self._layout.headline):
            for element in found:
                if text := text_of(element):
                    return text, element, True
        titles = self._read_titles()
        for element in islice(self._page.root.iter("h1", "h2", "h3"), MAX_HEADINGS):
            if titles and (text := text_of(element)) in titles and not self._blocks.hold(element):
                return text, element, False
        for title in titles:
            if NO_XML.search(title):
                continue  # XPath takes no text that XML cannot hold
            parents: list[Element] = FIND_PARENTS(self._page.root, title=title)  # type: ignore[assignment]
            for element in parents[:MAX_HEADINGS]:
                if text_of(element) == title and not self._blocks.hold(element):
                    return title, element, False
        return (titles[0] if titles else ""), None, False

    def _read_titles(self) -> tuple[str, ...]:
        """What the headline may be by og:title and <title>, likeliest first; empty where both name only the site."""
        layout, site = self._layout, self._layout.outlet.title
        heads = [self._page.title]
        for _ in range(layout.title_levels):
            cut = max((heads[-1].rfind(mark), len(mark)) for mark in layout.title_tail)
            if cut[0] <= 0:
                break
            heads.append(heads[-1][: cut[0]].rstrip())
        is_whole = len(heads) > layout.title_levels
        likely = [self._page.meta.get("og:title", ""), *([heads[-1]] if is_whole else [])]
        rest = heads[1:] if len(heads) > 1 else heads
        texts = map(collapse_spaces, [*likely, *rest])
        return tuple(dict.fromkeys(text for text in texts if text and text != site and "오류안내" not in text))

    def _read_body(self, between: _Between) -> tuple[tuple[RawLine, ...], Element | None]:
        """Lines of the first body element that holds text (or, failing that, pictures)."""
        page, layout, home = self._page, self._layout, self._layout.outlet.home

        def is_article(address: str) -> bool:
            try:
                return layout.identify(urljoin(home, address)) is not None
            except ValueError:
                return False

        best: tuple[tuple[RawLine, ...], Element | None] = ((), None)
        for found in chain(page.find_each(layout.body), between.find_each(page.root, layout.body_comments)):
            for element in found[:MAX_BODIES]:
                drop = self._find_inside(element, layout.drop + layout.writers)
                captions = self._find_inside(element, layout.captions)
                lines = read_lines(element, drop=drop, captions=captions, stop=layout.stop, links=is_article)
                lines = _until(lines, layout.ends)
                if any(line.kind == "text" for line in lines):
                    return lines, element
                best = best if best[0] else (lines, element if lines else None)
        return best

    def _find_inside(self, element: Element, selectors: tuple[str, ...]) -> set[Element]:
        return {e for found in self._page.find_each_below(element, selectors) for e in found} - {element}

    def _read_deck(self) -> tuple[str, ...]:
        stop = self._layout.stop
        for found in self._find_each(self._layout.deck):
            lines = [line.text for e in outermost(found) for line in read_lines(e, stop=stop) if line.kind == "text"]
            if lines:
                return tuple(dict.fromkeys(lines))
        return ()

    def _read_texts(self, selectors: tuple[str, ...], body: Element | None) -> Iterator[str]:
        for found in self._find_each(selectors, body):
            texts = [text for element in found if (text := text_of(element))]
            if texts:
                yield from dict.fromkeys(texts)
                return

    def _read_signing(self, anchor: Element, body: Element) -> tuple[str, ...]:
        """The first text between headline and body that says who wrote it: ``국하람 기자``, ``작성자 국하람``."""
        found = ""
        is_placed = body.getparent() is None  # what is between two comments: its place is not known
        for element in islice(_following(anchor), MAX_LABEL_STEPS):
            own = element.text if isinstance(element.tag, str) else None
            if element is body or (own and heads_others(own)):
                is_placed = is_placed or element is body
                break
            if own and not found and SIGNS.search(own) and not self._blocks.hold(element, body):
                whole = [text_of(one) for one in (element, element.getparent()) if one is not None]
                if CARD.search(whole[-1][:MAX_DATE_CHARACTERS]):
                    continue
                texts = (text.partition("댓글")[0].strip() for text in whole if len(text) <= MAX_SIGNING_CHARACTERS)
                found = next((text for text in texts if read_line_byline(text).reporters), "")
        return (found,) if found and is_placed else ()

    def _read_writers(self) -> tuple[str, ...]:
        """Names and e-mails of the writer box: what every selector finds, in the order of the selectors."""
        found = self._find_each(self._layout.writers)
        return tuple(dict.fromkeys(text for several in found for element in several if (text := text_of(element))))

    def _read_section(self) -> tuple[str, ...]:
        levels = (read_section_levels(found) for found in self._find_each(self._layout.section))
        return next(filter(None, levels), ())

    def _read_dates(self, anchor: Element | None, body: Element | None) -> Iterator[RawDate]:
        """Times on the page: where the layout says, else the first text after the headline that carries a label."""
        layout = self._layout
        published = list(self._read_placed(layout.published, "published", body))
        modified = list(self._read_placed(layout.modified, "modified", body))
        if not published and anchor is not None:
            published = list(self._read_labelled(anchor, layout.published_labels, "published", body))
        if not modified and anchor is not None:
            modified = list(self._read_labelled(anchor, layout.modified_labels, "modified", body))
        if not published:  # some CMSs print the times inside the body's element
            published = list(self._read_placed(layout.published, "published", None))
            modified = modified or list(self._read_placed(layout.modified, "modified", None))
        yield from published
        yield from modified

    def _read_placed(self, selectors: tuple[str, ...], role: Role, body: Element | None) -> Iterator[RawDate]:
        for found in self._find_each(selectors, body):
            dates = []
            for element in found[:4]:
                text, machine = text_of(element), next((m.strip() for name in MACHINE if (m := element.get(name))), "")
                if any(char.isdigit() for char in text + machine):
                    dates.append(RawDate(text[:MAX_DATE_CHARACTERS], "page", role, machine))
            if dates:
                yield from dates
                return

    def _read_labelled(
        self, anchor: Element, labels: tuple[str, ...], role: Role, body: Element | None
    ) -> Iterator[RawDate]:
        """The first line below the headline (and before the body) where one of the labels is before a date."""
        labelled = _label_before_date(labels)
        steps = 0
        for element in _following(anchor):
            if element is body or steps > MAX_LABEL_STEPS:
                return
            steps += 1
            inner = element.text if isinstance(element.tag, str) else None
            for own, holder in ((inner, element), (element.tail, element.getparent())):
                if own and any(label in own for label in labels):
                    if holder is None or _is_boilerplate(holder) or self._blocks.hold(holder, body):
                        continue
                    text = text_of(holder)
                    if len(text) <= MAX_DATE_CHARACTERS and labelled.search(text):
                        yield RawDate(text, "page", role)
                        return


def _until(lines: tuple[RawLine, ...], ends: tuple[str, ...]) -> tuple[RawLine, ...]:
    """The lines up to the first that begins with one of ``ends``; what else is in that line stays."""
    for at, line in enumerate(lines) if ends else ():
        if mark := next((mark for mark in ends if line.text.startswith(mark)), ""):
            rest = line.text[len(mark) :].strip()
            return (*lines[:at], RawLine(rest)) if rest else lines[:at]
    return lines


@cache
def _label_before_date(labels: tuple[str, ...]) -> re.Pattern[str]:
    """One of the labels, right before a date."""
    return re.compile(rf"(?:{'|'.join(labels)})\s{{0,2}}(?:일시|시간)?\s{{0,3}}[:：]?\s{{0,3}}'?\d{{2,4}}\s?[-./년]")


def _following(anchor: Element) -> Iterator[Element]:
    """Elements after ``anchor`` in document order."""
    here: Element | None = anchor
    while here is not None:
        for sibling in here.itersiblings():
            yield from sibling.iter()
        here = here.getparent()


def _declared_dates(meta: dict[str, str], records: list[dict[str, object]], headline: str) -> Iterator[RawDate]:
    """Times for programs. Of several JSON-LD articles only one that carries this headline counts."""
    for name, role in META_DATES:
        if value := meta.get(name):
            yield RawDate(value[:MAX_DATE_CHARACTERS], "meta", role)
    mine = [record for record in records if collapse_spaces(text_in(record, "headline")) == headline]
    for record in (mine or records)[:1] if mine or len(records) == 1 else []:
        for name, role in (("datePublished", "published"), ("dateModified", "modified")):
            if value := text_in(record, name):
                yield RawDate(value[:MAX_DATE_CHARACTERS], "json-ld", role)
