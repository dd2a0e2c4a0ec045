"""Saved searches in the browser: added, read by each person alone, changed, removed."""

import pytest

from desk.services.people.unread import count_unread
from desk.services.workspace import Workspace
from desk.web.sessions import Person
from models.people.role import Role
from tests.support.clip_workspace import store_more, story_article
from tests.support.desk_client import Visit


@pytest.fixture
def watching(visit: Visit, workspace: Workspace) -> Visit:
    """A client of an archive whose saved search has three finds that nobody has read; one is to be looked at twice."""
    (known,) = count_unread(workspace, "김주무관")
    assert known.unread == 0
    visit.post(f"/watches/{known.watch.id}", {"caution": "논란, 사고", "alert": "1", "title": "견본 소식"})
    more = [
        story_article(7, "sample", 60),
        story_article(8, "nuri", 70, body="견본시의 새 길이 논란이다."),
        story_article(9, "gaon", 80),
    ]
    store_more(workspace, *more)
    return visit


def chips(visit: Visit) -> list[str]:
    return [one.text_content() for one in visit.read("/watches").xpath("//ul[@class='watches']//span")]


def page_of(workspace: Workspace) -> str:
    return f"/watches/{count_unread(workspace, '')[0].watch.id}"


def test_what_is_unread_is_each_persons_own(watching: Visit, workspace: Workspace) -> None:
    assert chips(watching) == ["안 읽음 3건"]
    page = watching.read(page_of(workspace))
    assert len(page.xpath("//ol[@class='hits']/li")) == 3
    assert page.xpath("//ol//span[@class='chip warn']")[0].text == "살펴볼 말: 논란"
    last = page.xpath("//input[@name='up_to']/@value")[0]
    assert watching.post(f"{page_of(workspace)}/seen", {"up_to": last}).status_code == 303
    assert chips(watching) == ["다 읽음"]
    assert "안 읽은 기사가 없습니다" in watching.read(page_of(workspace)).text_content()
    other = watching.sessions.begin(Person("이주무관", Role.READ), "test")
    watching.client.cookies.set(watching.settings.session_cookie, other, domain="127.0.0.1")
    assert chips(watching) == ["안 읽음 3건"]
    assert not watching.read("/watches").xpath("//form[@action='/watches']")


def test_what_came_after_the_page_was_shown_stays_unread(watching: Visit, workspace: Workspace) -> None:
    last = watching.read(page_of(workspace)).xpath("//input[@name='up_to']/@value")[0]
    store_more(workspace, story_article(10, "gaon", 90))
    watching.post(f"{page_of(workspace)}/seen", {"up_to": last})
    assert chips(watching) == ["안 읽음 1건"]


def test_settings_are_shown_and_changed(watching: Visit, workspace: Workspace) -> None:
    page = watching.read(page_of(workspace))
    assert page.xpath("//input[@name='caution']/@value") == ["논란, 사고"]
    assert page.xpath("//input[@name='title']/@value") == ["견본 소식"]
    assert page.xpath("//input[@name='alert']/@checked")
    watching.post(page_of(workspace), {"rivals": "가온시"})
    page = watching.read(page_of(workspace))
    assert page.xpath("//input[@name='caution']/@value") == [""]
    assert page.xpath("//input[@name='rivals']/@value") == ["가온시"]
    assert not page.xpath("//input[@name='alert']/@checked")


def test_other_words_are_looked_for_from_now_on_and_what_was_found_stays(watching: Visit, workspace: Workspace) -> None:
    assert watching.read(page_of(workspace)).xpath("//input[@name='q']/@value") == ["견본시"]
    assert watching.post(page_of(workspace), {"q": "다리"}).status_code == 303
    store_more(workspace, story_article(10, "gaon", 90), story_article(11, "gaon", 95, body="새 다리를 놓는다."))
    (known,) = count_unread(workspace, "김주무관")
    assert (known.watch.typed, known.unread) == ("다리", 4)
    refused = watching.post(page_of(workspace), {"q": "( )"})
    assert (refused.status_code, "찾을 말" in refused.text) == (400, True)


def test_a_new_one_is_added_once_and_removed(visit: Visit) -> None:
    assert visit.post("/watches", {"q": "들꽃길", "name": "길"}).status_code == 303
    assert "이미 있습니다" in visit.post("/watches", {"q": "들꽃길", "name": "길"}).text
    assert visit.post("/watches", {"q": "!!"}).status_code == 400
    assert visit.post("/watches", {"q": "들꽃길", "region": "없는도"}).status_code == 400
    (link,) = visit.read("/watches").xpath("//a[text()='길']/@href")
    assert "7일" in visit.read(link).text_content()
    assert visit.read(f"{link}?days=30") is not None
    assert visit.get(f"{link}?days=31").status_code == 400
    assert visit.post(f"{link}/remove").status_code == 303
    assert visit.get(link).status_code == 400


def test_rivals_of_other_words_are_asked_about(visit: Visit) -> None:
    answer = visit.post("/watches", {"q": "들꽃길 개통", "rivals": "가온"})
    assert answer.status_code == 400
    assert 'name="unlike"' in answer.text
    assert 'value="들꽃길 개통"' in answer.text
    assert visit.post("/watches", {"q": "들꽃길 개통", "rivals": "가온", "unlike": "1"}).status_code == 303
