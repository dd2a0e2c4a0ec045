"""WordPress: 뉴스민, 데일리NK, 코메디닷컴, 바이라인네트워크, 블록미디어, 올치올치 and many small papers.

How to recognise: ``/wp-content/`` and ``/wp-includes/`` in pages, ``<meta name="generator" content="WordPress``,
``<link rel="https://api.w.org/">`` (verified in WordPress).

Addresses. The owner chooses their form: ``/news/86228/`` (verified, 뉴스민), ``/2025/10/31-283/`` (verified,
바이라인네트워크), ``/archives/123``, ``/2026/11/20/slug/``, ``/slug/``. ``/?p=ID`` always works and redirects to the
chosen form (verified in WordPress); so the page's canonical link is the identity, before the address it came from.
No articles are categories, tags, authors, dates, pages of lists, feeds and files; of addresses that are one bare
word only long ones count, for short ones are pages such as ``/about/``. ``/amp/`` and ``/feed/`` behind an
article's address, and its query, mean nothing.
Feeds. ``/wp-json/wp/v2/posts`` gives addresses, titles and times of up to 100 posts (verified in WordPress; some
sites close it); ``/feed/`` gives ten and has pages of older ones, ``/feed/?paged=2`` (verified in WordPress): it is
the list that is walked. An outlet's ``lists`` may name categories, as paths: ``category/local`` has a feed, too.
Encoding UTF-8 (verified).

Page. Themes differ; these names are usual (verified in WordPress's own themes): ``h1.entry-title``,
``time.entry-date.published[datetime]`` and ``time.updated``, ``.entry-content``, ``.cat-links a``, ``.tags-links a``,
``figure.wp-caption .wp-caption-text``, ``figure.wp-block-image figcaption``. tagDiv's Newspaper, which Korean papers
like: ``.td-post-title .entry-title``, ``.td-post-content`` (verified, 뉴스민), ``.td-post-date time``,
``.td-post-sub-title`` and ``.td-post-author-name a`` (memory). Divi: ``.et_pb_post_title h1`` (verified, 올치올치),
``.et_pb_post_content`` (memory). Share bars, related posts and subscription boxes of plugins stand inside the body:
``.sharedaddy``, ``.jp-relatedposts``, ``.addtoany_share_save_container``, ``.yarpp-related``, ``.crp_related``,
``#toc_container``, ``.wp-post-author`` (verified in those plugins).

What an outlet must say: nothing but ``home``; ``[layout]`` where its theme has names of its own.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, quote, unquote, urljoin

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, on_host, origin, tidy_number, with_query

POST = re.compile(r"[0-9]{1,12}")
DATED = re.compile(r"/(?:19|20)\d\d/\d{1,2}/(?:\d{1,2}/)?[^/]+")
ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}")
FILE = re.compile(r"\.(?!html?$)[A-Za-z0-9]{2,5}$")
NO_ARTICLES = """
wp-content wp-includes wp-admin wp-json wp-login.php category tag author feed page search comments attachment
cart checkout shop product my-account members forums topic login register
"""
PLACES = frozenset(NO_ARTICLES.split())
TAIL = re.compile(r"/(?:amp|feed|trackback|embed|comment-page-\d{1,4})$")
LONG = 15
REST = "/wp-json/wp/v2/posts?per_page=100&_fields=id,date,date_gmt,link,title"
MARKS = (
    ("/wp-content/", 0.5),
    ("/wp-includes/", 0.3),
    ('content="WordPress', 0.4),
    ("https://api.w.org/", 0.4),
    ("/wp-json/", 0.3),
)


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The permalink behind an address, or ``/?p=ID``; the number where the address has one."""
    place = on_host(url, outlet)
    if place is None:
        return None
    path, query = place
    values = dict(reversed(parse_qsl(query.replace("&amp;", "&"))))
    if path in ("", "/", "/index.php"):
        number = values.get("p", "")
        number = tidy_number(number) if POST.fullmatch(number) else ""
        return ArticleIdentity(f"{origin(outlet)}/?p={number}", number) if number else None
    bare = TAIL.sub("", path.rstrip("/"))
    post = _article_number(bare)
    if post is None:
        return None
    slash = "" if bare.endswith((".html", ".htm")) else "/"
    canonical = origin(outlet) + quote(unquote(bare), safe="/-._~!$'()*,;:@") + slash
    return ArticleIdentity(canonical, post, origin(outlet) + path if bare == path.rstrip("/") else "")


