"""News1 뉴스1 (news1.kr), a family of one: the third wire, with desks in every province.

How to recognise: ``/local/daegu-gyeongbuk/6070359``, ``/articles/4391799``, a Next.js page with ``articleView``.

Addresses. Since 2024 ``/<section>/<part>/<number>`` (seen as text), before that ``/articles/?4391799`` and
``/articles/4391799`` (verified in links); the number goes on and is the identity. That ``/articles/<number>`` still
leads to an article of today is from memory, so an article is asked for where it was found. ``/photos/`` are pictures.
Lists. ``/local/daegu-gyeongbuk`` loads further rows by script: its first page alone is read (memory).
No feed was found; one tried in 2026-09 answered 403 (verified). Encoding UTF-8 (verified).

Page, since 2024 (Next.js). The text stands in ``__NEXT_DATA__.props.pageProps.articleView`` alone: ``title``,
``author`` or ``reporter_box``, ``published_time``, ``modified_time``, ``contentArrange`` with ``type`` and
``content`` (verified); ``subtitle`` is from memory. The markup is not looked at then.
Before: ``#articles_detail`` (verified), ``time#published`` (verified); ``h2.title``, ``.subtitle`` and ``2023-11-14
14:49 송고`` (memory).

What an outlet must say: nothing but ``home``; ``lists`` for other sections, as paths.
"""

from pipelines.contracts.layout import COMMON_DROP
from pipelines.lists import ListRules
from scrapers.families import builder

SECTION = r"(?!(?:photos|articles|search|tags|amp)/)[a-z0-9-]{2,30}"

FAMILY = builder.family(
    id="news1",
    addresses=(
        builder.Address(rf"/{SECTION}(?:/[a-z0-9-]{{2,40}}){{0,2}}/(?P<no>\d{{5,9}})/?"),
        builder.Address(r"/(?:amp/)?articles/(?P<no>\d{5,9})/?"),
    ),
    canonical="/articles/{no}",
    as_found=True,
    layout=builder.sketch(
        headline=("h2.title", ".title h2", "h1"),
        deck=(".subtitle", "h3.subtitle"),
        published=(".info span", "time#published"),
        published_labels=("입력", "등록"),
        section=(".breadcrumb a", ".location a"),
        body=("#articles_detail", ".detail.sa_area"),
        drop=(".ad_box", ".table_ad", *COMMON_DROP),
        stored=True,
    ),
    list_rules=ListRules(
        items=("li:has(a[href])", "article", "a[href*='/articles/']"),
        link=("a[href]",),
        headline=("h2", "h3", "strong"),
        published=("time", ".date"),
    ),
    places=builder.Places(lists=("/local/daegu-gyeongbuk",)),
    marks=(('"articleView"', 0.3), ('"contentArrange"', 0.3)),
    host="news1.kr",
)
