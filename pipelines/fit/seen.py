"""The pages that teach: each read without any declaration, with what is needed to say where its parts are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from models.records.article import Article
from models.records.page import Page
from models.records.reject_reason import Reason
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.dom.body_lines import SILENT, read_lines, text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.extract import OpenedPage, extract_opened, open_page, text_tools
from pipelines.fit.files import find_file_links
from pipelines.fit.tags import find_tag_elements
from pipelines.generic.reader import SeenPage, see_page
from pipelines.text.publication_time import PageTimes

MAX_NODES = 60_000
MAX_SMALL_CHARACTERS, MAX_SMALL_ELEMENTS = 600, 60
"""An element with more is no part but a body or a frame. Bounded, so that nesting costs no more than its length."""
MAX_MARKS = 3_000
MIN_SHARED_MARKS = 0.5
_RAW_FACTOR = 4  # white space between the letters


@dataclass(frozen=True, slots=True, eq=False)
class PageView:
    """One page as it is read without a declaration.

    ``small``: elements with little text, and that text, in document order; ``place``: the number of each element;
    ``lines``: what is shown inside the body's element, as keys; ``marks``: its ids and classes. ``tags``: elements that
    hold one keyword each, and it, of which ``common_tags`` stand so on most pages, ``shared_tags`` on another page;
    ``files``: links to files, and their names.
    """

    page: Page
    opened: OpenedPage
    seen: SeenPage
    article: Article
    times: PageTimes
    small: Mapping[Element, str]
    place: Mapping[Element, int]
    lines: frozenset[str]
    marks: frozenset[str]
    tags: Mapping[Element, str]
    files: Mapping[Element, str]
    common_tags: frozenset[str] = frozenset()
    shared_tags: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """The page's address."""
        return self.page.url

    @property
    def document(self) -> Document:
        """The page's tree."""
        return self.opened.document

    @property
    def headline_at(self) -> int:
        """The number of the element that shows the headline; that of the body where no element does."""
        element = self.seen.headline.element
        return self.place.get(element, self.body_at) if element is not None else self.body_at

    @property
    def around_headline(self) -> list[Element]:
        """The element that shows the headline and all around it."""
        element = self.seen.headline.element
        return [] if element is None else [element, *element.iterancestors()]

    @property
    def around_body(self) -> list[Element]:
        """The body's element and all around it."""
        body = self.seen.body
        return [] if body is None else [body, *body.iterancestors()]

    @property
    def body_at(self) -> int:
        """The number of the body's element."""
        return self.place.get(self.seen.body, MAX_NODES) if self.seen.body is not None else MAX_NODES


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that teaches nothing: its address, and the reason why it is no article."""

    url: str
    reason: Reason


def see_pages(pages: Iterable[Page], layout: Layout) -> tuple[list[PageView], list[Unread]]:
    """(The pages that are articles, by their address, no text twice; the others). ``layout``: one that reads without
    selectors."""
    views: dict[str, PageView] = {}
    unread: list[Unread] = []
    for page in sorted(pages, key=lambda one: (one.url, one.fetched_at, one.body)):
        view = _see(page, layout)
        if isinstance(view, Reject):
            unread.append(Unread(page.url, view.reason))
        else:
            views.setdefault(alnum_key(view.article.body) or alnum_key(view.article.headline), view)
    counts = Counter(word for view in views.values() for word in set(view.tags.values()))
    common = frozenset(word for word, count in counts.items() if count > 1 and 2 * count > len(views))
    shared = frozenset(word for word, count in counts.items() if count > 1)
    return [replace(view, common_tags=common, shared_tags=shared) for view in views.values()], unread


def _see(page: Page, layout: Layout) -> PageView | Reject:
    opened = open_page(page)
    if isinstance(opened, Reject):
        return opened
    article = extract_opened(page, opened, layout)
    times = PageTimes(page, layout)
    seen = see_page(opened.document, layout, text_tools(times))
    if isinstance(article, Reject):
        return article
    if isinstance(seen, Reject):
        return seen
    small, place = _measure(opened.document.root)
    lines = read_lines(seen.body) if seen.body is not None else ()
    return PageView(
        page,
        opened,
        seen,
        article,
        times,
        small,
        place,
        frozenset(key for line in lines if (key := alnum_key(line.text))),
        frozenset(_marks(opened.document.root)),
        find_tag_elements(small),
        find_file_links(small),
    )


def _measure(root: Element) -> tuple[dict[Element, str], dict[Element, int]]:
    """(Elements with little text, and that text; the number of each element in document order)."""
    start = next(root.iter("body"), root)
    nodes = list(islice(start.iter(), MAX_NODES))
    letters: dict[Element, int] = dict.fromkeys(nodes, 0)
    inside: dict[Element, int] = dict.fromkeys(nodes, 0)
    for node in reversed(nodes):
        is_element = isinstance(node.tag, str)
        letters[node] += len(node.text or "") if is_element else 0
        parent = node.getparent()
        if parent in letters:
            letters[parent] += letters[node] * is_element + len(node.tail or "")
            inside[parent] += inside[node] + 1
    small: dict[Element, str] = {}
    for node in nodes:
        if (
            isinstance(node.tag, str)
            and node.tag not in SILENT
            and 0 < letters[node] <= _RAW_FACTOR * MAX_SMALL_CHARACTERS
            and inside[node] <= MAX_SMALL_ELEMENTS
            and 0 < len(text := text_of(node)) <= MAX_SMALL_CHARACTERS
        ):
            small[node] = text
    return small, {node: at for at, node in enumerate(nodes)}


def _marks(root: Element) -> Iterable[str]:
    for element in islice(root.iter("*"), MAX_MARKS):
        yield from (element.get("class") or "")[:1000].split()
        if name := element.get("id"):
            yield "#" + re.sub(r"\d+", "0", name[:200])


def group_by_skin(views: Sequence[PageView]) -> list[list[PageView]]:
    """The pages by skin, the largest group first: those of one share half of the ids and classes of the smaller."""
    groups: list[list[PageView]] = []
    for view in views:
        group = next((group for group in groups if any(_is_alike(view.marks, other.marks) for other in group)), None)
        if group is None:
            groups.append([view])
        else:
            group.append(view)
    return sorted(groups, key=lambda group: (-len(group), group[0].url))


def _is_alike(a: Collection[str], b: Collection[str]) -> bool:
    smaller = min(len(a), len(b))
    return smaller == 0 or len(frozenset(a) & frozenset(b)) >= MIN_SHARED_MARKS * smaller