def _article_number(path: str) -> str | None:
    """The number in a permalink's path, "" for one without, None for what is no article."""
    parts = path.strip("/").split("/")
    if FILE.search(path) or "" in parts or PLACES.intersection(parts) or ARCHIVE.fullmatch(path):
        return None
    if POST.fullmatch(parts[-1]) and parts[-1].isascii():
        return tidy_number(parts[-1])
    last = unquote(parts[-1]).removesuffix(".html")
    if DATED.fullmatch(path) or len(last) >= LONG or last.count("-") >= 2:
        return ""
    return None


LAYOUT = builder.sketch(
    headline=(
        "h1.entry-title",
        ".td-post-title .entry-title",
        ".et_pb_post_title h1",
        ".entry-title",
        "h1.post-title",
        "h1.wp-block-post-title",
        ".single-post-title",
        "article header h1",
    ),
    title_tail=(" | ", " - ", " – ", " :: ", " < ", " » ", " : "),
    deck=(".td-post-sub-title", ".entry-subtitle", ".post-subtitle", ".subtitle"),
    byline=(
        ".td-post-author-name a",
        ".entry-meta .author a",
        ".byline .author a",
        ".byline .author",
        ".post-author a",
        "a[rel=author]",
    ),
    published=(
        "time.entry-date.published",
        ".td-post-date time.entry-date",
        "time.entry-date",
        "time.published",
        ".wp-block-post-date time",
        ".et_pb_title_meta_container .published",
        ".entry-meta time",
        ".post-date",
        ".entry-date",
    ),
    modified=("time.updated:not(.published):not(.entry-date)", "time.modified"),
    section=(".cat-links a", ".entry-category a", ".td-category a", ".wp-block-post-terms.taxonomy-category a"),
    body=(
        ".td-post-content",
        ".entry-content",
        ".et_pb_post_content",
        ".wp-block-post-content",
        ".post-content",
        ".single-content",
        "article .content",
    ),
    tags=(".tags-links a", ".td-post-source-tags .td-tags a", ".entry-tags a", "a[rel=tag]"),
    drop=(
        ".sharedaddy",
        ".jp-relatedposts",
        ".addtoany_share_save_container",
        ".addtoany_content",
        ".yarpp-related",
        ".crp_related",
        "#toc_container",
        ".ez-toc-container",
        "#ez-toc-container",
        ".wp-post-author",
        ".code-block",
        ".td-a-rec",
        ".post-views",
        ".wp-block-embed",
        ".mc4wp-form",
        ".navigation",
        ".post-navigation",
        ".entry-footer",
        *COMMON_DROP,
    ),
    captions=(*COMMON_CAPTION, ".wp-element-caption"),
    named_first=True,
)
"""WordPress's own themes, then those that Korean papers like."""


def page_url(address: str, page: int) -> str:
    """The feed's page, counted from 0 here and from 1 by WordPress."""
    return with_query(address, "paged", str(page + 1)) if page else address


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """The feed of everything, or those of the categories that the outlet's ``lists`` name."""
    walks = []
    for entry in outlet.lists or ("",):
        bare = entry.partition("?")[0].strip("/")
        address = bare if bare.startswith("http") else urljoin(origin(outlet) + "/", bare)
        address = address.rstrip("/")
        address = f"{address}/" if address.endswith("/feed") else f"{address}/feed/"
        walks.append(ArticleList(entry or "feed", partial(page_url, address)))
    return tuple(walks)


LIST_RULES = ListRules(
    items=("article.post", "article.type-post", ".td_module_wrap", ".hentry", "li.wp-block-post"),
    link=(".entry-title a", "h2 a", "h3 a", "a[rel=bookmark]"),
    headline=(".entry-title", "h2", "h3"),
    published=("time.entry-date", "time", ".td-post-date"),
    section=(".cat-links a", ".td-post-category"),
)

FAMILY = builder.family(
    id="wordpress",
    identify=identify,
    layout=LAYOUT,
    places=builder.Places(feeds=(REST,)),
    lists=lists,
    list_rules=LIST_RULES,
    marks=MARKS,
)
