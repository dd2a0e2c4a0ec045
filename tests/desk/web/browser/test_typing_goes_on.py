"""An answer that comes late never takes away what somebody is typing, nor the place where they type it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from desk.services.clips.choose import ClipChoice
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.view import show_clip
from desk.services.workspace import Workspace
from tests.support.browser import browsing
from tests.support.clip_workspace import DAY, make_workspace, numbers, story_article
from tests.support.desk_server import serving

CLIP = ClipChoice(id=1)
ROWS = "#clip-rows > .clip-row"
FIVE = 5


class HeldAnswers:
    """Answers that the server has given and the page has not got yet, the first one first."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page = page
        self.waiting: list[tuple[Route, APIResponse]] = []
        page.route(pattern, lambda route: self.waiting.append((route, route.fetch())))

    def wait(self, count: int = 1) -> None:
        """Until there are so many."""
        for _attempt in range(1500):
            if len(self.waiting) >= count:
                return
            self.page.wait_for_timeout(20)
        pytest.fail("nothing was asked")

    def let_go(self) -> None:
        """Give the page the first one, and wait until it is shown."""
        self.wait()
        route, answer = self.waiting.pop(0)
        with self.page.expect_response(route.request.url):
            route.fulfill(response=answer)
        self.page.wait_for_timeout(100)


