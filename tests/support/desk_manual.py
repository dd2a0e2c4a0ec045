"""The archive that the manual of the desk shows: a morning of invented news about an invented city."""

from datetime import datetime, timedelta
from pathlib import Path

from desk.services.articles import add_remarks
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.pickup import PickupRequest, compare_releases
from desk.services.stories import update_stories
from desk.services.watches import ReportSettings, add_watch
from desk.services.workspace import Workspace
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article
from models.records.times import now
from tests.support import release_files
from tests.support.clip_archive import an_article, stored
from tests.support.crawl_runs import crawled_well

WHO = "김주무관"
OUTLETS = {"sample": "견본일보", "gaon": "가온신문", "nuri": "누리방송", "haneul": "하늘뉴스"}
CONCERT = "\n".join(release_files.PARAGRAPHS)
FAIR = (
    "견본시가 배터리 산업 설명회를 21일 시청에서 연다.\n설명회에는 이차전지 소재 기업 12곳이 참여해 공장 부지와 인력 계획을 나눈다. "
    "시는 기업이 바라는 전력과 용수 대책도 함께 내놓을 예정이다.\n견본시장은 “일자리 300개를 만들겠다”고 말했다."
)
NEWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("sample", "견본시, 배터리 산업 설명회 21일 연다", FAIR, "이보기", "경제"),
    ("gaon", "견본시 배터리 설명회에 소재 기업 12곳 참여", FAIR, "한가온", "경제"),
    ("nuri", release_files.TITLE, CONCERT, "정누리", "문화"),
    ("haneul", "들꽃길 음악회, 올가을에도 시민 곁으로", CONCERT, "", "문화"),
    (
        "sample",
        "견본시 들꽃길 공사 논란, 주민 “설명이 먼저”",
        "견본시 들꽃길 공사를 두고 주민들이 설명을 요구했다.\n주민 이십여 명은 시청 앞에서 차량 통행 대책을 물었다. 시는 다음 주에 "
        "설명회를 열겠다고 답했다.",
        "이보기",
        "사회",
    ),
    (
        "gaon",
        "견본시의회, 배터리 특구 조례 심의",
        "견본시의회가 배터리 특구 조례를 심의했다.\n의원들은 기업 지원의 기준과 예산 15억 원의 쓰임을 따져 물었다.",
        "한가온",
        "정치",
    ),
    (
        "nuri",
        "견본시 도서관, 밤 9시까지 문 연다",
        "견본시 도서관이 다음 달부터 밤 9시까지 문을 연다.\n시는 청소년 열람실을 늘리고 새 책 5천 권을 들인다.",
        "정누리",
        "사회",
    ),
)


def make_manual_archive(folder: Path) -> Workspace:
    """An archive of today's news in a folder, with a watch, a clip, marks and a release."""
    path = folder / "archive.db"
    today = now().replace(hour=6, minute=0, second=0, microsecond=0)
    first = [_article(number, today, *news) for number, news in enumerate(NEWS)]
    stored(path, *first[:3], sample="full", gaon="full", nuri="excerpt")
    workspace = Workspace.at(path)
    settings = ReportSettings(rivals=("가온시",), caution=("논란",), alert=True)
    add_watch(workspace, "견본시", parse("견본시"), Filters(), settings=settings)
    add_watch(workspace, "배터리", parse("배터리 OR 이차전지"), Filters())
    ids = stored(path, *first[3:], sample="full", gaon="full", nuri="excerpt")
    update_stories(workspace)
    for back in range(12, -1, -1):
        since = (today - timedelta(days=90)).date()
        crawled_well(path, today - timedelta(days=back, hours=4), since=since, stored=20 + back * 7 % 13)
    add_remarks(workspace, [f"id:{ids[1]}"], tone="부정", note="주민 설명회 일정 확인", who=WHO)
    compare_releases(workspace, PickupRequest(paths=[release_files.hwpx(folder / "음악회.hwpx")]))
    make_clip(workspace, MakeRequest(watches=("견본시",), who=WHO))
    return workspace


def _article(
    number: int, today: datetime, outlet: str, headline: str, body: str, reporter: str, section: str
) -> Article:
    when = today - timedelta(minutes=25 * number + 10)
    url = f"https://{outlet}.example/news/{number + 1}"
    return an_article(
        number + 1,
        outlet=outlet,
        outlet_title=OUTLETS[outlet],
        headline=headline,
        deck="",
        body=body,
        reporters=(reporter,) if reporter else (),
        emails=(),
        photos=(),
        section=section,
        published_at=when,
        published_raw=f"{when:%Y-%m-%d %H:%M}",
        fetched_at=when + timedelta(minutes=8),
        url=url,
        canonical_url=url,
    )
