"""One sample outlet as a set of answers: its articles, lists and faults by address."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

from models.records.article import Article
from models.records.times import KST
from pipelines.contracts.layout import ArticleIdentity
from scrapers.registry import load_family
from scrapers.samples import faults, php
from scrapers.samples.catalog import site_of
from scrapers.samples.lists import Entry, entry
from scrapers.samples.news import invented
from scrapers.samples.render import encode, expected, render
from scrapers.samples.server import Answer, etag
from scrapers.samples.sites.kit import FAULTS_AT, Fault, Listed, Query, Setting, SiteRequest


class OutletAnswers:
    """The pages of one sample outlet at ``home``; ``faults`` mixes in what goes wrong on real sites.

    Of the articles counted from the newest: 2 is the edited one, 5 and the one with rare syllables are sent as CP949
    under a header that says ISO-8859-1 and UTF-8, 7 and 8 print a PHP message before the doctype; one of Hana's
    redirects to its mobile page.
    """

    def __init__(self, outlet: str, home: str, *, weight: int, extra: int, with_faults: bool):
        self.outlet, self.home, self.weight, self.with_faults = outlet, home, weight, with_faults
        self.site = site_of(outlet)
        self.articles = invented(outlet, home=home, extra=extra)
        self.edited_url = self.articles[2].canonical_url
        self._place = {article.article_no: n for n, article in enumerate(self.articles)}
        self._faults: dict[str, Fault] = {one.number: one for one in self.site.fault_pages()} if with_faults else {}
        self._answers: dict[tuple[Setting, str], Answer] = {}

    def stored(self, setting: Setting) -> dict[str, Article]:
        """What a crawl should have stored, by canonical address (``url`` and ``fetched_at`` are the crawl's own)."""
        out: dict[str, Article] = {}
        for place in range(setting.held, len(self.articles)):
            article = self.article(place, setting)
            out[article.canonical_url] = expected(article, self.site.skin_of(place, {}))
        return out

    def rejected(self) -> dict[str, str]:
        """Addresses in the lists that are no articles, with the reason's value."""
        return {self.site.sample.address(self.home, number): fault.reason for number, fault in self._faults.items()}

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

    def answer(self, path: str, setting: Setting) -> Answer:
        """What stands at that path with its query."""
        known = self._answers.get((setting, path))
        if known is None:
            known = self._answers[setting, path] = self._made(path, setting)
        return known

    def warm(self, setting: Setting) -> None:
        """Make every article's page now."""
        outlet = self.site.outlet_at(self.home)
        asked = load_family(outlet.family).article_url
        for article in self.articles:
            parts = urlsplit(asked(ArticleIdentity(article.canonical_url, article.article_no), outlet, "desktop"))
            self.answer(f"{parts.path}?{parts.query}" if parts.query else parts.path, setting)

    def _made(self, path: str, setting: Setting) -> Answer:
        try:
            parts = urlsplit(path)
        except ValueError:
            return Answer(b"Bad Request", 400)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/robots.txt":
            return self._listed(Listed(self.site.robots(self.home), "text/plain"), setting)
        if number := self.site.article(parts.path, query):
            made = self._page(number, query, setting)
        else:
            made = self._other(parts.path, query, setting)
        return made or Answer(encode(faults.missing()), 404)

    def _other(self, path: str, query: Query, setting: Setting) -> Answer | None:
        asked = SiteRequest(
            path=path,
            query=query,
            home=self.home,
            entries=self._entries(setting),
            articles=[self.article(place, setting) for place in range(setting.held, len(self.articles))],
            setting=setting,
            with_faults=self.with_faults,
        )
        found = self.site.listing(asked)
        return self._listed(found, setting) if isinstance(found, Listed) else found

    def _page(self, number: str, query: Query, setting: Setting) -> Answer | None:
        """The page of the article (or the fault) with that number."""
        if fault := self._faults.get(number):
            return Answer(encode(fault.html))
        place = self._place.get(number)
        if place is None or place < setting.held:
            return self.site.absent()
        article = self.article(place, setting)
        if self.with_faults and (target := self.site.moved(article, place, query)):
            return Answer(b"", 302, headers=(("Location", target),))
        skin = self.site.skin_of(place, query)
        if not self.with_faults:
            return self._sent(render(article, skin, weight=self.weight))
        early = place in {7, 8} and article.php_messages > 0
        html = render(article, skin, weight=self.weight, php=article.php_messages - early)
        if early:
            html = php.insert(html, 0, php.messages()[place])
        rare = "뷁" in article.deck
        if place == 5 or rare:
            said = "utf-8" if rare else "iso-8859-1"
            return Answer(encode(html, "cp949", declared="euc-kr"), content_type=f"text/html; charset={said}")
        return self._sent(html)

    def _sent(self, html: str) -> Answer:
        """A page in the site's charset, declared truly."""
        if self.site.charset == "utf-8":
            return Answer(encode(html))
        return Answer(encode(html, self.site.charset, declared="euc-kr"), content_type="text/html; charset=euc-kr")

    def _entries(self, setting: Setting) -> list[Entry]:
        """Everything listed, newest first: articles and, among them, addresses that turn out to be none."""
        found = [entry(article) for article in self.articles[setting.held :]]
        found += [
            Entry(
                url=self.site.sample.address(self.home, number),
                headline=fault.title,
                lead=fault.title,
                writer="편집부",
                published_at=FAULTS_AT + timedelta(minutes=n),
                number=number,
            )
            for n, (number, fault) in enumerate(self._faults.items())
        ]
        return sorted(found, key=lambda e: (e.published_at, e.url), reverse=True)

    def _listed(self, listed: Listed, setting: Setting) -> Answer:
        """A list, feed or sitemap with its validators. Only HTML is in the site's charset."""
        own = self.site.charset != "utf-8" and listed.kind == "text/html"
        body = encode(listed.text, self.site.charset, declared="euc-kr") if own else encode(listed.text)
        changed = [a.published_at for a in self.articles[setting.held : setting.held + 1] if a.published_at]
        changed += [changed[0] + timedelta(hours=5)] if setting.edited and changed else []
        stamp = format_datetime(max(changed).astimezone(UTC), usegmt=True) if changed else ""
        said = "euc-kr" if own else "utf-8"
        return Answer(body, content_type=f"{listed.kind}; charset={said}", etag=etag(body), last_modified=stamp)
