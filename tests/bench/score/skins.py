"""``python -m tests.bench.score.skins``: the sample skins in other clothes: what a redesign, a wrong memory or a bare template makes of our families' pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from models.records.article import Article
from models.records.page import Page
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, expected, render
from tests.bench.score.pages import rename_marks
from tests.support.read_pages import HOME, LAYOUTS, OUTLETS, family_of

RECORDS = 6
_META = re.compile(r"<meta\b(?![^>]*(?:charset|http-equiv))[^>]*>", re.IGNORECASE)
_JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_P = re.compile(r"<p\b[^>]*>", re.IGNORECASE)
_P_END = re.compile(r"</p\s*>", re.IGNORECASE)


def rename(html: str) -> str:
    """Every class and id by another name."""
    return rename_marks(html.encode("utf-8", "surrogatepass"), "skins").decode("utf-8", "surrogatepass")


def break_paragraphs(html: str) -> str:
    """Paragraphs divided by line breaks alone."""
    return _P_END.sub("<br><br>", _P.sub("", html))


def strip_metadata(html: str) -> str:
    """Nothing said for programs."""
    return _JSON_LD.sub("", _META.sub("", html))


CLOTHES: dict[str, Callable[[str], str]] = {
    "as they are": lambda html: html,
    "renamed": rename,
    "renamed, br": lambda html: break_paragraphs(rename(html)),
    "renamed, no metadata": lambda html: strip_metadata(rename(html)),
    "all together": lambda html: strip_metadata(break_paragraphs(rename(html))),
}


@dataclass(slots=True)
class Tally:
    """How many pages were read, and how many of their parts rightly."""

    pages: int = 0
    right: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[str, str, object, object]] = field(default_factory=list)

    def add(self, part: str, skin: str, wanted: object, found: object) -> None:
        """One part of one page."""
        self.right[part] = self.right.get(part, 0) + (wanted == found)
        if wanted != found:
            self.wrong.append((part, skin, wanted, found))

    def share(self, part: str) -> float:
        """The share of pages whose part is right."""
        return self.right.get(part, 0) / self.pages


PARTS = ("stored", "headline", "published_at", "reporters", "emails", "section", "deck", "body", "foreign")


def pages(clothes: str) -> Iterator[tuple[str, Article, Page]]:
    """Each skin's pages with the record that each was made from."""
    for skin in SKINS:
        records = invented(f"sample-{family_of(skin)}", home=HOME)
        for seed in range(RECORDS):
            made = records[seed * 11 % len(records)]
            html = CLOTHES[clothes](render(made, skin, seed=seed))
            page = Page(
                outlet=OUTLETS[family_of(skin)].id,
                url=made.url,
                body=html.encode("utf-8", "surrogatepass"),
                fetched_at=made.fetched_at,
                headers=(("content-type", "text/html; charset=utf-8"),),
            )
            yield skin, expected(made, skin), page


def measure(clothes: str) -> Tally:
    """Read all skins in one kind of clothes."""
    tally = Tally()
    for skin, wanted, page in pages(clothes):
        found = extract(page, LAYOUTS[family_of(skin)])
        tally.pages += 1
        tally.add("stored", skin, "article", "article" if isinstance(found, Article) else str(found))
        if isinstance(found, Reject):
            continue
        for part in PARTS[1:-1]:
            tally.add(part, skin, getattr(wanted, part), getattr(found, part))
        own = {*wanted.body.split("\n"), *wanted.deck.split("\n")}
        tally.add("foreign", skin, [], [line for line in found.body.split("\n") if line and line not in own])
    return tally


def main() -> None:
    """Print the table."""
    for clothes in CLOTHES:
        tally = measure(clothes)
        shares = "  ".join(f"{part} {tally.share(part):.3f}" for part in PARTS)
        print(f"{clothes:22} {tally.pages} pages  {shares}", flush=True)


if __name__ == "__main__":
    main()
