"""What is printed, broken or hidden in a page changes nothing of the article: over a thousand variants."""

import re
import unicodedata
from random import Random

import pytest

from models.records.article import Article
from scrapers.samples import php
from scrapers.samples.render import SKINS, expected, render
from tests.sites.arbitrary import arbitrary
from tests.support.read_pages import differences, family_of, read

FORMS = php.messages()
INVISIBLE = ("\u200b", "\ufeff", "\u00ad", "\u2060", "\x00", "\x07", "\u202e", "\u200e")
TAG = re.compile(r"<[^<>]{1,300}>")
SCRIPT = re.compile(r"<(script|style|title)\b.*?</\1>", re.DOTALL)
# An article that did not decode or lost a line would differ in these; the counts are told apart below.
COUNTS = ("repairs", "php_messages")


def sample(skin: str, seed: int) -> tuple[Article, str]:
    wanted = arbitrary(seed, skin)
    return expected(wanted, skin), render(wanted, skin, seed=seed)


def same(wanted: Article, html: str | bytes, skin: str, note: object, ignore: tuple[str, ...] = COUNTS) -> None:
    found = read(html, family_of(skin), url=wanted.url, fetched_at=wanted.fetched_at)
    assert not differences(wanted, found, ignore=ignore), note


def text_places(html: str) -> list[int]:
    """Positions between two characters of shown text, not beside a space."""
    opaque = [match.span() for match in SCRIPT.finditer(html)]
    places: list[int] = []
    for first, second in zip(TAG.finditer(html), list(TAG.finditer(html))[1:], strict=False):
        start, end = first.end(), second.start()
        if end - start > 4 and not any(a <= start < b for a, b in opaque):
            places += [at for at in range(start + 1, end) if html[at - 1].isalnum() and html[at].isalnum()]
    return places


def outside_entities(html: str, at: int) -> bool:
    """Whether the position is inside no ``&amp;``."""
    return html.rfind("&", max(0, at - 8), at) <= html.rfind(";", max(0, at - 8), at)


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("seed", range(3))
def test_php_messages_at_element_boundaries(skin: str, seed: int) -> None:
    """60 boundaries a page, each with another form: 720 variants."""
    wanted, html = sample(skin, seed)
    rng = Random(seed)
    places = php.boundaries(html)
    for number, at in enumerate([places[0], *rng.sample(places, min(59, len(places)))]):
        form = FORMS[(number + seed * 17) % len(FORMS)]
        if form.startswith("PHP ") and at:  # a log line: PHP writes it to a line of its own
            form = "\n" + form
        same(wanted, php.insert(html, at, form), skin, (at, form, html[at : at + 60]))


@pytest.mark.parametrize("skin", SKINS)
def test_php_messages_are_counted(skin: str) -> None:
    wanted, html = sample(skin, 5)
    for form in FORMS:
        found = read(php.insert(html, 0, form), family_of(skin), url=wanted.url, fetched_at=wanted.fetched_at)
        assert differences(wanted, found)["php_messages"] == (wanted.php_messages, wanted.php_messages + 1), form


@pytest.mark.parametrize("skin", SKINS)
def test_php_messages_inside_text(skin: str) -> None:
    """20 places inside the body's words: 80 variants; only the forms that end with their own line join again."""
    wanted, html = sample(skin, 11)
    rng = Random(11)
    places = [at for at in text_places(html) if outside_entities(html, at)]
    forms = [form for form in FORMS if form.startswith(("\n", "<br"))]
    for number, at in enumerate(rng.sample(places, 20)):
        form = forms[number % len(forms)]
        same(wanted, php.insert(html, at, form), skin, (at, form, html[at - 20 : at + 20]))


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("seed", range(4))
def test_invisible_characters(skin: str, seed: int) -> None:
    """Eight kinds, once each and all at once: 144 variants."""
    wanted, html = sample(skin, 20 + seed)
    rng = Random(seed)
    places = [at for at in text_places(html) if outside_entities(html, at)]
    for character in INVISIBLE:
        at = rng.choice(places)
        same(wanted, html[:at] + character + html[at:], skin, (hex(ord(character)), html[at - 20 : at + 20]))
    for at in sorted(rng.sample(places, 30), reverse=True):
        html = html[:at] + rng.choice(INVISIBLE) + html[at:]
    same(wanted, html, skin, "all at once")


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("seed", range(6))
def test_other_forms_of_the_same_bytes(skin: str, seed: int) -> None:
    """BOM, NFD, CRLF, CR, blanks before the doctype, upper-case tags: 144 variants."""
    wanted, html = sample(skin, 40 + seed)
    shouted = re.sub(r"(</?)(p|div|span|h1|h2|ul|li)\b", lambda m: m[1] + m[2].upper(), html)
    same(wanted, b"\xef\xbb\xbf" + html.encode(), skin, "BOM")
    same(wanted, unicodedata.normalize("NFD", html), skin, "NFD")
    same(wanted, html.replace("\n", "\r\n"), skin, "CRLF")
    same(wanted, html.replace("\n", "\r"), skin, "CR")
    same(wanted, "\n\n  " + html, skin, "blanks before")
    same(wanted, shouted, skin, "upper case")


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("seed", range(3))
def test_comments_anywhere(skin: str, seed: int) -> None:
    """10 element boundaries and 5 places in the text: 180 variants."""
    wanted, html = sample(skin, 60 + seed)
    rng = Random(seed)
    words = [at for at in text_places(html) if outside_entities(html, at)]
    for at in [*rng.sample(php.boundaries(html)[1:], 10), *rng.sample(words, 5)]:
        same(wanted, f"{html[:at]}<!-- <p>기사입력 2001.01.01 01:01</p> -->{html[at:]}", skin, html[at - 20 : at + 20])


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("seed", range(6))
def test_unclosed_tags(skin: str, seed: int) -> None:
    """Closing tags of paragraphs, list items and whole blocks left out: 120 variants."""
    wanted, html = sample(skin, 80 + seed)
    same(wanted, re.sub(r"</p>(?=\s*<(?:p|div|figure|table|/div|/section)\b)", "", html), skin, "</p>")
    for tag in ("</li>", "</ul>", "</body>", "</html>"):
        same(wanted, html.replace(tag, ""), skin, tag)


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("form", php.fatal())
def test_a_page_cut_off_by_a_fatal_error_after_the_article(skin: str, form: str) -> None:
    wanted, html = sample(skin, 90)
    cut = html.index("</body>")
    same(wanted, html[:cut] + form, skin, form)
