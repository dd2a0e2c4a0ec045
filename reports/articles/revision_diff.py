"""What changed between two texts of one article, word by word. Standard library only.

As data for a page; or plain for a terminal, ``[-옛말-]{+새말+}`` as `git diff --word-diff` writes it, or red and green.
Lines that stayed as they were are left out, but for one on either side of a change.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from models.records.article import FIELDS, Article
from models.records.labels import Language, label
from reports.articles.columns import ExportChoice, make_cell
from reports.formats.terminal import clean, wants_colour

TOKEN = re.compile(r"[가-힣]+|[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|[^\w\s]|.", re.DOTALL)
"""A run of Hangul, of Latin letters, a number, white space, one other character: so 20일 shows the number alone."""
MAX_TOKENS = 3_000
MIN_LIKENESS = 0.3
"""Lines that have less in common are shown as one that went and one that came."""
TEXT_FIELDS = tuple(name for name, field in FIELDS.items() if field.change == "lines")
SHORT_FIELDS = tuple(name for name, field in FIELDS.items() if field.change == "cell")
OLD, NEW, END = "\x1b[31;9m", "\x1b[32m", "\x1b[0m"


class Piece(NamedTuple):
    """A stretch of a line, safe to print: as it was, or what went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with another value, by its label. ``lines`` are shown below each other; None stands for unchanged ones.

    ``is_text``: it is one of the long texts, otherwise a value of one line.
    """

    label: str
    lines: tuple[Line | None, ...]
    is_text: bool


def wants_colours() -> bool:
    """Whether standard output shows them."""
    return wants_colour(sys.stdout)


def compare_articles(old: Article, new: Article, language: Language = "ko") -> Iterator[FieldChange]:
    """Every field that differs, the texts first; nothing where only the page around them changed."""
    choice = ExportChoice(language=language)
    for name in TEXT_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield FieldChange(label(name, language), tuple(compare_lines(before, after)), True)
    for name in SHORT_FIELDS:
        before, after = make_cell(old, name, choice), make_cell(new, name, choice)
        if before != after:
            yield FieldChange(label(name, language), (_replaced(clean(before), clean(after)),), False)


def change_lines(old: Article, new: Article, *, colour: bool) -> Iterator[str]:
    """The changes as lines that are safe to print; a sentence where nothing but the page around it changed."""
    count = 0
    for change in compare_articles(old, new):
        count += 1
        lines = [_as_text(line, colour=colour) for line in change.lines]
        if change.is_text:
            yield f"{change.label}:"
            yield from (f"  {line}" for line in lines)
        else:
            yield f"{change.label}: {lines[0]}"
    if not count:
        yield "(본문 밖의 변경)"


def line_changes(before: str, after: str, *, colour: bool) -> Iterator[str]:
    """The lines of a text with their changes marked, and one unchanged line on either side."""
    return (_as_text(line, colour=colour) for line in compare_lines(before, after))


def compare_lines(before: str, after: str) -> Iterator[Line | None]:
    """The same as data; None stands for lines that are left out."""
    a, b = before.split("\n"), after.split("\n")
    shown: list[Line | None] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            same: list[Line | None] = [(Piece("same", clean(line)),) for line in b[b1:b2]]
            shown += same if len(same) <= 2 else [same[0] if shown else None, None, same[-1]]
        else:
            shown += _pairs(a[a1:a2], b[b1:b2])
    last = (Piece("same", clean(b[-1])),)
    while len(shown) > 1 and shown[-1] == last and shown[-2] is None:
        shown.pop()
    gap = False
    for line in shown:
        if line is not None or not gap:
            yield line
        gap = line is None


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines in place of others, each beside its like; the rest came or went whole."""
    for n in range(max(len(old), len(new))):
        before = old[n] if n < len(old) else ""
        after = new[n] if n < len(new) else ""
        yield compare_words(clean(before), clean(after))


def word_changes(before: str, after: str, *, colour: bool) -> str:
    """One line with what went and what came marked in it."""
    return _as_text(compare_words(before, after), colour=colour)


def compare_words(before: str, after: str) -> Line:
    """The same as data."""
    a, b = TOKEN.findall(before), TOKEN.findall(after)
    if len(a) > MAX_TOKENS or len(b) > MAX_TOKENS:
        return _replaced(before, after)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if before and after and matcher.ratio() < MIN_LIKENESS:
        return _replaced(before, after)
    out: list[Piece] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        went, came = "".join(a[a1:a2]), "".join(b[b1:b2])
        out += [Piece("same", came)] if kind == "equal" else _replaced(went, came)
    return tuple(out)


def _replaced(went: str, came: str) -> Line:
    return tuple(piece for piece in (Piece("removed", went), Piece("added", came)) if piece.text)


def _as_text(line: Line | None, *, colour: bool) -> str:
    if line is None:
        return "…"
    marks = {"removed": (OLD, END), "added": (NEW, END)} if colour else {"removed": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(piece.text.join(marks.get(piece.kind, ("", ""))) for piece in line)
