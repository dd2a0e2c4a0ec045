"""Every reader of what a site or a release sends, with the shapes that try it, and how its cost grows with the size."""

import gc
import io
import tempfile
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from desk.services.clips.scans import read_scan
from models.query.synonyms import read_synonyms
from models.records.errors import UserError
from models.records.page import Page
from pipelines.extract import extract
from pipelines.generic.site_name import find_site_name
from pipelines.lists import count_links, describe_text, read_feed, read_home, read_links, read_list, read_sitemap
from pipelines.page.decode import decode
from pipelines.page.harmless import make_harmless
from pipelines.page.php_messages import strip_php_messages
from pipelines.releases.readers.docx import read_lines as read_docx
from pipelines.releases.readers.file_kind import find_kind
from pipelines.releases.readers.hwp import read_lines as read_hwp
from pipelines.releases.readers.hwpx import read_lines as read_hwpx
from pipelines.releases.readers.limits import ReleaseFileError
from pipelines.releases.readers.pdf import read_lines as read_pdf
from pipelines.releases.release import make_release
from reports.articles.columns import ExportChoice, make_header
from reports.articles.csv_writer import copy_records
from reports.clip.read_workbook import read_workbook
from reports.formats.errors import ExportError
from scrapers.families.generic import FAMILY, LIST_RULES, outlet_for
from scrapers.families.ndsoft import FAMILY as NDSOFT
from scrapers.importing.mhtml_page import MhtmlError, read_mhtml
from scrapers.importing.saver_address import read_saver_note
from scrapers.importing.warc_pages import read_cases_in_warc
from scrapers.middlewares.responses import UnpackError, unpack_body
from scrapers.middlewares.retry import gzip_is_whole
from scrapers.middlewares.robots import Rules
from scrapers.middlewares.soft_errors import soft_error
from scrapers.samples.render import SKINS, render
from tests.sites.arbitrary import arbitrary
from tests.support import hostile_files as files
from tests.support import hostile_inputs as made
from tests.support.hostile_inputs import BASE, FETCHED, Shape, repeat
from tests.support.read_pages import LAYOUTS, family_of

ADDRESS = "http://a.example/news/articleView.html?idxno=12345"
FIRST_SIZE = 1 << 14
MIN_SECONDS, MAX_SECONDS = 0.02, 0.15
"""What is worth comparing, and from where on a comparison has shown what it can."""
MAX_GROWTH = 8
"""Four times the size may cost so many times as much: linear is 4, quadratic 16."""
TRIES = 5


@dataclass(frozen=True, slots=True)
class HostileReader:
    """``most``: the largest size that is of interest, in characters or bytes."""

    read: Callable[[Any], object]
    shapes: dict[str, Shape]
    most: int = 1 << 21


def _page(text: str) -> Page:
    return Page(outlet="a-example", url=ADDRESS, body=text.encode("utf-8", "replace"), fetched_at=FETCHED)


def _read_as_generic(text: str) -> object:
    page = _page(text)
    outlet = outlet_for(page)
    assert outlet is not None
    return extract(page, FAMILY.layout(outlet))


def _read_robots(text: str) -> object:
    rules = Rules(text, agent="LocalNewsArchive")
    return [rules.allows(f"http://a.example/a/b/{n}") for n in range(3)], rules.crawl_delay, rules.sitemaps


def _read_body(body: bytes) -> object:
    with suppress(UnpackError):
        unpack_body(body)
    return gzip_is_whole(body), soft_error(body, "feed"), decode(body)


def _read_saved(text: str) -> object:
    data = text.encode("utf-8", "replace")
    with suppress(MhtmlError):
        read_mhtml(data)
    return read_saver_note(data)


def _refused(read: Callable[[Any], object]) -> Callable[[Any], object]:
    def read_or_refuse(data: Any) -> object:
        try:
            return read(data)
        except ReleaseFileError as error:
            return error

    return read_or_refuse


def _read_docx(body: str) -> object:
    return read_docx(made.docx_of(body))


def _read_release(text: str) -> object:
    lines = text.splitlines()
    return make_release("a.txt", "", lines), make_release("a.txt", "", lines, around=lines)


def _read_toml(text: str) -> object:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return error


def _read_synonyms(text: str) -> object:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "synonyms.txt"
        file.write_text(text, encoding="utf-8", errors="replace")
        try:
            return read_synonyms(file)
        except UserError as error:
            return error


