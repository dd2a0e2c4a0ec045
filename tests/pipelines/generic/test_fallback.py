"""The generic reading as fallback of the families: where an outlet's site changed its names, the article is still read, and it shows."""

import re
from collections import Counter
from zlib import crc32

import pytest

from models.records.article import Article
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, expected, render
from tests.sites.unknown_pages import FOREIGN
from tests.support.read_pages import HOME, read

NAMED = re.compile(r"\b(class|id)=([\"'])([^\"']*)\2")
RECORDS = 6


def renamed(html: str) -> str:
    """The page with every id and class called otherwise: no selector of any layout fits."""

    def other(match: re.Match[str]) -> str:
        names = " ".join(f"q{crc32(name.encode()) % 9999}" for name in match[3].split())
        return f"{match[1]}={match[2]}{names}{match[2]}"

    return NAMED.sub(other, html)


@pytest.mark.parametrize("skin", SKINS)
def test_a_page_whose_names_all_changed_is_read(skin: str) -> None:
    family = SKINS[skin].family
    records = invented(f"sample-{family}", home=HOME)
    for number in range(RECORDS):
        record = records[number * 11 % len(records)]
        wanted = expected(record, skin)
        found = read(renamed(render(record, skin, seed=number)), family, url=record.url, fetched_at=record.fetched_at)
        assert isinstance(found, Article)
        assert found.headline == wanted.headline
        assert _f1(wanted.body, found.body) >= 0.7
        assert not any(other[:20] in found.body for other in FOREIGN)
        if found.published_at is not None and wanted.published_at is not None:
            assert found.published_at.date() == wanted.published_at.date()


def _f1(wanted: str, found: str) -> float:
    left, right = Counter(wanted.split()), Counter(found.split())
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


def test_what_the_fallback_gave_is_counted() -> None:
    record = invented("sample-newspim", home=HOME)[0]
    html = render(record, "newspim-2026", seed=1)
    whole = read(html, "newspim", url=record.url, fetched_at=record.fetched_at)
    assert isinstance(whole, Article)
    assert "selector_missed" not in dict(whole.repairs)
    missed = read(
        html.replace("news-contents", "newscontents"), "newspim", url=record.url, fetched_at=record.fetched_at
    )
    assert isinstance(missed, Article)
    assert dict(missed.repairs)["selector_missed"] == 1
    assert (missed.headline, missed.body, missed.published_at) == (whole.headline, whole.body, whole.published_at)


def test_an_address_that_the_family_does_not_know_is_read_all_the_same() -> None:
    record = invented("sample-newspim", home=HOME)[0]
    html = render(record, "newspim-2026").replace("news-contents", "newscontents")
    found = read(html, "newspim", url=f"{HOME}/somewhere/new/20261120")
    assert isinstance(found, Article)
    assert (found.headline, found.body) == (record.headline, record.body)
