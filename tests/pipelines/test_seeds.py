"""The two articles that the project started from: their pages give the approved records, field by field."""

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.records.article import Article, Photo, as_json
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import KST
from pipelines.extract import extract
from scrapers.samples.render import render
from scrapers.samples.skins.skin import Surroundings
from tests.support.read_pages import FAMILIES

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FETCHED = datetime(2026, 11, 20, 1, 0, tzinfo=KST)
HOMES = {"newspim": "https://www.newspim.com", "gbhana": "http://www.gbhana.com"}
URLS = {"newspim": "https://www.newspim.com/news/view/20231114000777", "gbhana": ""}
WARNING = re.compile(r"^\s*(Warning: .* on line \d+)$", re.MULTILINE)

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")


def seed(name: str) -> tuple[dict[str, Any], str]:
    record = json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))
    return record, (SEEDS / f"{name}.txt").read_text(encoding="utf-8")


def outlet(name: str, record: dict[str, Any]) -> Outlet:
    return Outlet(id=record["outlet"], title=record["outlet_title"], family=name, home=HOMES[name], region="경북")


def as_article(name: str, record: dict[str, Any]) -> Article:
    """The approved record, with what it does not say filled in as the renderer needs it."""
    url = record["url"] or URLS[name]
    return Article(
        outlet=record["outlet"],
        outlet_title=record["outlet_title"],
        region="경북",
        section=record["section"] or "",
        headline=record["headline"],
        deck=record["deck"] or "",
        reporters=tuple(record["reporters"]),
        emails=tuple(record["emails"]),
        dateline=record["dateline"] or "",
        agency="뉴스핌" if record["dateline"] else "",
        published_at=datetime.fromisoformat(record["published_at"]),
        modified_at=datetime.fromisoformat(record["modified_at"]) if record["modified_at"] else None,
        body=record["body"],
        photos=tuple(
            Photo(url=f"{HOMES[name]}/data/{n}.jpg", caption=p["caption"], credit=p["credit"])
            for n, p in enumerate(record["photos"])
        ),
        url=url,
        canonical_url=url,
        fetched_at=FETCHED,
        php_messages=record["php_messages"],
    )


def widget(text: str) -> tuple[Article, ...]:
    """The two whole articles of the best-article block, as they stand on the seed's page."""
    block = text.split("[뉴스핌 베스트 기사]")[-1]
    found = []
    for number, part in enumerate(re.split(r"^사진$", block, flags=re.MULTILINE)[1:]):
        title, _, words = part.strip().split("\n")[0].partition(" [")
        found.append(
            Article(
                outlet="other",
                outlet_title="",
                headline=title,
                body="[" + words,
                published_at=datetime(2025, 5, 20 + number, 12, 49, tzinfo=KST),
                url="",
                canonical_url=f"https://www.newspim.com/news/view/2025052{number}000733",
                fetched_at=FETCHED,
            )
        )
    return tuple(found)


def page(name: str, skin: str, form: int) -> tuple[dict[str, Any], Page]:
    record, text = seed(name)
    wanted = as_article(name, record)
    around = Surroundings(
        clock=FETCHED,
        ticker=("속보", "더보기"),
        widget=widget(text) if name == "newspim" else (),
        related=("안다쇼핑", "Top으로 이동"),
        messages=tuple(f"\n{line}\n" for line in WARNING.findall(text)),
        ads=True,
    )
    html = render(wanted, skin, decoys=around, php=(), seed=form)
    return record, Page(outlet=wanted.outlet, url=wanted.url, body=html.encode(), fetched_at=FETCHED)


CASES = [
    (name, skin, form)
    for name, skins in (("newspim", ("newspim-2023", "newspim-2026")), ("gbhana", ("gbhana-mobile", "gbhana-desktop")))
    for skin in skins
    for form in range(8)
]


@pytest.mark.parametrize(("name", "skin", "form"), CASES)
def test_the_seed_gives_its_record(name: str, skin: str, form: int) -> None:
    record, fetched = page(name, skin, form)
    found = extract(fetched, FAMILIES[name].layout(outlet(name, record)))
    assert isinstance(found, Article), found
    got = as_json(found)
    got["photos"] = [{"caption": photo["caption"], "credit": photo["credit"]} for photo in got["photos"]]
    wanted = {key: value for key, value in record.items() if key not in ("must_not", "url")}
    assert {key: got[key] for key in wanted} == wanted
    assert record["url"] in (None, got["url"])
    texts = [found.headline, found.deck, found.body, *(photo.caption for photo in found.photos)]
    for word in record["must_not"]:
        assert not any(word in text for text in texts), word
    assert found.published_from == "page"


@pytest.mark.parametrize("name", ["newspim", "gbhana"])
def test_the_page_holds_everything_of_the_seed(name: str) -> None:
    """A guard on the test itself: what must not enter the record does stand on the page."""
    record, fetched = page(name, f"{name}-2023" if name == "newspim" else "gbhana-mobile", 1)
    html = fetched.body.decode()
    missing = [word for word in record["must_not"] if word not in html]
    assert missing in ([], ["backward top home", "fa tw gp"], ["backward top home", "fa tw gp", "일괄편집_사본"])
    assert html.count("on line") == record["php_messages"]
    if name == "newspim":
        assert html.count("[서울=뉴스핌]") >= 3


def test_a_seed_page_of_text_alone_keeps_other_articles_out() -> None:
    """Without the block's own element: its heading alone must end the body."""
    record, text = seed("newspim")
    wanted = replace(as_article("newspim", record), photos=())
    html = render(wanted, "newspim-2023", decoys=False)
    block = "".join(f"<p>{line}</p>" for line in text.split("nulcheon@newspim.com\n\n[")[-1].split("\n") if line)
    assert "폭스콘" in block
    sign_off = "<p>nulcheon@newspim.com</p>"
    html = html.replace(sign_off, f"{sign_off}<p>[{block[3:]}")
    assert html.count("폭스콘") > 3
    found = extract(
        Page(outlet="newspim", url=wanted.url, body=html.encode(), fetched_at=FETCHED),
        FAMILIES["newspim"].layout(outlet("newspim", record)),
    )
    assert isinstance(found, Article), found
    assert found.body == record["body"]
    assert found.published_at == wanted.published_at
