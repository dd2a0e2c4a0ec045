"""Where a family keeps each part of an article page: data that `parse` reads, bound to one outlet.

A selector is CSS (``.view01_date``) or, when it starts with ``/``, ``(`` or ``id(``, XPath. Every part is a tuple
tried in order, so that one layout reads all skins of a family: the first selector that finds text wins.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.language import _
from models.records.article import PAGE_TEXTS
from models.records.outlet import Outlet

Selectors = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleIdentity:
    """The one address of an article, and its number in the outlet's CMS.

    ``ask`` is the address to fetch where it cannot be told from the identity; it is not part of it.
    """

    canonical_url: str
    article_no: str = ""
    ask: str = field(default="", compare=False)


Identify = Callable[[str], ArticleIdentity | None]

# Site-independent: what is never an article's own words, wherever in a body it is.
COMMON_DROP: Selectors = (
    ".adsbygoogle",
    "[id^=google_ads]",
    ".sns_share",
    ".share",
    ".related",
    ".related-news",
    ".relation-news",
    ".related_news",
    ".article-copy",
    ".copyright",
    ".a2a_kit",
)
COMMON_CAPTION: Selectors = (
    "figcaption",
    ".caption",
    ".figcaption",
    ".img_caption",
    ".photo_caption",
    ".wp-caption-text",
)
# A line of these words alone opens a block of other articles.
COMMON_STOP: tuple[str, ...] = (
    "관련기사",
    "관련 기사",
    "관련뉴스",
    "많이 본 뉴스",
    "많이 본 기사",
    "인기기사",
    "인기 기사",
    "댓글 많은 뉴스",
    "다른 기사 보기",
    "다른기사 보기",
    "이 기자의 다른 기사",
    "추천기사",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One outlet's pages. ``identify`` turns any of its addresses into the one identity, or None.

    ``body_comments``: pairs of comments around the body, used where no body selector finds text.
    ``title_tail``: what separates the headline from the site's name in <title>, tried from the right.
    ``writers`` are names and e-mails in the box that signs an article, wherever it is: all of its selectors are
    read, each element as a byline, and none of them is text of the body.
    ``attachments`` are the links to files that the page offers with its text.
    ``drop``/``captions`` are searched inside the body; ``stop`` are lines that open another article's block.
    ``noise`` are whole lines of page chrome that are never text of an article.
    ``ends``: what begins the line behind which a body is over; the rest of that line may sign it.
    ``url_day``: the day (``20231114``) or moment of publication as text in an address, or an empty string.
    ``stored``: the article is in a script of the page; its markup is read where no script holds one.
    ``texts``: selectors of further fields of the record (``PAGE_TEXTS``), by the field's name.
    ``generic``: the page is read without selectors, by what it says and shows (pipelines/generic).
    ``named_first``: the address that a page names as its own (canonical link) goes before the one it came from.
    """

    outlet: Outlet
    identify: Identify
    headline: Selectors
    body: Selectors
    body_comments: tuple[tuple[str, str], ...] = ()
    title_tail: tuple[str, ...] = (" | ", " > ", " - ", " :: ", " < ", " : ")
    title_levels: int = 1
    deck: Selectors = ()
    byline: Selectors = ()
    writers: Selectors = ()
    published: Selectors = ()
    modified: Selectors = ()
    published_labels: tuple[str, ...] = ("기사입력", "입력", "승인", "등록")
    modified_labels: tuple[str, ...] = ("최종수정", "수정")
    section: Selectors = ()
    tags: Selectors = ()
    attachments: Selectors = ()
    texts: Mapping[str, Selectors] = field(default_factory=dict)
    drop: Selectors = COMMON_DROP
    captions: Selectors = COMMON_CAPTION
    stop: tuple[str, ...] = COMMON_STOP
    noise: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    url_day: Callable[[str], str] | None = None
    named_first: bool = False
    generic: bool = False
    stored: bool = False


OPEN_TO_OUTLETS = PAGE_TEXTS | frozenset(
    "headline deck byline writers published modified section tags attachments body drop captions stop noise".split()  # noqa: SIM905
)


def bind(layout: Layout, outlet: Outlet) -> Layout:
    """The layout with the outlet's own selectors put before the family's, and read as the outlet's ``reader`` says.

    Raises ValueError for a name in ``outlet.layout`` that is not a part an outlet may change.
    """
    unknown = set(outlet.layout) - OPEN_TO_OUTLETS
    if unknown:
        raise ValueError(_("{id}: no such part in a layout: {parts}", id=outlet.id, parts=", ".join(sorted(unknown))))
    texts = {name: (*outlet.layout.get(name, ()), *layout.texts.get(name, ())) for name in PAGE_TEXTS}
    own: dict[str, Any] = {
        name: (*value, *getattr(layout, name)) for name, value in outlet.layout.items() if name not in texts
    }
    if outlet.reader == "generic":
        own |= {"generic": True, "stored": False}
    return replace(layout, outlet=outlet, texts=texts, **own)
