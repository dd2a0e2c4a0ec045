"""Months of invented articles in a real archive, as crawls and people leave them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from desk.services.reports.month_report import MadeMonth, MonthRequest, make_month
from desk.services.stories import update_stories
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.query.syntax import parse
from models.records.article import Article
from models.records.release import PickupRow, ReleaseRow
from models.records.times import KST, time_text
from reports.month.month import Month
from reports.month.month_report import MonthReport
from tests.support.archive_factories import an_article
from tests.support.clip_archive import stored
from tests.support.crawl_runs import crawled_well

# All of them are over, whenever the tests are run.
NOVEMBER = Month(2025, 11)
OCTOBER = Month(2025, 10)
LAST_YEAR = Month(2024, 11)
TITLES = {"one": "가온일보", "two": "누리신문", "three": "다온매일"}
SHARED = (
    "견본시는 들꽃길 4구간 3.5km를 새로 열고 쉼터 네 곳과 의자 120개를 놓았다고 밝혔다. 공사에는 15억 원이 들었고 "
    "내년에는 다음 구간 2.1km를 잇는다. 주민 이보기 씨는 걷기 좋은 길이 생겨 저녁마다 식구들과 나온다고 말했다. "
    "시는 안내판 37개와 가로등 58개도 함께 세웠다."
)
"""A body that is long enough to be told from others: two outlets that carry it are one story."""


def an(number: int, outlet: str, day: date, hour: int = 9, **given: Any) -> Article:
    """An article of an outlet on a day; its body is its own unless it is given."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=KST)
    url = f"https://{outlet}.example/{day:%Y%m%d}/{number}"
    values: dict[str, Any] = {
        "outlet": outlet,
        "outlet_title": TITLES.get(outlet, outlet),
        "headline": f"견본시 소식 {number}",
        "body": f"견본시는 {number}번 도로 {number * 13}m를 고친다. 담당자 {number}명이 {number * 7}일 동안 {number * 31}만 원을 쓴다.",
        "url": url,
        "canonical_url": url,
        "published_at": at,
        "published_raw": f"{at:%Y-%m-%d %H:%M}",
        "fetched_at": at + timedelta(hours=2),
        "reporters": (),
        "emails": (),
    }
    return an_article(number, **{**values, **given})


def fill(path: Path, *articles: Article, months: Sequence[Month] = (NOVEMBER, OCTOBER, LAST_YEAR)) -> list[int]:
    """Store the articles, bring stories up to date, and crawl the whole of each month well."""
    ids = stored(path, *articles)
    update_stories(Workspace.at(path))
    for month in months:
        night = datetime(month.last.year, month.last.month, month.last.day, 2, tzinfo=KST) + timedelta(days=1)
        crawled_well(path, night, since=month.first - timedelta(days=3))
    return ids


def made(path: Path, query: str = "견본시", month: Month = NOVEMBER, **given: Any) -> MadeMonth:
    """The report with its message and files."""
    request = MonthRequest(query=parse(query), typed=query, month=month, **given)
    return make_month(Workspace.at(path), request)


def report(path: Path, query: str = "견본시", month: Month = NOVEMBER, **given: Any) -> MonthReport:
    """The report alone."""
    return made(path, query, month, **given).report


def remark(path: Path, ids: Sequence[int], tone: str) -> None:
    """Note a tone on articles."""
    with Archive.open(path) as archive, archive.transaction() as writer:
        writer.add_remark(ids, tone=tone, note=None, who="담당")


def keep_release(
    path: Path, title: str, at: datetime, issuer: str, pickups: Sequence[tuple[int, int | None, float]]
) -> None:
    """A release that `news pickup` has compared: (article, minutes after it, share of it taken over) of each pickup."""
    with Archive.open(path) as archive, archive.transaction() as writer:
        writer.releases.put(
            ReleaseRow(
                file=f"{title}.hwpx",
                sha256=f"{title}{at}{issuer}",
                title=title,
                body=SHARED,
                issuer=issuer,
                released_on=f"{at:%Y-%m-%d}",
                released_at=time_text(at),
                released_from="text",
                looked_at=str(time_text(at)),
                version=2,
            ),
            [
                PickupRow(
                    article_id=number,
                    of_article=0.9,
                    of_release=share,
                    letters=100,
                    headline_same=False,
                    minutes_after=minutes,
                    certain=share >= 0.5,
                    sentences=(("R", 0, "verbatim", 1.0, (0,)),),
                )
                for number, minutes, share in pickups
            ],
        )
