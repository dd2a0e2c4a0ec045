"""One sample outlet as a set of answers: its articles, lists and faults by address."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from models.article import Article
from models.kst import KST
from scrapers.samples import faults, lists, php
from scrapers.samples.lists import Entry, entry
from scrapers.samples.news import DESKS, invented
from scrapers.samples.render import encode, expected, render
from scrapers.samples.server import Answer, etag

Charset = Literal["utf-8", "cp949"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What of the outlet can change between requests; answers are remembered for each setting.

    ``held``: so many of the newest articles are not published yet. ``edited``: one article has its later version.
    ``feed``: the board's RSS is allowed (Hana).
    """

    held: int = 0
    edited: bool = False
    feed: bool = False


class SampleOutlet:
    """The pages of one sample outlet at ``home``; ``faults`` mixes in what goes wrong on real sites.

    Of the articles counted from the newest: 2 is the edited one, 5 and the one with rare syllables are sent as CP949
    under a header that says ISO-8859-1 and UTF-8, 7 and 8 print a PHP message before the doctype, 9 (Hana) redirects
    to the mobile page.
    """

    def __init__(self, outlet: str, home: str, *, weight: int, extra: int, with_faults: bool):
        self.outlet, self.home, self.weight, self.with_faults = outlet, home, weight, with_faults
        self.family = DESKS[outlet].family
        self.articles = invented(outlet, home=home, extra=extra)
        self.edited_url = self.articles[2].canonical_url
        self._place = {article.article_no: n for n, article in enumerate(self.articles)}
        self._faults = self._fault_entries() if with_faults else {}
        self._answers: dict[tuple[Setting, str], Answer] = {}

    def stored(self, setting: Setting) -> dict[str, Article]:
        """What a crawl should have stored, by canonical address (``url`` and ``fetched_at`` are the crawl's own)."""
        out: dict[str, Article] = {}
        for place in range(setting.held, len(self.articles)):
            article = self.article(place, setting)
            out[article.canonical_url] = expected(article, self.skin(place, ""))
        return out

    def rejected(self) -> dict[str, str]:
        """Addresses in the lists that are no articles, with the reason's value."""
        return {url: reason for url, (_, reason, _) in self._faults.items()}

    def article(self, place: int, setting: Setting) -> Article:
        """The record at that place (0 is the newest), in its later version where the setting says so."""
        article = self.articles[place]
        if not (setting.edited and place == 2):
            return article
        lines = article.body.split("\n")
        at = (article.published_at or datetime(2000, 1, 1, tzinfo=KST)) + timedelta(hours=5)
        return replace(
            article,
            headline=f"{article.headline} (종합)",
            body="\n".join((*lines[:-1], "이후 담당 부서는 일정을 일주일 늦춘다고 알려 왔다.", lines[-1])),
            modified_at=at if article.modified_at else None,
        )

    def skin(self, place: int, device: str) -> str:
        """The skin a page is served in: Newspim changes with the article, Hana with ``device=``."""
        if self.family == "newspim":
            return "newspim-2023" if place % 3 == 0 else "newspim-2026"
        mobile = device == "mobile" or (self.with_faults and place == 9)
        return "gbhana-mobile" if mobile else "gbhana-desktop"

    def answer(self, path: str, setting: Setting) -> Answer:
        """What stands at that path with its query."""
        known = self._answers.get((setting, path))
        if known is None:
            known = self._answers[setting, path] = self._made(path, setting)
        return known

    def warm(self, setting: Setting) -> None:
        """Make every article's page and every list page now."""
        for article in self.articles:
            parts = urlsplit(article.canonical_url)
            path = f"{parts.path}?{parts.query}&device=pc" if parts.query else parts.path
            self.answer(path, setting)

    def _made(self, path: str, setting: Setting) -> Answer:
        try:
            parts = urlsplit(path)
        except ValueError:
            return Answer(b"Bad Request", 400)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/robots.txt":
            return self._listed(lists.robots(self.home, sitemap=self.family == "newspim"), setting, "text/plain")
        made = (
            self._newspim(parts.path, query, setting)
            if self.family == "newspim"
            else self._hana(parts.path, query, setting)
        )
        return made or Answer(encode(faults.missing()), 404)

    def _newspim(self, path: str, query: dict[str, str], setting: Setting) -> Answer | None:
        if path.startswith("/news/view/"):
            return self._page(path.rstrip("/").rpartition("/")[2], "", setting)
        entries = self._entries(setting)
        if path.rstrip("/") == "/news/lists":
            return self._listed(lists.newspim_list(entries, _number(query.get("page", "0"))), setting)
        if path in {"/news/category/1", "/news/category/108"}:
            return self._listed(lists.newspim_feed(entries, self.home), setting, "application/rss+xml")
        if path in {"/sitemap/recent/all_1", "/sitemap/recent/all_2"}:
            return self._listed(lists.newspim_sitemap(entries, int(path[-1])), setting, "application/xml")
        return self._listed(lists.newspim_list(entries, 0), setting) if path == "/" else None

    def _hana(self, path: str, query: dict[str, str], setting: Setting) -> Answer | None:
        entries = self._entries(setting)
        if path == "/bbs/rss.php":
            if setting.feed:
                return self._listed(lists.hana_feed(entries, self.home), setting, "text/xml")
            return Answer(lists.RSS_IS_OFF.encode())
        if path == "/" or (path == "/bbs/board.php" and query.get("bo_table") == "news" and "wr_id" not in query):
            page = max(1, _number(query.get("page", "1")))
            notices = [self._notice(), entry(self.articles[-1])]
            messages = "".join(php.messages()[:3]) if self.with_faults else ""
            return self._listed(lists.hana_list(entries, page, notices, messages), setting)
        if path == "/bbs/board.php" and query.get("bo_table") == "news":
            return self._page(query["wr_id"], query.get("device", ""), setting)
        return Answer(encode(faults.alert("존재하지 않는 게시판입니다.", "/"))) if path == "/bbs/board.php" else None

    def _page(self, number: str, device: str, setting: Setting) -> Answer | None:
        """The page of the article (or the fault) with that number."""
        for url, (_, _, html) in self._faults.items():
            if url.endswith(number) and number:
                return Answer(encode(html))
        place = self._place.get(number)
        if place is None or place < setting.held:
            return Answer(encode(faults.deleted())) if self.family == "gbhana" else None
        article = self.article(place, setting)
        if self.family == "gbhana" and self.with_faults and place == 9 and device != "mobile":
            return Answer(b"", 302, headers=(("Location", f"{article.canonical_url}&device=mobile"),))
        skin = self.skin(place, device)
        if not self.with_faults:
            return Answer(encode(render(article, skin, weight=self.weight)))
        early = place in {7, 8} and article.php_messages > 0
        html = render(article, skin, weight=self.weight, php=article.php_messages - early)
        if early:
            html = php.insert(html, 0, php.messages()[place])
        rare = "뷁" in article.deck
        if place == 5 or rare:
            said = "utf-8" if rare else "iso-8859-1"
            return Answer(encode(html, "cp949", declared="euc-kr"), content_type=f"text/html; charset={said}")
        return Answer(encode(html))

    def _entries(self, setting: Setting) -> list[Entry]:
        """Everything listed, newest first: articles and, among them, addresses that turn out to be none."""
        found = [entry(article) for article in self.articles[setting.held :]]
        found += [listed for listed, _, _ in self._faults.values()]
        return sorted(found, key=lambda e: (e.published_at, e.url), reverse=True)

    def _fault_entries(self) -> dict[str, tuple[Entry, str, str]]:
        """Address to (its entry, the reason's value, the page) of what is listed but no article."""
        at = datetime(2026, 11, 19, 12, 0, tzinfo=KST)
        if self.family == "newspim":
            pages = [
                ("없는 기사", f"{at:%Y%m%d}900001", "not_found", faults.missing()),
                ("회원 전용 기사", f"{at:%Y%m%d}900002", "login_wall", faults.login()),
            ]
            found = [(title, f"{self.home}/news/view/{no}", why, html) for title, no, why, html in pages]
        else:
            pages = [
                ("지워진 글", "8801", "deleted", faults.deleted()),
                ("회원만 읽는 글", "8802", "login_wall", faults.members_only()),
            ]
            found = [
                (title, f"{self.home}/bbs/board.php?bo_table=news&wr_id={no}", why, html)
                for title, no, why, html in pages
            ]
        return {
            url: (
                Entry(url=url, headline=title, lead=title, writer="편집부", published_at=at + timedelta(minutes=n)),
                why,
                html,
            )
            for n, (title, url, why, html) in enumerate(found)
        }

    def _notice(self) -> Entry:
        """A notice of another board, on top of every list page."""
        return Entry(
            url=f"{self.home}/bbs/board.php?bo_table=notice&wr_id=7",
            headline="누리집 점검 안내",
            lead="누리집 점검 안내",
            writer="관리자",
            published_at=datetime(2025, 3, 2, 9, 0, tzinfo=KST),
        )

    def _listed(self, text: str, setting: Setting, kind: str = "text/html") -> Answer:
        """A list, feed or sitemap with its validators."""
        body = encode(text)
        changed = [a.published_at for a in self.articles[setting.held : setting.held + 1] if a.published_at]
        changed += [changed[0] + timedelta(hours=5)] if setting.edited and changed else []
        stamp = format_datetime(max(changed).astimezone(UTC), usegmt=True) if changed else ""
        return Answer(body, content_type=f"{kind}; charset=utf-8", etag=etag(body), last_modified=stamp)


def _number(text: str) -> int:
    """A number from a query, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
