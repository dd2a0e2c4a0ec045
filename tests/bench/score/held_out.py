"""``python -m tests.bench.score.held_out``: invented pages of many CMSes, read as if nobody had declared their outlets.

There are five draws of pages, written at different times by authors who had not read the rules' code: ``--draw 1`` to
``--draw 5`` asks one of them. ``--half dev`` asks the half that writers of rules may read, ``--half held`` the half that is only measured.
``--misses`` lists each field of each page that is not what a human reader would write down: of the dev halves alone, unless
``--half held`` asks for the other by name.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from models.records.article import Article
from models.records.page import Page
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for
from tests.bench.score.pages import RENAME, rename_marks

_PAGES = Path(__file__).resolve().parents[2] / "pages"
DRAWS = {"1": _PAGES / "held_out"} | {draw: _PAGES / f"held_out_{draw}" for draw in ("2", "3", "4", "5")}
"""The folders of pages and records, by the name of their draw."""
HALVES = ("dev", "held")
FIELDS = ("headline", "time", "reporters", "e-mails", "section", "captions", "deck", "body exact")
_BEFORE = re.compile(r"^(?:[▲△▶◀■↑\s]|\[[^\]]*=[^\]]*\])+")
_CREDITS = (
    re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\)|<[^>]*>|(?:/\s*)?사진\s*[=|:/].*|/\S.*|ⓒ.*)$"),
    re.compile(r"(?<=\.)\s+\S+(?:\s\S+){0,2}\s(?:제공|기자)$"),
    re.compile(r"\s*\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?(?:\s+\S+@\S+)?(?:\s+\*.*)?$"),
)
"""What stands before and behind a caption's sentence: that the sentence was found is asked, not what its credit became."""


@dataclass(slots=True)
class Tally:
    """What was read of a number of pages. ``misses``: file, field, wanted, found."""

    pages: int = 0
    right: Counter[str] = field(default_factory=Counter)
    f1: list[float] = field(default_factory=list)
    foreign: int = 0
    refused: int = 0
    misses: list[tuple[str, str, object, object]] = field(default_factory=list)

    def add(self, file: str, name: str, *, right: bool, wanted: object, found: object) -> None:
        """One field of one page."""
        self.right[name] += right
        if not right:
            self.misses.append((file, name, wanted, found))


def half_of(file: str) -> str:
    """The half that a page belongs to, for ever: by the hash of its name.

    Pages named ``outlet--page.html`` go by their outlet, which is never parted; three outlets of five are held.
    """
    outlet, parted, _ = file.partition("--")
    number = sha256(outlet.encode()).digest()[0]
    return HALVES[number % 5 >= 2] if parted else HALVES[number % 2]


