"""Adding and checking outlets against the local site, over real HTTP: `news outlets add` and `news outlets check`."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk.services.outlets.declared import NewOutlet, make_draft
from models.records.article import as_json
from scrapers.declarations.write import toml_of
from scrapers.registry import OutletError, Registry, load_bundled, load_own, read_outlet
from scrapers.samples.catalog import outlet_ids
from scrapers.samples.render import SAMPLE_OUTLETS, SKINS, render
from scrapers.samples.site import GBHANA, NEWSPIM, Failure, SampleSite
from scrapers.site_check.discover_site import weigh_families
from tests.sites.arbitrary import arbitrary
from tests.support.renamed_lists import rename_lists
from tests.support.run_news import Ran, news


def outlets(folder: Path, *words: str, typed: str = "") -> Ran:
    """`news outlets …` in a folder without an archive."""
    return news("outlets", *words, cwd=folder, typed=typed)


def declare(site: SampleSite, folder: Path, **changes: Any) -> None:
    """The site's outlets as files of the user's."""
    (folder / "outlets").mkdir(exist_ok=True)
    for outlet in site.outlets():
        text = toml_of(replace(outlet, delay=None, **changes))
        (folder / "outlets" / f"{outlet.id}.toml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def site() -> Iterator[SampleSite]:
    with SampleSite(outlets="all") as running:
        yield running


@pytest.fixture(scope="module")
def checked(site: SampleSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("check")
    declare(site, folder)
    ran = outlets(folder, "check", *site.ports, "--allow-loopback", "--json")
    assert not (folder / "archive.db").exists()
    reports = {one["outlet"]: one for one in map(json.loads, ran.out.splitlines())}
    assert ran.code == any(one["findings"] for one in reports.values()), ran.err
    return reports


@pytest.mark.parametrize("outlet", outlet_ids())
def test_a_check_finds_nothing_wrong_where_all_works(site: SampleSite, checked: dict[str, Any], outlet: str) -> None:
    report = checked[outlet]
    assert report["findings"] == []
    assert report["robots"] == "allowed"
    assert [one for one in report["sources"] if one["articles"]]
    article = report["article"]
    wanted = as_json(site.sites[outlet].stored(site.switches.setting)[article["canonical_url"]])
    for field in ("headline", "body", "published_at", "reporters", "deck", "section"):
        assert article[field] == wanted[field]


def test_a_check_reads_lists_as_the_crawl_does(tmp_path: Path) -> None:
    """After a redesign, a list whose rows no selector finds is read by its links here too, and that is said."""
    with SampleSite(outlets=[NEWSPIM, "sample-ndsoft"]) as running:
        rename_lists(running, "redesign", with_feeds=False)
        declare(running, tmp_path)
        ran = outlets(tmp_path, "check", *running.ports, "--allow-loopback", "--json")
        lines = outlets(tmp_path, "check", *running.ports, "--allow-loopback").out
    for report in map(json.loads, ran.out.splitlines()):
        lists = [one for one in report["sources"] if one["kind"] == "list"]
        assert lists
        assert all(one["articles"] >= 10 and one["by_links"] for one in lists)
    assert "read by links" in lines


@pytest.mark.parametrize("outlet", [NEWSPIM, GBHANA])
def test_a_site_is_recognised_shown_and_written(site: SampleSite, tmp_path: Path, outlet: str) -> None:
    sample = site.sites[outlet]
    ran = outlets(
        tmp_path, "add", site.home(outlet), "--id", "mine", "--region", "경북", "--allow-loopback", typed="y\n"
    )
    assert ran.code == 0, ran.err
    written = read_outlet(tmp_path / "outlets" / "mine.toml")
    assert written.family in {sample.site.sample.family, "gnuboard"}
    assert written.home == site.home(outlet)
    assert written.region == "경북"
    assert written.enabled
    assert written.confidence == "verified"
    assert "home page and one article" in written.evidence
    headlines = {article.headline for article in sample.articles}
    told = {line.partition(": ")[2] for line in ran.out.splitlines()}
    assert len(headlines & told) == 1
    assert 'family = "' in ran.out


# The old page of a wire: nothing but its host tells whose it is.
@pytest.mark.parametrize("skin", sorted(SKINS.keys() - {"news1-2020"}))
def test_a_family_is_recognised_by_an_article(skin: str) -> None:
    name = SKINS[skin].family
    url = SAMPLE_OUTLETS[name].address("http://sample.example", SAMPLE_OUTLETS[name].example)
    weights = weigh_families([(render(arbitrary(1, skin), skin), url)])
    same = {name, "gnuboard"} if name == "gbhana" else {name}
    best = [family for family, weight in weights if weight == weights[0][1]]
    assert weights[0][1] >= 0.5
    assert same & set(best)


@pytest.mark.parametrize("whole", [True, False])
def test_an_article_alone_tells_the_site_and_a_missing_scheme_is_found(
    site: SampleSite, tmp_path: Path, whole: bool
) -> None:
    sample = site.sites["sample-ndsoft"]
    article = sample.articles[0]
    url = article.canonical_url if whole else article.canonical_url.removeprefix("http://")
    ran = outlets(tmp_path, "add", url, "--id", "mine", "--allow-loopback", "--yes")
    assert ran.code == 0, ran.err
    written = read_outlet(tmp_path / "outlets" / "mine.toml")
    assert (written.family, written.home) == ("ndsoft", sample.home)
    assert article.headline in ran.out
    assert "no region is known" in ran.out


def test_nothing_is_written_without_a_yes(site: SampleSite, tmp_path: Path) -> None:
    for typed in ("n\n", ""):
        ran = outlets(tmp_path, "add", site.home(NEWSPIM), "--id", "mine", "--allow-loopback", typed=typed)
        assert ran.code == 1
        assert "Nothing was written." in ran.err
    assert load_own(tmp_path / "outlets") == ([], {})


def test_an_outlet_that_is_there_is_not_written_over(site: SampleSite, tmp_path: Path) -> None:
    declare(site, tmp_path)
    file = tmp_path / "outlets" / f"{NEWSPIM}.toml"
    before, asked = file.read_bytes(), len(site.log)
    ran = outlets(tmp_path, "add", site.home(NEWSPIM), "--allow-loopback", "--yes")
    assert ran.code == 2
    assert "exists already" in ran.err
    assert file.read_bytes() == before
    assert len(site.log) == asked


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:9/", "Give the outlet an id by --id"),
        ("ftp://news.example.com/", "cannot be fetched: scheme"),
        ("https://user@news.example.com/", "cannot be fetched: user name"),
        ("http://news.example.com:x/", "cannot be fetched: bad address"),
        ("http://경북동부.com", "Give the outlet an id by --id"),
        ("   ", "cannot be fetched"),
        ("", "cannot be fetched"),
    ],
)
def test_an_address_that_is_none_is_told(url: str, told: str) -> None:
    with pytest.raises(OutletError, match=told):
        make_draft(NewOutlet(url=url), Registry([]))


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.kyongbuk.co.kr/news/articleView.html?idxno=1", "kyongbuk"),
        ("http://dk.breaknews.com", "breaknews-dk"),
        ("m.jbinews.com", "jbinews"),
        ("https://thenewsin.co.kr:8443/", "thenewsin"),
        ("https://news.lghellovision.net", "lghellovision-news"),
    ],
)
def test_an_id_comes_from_the_domain(url: str, outlet: str) -> None:
    assert make_draft(NewOutlet(url=url), Registry([])).id == outlet


def test_what_is_declared_of_a_host_is_kept() -> None:
    draft = make_draft(NewOutlet(url="http://m.kyongbuk.co.kr/", kind="주간"), Registry(load_bundled()))
    assert (draft.id, draft.title, draft.region, draft.kind) == ("kyongbuk", "경북일보", "경북", "주간")
    assert draft.home == "https://www.kyongbuk.co.kr"


def test_this_machine_is_asked_only_where_that_is_said(site: SampleSite, tmp_path: Path) -> None:
    asked = len(site.log)
    ran = outlets(tmp_path, "add", site.home(NEWSPIM), "--id", "mine", "--yes")
    assert ran.code == 2
    assert "not a public address" in ran.err
    assert len(site.log) == asked


def test_what_does_not_work_is_a_finding(tmp_path: Path) -> None:
    with SampleSite(outlets=(NEWSPIM, GBHANA)) as site:
        declare(site, tmp_path)
        site.switches.set_robots("User-agent: *\nDisallow: /news/\nCrawl-delay: 1\n")
        shut = outlets(tmp_path, "check", NEWSPIM, "--allow-loopback")
        asked = site.paths(NEWSPIM)
        site.switches.robots = None
        site.switches.failing["/bbs/board.php"] = Failure(status=500)
        broken = outlets(tmp_path, "check", GBHANA, "--allow-loopback", "--json")
    assert shut.code == broken.code == 1
    assert "! robots.txt: disallowed in part" in shut.out
    assert "Crawl-delay 1 s" in shut.out
    assert not [path for path in asked if path.startswith("/news/")]
    found = json.loads(broken.out)["findings"]
    assert "no feed, list or sitemap leads to an article" in found
    assert any("http_500" in one for one in found)


def test_list_and_show_tell_what_is_declared(tmp_path: Path) -> None:
    listed = outlets(tmp_path, "list", "--region", "경북", "--family", "ndsoft", "--kind", "일간", "--sure", "verified")
    assert "kyongbuk" in listed.out
    assert "idaegu-cokr" not in listed.out
    assert {line.split()[4] for line in listed.out.splitlines()} == {"ndsoft"}
    lines = outlets(tmp_path, "list", "--off", "--json").out.splitlines()
    assert all(not json.loads(line)["enabled"] for line in lines)
    assert "kbsm" in {json.loads(line)["id"] for line in lines}
    none = outlets(tmp_path, "list", "--region", "평양")
    assert (none.out, none.code) == ("", 0)
    shown = outlets(tmp_path, "show", "kyongbuk", "--manual").out
    assert "verified: host and family were read in a source." in shown
    assert "feed       https://www.kyongbuk.co.kr/rss/allArticle.xml" in shown
    assert "(by its family's rule; not verified)" in shown
    assert "How to recognise" in shown
