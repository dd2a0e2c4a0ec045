"""Search results on a terminal: columns that hold with Korean text, hits made visible, nothing that could do harm.

What was scraped is cleaned by Unicode category before it is printed: control, escape, format and bidi characters,
lone surrogates and private ones never reach the terminal. Standard library only: wcwidth would take 15 ms to import,
a tenth of what a search takes, for Hangul, Hanja and Latin text whose widths `unicodedata` gives as well.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO
from unicodedata import category, combining, east_asian_width

from models.language import _
from models.query.excerpt import Excerpt, article_excerpt, highlight
from models.query.tree import Needle
from models.records.article import Article
from models.records.labels import Language, label
from models.records.search_results import Hit

ELLIPSIS = "…"
INDENT = 4
OUTLET_COLUMNS = 14
DATE_COLUMNS = 16
ID_COLUMNS = 9
MIN_HEADLINE_COLUMNS = 20
WIDE_COLUMNS = 100
_HIT, _DIM, _END = "\x1b[1;33m", "\x1b[2m", "\x1b[0m"
_DROPPED = frozenset({"Cc", "Cf"})
_REPLACED = frozenset({"Cs", "Co"})
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")
"""What colours text or makes it a link."""
_PLACE = re.compile(r"[\"'(`<‘“]*(?:[a-z]+://|~?/|\.{1,2}/|[A-Za-z]:\\)\S*")
"""The beginning of an address or of a path."""
_SPACES = frozenset({"Zs", "Zl", "Zp"})


def clean(text: str) -> str:
    """One line of text that is safe to print: no control, format or bidi character; breaks become spaces."""
    if text.isprintable():  # which no control, format, bidi or private character is, and no blank but a space
        return text
    changed = {ord(c): _cleaned(c) for c in set(text)}
    return text.translate({code: new for code, new in changed.items() if new != chr(code)})


def _cleaned(character: str) -> str:
    kind = category(character)
    if kind in _SPACES or character in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
        return " "
    if kind in _DROPPED:
        return ""
    return "\ufffd" if kind in _REPLACED else character


def duration_text(minutes: int) -> str:
    """Minutes as people say them, to two units: 45분, 19시간 27분, 2일 4시간."""
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    if days:
        parts = [_("{count} d", count=days)] + ([_("{count} h", count=hours)] if hours else [])
    elif hours:
        parts = [_("{count} h", count=hours)] + ([_("{count} min", count=left)] if left else [])
    else:
        parts = [_("{count} min", count=left)]
    return " ".join(parts)


def clean_lines(text: str) -> str:
    """A longer text, each line cleaned, its line breaks kept."""
    return "\n".join(clean(line) for line in text.split("\n"))


def width(text: str) -> int:
    """How many columns a cleaned text takes: Hangul and Hanja two, marks above letters none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if character < "\x7f":
        return 1
    if combining(character) or category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, with … where something was left out."""
    if width(text) <= columns:
        return text
    used, out = 1, []
    for character in text:
        used += _columns(character)
        if used > columns:
            break
        out.append(character)
    return "".join(out).rstrip() + ELLIPSIS if columns > 0 else ""


def pad(text: str, columns: int) -> str:
    """The text cut or filled up to exactly so many columns."""
    text = cut(text, columns)
    return text + " " * (columns - width(text))


def wants_colour(stream: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Whether to colour what goes to a stream: a terminal only, and never with NO_COLOR set."""
    values = os.environ if environment is None else environment
    return not values.get("NO_COLOR") and values.get("TERM") != "dumb" and stream.isatty()


def columns_of(stream: TextIO) -> int | None:
    """The columns of a terminal; None for a file or a pipe, where nothing is cut."""
    if not stream.isatty():
        return None
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, 40)
    except (OSError, ValueError):
        return 80


def wrap(text: str, columns: int | None, indent: int = INDENT) -> Iterator[str]:
    """A line in pieces of at most so many columns, broken at spaces where there are any; None breaks nothing.

    Pieces behind the first are indented. Colours and links take no columns. A column of a table (behind two spaces) and
    a command in backticks are kept together where they can be; an address or a path that no line has room for stands
    alone and whole, so that it can be used.
    """
    if columns is None:
        yield text
        return
    start, room, margin = 0, columns, ""
    in_command = False
    while True:
        end, next_start, in_command = _piece(text, start, room, in_command)
        yield margin + text[start:end]
        if next_start >= len(text):
            return
        start, room, margin = next_start, columns - indent, " " * indent


def _piece(text: str, start: int, room: int, in_command: bool) -> tuple[int, int, bool]:
    """(Where a line ends that begins at ``start``, where the next one begins, whether that is inside backticks)."""
    at, used, first = start, 0, start
    cuts = {False: start, True: start}
    """The last space outside and inside backticks."""
    column = start
    """Where the last column of a table begins that leaves at most two thirds of the line empty."""
    within = in_command
    while at < len(text):
        character = text[at]
        if character == "\x1b" and (escape := _ESCAPE.match(text, at)):
            at = escape.end()
            continue
        if character == " " and at == first:
            first += 1
        elif character == " ":
            cuts[within] = at
            if used >= room // 3 and not within and text.startswith("  ", at):
                column = at
        used += _columns(character)
        if used > room:
            break
        within ^= character == "`"
        at += 1
    else:
        return at, at, False
    cut = next((one for one in (column, cuts[False], cuts[True]) if one > start), start)
    if cut <= start:
        place = _PLACE.match(text, first)
        cut = place.end() if place else max(at, start + 1)
    after = cut
    while after < len(text) and text[after] == " ":
        after += 1
    return cut, after, in_command ^ (text.count("`", start, after) % 2 == 1)


