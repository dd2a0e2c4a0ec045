"""A day of invented articles with a saved search, to make clips of."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desk.services.clips.choose import ClipChoice
from desk.services.clips.view import ClipView, show_clip
from desk.services.stories import update_stories
from desk.services.watches import add_watch
from desk.services.workspace import Workspace
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article
from tests.support.clip_archive import an_article, at, stored
from tests.support.crawl_runs import crawled_well

DAY = date(2026, 11, 3)
CHOICE = ClipChoice(day=DAY)
SHARED = (
    "견본시는 들꽃길을 새로 열었다고 밝혔다. 길이는 3.5km이고 쉼터는 네 곳이다. 공사에는 15억 원이 들었고 내년에는 다음 구간을 "
    "잇는다. 시장은 시민이 쉬어 가는 길이 되게 하겠다고 말했다. 개통식에는 주민과 학생 이백여 명이 함께했다. 시는 봄까지 안내판을 "
    "세우고 나무를 더 심기로 했다."
)
OUTLETS = {"sample": "견본일보", "gaon": "가온신문", "nuri": "누리방송"}


def story_article(number: int, outlet: str, minutes: int, **given: Any) -> Article:
    """An article of an outlet, so many minutes after nine; its text is its own unless one is given."""
    url = f"https://{outlet}.example/{number}"
    when = at(3, 9) + timedelta(minutes=minutes)
    values: dict[str, Any] = {
        "outlet": outlet,
        "outlet_title": OUTLETS.get(outlet, outlet),
        "headline": f"견본시 소식 {number}",
        "deck": "",
        "body": f"견본시 {number}번째 소식이다. {'가나다라마바사'[number % 7] * 3} 이야기를 {number * 37}명이 나눴다.",
        "published_at": when,
        "fetched_at": when + timedelta(minutes=20),
        "url": url,
        "canonical_url": url,
    }
    return an_article(number, **values | given)


def a_day() -> list[Article]:
    """Six articles in the order of their time; numbers 2, 4 and 5 carry one text."""
    return [
        story_article(1, "sample", 0),
        story_article(2, "gaon", 10, body=SHARED),
        story_article(3, "nuri", 20),
        story_article(4, "sample", 30, body=SHARED),
        story_article(5, "nuri", 40, body=SHARED),
        story_article(6, "gaon", 50),
    ]


def make_workspace(path: Path, *articles: Article) -> Workspace:
    """An archive of the articles (of ``a_day``, where none are given), the saved search 견본, and a good night."""
    stored(path, *(articles or a_day()))
    workspace = Workspace.at(path)
    update_stories(workspace)
    crawled_well(path, at(4, 2))
    add_watch(workspace, "견본", parse("견본시"), Filters())
    return workspace


def store_more(workspace: Workspace, *articles: Article) -> list[int]:
    """Further articles, compared with those that are there."""
    ids = stored(workspace.archive, *articles)
    update_stories(workspace)
    return ids


def numbers(view: ClipView, *, dropped: bool = False) -> list[str]:
    """The article numbers of the rows in their order; of one that was typed in its headline."""
    lines = view.dropped if dropped else view.lines
    return [one.article.article_no or one.article.headline for one in lines]


def item_of(workspace: Workspace, number: str, choice: ClipChoice = CHOICE) -> int:
    """The id of the item whose article has this number or headline."""
    view = show_clip(workspace, choice)
    lines = [*view.lines, *view.dropped]
    return next(one.item.id for one in lines if number in (one.article.article_no, one.article.headline))
