"""``python -m tests.bench.score.stripped``: the dev pages of all draws less what tells a reader of markup where to look.

Rules that were mended on pages read these well; what they owe to headings, names and metadata shows where these are
taken away, one kind after the other and all together. ``--misses`` lists each field that is read otherwise. Held pages
are never read here.
"""

import argparse
from collections.abc import Callable
from datetime import datetime

from lxml import html

from models.records.page import Page
from pipelines.extract import extract
from pipelines.page.decode import decode
from scrapers.families.generic import FAMILY, outlet_for
from tests.bench.score import held_out

BLOCKS = ("header", "footer", "aside", "nav", "main", "article", "section", "figure", "figcaption", "time", "p")
SITE = "가람소식"


def _drop_metadata(root: html.HtmlElement) -> None:
    for element in list(root.iter("meta")):
        if not element.get("charset"):
            element.drop_tree()
    for element in list(root.iter("script")):
        if element.get("type") == "application/ld+json":
            element.drop_tree()


def _name_the_site_alone(root: html.HtmlElement) -> None:
    _drop_metadata(root)
    for title in root.iter("title"):
        title.text = SITE


def _drop_headings(root: html.HtmlElement) -> None:
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        element.tag = "div"


def _drop_names(root: html.HtmlElement) -> None:
    for element in root.iter(html.etree.Element):
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)


def _drop_structure(root: html.HtmlElement) -> None:
    _drop_headings(root)
    _drop_names(root)
    for element in root.iter(*BLOCKS):
        element.tag = "div"


def _drop_all(root: html.HtmlElement) -> None:
    _name_the_site_alone(root)
    _drop_structure(root)


WAYS: dict[str, Callable[[html.HtmlElement], None]] = {
    "no metadata": _drop_metadata,
    "title is the site": _name_the_site_alone,
    "no headings": _drop_headings,
    "no names": _drop_names,
    "divs alone": _drop_structure,
    "all together": _drop_all,
}


def measure(way: str) -> held_out.Tally:
    """Read every dev page of every draw with something taken from it."""
    tally = held_out.Tally()
    for draw in held_out.DRAWS:
        for record in held_out.read_records(draw, ["dev"]):
            body = (held_out.DRAWS[draw] / record["file"]).read_bytes()
            text = decode(body, record["content_type"]).text
            root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
            WAYS[way](root)
            page = Page(
                outlet="",
                url=record["url"],
                body=html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>"),
                fetched_at=datetime.fromisoformat(record["fetched_at"]),
                headers=(("content-type", "text/html; charset=utf-8"),),
            )
            outlet = outlet_for(page)
            assert outlet is not None
            named = record | {"file": f"{draw}/{record['file']}"}
            held_out.compare(tally, named, extract(page, FAMILY.layout(outlet)))
    return tally


def main() -> None:
    """Print a row for each way, and the misses where asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.score.stripped")
    parser.add_argument("--way", choices=WAYS, help="only this way")
    parser.add_argument("--misses", action="store_true", help="list what was read otherwise")
    options = parser.parse_args()
    for way in [options.way] if options.way else WAYS:
        tally = measure(way)
        held_out.print_row(way, tally)
        if options.misses:
            for file, name, wanted, found in sorted(tally.misses, key=lambda miss: (miss[1], miss[0])):
                print(f"  {name}: {file}\n    wanted {wanted!r}\n    found  {found!r}")


if __name__ == "__main__":
    main()