@pytest.fixture(scope="module")
def clip_of_five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive with a clip of five articles."""
    folder = tmp_path_factory.mktemp("clip")
    articles = [story_article(number, "sample", number * 7) for number in range(1, FIVE + 1)]
    make_clip(make_workspace(folder / "archive.db", *articles), MakeRequest(day=DAY))
    return folder


@pytest.fixture
def office(clip_of_five: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(clip_of_five, tmp_path / "office")
    return Workspace.at(tmp_path / "office" / "archive.db")


@pytest.fixture
def page(browser: Browser, office: Workspace) -> Iterator[Page]:
    with serving(office) as served, browsing(browser, served) as opened:
        opened.goto(f"{served.origin}/clip/1")
        yield opened


def test_a_note_is_typed_while_moves_are_answered(page: Page, office: Workspace) -> None:
    before = numbers(show_clip(office, CLIP))
    moves = HeldAnswers(page, "**/clip/1/order")
    page.locator(ROWS).nth(3).focus()
    for _step in range(3):
        page.keyboard.press("Alt+ArrowUp")
    moves.wait()
    note = page.locator(f"#{page.locator(ROWS).nth(0).get_attribute('id')} textarea")
    note.focus()
    for words in ("시장실 ", "보고 ", "오늘"):
        page.keyboard.type(words)
        moves.let_go()
        expect(note).to_be_focused()
    expect(note).to_have_value("시장실 보고 오늘")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("시장실 보고 오늘")
    view = show_clip(office, CLIP)
    assert numbers(view) == [before[3], *before[:3], before[4]]
    assert [line.note for line in view.lines] == ["", "시장실 보고 오늘", "", "", ""]


def test_a_note_that_is_left_while_moves_are_answered_is_saved_after_them(page: Page, office: Workspace) -> None:
    moves = HeldAnswers(page, "**/clip/1/order")
    page.locator(ROWS).nth(3).focus()
    for _step in range(3):
        page.keyboard.press("Alt+ArrowUp")
    moves.wait()
    page.locator(f"{ROWS} textarea").nth(0).fill("시장실 보고")
    page.keyboard.press("Enter")
    for _step in range(3):
        moves.let_go()
    expect(page.locator("#notice")).to_contain_text("시장실 보고")
    expect(page.locator(f"{ROWS} textarea").nth(1)).to_have_value("시장실 보고")
    assert [line.note for line in show_clip(office, CLIP).lines] == ["", "시장실 보고", "", "", ""]


def test_the_row_that_moves_is_the_one_typed_into(page: Page, office: Workspace) -> None:
    moves = HeldAnswers(page, "**/clip/1/order")
    page.locator(ROWS).nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    moves.wait()
    page.keyboard.press("n")
    page.keyboard.type("먼저 끝")
    page.keyboard.press("ArrowLeft")
    for word in ("가", "나"):
        moves.let_go()
        page.keyboard.type(word)
    expect(page.locator(f"{ROWS} textarea").nth(0)).to_have_value("먼저 가나끝")
    expect(page.locator(f"{ROWS} textarea").nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("먼저 가나끝")
    assert show_clip(office, CLIP).lines[0].note == "먼저 가나끝"


def test_a_syllable_is_composed_while_the_rows_move(page: Page, office: Workspace) -> None:
    moves = HeldAnswers(page, "**/clip/1/order")
    page.locator(ROWS).nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    moves.wait()
    page.keyboard.press("n")
    keyboard = page.context.new_cdp_session(page)
    for jamo in ("ㅅ", "시"):
        keyboard.send("Input.imeSetComposition", {"text": jamo, "selectionStart": 1, "selectionEnd": 1})
    moves.let_go()
    for jamo in ("싲", "시자"):
        keyboard.send("Input.imeSetComposition", {"text": jamo, "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.insertText", {"text": "시장"})
    expect(page.locator(f"{ROWS} textarea").nth(1)).to_have_value("시장")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("시장")
    assert show_clip(office, CLIP).lines[1].note == "시장"


def test_a_tone_that_was_given_stays_where_an_older_answer_comes_later(page: Page, office: Workspace) -> None:
    moves = HeldAnswers(page, "**/clip/1/order")
    page.locator(ROWS).nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    moves.wait()
    page.keyboard.press("3")
    moves.let_go()
    tone = page.locator(ROWS).nth(0).get_by_role("button", name="부정")
    expect(tone).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#notice")).to_contain_text("부정")
    assert show_clip(office, CLIP).lines[0].tone == "부정"


def test_a_form_in_the_clip_stays_open_and_typed_in(page: Page) -> None:
    moves = HeldAnswers(page, "**/clip/1/order")
    page.locator(ROWS).nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    moves.wait()
    page.get_by_text("이름 바꾸기").first.click()
    name = page.locator("#clip-name")
    name.fill("가을 ")
    moves.let_go()
    expect(name).to_be_focused()
    page.keyboard.type("스크랩")
    expect(name).to_have_value("가을 스크랩")


def test_a_note_is_saved_where_its_page_is_left(page: Page, office: Workspace) -> None:
    page.locator(f"{ROWS} textarea").nth(2).focus()
    page.keyboard.type("나가면서")
    page.evaluate("location.assign('/watches')")
    page.wait_for_url("**/watches")
    for _attempt in range(100):
        if show_clip(office, CLIP).lines[2].note:
            break
        page.wait_for_timeout(20)
    assert show_clip(office, CLIP).lines[2].note == "나가면서"


def test_a_row_is_dragged_while_its_note_is_typed(page: Page, office: Workspace) -> None:
    page.locator(f"{ROWS} textarea").nth(0).focus()
    page.keyboard.type("끌면서")
    handle, target = page.locator(f"{ROWS} [data-drag]").nth(0).bounding_box(), page.locator(ROWS).nth(2).bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 30, target["y"] + target["height"] * 0.8, steps=4)
    page.mouse.up()
    expect(page.locator("#notice")).to_contain_text("3번으로")
    expect(page.locator(f"{ROWS} textarea").nth(2)).to_have_value("끌면서")
    assert show_clip(office, CLIP).lines[2].note == "끌면서"


def test_the_name_of_a_search_is_typed_while_the_list_is_made_anew(page: Page) -> None:
    page.goto(page.url.partition("/clip")[0] + "/?q=견본")
    expect(page.locator("#count")).to_contain_text("건")
    lists = HeldAnswers(page, "**/?q=*")
    page.locator("#q").fill("견본시")
    lists.wait()
    page.get_by_text("저장한 검색으로 저장").first.click()
    page.locator("#save-name").fill("우리 시 ")
    lists.let_go()
    expect(page.locator("#save-name")).to_be_focused()
    page.keyboard.type("소식")
    expect(page.locator("#save-name")).to_have_value("우리 시 소식")
    page.keyboard.press("Enter")
    expect(page.locator(".save .message.good")).to_contain_text("우리 시 소식")


def test_a_syllable_of_that_name_is_composed_meanwhile(page: Page) -> None:
    page.goto(page.url.partition("/clip")[0] + "/?q=견본")
    expect(page.locator("#count")).to_contain_text("건")
    lists = HeldAnswers(page, "**/?q=*")
    page.locator("#q").fill("견본시")
    lists.wait()
    page.get_by_text("저장한 검색으로 저장").first.click()
    page.locator("#save-name").fill("")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "소", "selectionStart": 1, "selectionEnd": 1})
    lists.let_go()
    keyboard.send("Input.imeSetComposition", {"text": "속", "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.insertText", {"text": "속보"})
    expect(page.locator("#results mark").first).to_have_text("견본시")
    expect(page.locator("#save-name")).to_have_value("속보")
    expect(page.locator("#save-name")).to_be_focused()


def test_nothing_is_typed_into_an_article_that_is_about_to_go(page: Page) -> None:
    page.goto(page.url.partition("/clip")[0] + "/?q=견본시")
    page.locator("#results .open").nth(0).click()
    expect(page.locator("#pane textarea")).to_be_visible()
    articles = HeldAnswers(page, "**/a/*?*")
    for number in (1, 2, 3):
        page.locator("#results .open").nth(number).click()
        articles.wait(number)
    expect(page.locator("#pane")).to_have_attribute("inert", "")
    while articles.waiting:
        route, answer = articles.waiting.pop(0)
        route.fulfill(response=answer)
    expect(page.locator("#pane .headline")).to_have_text(page.locator("#results .open").nth(3).inner_text())
    expect(page.locator("#pane")).not_to_have_attribute("inert", "")
