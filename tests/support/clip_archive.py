"""Clip reports of invented articles in a real archive."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from models.archive.write.archive import Archive
from models.open import open_reader
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article
from models.records.outlet import Outlet
from models.records.times import KST
from reports.clip.collect import collect_report
from reports.clip.period import Period, whole_days
from reports.clip.report import ClipReport
from reports.clip.template import Template
from tests.support.archive_factories import a_page, an_article

DAY = whole_days(datetime(2026, 11, 3).date(), datetime(2026, 11, 3).date())
LONG = (
    '견본시는 들꽃길을 새로 열었다. 길이는 3.5km이고 쉼터는 네 곳이다. 주민 이보기 씨는 "걷기 좋다. 또 오겠다"라고 했다. '
    "공사에는 15억 원이 들었다. 내년에는 다음 구간을 잇는다."
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KST)


def stored(path: Path, *articles: Article, **rights: Any) -> list[int]:
    """Put articles into the archive and return their ids; ``rights`` are what outlets allow."""
    with Archive.open(path) as archive:
        if not articles:
            return []
        for one in {article.outlet: article for article in articles}.values():
            archive.upsert_outlet(
                Outlet(
                    id=one.outlet,
                    title=one.outlet_title,
                    family="generic",
                    home="https://sample.example",
                    region=one.region,
                    export=rights.get(one.outlet, "link"),
                )
            )
        with archive.transaction() as writer:
            return [writer.store(article, a_page(article, b"<html></html>")).id for article in articles]


def report(
    path: Path, query: str = "", period: Period = DAY, template: Template | None = None, **given: Any
) -> ClipReport:
    """The report of what answers."""
    with closing(open_reader(path)) as db:
        rights = {one.id: one.export for one in db.outlets.all().values()}
        known = {"subject": query or "모든 기사", "kinds": {}, "rights": rights}
        return collect_report(db, parse(query), Filters(**given), period, template or Template(), **known)


__all__ = ["DAY", "LONG", "a_page", "an_article", "at", "report", "stored"]