def read_records(draw: str, halves: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The records of the pages of these halves of a draw, with `file` and `url`."""
    for path in sorted(DRAWS[draw].glob("*.json")):
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if half_of(record["file"]) in halves:
            yield record


def measure(draw: str, half: str, *, renamed: bool = False) -> Tally:
    """Read the pages and compare; a refused page is wrong in every field."""
    tally = Tally()
    for record in read_records(draw, [half]):
        body = (DRAWS[draw] / record["file"]).read_bytes()
        page = Page(
            outlet="",
            url=record["url"],
            body=rename_marks(body, "another skin") if renamed else body,
            fetched_at=datetime.fromisoformat(record["fetched_at"]),
            headers=(("content-type", record["content_type"]),),
        )
        outlet = outlet_for(page)
        assert outlet is not None
        compare(tally, record, extract(page, FAMILY.layout(outlet)))
    return tally


def compare(tally: Tally, record: dict[str, Any], found: Article | Reject) -> None:
    """Count what was read of a page as its record says."""
    file = record["file"]
    tally.pages += 1
    if isinstance(found, Reject):
        tally.refused += 1
        tally.f1.append(0.0)
        tally.misses.append((file, "refused", record["headline"], str(found.reason)))
        return
    wanted_times = {_minute(time) for time in (record["published_at"], *record.get("published_at_alt", ()))}
    minute = _minute(found.published_at.isoformat() if found.published_at else None)
    tally.add(file, "time", right=minute in wanted_times, wanted=record["published_at"], found=minute)
    headline = fold(found.headline)
    right = headline == fold(record["headline"])
    tally.add(file, "headline", right=right, wanted=record["headline"], found=headline)
    for name, key, read in (("reporters", "reporters", found.reporters), ("e-mails", "emails", found.emails)):
        accepted = [set(names) for names in (record[key], *record.get(f"{key}_alt", ()))]
        tally.add(file, name, right=set(read) in accepted, wanted=record[key], found=list(read))
    section = fold(found.section)
    sections = [fold(one) for one in (record["section"], *record.get("section_alt", ()))]
    tally.add(file, "section", right=section in sections, wanted=record["section"], found=section)
    deck = fold(found.deck)
    tally.add(file, "deck", right=deck == fold(record["deck"]), wanted=record["deck"], found=deck)
    captions = [photo.caption for photo in found.photos if photo.caption]
    right = any(
        Counter(map(_bare_caption, captions)) == Counter(map(_bare_caption, accepted))
        for accepted in (record["captions"], record.get("captions_alt", record["captions"]))
    )
    tally.add(file, "captions", right=right, wanted=record["captions"], found=captions)
    optional = sorted(map(fold, record.get("optional", ())), key=len, reverse=True)
    wanted_body, body = _cut(fold(record["body"]), optional), _cut(fold(found.body), optional)
    tally.add(file, "body exact", right=wanted_body == body, wanted="", found=_differ(record["body"], found.body))
    tally.f1.append(_f1(wanted_body.split(), body.split()))
    foreign = [one for one in map(fold, record["must_not"]) if one in body]
    tally.foreign += len(foreign)
    if foreign:
        tally.misses.append((file, "foreign", [], foreign))


def fold(text: str | None) -> str:
    """One line, one form of each syllable."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _minute(time: str | None) -> str | None:
    return time and datetime.fromisoformat(time).strftime("%Y-%m-%dT%H:%M")


def _bare_caption(caption: str) -> str:
    caption = _BEFORE.sub("", fold(caption))
    for _ in _CREDITS:
        for credit in _CREDITS:
            caption = credit.sub("", caption)
    return caption.rstrip(" .")


def _cut(text: str, lines: list[str]) -> str:
    text = f" {text} "
    for line in lines:
        text = text.replace(f" {line} ", " ", 1)
    return text.strip()


def _f1(wanted: list[str], found: list[str]) -> float:
    if not wanted and not found:
        return 1.0  # an article that is a picture alone
    both = (Counter(wanted) & Counter(found)).total()
    return 2 * both / (len(wanted) + len(found)) if both else 0.0


def _differ(wanted: str, found: str) -> dict[str, list[str]]:
    lines, read = ([fold(line) for line in text.split("\n") if line.strip()] for text in (wanted, found))
    return {
        "missing": [line for line in lines if line not in read],
        "too much": [line for line in read if line not in lines],
    }


def print_row(name: str, tally: Tally) -> None:
    """One line of the table."""
    shares = "  ".join(f"{one} {tally.right[one] / max(1, tally.pages):.3f}" for one in FIELDS)
    mean = sum(tally.f1) / max(1, len(tally.f1))
    counted = f"foreign {tally.foreign}  refused {tally.refused}"
    print(f"{name:16} {tally.pages} pages  {shares}  body F1 {mean:.3f}  {counted}", flush=True)


def main() -> None:
    """Print the table, and the misses where asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.score.held_out")
    parser.add_argument("--draw", choices=(*DRAWS, "all"), default="all", help="only the pages of this draw")
    parser.add_argument("--half", choices=HALVES, help="only the pages of this half")
    parser.add_argument(
        "--misses", action="store_true", help="list what was read otherwise (the dev half's by default)"
    )
    options = parser.parse_args()
    draws = list(DRAWS) if options.draw == "all" else [options.draw]
    halves = [options.half] if options.half else list(HALVES)
    for draw, half in product(draws, halves):
        tally = measure(draw, half)
        print_row(f"{draw} {half}", tally)
        if RENAME.is_file():
            print_row(f"{draw} {half}, renamed", measure(draw, half, renamed=True))
        else:
            print("  (no tool to rename classes beside the project)")
        if options.misses and (half == "dev" or options.half == half):
            for file, name, wanted, found in sorted(tally.misses, key=lambda miss: (miss[1], miss[0])):
                print(f"  {name}: {file}\n    wanted {wanted!r}\n    found  {found!r}")


if __name__ == "__main__":
    main()
