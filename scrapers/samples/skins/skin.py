"""What a skin is, and what may stand around an article on its page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random

from models.records.article import Article, Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands on a page beside its article; an empty one gives a bare page.

    ``clock`` is the page's own clock (aware KST); ``widget`` are whole other articles, ``related`` and
    ``ticker`` headlines of others; ``summary`` the sentences of a machine-made summary;
    ``messages`` what PHP printed in the side widgets, each one message; ``weight`` the size in bytes (UTF-8)
    the page is filled up to with menus, styles and scripts, 0 for none.
    """

    clock: datetime | None = None
    ticker: tuple[str, ...] = ()
    widget: tuple[Article, ...] = ()
    related: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    weather: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    ads: bool = False
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """One look of one family. ``shows`` names the record's fields that can be read from its page.

    ``raw`` gives a time as the page's machine or human text, from which ``published_raw`` is read;
    ``seconds`` tells whether that text carries them, ``clock`` whether it names more than the day.
    """

    id: str
    family: str
    shows: frozenset[str]
    raw: Callable[[datetime], str]
    seconds: bool
    page: Callable[[Article, Surroundings, Random], str]
    clock: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOutlet:
    """What the sample pages of one family have in common: whose they are, and their addresses.

    ``number`` draws an article number for that day; ``address`` gives the canonical address under an origin;
    ``example`` is a number for tests.
    """

    family: str
    title: str
    number: Callable[[Random, datetime], str]
    address: Callable[[str, str], str]
    example: str


def text(value: str) -> str:
    """Text as HTML, quotes included."""
    return escape(value)


def marked_up(value: str, rng: Random) -> str:
    """A paragraph's text as HTML, now and then with inline markup that changes no character of it."""
    words = value.split(" ")
    parts = [escape(word) for word in words]
    roll = rng.random()
    if len(parts) < 4 or roll < 0.6:
        return " ".join(parts)
    at = rng.randrange(1, len(parts) - 1)
    if roll < 0.75:
        parts[at] = f"<strong>{parts[at]}</strong>"
    elif roll < 0.85:
        parts[at] = f'<span style="letter-spacing:-0.5px">{parts[at]}</span>'
    elif roll < 0.93:
        parts[at] = f'<a href="/search?searchword={at}" class="autolink">{parts[at]}</a>'
    else:
        parts[at] = f"\n{parts[at]}<!-- x -->"
    return " ".join(parts)


BOXES = (
    "<p>{}</p>",
    "<p>{}</p>",
    "<p>{}</p>",
    "<p>&nbsp;{}</p>",
    '<p style="line-height:1.8;text-align:justify"><span style="font-size:12pt">{}</span></p>',
    "<div>{}</div>",
    "<p>{}<br></p>",
    "<div><p>\n  {}\n</p></div>",
)


def boxed(words: str, rng: Random) -> str:
    """A paragraph's HTML in one of the elements that editors put around it."""
    return rng.choice(BOXES).format(words)


def interleaved(article: Article, rng: Random, *, photo_first: bool) -> list[str | Photo]:
    """Paragraphs and photos in the order of the page; both keep their own order."""
    lines: list[str | Photo] = list(article.body.split("\n"))
    free = [n for n in range(1, len(lines) + 1) if not all(is_row(str(line)) for line in lines[n - 1 : n + 1])]
    places = sorted(rng.choice(free or [1]) for _ in article.photos)
    if places and photo_first:
        places[0] = 0
    for place, photo in reversed(list(zip(places, article.photos, strict=True))):
        lines.insert(place, photo)
    return lines


def is_row(line: str) -> bool:
    """A line that a table made: its cells are joined by `` | ``."""
    return " | " in line


def table(rows: list[str]) -> str:
    """Lines of cells joined by `` | `` as an HTML table."""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row.split(" | ")) for row in rows)
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</tbody></table>"


def one_line(article: Article) -> str:
    """The text of a whole article run together, as widgets print it."""
    return re.sub(r"\s+", " ", article.body)
