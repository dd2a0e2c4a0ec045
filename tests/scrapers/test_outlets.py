"""The bundled declarations: every one loads, says how sure it is, and only what is verified is crawled by itself."""

import csv
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models.records.outlet import Outlet
from pipelines.dom.selectors import compile_selector
from scrapers.declarations.write import toml_of
from scrapers.registry import Registry, load_bundled, load_family, read_outlet

TABLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "outlets.tsv"
OUTLETS = load_bundled()
IDS = [outlet.id for outlet in OUTLETS]
SELECTORS = ("headline", "deck", "byline", "published", "modified", "section", "body", "tags", "drop", "captions")


def table() -> list[dict[str, str]]:
    if not TABLE.exists():
        pytest.skip("the table of outlets is not beside the project")
    with TABLE.open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_many_and_no_home_is_declared_twice() -> None:
    assert len(OUTLETS) >= 250
    homes = Counter(urlsplit(outlet.home).netloc.removeprefix("www.") for outlet in OUTLETS)
    assert [home for home, count in homes.items() if count > 1] == []
    titles = Counter(outlet.title for outlet in OUTLETS)
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_outlet_of_the_table_in_gyeongbuk_and_daegu_is_declared() -> None:
    wanted = {row["id"] for row in table() if row["region"] in {"경북", "대구"}}
    assert wanted
    assert wanted <= set(IDS)


def test_declarations_are_as_sure_as_the_table() -> None:
    declared = {outlet.id: outlet for outlet in OUTLETS}
    for row in table():
        if row["id"] in declared and row["id"] != "gbhana":  # of which no HTML was seen
            assert declared[row["id"]].confidence == row["sure"], row["id"]
            assert declared[row["id"]].title in row["title"]


@pytest.mark.parametrize("outlet", OUTLETS, ids=IDS)
def test_a_declaration_is_whole(outlet: Outlet) -> None:
    known = load_family(outlet.family)
    assert outlet.evidence
    assert outlet.region
    assert outlet.kind
    layout = known.layout(outlet)
    assert layout.outlet is outlet
    for part in SELECTORS:
        for selector in getattr(layout, part):
            compile_selector(selector)
    for walk in known.article_lists(outlet):
        assert walk.page_url(0).startswith("http")
        assert walk.page_url(1).startswith("http")
    if outlet.enabled:
        assert outlet.confidence == "verified" or outlet.id == "gbhana"
        assert outlet.family != "generic"
        assert known.feeds(outlet) or known.article_lists(outlet)


def test_what_a_user_left_out_for_legal_reasons_is_off() -> None:
    assert not Registry(OUTLETS).get("kbsm").enabled


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.kyongbuk.co.kr/news/articleView.html?idxno=1234567", "kyongbuk"),
        ("https://m.hidomin.com/news/articleView.html?idxno=12", "hidomin"),
        ("https://www.imaeil.com/page/view/2026072014533960248", "imaeil"),
        ("https://www.yeongnam.com/web/view.php?key=20220914010001784", "yeongnam"),
        ("https://www.kbmaeil.com/article/20260125500562", "kbmaeil"),
        ("https://www.yna.co.kr/view/AKR20260812047400030", "yna"),
        ("http://www.yonhapnews.co.kr/bulletin/2016/09/17/0200000000AKR20160917034800009.HTML", "yna"),
    ],
)
def test_an_address_leads_to_its_outlet(url: str, outlet: str) -> None:
    found = Registry(OUTLETS).recognise(url)
    assert found is not None
    assert found.id == outlet
    assert load_family(found.family).identify(url, found) is not None


@pytest.mark.parametrize("outlet", [OUTLETS[0], *[one for one in OUTLETS if one.layout][:8]], ids=lambda one: one.id)
def test_a_declaration_written_is_the_one_read(outlet: Outlet, tmp_path: Path) -> None:
    file = tmp_path / f"{outlet.id}.toml"
    file.write_text(toml_of(outlet, "one\ntwo"), encoding="utf-8")
    assert read_outlet(file) == outlet


def test_hard_characters_survive_writing(tmp_path: Path) -> None:
    outlet = Outlet(
        id="a",
        title='가 "나" \\ 다',
        family="newspim",
        home="https://a.kr",
        sections={"a/b c": "x", "1": "y"},
        layout={"body": ('div[id="x"]',)},
        feeds=tuple(f"https://a.kr/{n}" for n in range(9)),
        weekly=(1, 2),
        delay=3.0,
        enabled=False,
    )
    file = tmp_path / "a.toml"
    file.write_text(toml_of(outlet), encoding="utf-8")
    assert read_outlet(file) == outlet
