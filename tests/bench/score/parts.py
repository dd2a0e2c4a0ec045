"""``python -m tests.bench.score.parts``: where small pages show section, time, deck and captions, read undeclared.

Sixty pages, written as the broadcasters, agencies, papers, magazines, schools and offices of Korea lay out their own, before the
rules were read. ``--half dev`` asks those that writers of rules may look at, ``--half held`` those that are only measured;
``--misses`` lists what was read otherwise in the dev half. Texts and titles are invented; ``{1}`` and ``{t1}`` stand for one of
`sentences.tsv`.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from models.records.article import Article
from models.records.page import Page
from models.records.times import KST
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for
from tests.bench.score.held_out import fold
from tests.bench.score.pages import RENAME, rename_marks

FOLDER = Path(__file__).resolve().parents[2] / "pages" / "parts"
FIELDS = ("headline", "time", "section", "deck", "captions", "body exact")
HALVES = ("dev", "held")
FETCHED = datetime(2026, 12, 5, 9, 0, tzinfo=KST)
_MARKS = re.compile(r"^(?:[▲△◇■\s]|\[[^\]=]*=[^\]]*\]|\[사진설명\])+")
_CREDIT = re.compile(
    r"\s*(?:\[[^\]]*\]|\([^)]*\)|〈[^〉]*〉|<[^>]*>|\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?(?:/.*| \S+@\S+)?|/\s?(?:사진|촬영)[= ].*|ⓒ.*|사진[ =]\S+"
    r"|(?<=\.) ?\S+(?: 기자)?(?: \S+@\S*)?(?: 제공)?)\s*$"
)


@dataclass(frozen=True, slots=True)
class SmallPage:
    """A page and what a person would write down of it. ``sections`` are those that are accepted, "" for none."""

    name: str
    url: str
    headline: str
    time: str
    sections: tuple[str, ...]
    deck: str
    captions: tuple[str, ...]
    sentences: tuple[str, ...]
    html: str

    @property
    def half(self) -> str:
        """The half that the page belongs to, for ever: by the hash of its name."""
        return HALVES[sha256(self.name.encode()).digest()[0] % 2]


@dataclass(slots=True)
class Tally:
    """How many pages were read right, by field. ``misses``: page, field, wanted, found."""

    pages: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    misses: list[tuple[str, str, object, object]] = field(default_factory=list)


def read_pages() -> Iterator[SmallPage]:
    """All pages of the folder."""
    lines = (FOLDER / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    texts = dict(line.split("\t", 1) for line in lines)
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, page = block.split("<html", 1)
            name, *rows = head.strip("\n").split("\n")
            facts = [tuple(part.strip() for part in row.split(":", 1)) for row in rows]
            every = lambda key, facts=facts: tuple(value for name, value in facts if name == key and value)  # noqa: E731
            yield SmallPage(
                name=name,
                url=every("url")[0],
                headline=every("headline")[0],
                time=every("time")[0],
                sections=tuple(one.strip() for value in every("section") for one in value.split("|")) or ("",),
                deck="\n".join(every("deck")),
                captions=every("caption"),
                sentences=tuple(texts[number] for number in re.findall(r"\{(\d+)\}", page)),
                html=re.sub(r"\{(t?\d+)\}", lambda found: texts[found[1]], f"<html{page}"),
            )


def measure(half: str, *, renamed: bool = False) -> Tally:
    """Read the pages of a half; a refused page is wrong in every field."""
    tally = Tally()
    for page in read_pages():
        if page.half == half:
            body = page.html.encode()
            body = rename_marks(body, "another skin") if renamed else body
            _compare(tally, page, body)
    return tally


def _compare(tally: Tally, page: SmallPage, body: bytes) -> None:
    tally.pages += 1
    fetched = Page(outlet="", url=page.url, body=body, fetched_at=FETCHED)
    outlet = outlet_for(fetched)
    assert outlet is not None
    read = extract(fetched, FAMILY.layout(outlet))
    if not isinstance(read, Article):
        tally.misses.append((page.name, "refused", page.headline, str(read.reason)))
        return
    minute = read.published_at.astimezone(KST).strftime("%Y-%m-%dT%H:%M") if read.published_at else None
    captions = [photo.caption for photo in read.photos if photo.caption]
    section = fold(read.section)
    missing = [one for one in page.sentences if fold(one)[-40:] not in fold(read.body)]
    facts = {
        "headline": (fold(read.headline) == fold(page.headline), page.headline, read.headline),
        "time": (minute == page.time, page.time, minute),
        "section": (section in page.sections, page.sections, section),
        "deck": (_bare_deck(read.deck) == _bare_deck(page.deck), page.deck, read.deck),
        "captions": (sorted(map(_bare, captions)) == sorted(map(_bare, page.captions)), page.captions, captions),
        "body exact": (not missing and not (foreign := _foreign(page, read)), missing, "" if missing else foreign),
    }
    for name, (right, wanted, found) in facts.items():
        tally.right[name] += right
        if not right:
            tally.misses.append((page.name, name, wanted, found))


def _foreign(page: SmallPage, read: Article) -> list[str]:
    """Lines of the text that hold none of the page's sentences and are no mark of speakers."""
    wanted = fold(" ".join(page.sentences))
    lines = [fold(line) for line in read.body.split("\n") if line.strip()]
    allowed = re.compile(r"^[◀\[<]|(?:뉴스|온도24) |본 기사는|지난 2024년|28일 새벽|^\(끝\)$")
    return [
        line
        for line in lines
        if not any(part and part in line for part in page.sentences) and line not in wanted and not allowed.search(line)
    ]


def _bare_deck(deck: str | None) -> str:
    return "\n".join(re.sub(r"^[-■▲◇①\s]+", "", fold(line)) for line in (deck or "").split("\n")).strip()


def _bare(caption: str) -> str:
    caption = re.sub(r"\A<(.*)>\Z", r"\1", _MARKS.sub("", fold(caption)))
    for _ in range(3):
        caption = _CREDIT.sub("", caption)
    return caption.rstrip(" .")


def print_row(name: str, tally: Tally) -> None:
    """One line of the table."""
    shares = "  ".join(f"{one} {tally.right[one] / max(1, tally.pages):.3f}" for one in FIELDS)
    print(f"{name:16} {tally.pages} pages  {shares}", flush=True)


def main() -> None:
    """Print the table, and the misses of the dev half where asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.score.parts")
    parser.add_argument("--half", choices=HALVES, help="only the pages of this half")
    parser.add_argument("--misses", action="store_true", help="list what was read otherwise, of the dev half")
    options = parser.parse_args()
    for half in [options.half] if options.half else HALVES:
        tally = measure(half)
        print_row(half, tally)
        if RENAME.is_file():
            print_row(f"{half}, renamed", measure(half, renamed=True))
        if options.misses and half == "dev":
            for name, what, wanted, found in sorted(tally.misses, key=lambda miss: (miss[1], miss[0])):
                print(f"  {what}: {name}\n    wanted {wanted!r}\n    found  {found!r}")


if __name__ == "__main__":
    main()
