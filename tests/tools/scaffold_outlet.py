"""The files of an outlet of a known family: its declaration, if there is none, and a golden page to begin with.

The page carries invented news in the newest skin of the family, at the outlet's own addresses, and is read by its own
declaration. Give it the markup in which the outlet's pages differ (``[layout]``), and the golden test holds it.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from random import Random

from models.records.article import Article, as_json
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from scrapers.declarations.write import toml_of
from scrapers.families.base import origin
from scrapers.registry import OutletError, load_bundled, load_family, read_outlet
from scrapers.samples.news import invented
from scrapers.samples.render import SAMPLE_OUTLETS, SKINS, encode, expected, render
from tests.support.read_pages import FETCHED, HOME

CASE = "first"
CONTENT_TYPE = "text/html; charset=utf-8"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What an outlet that is not declared yet must say."""
    for name, what in (
        ("family", "its CMS family"),
        ("home", "https://www.example.co.kr"),
        ("title", "its Korean name"),
        ("region", "the province or city that it serves"),
        ("kind", "일간, 주간, 인터넷 …"),
    ):
        parser.add_argument(f"--{name}", default="", help=what)


def outlet(root: Path, outlet_id: str, given: argparse.Namespace) -> list[Path]:
    """Write what is missing; returns what was written. Raises SystemExit with a sentence."""
    declared = next((one for one in load_bundled() if one.id == outlet_id), None)
    found = declared or _declare(outlet_id, given)
    if found.family not in SAMPLE_OUTLETS:
        raise SystemExit(f"There is no sample page of the family {found.family}: save a page of the outlet instead.")
    page = root / "tests" / "pages" / outlet_id / f"{CASE}.html"
    if page.exists():
        raise SystemExit(f"{page.relative_to(root)} is there already.")
    body, record = _golden(found)
    written = []
    if declared is None:
        toml = root / "scrapers" / "outlets" / f"{outlet_id}.toml"
        toml.write_text(toml_of(found), encoding="utf-8")
        read_outlet(toml)
        written.append(toml)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(body)
    page.with_suffix(".json").write_text(record, encoding="utf-8")
    return [*written, page, page.with_suffix(".json")]


def _declare(outlet_id: str, given: argparse.Namespace) -> Outlet:
    if missing := [name for name in ("family", "home", "title") if not getattr(given, name)]:
        raise SystemExit(f"{outlet_id} is not declared: say --{' --'.join(missing)}.")
    try:
        load_family(given.family)
    except OutletError as error:
        raise SystemExit(str(error)) from error
    return Outlet(
        id=outlet_id,
        title=given.title,
        family=given.family,
        home=given.home,
        region=given.region,
        kind=given.kind,
        enabled=False,
    )


def _golden(found: Outlet) -> tuple[bytes, str]:
    """A page of invented news, and the record that the outlet's own declaration reads from it."""
    sample = SAMPLE_OUTLETS[found.family]
    skin = [name for name in SKINS if name.startswith(f"{found.family}-")][-1]
    told = invented("sample-newspim", home=HOME)[0]
    number = sample.number(Random(found.id), told.published_at or FETCHED)
    url = sample.address(origin(found), number)
    said = {"outlet": found.id, "outlet_title": found.title, "region": found.region}
    record = replace(told, **said, url=url, canonical_url=url, article_no=number, php_messages=0)
    body = encode(render(record, skin), "utf-8")
    page = Page(outlet=found.id, url=url, body=body, fetched_at=FETCHED, headers=(("content-type", CONTENT_TYPE),))
    read = extract(page, load_family(found.family).layout(found))
    wanted = expected(replace(record, fetched_at=FETCHED), skin)
    if not isinstance(read, Article) or (read.headline, read.body) != (wanted.headline, wanted.body):
        raise SystemExit(f"A sample page of {found.family} is not read by the declaration of {found.id}: {read}")
    fetched = {"outlet": found.id, "url": url, "content_type": CONTENT_TYPE, "fetched_at": FETCHED.isoformat()}
    return body, json.dumps({"page": fetched, "article": as_json(read)}, ensure_ascii=False, indent=1) + "\n"
