"""What a family's module here says of its sample outlet's site, and what several of them need to say it.

A module ``<family>.py`` holds ``SITE = FamilySite(...)``; nothing else has to know of it. Markup of lists and feeds
follows what is known of the family, with its mark: verified, seen as text, memory.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, Literal

from models.records.article import Article
from models.records.licence import Licence
from models.records.outlet import Outlet
from models.records.times import KST
from scrapers.samples import faults
from scrapers.samples.lists import Entry, robots
from scrapers.samples.server import Answer
from scrapers.samples.skins.skin import SampleOutlet

FAULTS_AT = datetime(2026, 11, 19, 12, 0, tzinfo=KST)
Charset = Literal["utf-8", "cp949"]
Query = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What of an outlet can change between requests; answers are remembered for each setting.

    ``held``: so many of the newest articles are not published yet. ``edited``: one article has its later version.
    ``feed``: the board's RSS is allowed (Hana).
    """

    held: int = 0
    edited: bool = False
    feed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRequest:
    """A request for what is no article: first values of the query, and what is published, newest first.

    ``entries`` are what lists show: the articles' and, with faults, addresses that are no articles.
    """

    path: str
    query: Query
    home: str
    entries: Sequence[Entry]
    articles: Sequence[Article]
    setting: Setting
    with_faults: bool

    def number(self, name: str, default: int = 0) -> int:
        """A number of the query; the default for what is missing or none."""
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default

    def page(self, length: int, number: int) -> Sequence[Entry]:
        """The entries of the list's page, counted from 1."""
        start = (max(1, number) - 1) * length
        return self.entries[start : start + length]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, feed or sitemap; it is sent with its validators."""

    text: str
    kind: str = "text/html"


@dataclass(frozen=True, slots=True)
class Fault:
    """A listed address that is no article: the title in lists, its number, the value of its Reason, its page."""

    title: str
    number: str
    reason: str
    html: str


def usual_faults(number: Callable[[int], str]) -> tuple[Fault, ...]:
    """An error page served with status 200, and a login form; ``number(1)``, ``number(2)`` are theirs."""
    return (
        Fault("없는 기사", number(1), "not_found", faults.missing()),
        Fault("회원 전용 기사", number(2), "login_wall", faults.login()),
    )


def _plain_robots(home: str) -> str:
    return robots(home, sitemap="")


def _no_page() -> Answer | None:
    return None


def _nothing_declared(_home: str) -> Mapping[str, Any]:
    return {}


def _stays(_article: Article, _place: int, _query: Query) -> str:
    return ""


def _as_told(article: Article) -> Article:
    return article


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySite:
    """The sample outlet of one family.

    ``article``: the article number that a path with its query asks for, "" where it asks for none.
    ``listing``: everything else: lists, feeds, sitemaps, the home page; None answers 404.
    ``skins``: served in turn, by an article's place from the newest; ``skin`` chooses otherwise.
    ``declared``: what the outlet's declaration says beside id, title, family and home (feeds, lists, layout …).
    ``faults``: listed addresses that are no articles (default: the usual two). ``absent``: what answers for a number that is not there
    (None: 404). ``moved``: where a page redirects to. ``fitted``: a told article as this family can have one
    (one section level, no tags …); what a skin does not show need not be taken out.
    ``staff`` (name, mail box), ``agency`` (default: the title) and ``php_messages`` colour its news.
    """

    sample: SampleOutlet
    article: Callable[[str, Query], str]
    listing: Callable[[SiteRequest], Listed | Answer | None]
    skins: tuple[str, ...]
    skin: Callable[[int, Query], str] | None = None
    robots: Callable[[str], str] = _plain_robots
    declared: Callable[[str], Mapping[str, Any]] = _nothing_declared
    charset: Charset = "utf-8"
    faults: tuple[Fault, ...] = ()
    absent: Callable[[], Answer | None] = _no_page
    moved: Callable[[Article, int, Query], str] = _stays
    fitted: Callable[[Article], Article] = _as_told
    staff: tuple[tuple[str, str], ...] = (
        ("한서우", "seowoo"),
        ("노지안", "jian.noh"),
        ("문태리", "terry77"),
        ("구하람", "haram_koo"),
    )
    agency: str | None = None
    php_messages: tuple[int, ...] = (0, 0, 2)

    def fault_pages(self) -> tuple[Fault, ...]:
        """``faults``, or the usual ones under numbers of the family."""
        return self.faults or usual_faults(lambda n: self.sample.number(Random(f"fault {n}"), FAULTS_AT))

    @property
    def outlet(self) -> str:
        """The sample outlet's id."""
        return f"sample-{self.sample.family}"

    def skin_of(self, place: int, query: Query) -> str:
        """The skin in which the article at that place (0 is the newest) is served."""
        return self.skin(place, query) if self.skin else self.skins[place % len(self.skins)]

    def outlet_at(self, home: str) -> Outlet:
        """The declaration of the sample outlet served at that origin."""
        plain = Outlet(
            id=self.outlet,
            title=self.sample.title,
            family=self.sample.family,
            home=home,
            region="경북",
            kind="인터넷",
            export=Licence.FULL,
            delay=0.0,
            evidence="invented, served on loopback",
            confidence="verified",
        )
        return replace(plain, **self.declared(home))