def print_wrapped(lines: Iterable[str], *, is_data: bool = False) -> None:
    """Lines to standard output, none longer than a terminal is wide, unless they are data (JSON)."""
    columns = None if is_data else columns_of(sys.stdout)
    sys.stdout.writelines(f"{piece}\n" for line in lines for piece in wrap(line, columns))
    sys.stdout.flush()


def paint(shown: Excerpt, *, colour: bool, base: str = "") -> str:
    """A cleaned line with its hits made visible; ``base`` is the colour of the rest."""
    if not colour:
        return clean(shown.text)
    out, at = [base], 0
    for start, end in shown.spans:
        out += [clean(shown.text[at:start]), _END, _HIT, clean(shown.text[start:end]), _END, base]
        at = end
    out += [clean(shown.text[at:]), _END if base else ""]
    return "".join(out)


def date_text(article: Article) -> str:
    """When it was published, to the minute; the day alone where no time was given.

    Where no date was found, the day it was fetched, in parentheses.
    """
    if article.published_at is None:
        return f"({article.fetched_at:%Y-%m-%d})"
    clock_given = any(mark in article.published_raw for mark in (":", "시", "분", "전"))
    if article.published_at.hour == article.published_at.minute == 0 and not clock_given:
        return f"{article.published_at:%Y-%m-%d}"
    return f"{article.published_at:%Y-%m-%d %H:%M}"


def table(
    hits: Sequence[Hit],
    terms: Sequence[Needle],
    *,
    columns: int | None,
    colour: bool,
    language: Language = "ko",
    first_row: int | None = None,
    links: bool = False,
) -> Iterator[str]:
    """The lines of a table of hits: id, date, outlet and headline, and under each its excerpt.

    ``columns`` is the width of the terminal; None cuts nothing. With ``first_row`` each has a number, counted from
    there; a narrow terminal has no column for ids then. ``links``: headlines are links to their articles.
    """
    if not hits:
        return
    outlets = min(max(width(clean(hit.article.outlet_title)) for hit in hits), OUTLET_COLUMNS)
    outlets = max(outlets, width(label("outlet_title", language)))
    ids = max(ID_COLUMNS, *(len(str(hit.id)) for hit in hits))
    heads = [("published_at", DATE_COLUMNS), ("outlet_title", outlets)]
    with_ids = first_row is None or columns is None or columns >= WIDE_COLUMNS
    if with_ids:
        heads.insert(0, ("id", ids))
    first = 0 if first_row is None else first_row
    if first_row is not None:
        heads.insert(0, ("row", max(len(str(first + len(hits))), width(label("row", language)))))
    head = "  ".join(pad(label(field, language), size) for field, size in heads)
    head = f"{head}  {label('headline', language)}"
    yield f"{_DIM}{head}{_END}" if colour else head
    taken = sum(size + 2 for _, size in heads)
    room = None if columns is None else max(columns - taken, MIN_HEADLINE_COLUMNS)
    for row, hit in enumerate(hits, first):
        article = hit.article
        texts = {
            "row": str(row),
            "id": str(hit.id),
            "published_at": date_text(article),
            "outlet_title": clean(article.outlet_title),
        }
        cells = (pad(texts[field], size) for field, size in heads)
        headline = clean(article.headline)
        if room is not None:
            headline = cut(headline, room)
        shown_headline = paint(highlight(headline, terms), colour=colour)
        if links:
            from reports.formats.hyperlinks import link

            shown_headline = link(shown_headline, article.url)
        yield "  ".join((*cells, shown_headline))
        shown = _fitted(article, terms, columns)
        if shown.text:
            yield " " * INDENT + paint(shown, colour=colour, base=_DIM if colour else "")


def _fitted(article: Article, terms: Sequence[Needle], columns: int | None) -> Excerpt:
    """The excerpt on one line: the longest, up to 80 characters, that the terminal has columns for."""
    size = 80
    shown = article_excerpt(article, terms, size)
    while columns is not None and size > 10 and width(clean(shown.text)) > columns - INDENT:
        size = max(10, size * (columns - INDENT) // width(clean(shown.text)) - 1)
        shown = article_excerpt(article, terms, size)
    return shown


def print_table(hits: Sequence[Hit], terms: Sequence[Needle], stream: TextIO | None = None) -> None:
    """Print hits to a stream (standard output), in its width and, on a terminal, in colour."""
    stream = sys.stdout if stream is None else stream
    for line in table(hits, terms, columns=columns_of(stream), colour=wants_colour(stream)):
        stream.write(line + "\n")
