"""The golden pages: which there are, and how a missing one is written (``python -m tests.tools.golden``).

A page lies in ``tests/pages/<outlet>/<case>.html`` byte for byte as it would be received; beside it ``<case>.json``
holds how it was fetched and the approved article. Only missing files are written, and only when the article read
equals the record that the page was made from; a person reads what was written before it is committed.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from models.records.article import Article, as_json
from models.records.page import Page
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.registry import load_bundled, load_family
from scrapers.samples import php
from scrapers.samples.news import DESKS, invented
from scrapers.samples.render import SAMPLE_OUTLETS, encode, expected, render
from tests.support.read_pages import FETCHED, HOME, LAYOUTS, differences, family_of, read

PAGES = Path(__file__).resolve().parents[1] / "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A golden page to be made: a record of the sample outlet in a skin, and what is wrong with the page."""

    name: str
    skin: str
    record: int
    form: int = 0
    charset: str = "utf-8"
    declared: str | None = None
    content_type: str = "text/html; charset=utf-8"
    messages: int = 0
    before_doctype: bool = False


CASES = (
    Case(name="2023-photo", skin="newspim-2023", record=0, form=1),
    Case(name="2023-warnings", skin="newspim-2023", record=5, form=2, messages=6, before_doctype=True),
    Case(name="2026-summary", skin="newspim-2026", record=1, form=3),
    Case(name="2026-wrong-header", skin="newspim-2026", record=9, form=4, content_type="text/html; charset=iso-8859-1"),
    Case(name="desktop-photo", skin="gbhana-desktop", record=0, form=1, messages=6),
    Case(name="desktop-cp949", skin="gbhana-desktop", record=4, form=2, charset="cp949", content_type="text/html"),
    Case(
        name="desktop-lying-meta",
        skin="gbhana-desktop",
        record=7,
        form=5,
        declared="euc-kr",
        content_type="text/html; charset=euc-kr",
    ),
    Case(name="mobile-deck-inside", skin="gbhana-mobile", record=2, form=3, messages=6),
    Case(name="mobile-fatal-end", skin="gbhana-mobile", record=11, form=6, messages=2),
    Case(name="2012-cp949", skin="inn-2012", record=20, form=2, charset="cp949", content_type="text/html"),
    Case(name="2012-photo", skin="inn-2012", record=0, form=1, messages=3),
    Case(
        name="2023-lying-meta",
        skin="inn-2023",
        record=7,
        form=5,
        declared="euc-kr",
        content_type="text/html; charset=euc-kr",
    ),
    Case(name="2021-photo", skin="ncode-2021", record=6, form=3, messages=4),
    Case(name="2021-cp949", skin="ncode-2021", record=20, form=4, charset="cp949", content_type="text/html"),
    Case(name="default-cp949", skin="dadamedia-default", record=20, form=1, charset="cp949", content_type="text/html"),
    Case(name="default-photo", skin="dadamedia-default", record=0, form=3),
    Case(name="news-day-alone", skin="dadamedia-news", record=8, form=2),
    Case(
        name="mobile-wrong-header",
        skin="dadamedia-mobile",
        record=10,
        form=4,
        content_type="text/html; charset=iso-8859-1",
    ),
    Case(name="5-photo", skin="gnuboard-5", record=0, form=3, messages=4),
    Case(name="5-cp949", skin="gnuboard-5", record=20, form=1, charset="cp949", content_type="text/html"),
    Case(
        name="4-cp949",
        skin="gnuboard-4",
        record=20,
        form=2,
        charset="cp949",
        declared="euc-kr",
        content_type="text/html; charset=utf-8",
    ),
    Case(name="news-weather", skin="gnuboard-news", record=9, form=1, messages=6),
    Case(name="2012-cp949", skin="ndsoft-2012", record=20, form=3, charset="cp949", content_type="text/html"),
    Case(name="2012-photo", skin="ndsoft-2012", record=0, form=4, messages=3),
    Case(
        name="2016-lying-meta",
        skin="ndsoft-2016",
        record=14,
        form=2,
        declared="euc-kr",
        content_type="text/html; charset=euc-kr",
    ),
    Case(name="2018-photo", skin="ndsoft-2018", record=8, form=1, messages=4, before_doctype=True),
    Case(name="2018-cp949", skin="ndsoft-2018", record=20, form=2, charset="cp949", content_type="text/html"),
    Case(name="2021-photo", skin="ndsoft-2021", record=5, form=3),
    Case(
        name="2021-wrong-header",
        skin="ndsoft-2021",
        record=17,
        form=8,
        content_type="text/html; charset=iso-8859-1",
    ),
    Case(name="2014-cp949", skin="mediaon-2014", record=20, form=2, charset="cp949", content_type="text/html"),
    Case(name="2023-photo", skin="mediaon-2023", record=19, form=1, messages=2),
    Case(
        name="2023-lying-meta",
        skin="mediaon-2023",
        record=0,
        form=5,
        declared="euc-kr",
        content_type="text/html; charset=euc-kr",
    ),
    Case(name="2016-photo", skin="yonhap-2016", record=0, form=1, messages=2),
    Case(name="2016-cp949", skin="yonhap-2016", record=4, form=2, charset="cp949", content_type="text/html"),
    Case(name="2026-photo", skin="yonhap-2026", record=5, form=3),
    Case(name="2026-breaks", skin="newsis-2026", record=0, form=1, before_doctype=True),
    Case(name="2026-cp949", skin="newsis-2026", record=7, form=2, charset="cp949", content_type="text/html"),
    Case(name="2020-photo", skin="news1-2020", record=0, form=1),
    Case(name="2026-script", skin="news1-2026", record=1, form=2),
    Case(name="2026-photo", skin="imaeil-2026", record=0, form=1),
    Case(name="gangwon-dates-inside", skin="imaeil-gangwon", record=5, form=2),
    Case(name="2026-photo", skin="yeongnam-2026", record=0, form=1),
    Case(
        name="joongdo-lying-meta",
        skin="yeongnam-joongdo",
        record=7,
        form=5,
        declared="euc-kr",
        content_type="text/html; charset=euc-kr",
    ),
    Case(name="2026-photo", skin="kbmaeil-2026", record=0, form=1, messages=3),
    Case(name="2026-photo", skin="localmbc-2026", record=0, form=1),
    Case(name="classic-photo", skin="wordpress-classic", record=0, form=1, messages=2),
    Case(name="classic-cp949", skin="wordpress-classic", record=4, form=2, charset="cp949", content_type="text/html"),
    Case(name="newspaper-share", skin="wordpress-newspaper", record=5, form=3),
)


