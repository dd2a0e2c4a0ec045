"""The text steps on real pages, where those lie beside the project: nothing broken, nothing of an article's words cut."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pipelines.page.boilerplate import is_boilerplate
from pipelines.page.clean_text import clean_line
from pipelines.page.decode import decode
from pipelines.page.php_messages import strip_php_messages
from pipelines.text.bylines import split_closing, split_opening
from pipelines.text.dates import find_moments

PAGES = Path(__file__).resolve().parents[3] / "shared" / "pages"
GOLD = sorted((PAGES / "gold").glob("*.json"))
DATED_IN_SCRIPT = {"fundus__HankookIlbo_2026_01_29"}  # an empty page: all its text stands inside a script
BREAK = re.compile(r"<(?:br|/p|/div|/li|/td|/dd|/span)\b[^<>]{0,200}>")
TAG = re.compile(r"<[^<>]{0,2000}>")

pytestmark = pytest.mark.skipif(not GOLD, reason="no real pages beside the project")


def gold(path: Path) -> tuple[dict[str, Any], str]:
    page = next((PAGES / "dev").glob(f"{path.stem}.*"))
    decoded = decode(page.read_bytes())
    assert decoded.broken == 0
    return json.loads(path.read_text(encoding="utf-8")), decoded.text


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_pages_decode_whole_and_hold_their_headline(path: Path) -> None:
    record, text = gold(path)
    assert (
        "".join(record["headline"].split()) in "".join(unescape(TAG.sub("", text)).split())
        or record["headline"] in text
    )
    assert strip_php_messages(text).messages == 0


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_no_step_cuts_an_articles_own_words(path: Path) -> None:
    record, _ = gold(path)
    body = tuple(line for line in (record["body"] or "").split("\n") if line)
    assert not any(map(is_boilerplate, body))
    assert split_closing(body).paragraphs == body
    assert all(split_opening(line).rest == line.strip() for line in body[:1])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_time_is_among_those_read(path: Path) -> None:
    if path.stem in DATED_IN_SCRIPT:
        pytest.skip("the page shows no text outside its scripts")
    record, text = gold(path)
    lines = (clean_line(unescape(TAG.sub(" ", line))) for line in BREAK.sub("\n", text).split("\n"))
    read = {moment.at.isoformat()[:16] for line in lines for moment in find_moments(line)}
    for field in ("published_at", "modified_at"):
        assert not record[field] or record[field][:16] in read
