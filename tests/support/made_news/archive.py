"""Made news in a real archive."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.archive.write.archive import Archive
from models.records.article import Article
from models.records.page import Page
from tests.support.made_news.kinds import Made


def an_article(one: Made, **given: Any) -> Article:
    """The record of a made article; ``given`` fields instead of its own."""
    url = f"http://outlet{one.outlet}.example/{one.n}"
    record = Article(
        outlet=f"outlet{one.outlet}",
        outlet_title=f"견본{one.outlet}신문",
        region="경북",
        headline=one.headline,
        published_at=one.at,
        published_raw=f"{one.at:%Y-%m-%d %H:%M}",
        published_from="page",
        body=one.body,
        url=url,
        canonical_url=url,
        fetched_at=one.at + timedelta(hours=12),
    )
    return replace(record, **given)


def a_page(article: Article) -> Page:
    """A page it could have come from."""
    return Page(outlet=article.outlet, url=article.url, body=article.body.encode(), fetched_at=article.fetched_at)


def store(path: Path, articles: list[Article]) -> list[int]:
    """Store articles in one transaction; their ids."""
    with Archive.open(path) as archive, archive.transaction() as writer:
        return [writer.store(article, a_page(article)).id for article in articles]