def outlet_of(skin: str) -> str:
    return f"sample-{family_of(skin)}"


def record_of(case: Case) -> Article:
    """The invented article of the case; a family without news of its own takes over those of the sample newspim."""
    name = family_of(case.skin)
    if outlet_of(case.skin) in DESKS:
        return invented(outlet_of(case.skin), home=HOME)[case.record]
    sample, told = SAMPLE_OUTLETS[name], invented("sample-newspim", home=HOME)[case.record]
    number = sample.number(Random(case.name), told.published_at or FETCHED)
    url = sample.address(HOME, number)
    return replace(
        told, outlet=outlet_of(case.skin), outlet_title=sample.title, url=url, canonical_url=url, article_no=number
    )


def page_bytes(case: Case) -> tuple[Article, bytes]:
    """The record and its page."""
    record = replace(record_of(case), php_messages=0)
    html = render(record, case.skin, seed=case.form, php=case.messages)
    count = case.messages
    if case.before_doctype:
        html, count = php.insert(html, 0, php.messages()[3]), count + 1
    if case.name.endswith("fatal-end"):
        html, count = html[: html.index("</body>")] + php.fatal()[-1], count + 1
    wanted = expected(replace(record, php_messages=count, fetched_at=FETCHED), case.skin)
    return wanted, encode(html, case.charset, declared=case.declared)


def fetched_as(case: Case, wanted: Article) -> dict[str, str]:
    return {
        "outlet": wanted.outlet,
        "url": wanted.url,
        "content_type": case.content_type,
        "fetched_at": FETCHED.isoformat(),
    }


def saved() -> Iterator[Path]:
    """The approved records, in order; those of the held-out pages have another shape and are only measured."""
    return (path for path in sorted(PAGES.glob("*/*.json")) if not path.parent.name.startswith("held_out"))


def load(path: Path) -> tuple[Page, dict[str, Any]]:
    """A saved page, and its approved article as JSON."""
    case = json.loads(path.read_text(encoding="utf-8"))
    fetched = case["page"]
    page = Page(
        outlet=fetched["outlet"],
        url=fetched["url"],
        body=path.with_suffix(".html").read_bytes(),
        fetched_at=datetime.fromisoformat(fetched["fetched_at"]),
        headers=(("content-type", fetched["content_type"]),),
    )
    return page, case["article"]


def reread(page: Page) -> Article | Reject:
    """The page through today's steps, by the sample outlet of its family or by the bundled declaration."""
    sample = LAYOUTS.get(page.outlet.removeprefix("sample-"))
    if sample is not None:
        return extract(page, sample)
    declared = next(one for one in load_bundled() if one.id == page.outlet)
    return extract(page, load_family(declared.family).layout(declared))


def write(case: Case) -> Path | None:
    """Writes a missing page with its record; None where both exist. Refuses a page that does not read back."""
    path = PAGES / outlet_of(case.skin) / f"{case.name}.json"
    if path.exists() and path.with_suffix(".html").exists():
        return None
    wanted, body = page_bytes(case)
    found = read(body, family_of(case.skin), url=wanted.url, content_type=case.content_type)
    if wrong := differences(wanted, found):
        raise SystemExit(f"{case.name} does not read back: {wrong}")
    assert isinstance(found, Article)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".html").write_bytes(body)
    record = {"page": fetched_as(case, wanted), "article": as_json(found)}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    for one in CASES:
        if made := write(one):
            print(made.relative_to(PAGES.parent.parent), file=sys.stderr)
