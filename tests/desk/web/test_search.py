"""The search page: stories, marked words, filters in the address, what comes next, and what to try instead."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from desk.services.search import search_articles
from desk.services.workspace import Workspace
from desk.web.url_state import SearchState
from models.query.syntax import parse
from tests.support.clip_workspace import make_workspace, story_article
from tests.support.desk_client import Visit, visiting

FIRST = "//li[@class='hit'][1]"


def headlines(page: html.HtmlElement) -> list[str]:
    """The headlines of the list, in order."""
    return [link.text_content() for link in page.xpath("//li[@class='hit']/h2/a")]


def test_a_story_is_one_row_that_opens_to_its_copies(visit: Visit) -> None:
    page = visit.read("/?q=들꽃길")
    assert headlines(page) == ["견본시 소식 5"]
    others = page.xpath(f"{FIRST}//details[@class='others']//a")
    assert [link.text_content() for link in others] == ["견본시 소식 4", "견본시 소식 2"]
    assert "3개 매체" in page.xpath(f"string({FIRST}//p[@class='chips'])")
    assert len(headlines(visit.read("/?q=들꽃길&group=0"))) == 3


def test_words_are_marked_in_headline_and_excerpt(visit: Visit) -> None:
    page = visit.read("/?q=" + quote("소식 나무"))
    assert {mark.text for mark in page.xpath("//h2//mark")} == {"소식"}
    assert "나무" in {mark.text for mark in page.xpath("//p[@class='excerpt']//mark")}


def test_the_list_is_the_search_of_the_service(visit: Visit, workspace: Workspace) -> None:
    for address in (
        "/?q=견본시&group=0",
        "/?q=소식+-들꽃길&group=0&sort=oldest",
        "/?outlet=gaon&group=0",
        "/?q=headline:소식&group=0",
    ):
        ids = [int(row.get("data-id")) for row in visit.read(address).xpath("//li[@class='hit']")]
        state = SearchState.read(_query(address))
        assert ids == [hit.id for hit in search_articles(workspace, state.request()).hits], address
        assert ids


def _query(address: str) -> object:
    from starlette.datastructures import QueryParams

    return QueryParams(address.partition("?")[2])


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("outlet=gaon", 2),
        ("outlet=가온신문", 2),
        ("outlet=gaon&outlet=nuri", 4),
        ("region=경북", 6),
        ("since=2026-11-04", 0),
        ("until=2026-11-03", 6),
        ("since=11월3일&until=11월3일", 6),
        ("reporter=김견본", 6),
        ("reporter=없는이", 0),
        ("section=사회", 6),
        ("section=경제", 0),
        ("tone=긍정", 0),
        ("outlet=&region=&since=&tone=", 6),
    ],
)
def test_filters_stand_in_the_address_and_in_the_form(visit: Visit, filters: str, count: int) -> None:
    page = visit.read(f"/?group=0&{filters}")
    assert len(headlines(page)) == count
    wanted = [part.partition("=")[2] for part in filters.split("&") if part.partition("=")[2]]
    chips = page.xpath("//ul[@class='active']/li/a")
    assert len(chips) == len(wanted)
    for chip in chips:  # each takes one of them away
        assert visit.get(chip.get("href")).status_code == 200
        assert chip.get("href").count("=") == len(wanted)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/?since=32월", "32월"),
        ("/?since=2026-11-04&until=2026-11-03", "2026-11-04"),
        ("/?outlet=없는신문", "없는신문"),
        ("/?region=달나라", "달나라"),
        ("/?tone=좋음", ""),
        ("/?sort=best", ""),
        ("/?cursor=nonsense", ""),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(visit: Visit, address: str, words: str) -> None:
    answer = visit.get(address)
    assert answer.status_code == 400
    assert words in answer.text
    assert html.document_fromstring(answer.text).xpath("//p[@role='alert']")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Forty-five articles, each of its own."""
    path = tmp_path_factory.mktemp("many") / "archive.db"
    workspace = make_workspace(Path(path), *(story_article(n, ("sample", "gaon")[n % 2], n) for n in range(1, 46)))
    with visiting(workspace) as visit:
        yield visit


def test_what_comes_next_is_appended_and_every_article_comes_once(many: Visit) -> None:
    seen: list[str] = []
    address = "/?q=견본시"
    for step in range(5):
        answer = many.get(address, part=step > 0)
        page = html.document_fromstring(answer.text)
        seen += headlines(page)
        more = page.xpath("//p[@class='more']/a/@href")
        if not more:
            break
        address = more[0]
    assert len(seen) == len(set(seen)) == 45
    assert "45건" in many.get("/count?q=견본시", part=True).text


def test_the_form_keeps_what_was_asked_when_a_filter_is_added(many: Visit) -> None:
    page = many.read("/?q=견본시&outlet=gaon&sort=oldest&loose=1")
    form = page.get_element_by_id("search")
    assert dict(form.form_values())["q"] == "견본시"
    assert ("outlet", "gaon") in form.form_values()
    assert dict(form.form_values())["sort"] == "oldest"
    assert dict(form.form_values())["loose"] == "1"


def test_nothing_found_says_what_finds_something_and_each_of_it_does(visit: Visit) -> None:
    for typed, filters in (
        ("들꽃길 없는말", ""),
        ("emfRhcrlf", ""),
        ("들꽃길", "&outlet=sample&section=경제"),
        ("들 꽃 길", ""),
    ):
        page = visit.read(f"/?q={quote(typed)}{filters}")
        if headlines(page):
            continue
        assert page.xpath("//div[contains(@class,'found-nothing')]")
        hints = visit.read(f"/hints?q={quote(typed)}{filters}").xpath("//ul[@class='hints']//a/@href")
        assert hints, typed
        for address in hints:
            assert headlines(visit.read(address)), address


def test_a_night_that_is_missing_is_said_before_anything_is_called_nothing(visit: Visit) -> None:
    page = visit.read("/?q=없는말&since=2026-11-20")
    assert page.xpath("//p[contains(@class,'warn')]")
    assert not page.xpath("//div[contains(@class,'found-nothing')]/p[@class='soft']")


def test_synonyms_are_said_and_can_be_left_out(visit: Visit, workspace: Workspace) -> None:
    workspace.synonyms.write_text("들꽃길 = 꽃길\n", encoding="utf-8")
    page = visit.read("/?q=꽃길")
    (only,) = page.xpath("//p[contains(@class,'message')]/a[contains(@href,'exact=1')]/@href")
    assert "들꽃길" in page.text_content()
    assert not visit.read(only).xpath("//p[contains(@class,'message')]/a[contains(@href,'exact=1')]")


def test_a_search_is_saved_once_and_found_again(visit: Visit, workspace: Workspace) -> None:
    saved = visit.post("/search/watch?q=들꽃길&outlet=gaon&since=7일", {"name": "들꽃"}, part=True)
    assert saved.status_code == 200
    assert "들꽃" in saved.text
    with closing(workspace.open_reader()) as db:
        watch = next(watch for watch in db.watches.all() if watch.name == "들꽃")
    assert watch.query.root == parse("들꽃길").root
    assert watch.filters.outlets == ("gaon",)
    assert visit.post("/search/watch?q=들꽃길", {"name": "들꽃"}, part=True).status_code == 400