def _from_file(read: Callable[[Path], object], name: str) -> Callable[[str | bytes], object]:
    """A reader of a file that takes what is to stand in it; a refusal is an answer, too."""

    def read_file(data: str | bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(data.encode("utf-8", "replace") if isinstance(data, str) else data)
            try:
                return read(file)
            except UserError as error:
                return error

    return read_file


def _read_csv(text: str) -> object:
    choice = ExportChoice(columns=("url", "headline"))
    old = io.BytesIO((";".join(make_header(choice)) + "\r\n" + text).encode())
    try:
        return copy_records(old, io.BytesIO(), choice)
    except ExportError as error:
        return error


def _in_skin(skin: str) -> dict[str, Shape]:
    article = arbitrary(7, skin)
    page = render(article, skin, seed=1)
    headline = page.rfind(article.headline[:6], 0, len(page) // 2)
    texts = (page.find(line[:6], headline + 1) for line in article.body.split("\n"))
    places = {"above": headline, "inside": next(place for place in texts if place > 0)}
    return {
        f"{name} {where}": repeat(unit, page[:place], page[place:])
        for name, unit in made.PAGE_UNITS.items()
        for where, place in places.items()
    }


READERS: dict[str, HostileReader] = {
    "feed": HostileReader(lambda text: read_feed(text, BASE), made.FEEDS),
    "sitemap": HostileReader(lambda text: read_sitemap(text, BASE), made.SITEMAPS),
    "JSON feed": HostileReader(lambda text: read_feed(text, BASE), made.JSON_FEEDS),
    "what is no feed": HostileReader(describe_text, made.FEEDS | made.PAGES | made.JSON_FEEDS),
    "server messages": HostileReader(strip_php_messages, made.PAGES),
    "list by rules": HostileReader(lambda text: read_list(text, LIST_RULES, BASE, fetched_at=FETCHED), made.PAGES),
    "list by links": HostileReader(lambda text: read_links(text, BASE, fetched_at=FETCHED), made.PAGES),
    "list of a family": HostileReader(
        lambda text: (
            read_list(text, NDSOFT.list_rules, BASE, fetched_at=FETCHED),
            count_links(text, ("articleView",)),
        ),
        made.PAGES,
    ),
    "home page": HostileReader(lambda text: (read_home(text, BASE), find_site_name(text)), made.PAGES),
    "article by selectors": HostileReader(lambda text: extract(_page(text), LAYOUTS["ndsoft"]), made.PAGES),
    "article of any page": HostileReader(_read_as_generic, made.PAGES),
    "page without what acts": HostileReader(
        lambda text: make_harmless(text.encode("utf-8", "replace"), "", "가나"), made.PAGES
    ),
    "saved page": HostileReader(_read_saved, made.SAVED),
    "robots.txt": HostileReader(_read_robots, made.ROBOTS, 1 << 19),
    "body": HostileReader(_read_body, made.BODIES, 1 << 22),
    "kind of a file": HostileReader(_refused(find_kind), made.BODIES, 1 << 22),
    "hwpx": HostileReader(_refused(read_hwpx), made.HWPX),
    "hwp": HostileReader(_refused(lambda stream: read_hwp(made.hwp_of(stream))), made.HWP),
    "docx": HostileReader(_refused(_read_docx), made.DOCX, 1 << 20),
    "pdf": HostileReader(_refused(read_pdf), made.PDF, 1 << 17),
    "lines of a release": HostileReader(_read_release, made.LINES, 400_000),
    "synonyms": HostileReader(_read_synonyms, made.TEXT_FILES, 1 << 18),
    "WARC file": HostileReader(_from_file(lambda path: list(read_cases_in_warc(path, "a")), "a.warc"), files.WARCS),
    "workbook of a clip": HostileReader(_from_file(read_workbook, "a.xlsx"), files.WORKBOOKS, 1 << 16),
    "scan": HostileReader(_from_file(read_scan, "a.png"), files.SCANS, 1 << 22),
    "CSV gone on with": HostileReader(_read_csv, files.CSV_FILES),
    "TOML": HostileReader(_read_toml, made.TEXT_FILES, 1 << 16),
}


SKIN_SHAPES: dict[str, dict[str, Shape]] = {skin: _in_skin(skin) for skin in SKINS}
"""Sample pages of every skin with one thing repeated in them, above the headline or inside the text."""


def read_in_skin(skin: str, html: str) -> object:
    """The article of a page in a skin."""
    return extract(_page(html), LAYOUTS[family_of(skin)])


def cost(read: Callable[[Any], object], data: Any) -> float:
    """Seconds of the processor."""
    gc.disable()  # what it costs to collect depends on all that the test process holds
    try:
        begun = time.process_time()
        read(data)
        return time.process_time() - begun
    finally:
        gc.enable()


def find_growth(
    read: Callable[[Any], object], shape: Shape, most: int, seconds: float = MAX_SECONDS
) -> tuple[float, int]:
    """How many times as much four times the size costs, and the size compared; 0 where all sizes cost next to nothing.

    Sizes grow until one is worth comparing, for a term that is quadratic shows only where it is no longer small.
    """
    size, before = FIRST_SIZE, cost(read, shape(FIRST_SIZE))
    growth, at = 0.0, size
    while size * 4 <= most and before < seconds:
        small, large = shape(size), shape(size * 4)
        after = cost(read, large)
        if after >= MIN_SECONDS:
            found = after / max(before, MIN_SECONDS / MAX_GROWTH)
            if found >= MAX_GROWTH:  # a busy machine slows one of the two, and rarely in most of the tries
                pairs = [(cost(read, small), cost(read, large)) for _ in range(TRIES)]
                found = median(dear / max(cheap, MIN_SECONDS / MAX_GROWTH) for cheap, dear in pairs)
            if found >= MAX_GROWTH:  # one step up is a full cache; a square goes on growing
                larger = shape(size * 16)
                further = min(cost(read, larger) for _ in range(2))
                found = min(found, further / max(after, MIN_SECONDS))
            growth, at = max((growth, at), (found, size))
        if growth >= MAX_GROWTH:
            break
        size, before = size * 4, after
    return growth, at
