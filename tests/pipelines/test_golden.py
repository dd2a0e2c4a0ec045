"""Saved pages against their approved articles: one test a field, and guards that need no parser."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from models.records.article import Article, as_json
from scrapers.samples.render import SKINS
from scrapers.samples.surroundings import RELATED, SUMMARY, TICKER, others
from tests.tools.golden import CASES, PAGES, load, reread, saved

PATHS = list(saved())
FIELDS = [
    "outlet",
    "outlet_title",
    "region",
    "section",
    "headline",
    "deck",
    "reporters",
    "emails",
    "dateline",
    "agency",
    "published_at",
    "modified_at",
    "published_raw",
    "published_from",
    "body",
    "photos",
    "tags",
    "url",
    "canonical_url",
    "article_no",
    "php_messages",
    "broken_characters",
    "text_sha256",
]
NAMES = [f"{path.parent.name}/{path.stem}" for path in PATHS]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_field(path: Path, field: str) -> None:
    page, approved = load(path)
    found = reread(page)
    assert isinstance(found, Article), found
    assert as_json(found)[field] == approved[field]


def test_every_field_of_the_record_is_tested() -> None:
    _, approved = load(PATHS[0])
    assert set(approved) - set(FIELDS) == {"fetched_at", "repairs"}


def test_every_case_is_saved_and_every_skin_has_one() -> None:
    assert {(f"sample-{case.skin.split('-')[0]}", case.name) for case in CASES} == {
        (path.parent.name, path.stem) for path in PATHS if path.parent.name.startswith("sample-")
    }
    assert {case.skin for case in CASES} == set(SKINS)
    pages = {path for path in PAGES.glob("*/*.html") if not path.parent.name.startswith("held_out")}
    assert {path.with_suffix(".html") for path in PATHS} == pages


def shown(path: Path) -> str:
    """The page's text by its own charset, without any of our steps."""
    body = path.with_suffix(".html").read_bytes()
    return body.decode("cp949" if path.stem.endswith("cp949") else "utf-8")


def plain(text: str) -> str:
    """Page text as far as a guard needs it: no inline tags, and the entities that the pages use."""
    text = re.sub(r"<(?:/?(?:strong|span|a|b)\b[^>]*|!--.*?--)>", "", text).replace("\n", "")
    for entity, character in (("&quot;", '"'), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_what_was_approved_stands_in_the_page(path: Path) -> None:
    _, approved = load(path)
    text = plain(shown(path))
    assert approved["headline"] in text
    assert approved["body"][:12] in text
    assert approved["body"][-12:] in text
    at = datetime.fromisoformat(approved["published_at"])
    clock = f"{at:%H시 %M분}" if "시" in approved["published_raw"] else f"{at:%H:%M}"
    assert clock in text or (":" not in approved["published_raw"] and clock == "00:00")
    assert approved["published_raw"] in text
    for name in [*approved["reporters"], *approved["emails"], *filter(None, [approved["dateline"]])]:
        assert name in text
    for photo in approved["photos"]:
        assert photo["url"] in shown(path)
        assert (photo["caption"] or "") in text


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_nothing_of_another_article_was_approved(path: Path) -> None:
    _, approved = load(path)
    record = str({key: value for key, value in approved.items() if key != "repairs"})
    text = shown(path)
    foreign = [line for other in others() for line in (other.headline, *other.body.split("\n"), *other.reporters)]
    decoys = [
        *foreign,
        *RELATED,
        *TICKER,
        *SUMMARY,
        "decoy",
        "2019-03-07",
        "/home/sample",
        "재배포",
        "공유하기",
        ".jpg ",
    ]
    assert sum(decoy in text for decoy in decoys) >= 6
    assert [decoy for decoy in decoys if decoy in record] == []
