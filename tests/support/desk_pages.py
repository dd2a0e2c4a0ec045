"""An archive in which every page of the desk shows what it can show, and the paths that lead there, by their routes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import drop_items
from desk.services.clips.scans import check_scan
from desk.services.clips.view import show_clip
from desk.services.people.accounts import add_person
from desk.services.workspace import Workspace
from desk.web.routes import ROUTES
from models.archive.write.archive import Archive
from models.clips.clip import Attachment
from models.people.role import Role
from models.records.article import Photo
from models.records.times import now
from tests.support.archive_factories import a_page
from tests.support.clip_workspace import story_article
from tests.support.crawl_runs import add_dead_run, add_run
from tests.support.desk_manual import WHO, make_manual_archive

GET_ROUTES = frozenset(route.path for route in ROUTES if route.method == "GET")
FILES = frozenset(
    {
        "/a/{id}/page.bin",
        "/a/{id}/warc.gz",
        "/clip/{id}/scan/{item}/{number}",
        "/clip/{id}/file.{kind}",
        "/month/file/{kind}",
        "/static/{name}",
    }
)
"""Routes that answer with a file and not with a page."""
WITHOUT_SESSION = frozenset({"/enter"})
"""Routes whose page is for whoever is not let in yet."""
FRAMED = frozenset({"/a/{id}/page", "/month/report"})
"""Routes whose page is shown in a frame where nothing may run."""
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("/", "/?q=견본시", "/?q=없는말", "/?q=들꽃길&outlet=nuri&section=문화&since=7d"),
    "/count": ("/count?q=견본시",),
    "/hints": ("/hints?q=없는말",),
    "/charts": ("/charts", "/charts?q=견본시&by=outlet&rivals=가온시", "/charts?q=견본시&by=day"),
    "/people": ("/people",),
    "/people/audit": ("/people/audit",),
    "/password": ("/password",),
    "/a/{id}": ("/a/{changed}?q=견본시",),
    "/a/{id}/history": ("/a/{changed}/history", "/a/{article}/history"),
    "/a/{id}/page": ("/a/{changed}/page",),
    "/a/{id}/mark": ("/a/{article}/mark",),
    "/watches": ("/watches",),
    "/watches/{id}": ("/watches/1",),
    "/releases": ("/releases",),
    "/releases/{id}": ("/releases/1",),
    "/month": ("/month?watch=견본시",),
    "/month/report": ("/month/report?watch=견본시", "/month/report?month=2020-01"),
    "/outlets": ("/outlets", "/outlets?show=all", "/outlets?show=wrong"),
    "/outlets/{outlet}": ("/outlets/newspim",),
    "/clip": ("/clip",),
    "/clip/{id}": ("/clip/1?did=dropped&item={entry}",),
    "/clip/{id}/history": ("/clip/1/history",),
    "/clip/{id}/entry": ("/clip/1/entry", "/clip/1/entry?item={entry}"),
    "/clip/{id}/message": ("/clip/1/message",),
    "/jobs": ("/jobs",),
    "/jobs/{id}": ("/jobs/1",),
    "/setup": ("/setup",),
    "/enter": (),
}
"""The paths of each route's page, over ``make_full_archive``; each is answered with 200."""
PAGE = "<html><body><main><h1>견본시, 새 길 연다</h1><p>본문</p></main></body></html>"


@dataclass(frozen=True)
class FullArchive:
    """The archive, and the numbers that stand in paths of it."""

    workspace: Workspace
    article: int
    changed: int
    entry: int

    def paths(self, route: str) -> tuple[str, ...]:
        """The paths of a route's page."""
        numbers = {"article": self.article, "changed": self.changed, "entry": self.entry}
        return tuple(path.format(**numbers) for path in PAGES[route])


def make_full_archive(folder: Path) -> FullArchive:
    """A morning of invented news with a changed article, an entry with a scan, people, and a night that failed."""
    workspace = make_manual_archive(folder)
    at = now() - timedelta(hours=5)
    first = story_article(
        90,
        "sample",
        0,
        headline="견본시, 새 길 3km 연다",
        body="견본시가 새 길 3km를 연다.\n길에는 나무를 심는다.",
        photos=(Photo(url="https://sample.example/p.jpg", caption="새 길의 나무", credit="견본시"),),
        published_at=at,
        fetched_at=at,
    )
    later = replace(
        first,
        headline="견본시, 새 길 5km 연다",
        body="견본시가 새 길 5km를 연다.\n길에는 나무를 심는다.",
        fetched_at=at + timedelta(hours=3),
    )
    with Archive.open(workspace.archive) as archive:
        archive.store(first, a_page(first, PAGE.encode()))
        changed = archive.store(later, a_page(later, PAGE.replace("본문", "새 본문").encode())).id
    entry = EntryRequest(
        outlet="종이신문",
        headline="들꽃길 걸어 보니",
        page="3",
        columns="5",
        tone="긍정",
        note="사진",
        scans=(_scan(),),
    )
    clip = ClipChoice(id=1)
    typed = add_by_hand(workspace, entry, clip, WHO).changed[0].item.id
    found = [line.item for line in show_clip(workspace, clip).lines if line.item.article_id is not None]
    drop_items(workspace, [found[-1].id], clip)
    add_person(workspace, "boss", shown="박과장", role=Role.ADMIN, password="들꽃길-걷는-아침 3")
    add_dead_run(workspace.archive, "haneul", at)
    add_run(workspace.archive, "nuri", at, None)
    article = found[0].article_id
    assert article is not None
    return FullArchive(workspace, article, changed, typed)


def _scan() -> Attachment:
    file = BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(file, "PNG")
    return check_scan("3면.png", file.getvalue())
