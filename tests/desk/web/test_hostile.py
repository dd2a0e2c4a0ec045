"""Texts that have broken something somewhere, in every field that a page shows and every field that a person fills."""

import re
from pathlib import Path
from urllib.parse import urlencode

from lxml import html

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import drop_items
from desk.services.clips.scans import check_scan
from desk.services.clips.start import start_clip
from desk.services.clips.view import show_clip
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.records.article import Photo
from models.records.outlet import Outlet
from tests.desk.clips.test_by_hand import picture
from tests.stress.fuzz_desk import run
from tests.support.archive_factories import a_page, an_article
from tests.support.clip_workspace import DAY
from tests.support.desk_client import Visit, visiting
from tests.support.hostile_texts import HOSTILE_LINKS, HOSTILE_TEXTS

TEXTS = [text for text in HOSTILE_TEXTS if len(text) <= 3_000]
OWN_HTMX = {
    "hx-get": r"/[^\s]*|",
    "hx-post": r"/[^\s]*",
    "hx-trigger": r"[a-z :.,0-9]+",
    "hx-target": r"[#a-z .0-9-]+",
    "hx-swap": r"[A-Za-z:# ]+",
    "hx-sync": r"this:replace|#notice:queue all",
}
"""What attributes of htmx may say on our pages."""
HREF = re.compile(r"(?:/|#|\?|https?://)[^\s]*", re.IGNORECASE)


def check_page(text: str) -> html.HtmlElement:
    """The page parsed back: what was scraped has become no element, no attribute and no script."""
    page = html.document_fromstring(text)
    for element in page.iter("*"):
        for name, value in element.items():
            assert not name.startswith("on"), (name, value)
            assert name != "style"
            if name.startswith(("hx-", "data-hx-")):
                assert re.fullmatch(OWN_HTMX[name], value), (name, value)
            if name in ("href", "src", "action", "formaction"):
                assert HREF.fullmatch(value), (name, value)
    for tag in ("b", "img", "object", "embed", "base", "font", "table-x"):
        found = [one for one in page.iter(tag) if not one.get("src", "").startswith("/static/")]
        assert not found, tag
    assert all(one.get("src", "").startswith("/static/") for one in page.iter("script"))
    return page


def test_scraped_texts_stay_texts(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        archive.upsert_outlet(Outlet(id="sample", title="견본<b>일보", family="generic", home="https://sample.example"))
        with archive.transaction() as writer:
            for number, given in enumerate(TEXTS, 1):
                text = given.encode("utf-8", "replace").decode()
                link = HOSTILE_LINKS[number % len(HOSTILE_LINKS)].encode("utf-8", "replace").decode()
                article = an_article(
                    number,
                    outlet_title=text or "x",
                    headline=text or "x",
                    deck=text,
                    body=text or "x",
                    section=text,
                    region=text,
                    reporters=(text,) if text else (),
                    emails=(text,) if text else (),
                    dateline=text,
                    agency=text,
                    published_raw=text,
                    photos=(Photo(url=link, caption=text, credit=text),),
                    tags=(text,) if text else (),
                    url=link,
                )
                writer.store(article, a_page(article, text.encode()))
    with visiting(Workspace.at(path)) as visit, Workspace.at(path).open_reader() as db:
        ids = [hit.id for hit in db.search.all_hits(visit_query())]
        assert len(ids) == len(TEXTS)
        for article_id in ids:
            check_page(visit.get(f"/a/{article_id}").text)
        cursor = "/?sort=oldest"
        for _ in range(len(TEXTS) // 20 + 1):
            page = check_page(visit.get(cursor).text)
            more = page.xpath("//p[@class='more']/a/@href")
            if not more:
                break
            cursor = more[0]


def visit_query() -> object:
    """Every article."""
    from models.query.syntax import parse

    return parse("")


def test_what_a_person_types_stays_text(visit: Visit) -> None:
    for number, text in enumerate(TEXTS):
        typed = text.encode("utf-8", "replace")
        name = ("q", "outlet", "region", "section", "reporter", "since", "cursor")[number % 7]
        answer = visit.get("/?" + urlencode({"q": typed, name: typed}), part=number % 3 == 0)
        assert answer.status_code in (200, 400), (text, answer.status_code)
        check_page(answer.text)
    for text in TEXTS[::10]:
        answer = visit.post("/search/watch?q=견본", {"name": text.encode("utf-8", "replace").decode()})
        assert answer.status_code in (200, 400)
        check_page(answer.text)


def test_random_requests_end_in_no_internal_error(workspace: Workspace) -> None:
    counts = run(workspace, 300, seed=20261130)
    assert counts[200] > 50


def test_what_is_typed_into_a_clip_stays_text(workspace: Workspace) -> None:
    clip = start_clip(workspace, DAY, name="견본 <b>", subject='"><img src=x>', who="김<b>")
    choice, scan = ClipChoice(id=clip.id), check_scan('"><img src=x>.png', picture("PNG"))
    for number, given in enumerate(text for text in TEXTS if 0 < len(text) <= 40):
        text = given.encode("utf-8", "replace").decode()
        entry = EntryRequest(
            outlet=f"견본 {text}", headline=f"제목 {text}", page=text[:30], columns=text[:30], text=text, note=text,
            scans=[scan] if number < 3 else [],
        )  # fmt: skip
        add_by_hand(workspace, entry, choice, "이<b>")
    view = show_clip(workspace, choice)
    assert len(view.lines) > 50
    drop_items(workspace, [view.lines[0].item.id], choice, "박<b>")
    with visiting(workspace) as visit:
        item = view.lines[3].item.id
        for path in (
            "",
            f"?did=dropped&item={item}",
            "?did=renamed&back=%3Cb%3E",
            "/history",
            "/message",
            f"/entry?item={item}",
        ):
            answer = visit.get(f"/clip/{clip.id}{path}")
            assert answer.status_code == 200, path
            check_page(answer.text)
        check_page(visit.get(f"/clip?until={DAY}").text)
