"""The newsroom CMS of the regional MBC stations: 대구, 춘천, 광주, 대전, 부산, 여수, 울산, 제주, 목포 (also 뉴스타파).

How to recognise: ``#journal_article_wrap`` around the body (verified on ten sites); ``/article/<random word>``.

Addresses. ``dgmbc.com/article/H9E9ucpdQfxXzbCtUfk9C7`` (verified; letters, digits, ``_`` and ``-``, capitals count),
``kjmbc.co.kr/NewsArticle/1529250`` (verified). The word or number is the identity; ``utm_`` means nothing.
Lists. ``/LatestNews/N``, ``/Social/N``, ``/FieldNews/category27/N`` (안동·포항): the page is the last part of the
path; a row shows headline, lead and ``홍길동 2023년 02월 05일`` (both seen as text), its tags are from memory.
No feed was found. Encoding UTF-8 (verified).

Page. ``h1.entry-title`` (verified, 목포); the time ``2026년 06월 02일 15시 25분`` behind the reporter's name in
``.author-container`` (verified, 뉴스타파); ``.author-box`` and ``.single-entry-section`` (verified, 목포). The body is
made of Editor.js blocks ``.ce-paragraph`` and ``.ce-header``, pictures ``.image-tool`` with ``.image-tool__caption``
(blocks verified, the picture's tags memory). ◀앵커▶ and ◀기자▶ are speaker marks of a script and stay.

What an outlet must say: ``lists`` (paths such as ``LatestNews``), for sections have a name of their own everywhere.
"""

from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP
from pipelines.lists import ListRules
from scrapers.families import builder

WORD = r"[A-Za-z0-9_-]{4,40}"

FAMILY = builder.family(
    id="localmbc",
    addresses=(
        builder.Address(rf"/article/(?P<no>{WORD})/?", number=WORD),
        builder.Address(r"/NewsArticle/(?P<no>\d{4,12})/?", canonical="/NewsArticle/{no}"),
    ),
    canonical="/article/{no}",
    layout=builder.sketch(
        headline=("h1.entry-title", ".entry-title", ".article-title h1", ".article-title"),
        deck=("h2.entry-subtitle", ".entry-subtitle"),
        byline=(".author-container .author", ".author-container .name", ".author-box .author-name"),
        published=(".author-container", ".author-box .date", ".entry-meta"),
        section=(".entry-category a", ".breadcrumb a"),
        body=("#journal_article_wrap",),
        tags=(".tags a",),
        drop=(".author-box", ".ad", ".social-share", *COMMON_DROP),
        captions=(*COMMON_CAPTION, ".image-tool__caption"),
    ),
    list_rules=ListRules(
        items=(".post-item", ".news-list li", "li:has(a[href*='/article/'])", "li:has(a[href*='/NewsArticle/'])"),
        link=("a[href*='/article/']", "a[href*='/NewsArticle/']"),
        headline=(".post-title", ".title", "strong", "h4", "h3", "h2"),
        published=(".post-date", ".date", ".meta", "time"),
    ),
    places=builder.Places(lists=("/LatestNews",), paging=builder.Paging(in_path=True)),
    marks=(("journal_article_wrap", 0.9), ("ce-paragraph", 0.1)),
)
