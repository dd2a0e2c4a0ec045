"""A list that answers POST only: an outlet's TOML file says how, page after page; nothing else of the program knows."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.records.outlet import MAX_LIST_BODY_BYTES, ListForm, Outlet
from scrapers.declarations.write import toml_of
from scrapers.families.base import ListRequest, check_form
from scrapers.registry import OutletError, load_family, read_outlet
from tests.support.crawls import articles, crawl, states
from tests.support.scripted_site import Scripted, numbered, raw

DECLARED = """id = "mini"
title = "견본"
family = "newspim"
home = "{home}"
lists = [{{url = "{home}/api/list", method = "POST", body = "cat=local&page={{page}}", headers = {{X-Requested-With = "XMLHttpRequest"}}}}]
"""


@dataclass
class PostSite(Scripted):
    """Five articles a page, for a POST that names the page; a GET of the list is refused."""

    bodies: list[str] = field(default_factory=list)
    posts_to: list[bytes] = field(default_factory=list)

    def answer_post(self, path: str, body: str) -> bytes:
        """The list's page."""
        self.bodies.append(body)
        if self.posts_to:
            return self.posts_to[0]
        assert path == "/api/list"
        return raw(self.list_page(int(body.rpartition("=")[2]) - 1))

    def answer(self, path: str) -> bytes | None:
        """All but the list."""
        if path.startswith(("/api/list", "/news/lists")):
            return raw("method not allowed</html>", 405)
        return super().answer(path)


def declared(folder: Path, home: str, text: str = DECLARED) -> Outlet:
    file = folder / "mini.toml"
    file.write_text(text.format(home=home), encoding="utf-8")
    return read_outlet(file)


def test_a_list_is_walked_by_post_page_after_page(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with PostSite(numbered(12), per_page=5) as site:
        outlet = declared(tmp_path, site.home)
        done = crawl([outlet], archive, delay=0.0)
        assert done.code == 0, done.why
        assert len(articles(archive)) == 12
        assert site.bodies[:3] == ["cat=local&page=1", "cat=local&page=2", "cat=local&page=3"]
        posts = [headers for path, headers in site.log if path == "/api/list"]
        assert {headers["content-type"] for headers in posts} == {"application/x-www-form-urlencoded"}
        assert {headers["x-requested-with"] for headers in posts} == {"XMLHttpRequest"}
        assert site.paths()[0] == "/robots.txt"
        assert not site.paths("/news/lists"), "the family's own list is not walked beside it"
        site.bodies.clear()
        again = crawl([outlet], archive, delay=0.0)
        assert again.code == 0, again.why
        assert site.bodies == ["cat=local&page=1"], "known articles end the walk; a POST is never asked with conditions"


def test_robots_rules_hold_for_a_posted_list(tmp_path: Path) -> None:
    with PostSite(numbered(3)) as site:
        site.answers["/robots.txt"] = [raw("User-agent: *\nDisallow: /api/", Content_Type="text/plain")]
        done = crawl([declared(tmp_path, site.home)], tmp_path / "archive.db", delay=0.0)
        assert not site.bodies
        assert "cannot be read: robots" in str(done.summaries["mini"]["findings"])


def test_a_form_goes_to_no_other_host(tmp_path: Path) -> None:
    with PostSite(numbered(3)) as site, PostSite(numbered(3)) as other:
        form = ListForm(url=f"{other.home}/api/list", body="page={page}")
        done = crawl([site.outlet(list_forms=(form,))], tmp_path / "archive.db")
        assert not other.log
        assert "the outlet's own hosts only" in str(done.summaries["mini"]["findings"])
        site.posts_to = [raw(b"", 307, Location=f"{other.home}/api/list")]
        crawl([site.outlet(list_forms=(ListForm(url=f"{site.home}/api/list", body="page=1"),))], tmp_path / "b.db")
        assert not other.log, "nor where a redirect points to it"


def test_a_page_that_is_redirected_after_a_post_is_fetched_by_get(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with PostSite(numbered(3)) as site:
        site.posts_to = [raw(b"", 303, Location="/result")]
        site.answers["/result"] = [raw(site.list_page(0))]
        crawl([site.outlet(list_forms=(ListForm(url=f"{site.home}/api/list", body="page={page}"),))], archive)
        assert set(states(archive).values()) == {"stored"}


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        ('[{body = "page={page}"}]', "is missing"),
        ('[{url = "ftp://a.kr/", body = "x"}]', "must be an http or https address"),
        ('[{url = "https://a.kr/", method = "PUT"}]', "must be one of GET, POST"),
        ('[{url = "https://a.kr/", method = "GET", body = "x"}]', "has no body"),
        ('[{url = "https://a.kr/", data = "x"}]', "'data'"),
        ('[{url = "https://a.kr/", headers = {Cookie = "x"}}]', "header 'Cookie' cannot be set"),
        ('[{url = "https://a.kr/", headers = {Accept = "a\\nHost: b"}}]', "must be a plain text"),
        (f'[{{url = "https://a.kr/", body = "{"x" * (MAX_LIST_BODY_BYTES + 1)}"}}]', "more than 4096 bytes"),
    ],
)
def test_a_list_that_cannot_be_declared(tmp_path: Path, lists: str, why: str) -> None:
    file = tmp_path / "mini.toml"
    file.write_text(f'id = "mini"\ntitle = "가"\nfamily = "newspim"\nhome = "https://a.kr"\nlists = {lists}\n', "utf-8")
    with pytest.raises(OutletError, match=r"key 'lists") as refused:
        read_outlet(file)
    assert why in str(refused.value)


def test_names_and_requests_may_stand_in_one_list_and_are_written_back(tmp_path: Path) -> None:
    file = tmp_path / "mini.toml"
    form = '{url = "https://a.kr/list", method = "POST", body = "p={page}", headers = {Accept = "text/html"}}'
    file.write_text(
        f'id = "mini"\ntitle = "가"\nfamily = "newspim"\nhome = "https://a.kr"\nlists = ["108", {form}]\n', "utf-8"
    )
    outlet = read_outlet(file)
    assert outlet.lists == ("108",)
    walks = load_family("newspim").article_lists(outlet)
    assert [one.request(1).method for one in walks] == ["GET", "POST"]
    assert walks[1].request(1).body == "p=2"
    file.write_text(toml_of(outlet), "utf-8")
    assert read_outlet(file) == outlet


def test_a_body_is_bounded_for_families_too() -> None:
    outlet = Outlet(id="mini", title="가", family="newspim", home="https://a.kr")
    request = ListRequest(url="https://a.kr/list", method="POST", body="x" * (MAX_LIST_BODY_BYTES + 1))
    with pytest.raises(ValueError, match="4096"):
        check_form(request, outlet)
