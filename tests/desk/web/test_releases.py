"""A press release dropped into the browser: compared by the real verb, shown beside its articles, removed."""

import time
from collections.abc import Iterator

import pytest

from desk.services.stories import update_stories
from desk.services.workspace import Workspace
from desk.web.error_pages import ParameterError
from desk.web.views.releases import safe_name
from tests.support import release_files as made
from tests.support.clip_archive import stored
from tests.support.desk_client import Visit, visiting
from tests.support.release_archive import ARTICLES


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A client of an archive of the articles, in which the release was compared with them."""
    folder = tmp_path_factory.mktemp("releases")
    stored(folder / "archive.db", *ARTICLES)
    release = made.hwpx(folder / "음악회.hwpx")
    update_stories(Workspace.at(folder / "archive.db"))
    with visiting(Workspace.at(folder / "archive.db"), program=()) as visit:
        files = {"file": ("C:\\자료\\음악회.hwpx", release.read_bytes(), "application/octet-stream")}
        page = visit.post("/releases", files=files).headers["location"]
        deadline = time.monotonic() + 60
        while "진행 중" in (shown := visit.get(page, part=True).text):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert ">끝남<" in shown, shown
        yield visit


def test_a_release_is_listed_with_its_articles(compared: Visit) -> None:
    page = compared.read("/releases")
    (row,) = page.xpath("//ul[@class='rows']/li")
    assert row.find("a").text == made.TITLE
    assert "음악회.hwpx" in row.text_content()
    assert "C:" not in row.text_content()


def test_each_article_is_beside_the_release(compared: Visit) -> None:
    (link,) = compared.read("/releases").xpath("//ul[@class='rows']/li/a/@href")
    page = compared.read(link)
    articles = page.xpath("//details[@class='card']")
    assert len(articles) >= 2
    assert made.TITLE in articles[0].text_content()
    labels = {one.get("class") for one in page.xpath("//ol[@class='sentences']/li")}
    assert {"verbatim", "rewritten"} <= labels
    for address in page.xpath("//details//a/@href"):
        assert compared.get(address).status_code == 200
    assert not page.xpath("//main//script")


def test_it_is_removed(compared: Visit) -> None:
    (link,) = compared.read("/releases").xpath("//ul[@class='rows']/li/a/@href")
    assert compared.post(f"{link}/remove").status_code == 303
    assert compared.get(link).status_code == 404
    assert "아직 견준 보도자료가 없습니다" in compared.read("/releases").text_content()


@pytest.mark.parametrize("name", ["그림.png", "자료", "자료.hwp.exe", ""])
def test_what_is_no_release_is_refused(visit: Visit, name: str) -> None:
    answer = visit.post("/releases", files={"file": (name, b"x", "application/octet-stream")})
    assert answer.status_code == 400
    assert not visit.read("/jobs").xpath("//main//li")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("C:\\자료\\보도자료.hwp", "보도자료.hwp"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("--force.pdf", "force.pdf"),
        ("가:나?.docx", "가_나_.docx"),
        ("가" * 300 + ".hwpx", "가" * 80 + ".hwpx"),
    ],
)
def test_a_name_is_made_safe(typed: str, name: str) -> None:
    assert safe_name(typed) == name


def test_no_control_or_turning_mark_is_left_in_a_name() -> None:
    assert safe_name("가\x1b[31m\u202e나.docx").isprintable()


def test_a_name_of_nothing_is_refused() -> None:
    with pytest.raises(ParameterError):
        safe_name("../..")
