"""Text as words that a typesetter may put on lines: Korean is broken between words, not inside them.

Unicode lets a line end after any Hangul syllable; office documents keep a word and its particle together. What is too
long for a line is broken where it must be.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining

from reports.documents.document import Run, Text
from reports.documents.readable import make_readable
from reports.formats.terminal import width

MAX_WORD_COLUMNS = 26
"""A word up to this wide (a Hangul syllable takes two columns) is kept together: 13 syllables, as long as they get."""
MAX_MARKS = 30
"""Marks above one letter that are set together, as in Unicode's stream-safe text: more take minutes and gigabytes."""
MAX_PART = 6
"""Letters between the places at which a word without any may be broken: an address, a row of signs."""
_SPACES = re.compile(r"( +)")
_DOTS = re.compile(r"(?<=[·ㆍ‧・])|(?=\[U\+[0-9A-F]{4,6}\])|(?<=[0-9A-F]\])")
"""Where a word of several names (견본시·나란시) may be broken, and beside the code of a letter."""


class WordKind(IntEnum):
    """How a typesetter treats a word: as text, as one piece, or as parts between which a line may end."""

    TEXT = 0
    WHOLE = 1
    PARTS = 2


class Piece(NamedTuple):
    """A part of a word that is marked, or is not."""

    text: str
    marked: bool


class Word(NamedTuple):
    """A word, or plain text with its spaces."""

    kind: WordKind
    pieces: tuple[Piece, ...]


class Group(NamedTuple):
    """What has one link, or none: ``link`` is a run's."""

    link: str
    words: tuple[Word, ...]


def cut_text(text: Text, most: int) -> Iterator[Text]:
    """The text in parts of at most so many letters; a usual one is one part."""
    part: list[Run] = []
    room = most
    for run in text:
        at = 0
        while len(run.text) - at > room:
            yield (*part, Run(run.text[at : at + room], run.marked, run.link))
            at += room
            part, room = [], most
        part.append(Run(run.text[at:], run.marked, run.link))
        room -= len(run.text) - at
    yield part


def shorten_text(text: Text, most: int, lines: int) -> Text:
    """The text's first letters and lines; behind them how many letters were left out, if any were."""
    total = sum(len(run.text) for run in text)
    if total <= most and sum(run.text.count("\n") for run in text) < lines:
        return text
    kept: list[Run] = []
    room = most
    for run in text:
        parts = run.text[:room].split("\n", lines)
        kept.append(Run("\n".join(parts[:lines]), run.marked, run.link))
        lines -= len(parts) - 1
        room -= len(run.text)
        if room <= 0 or lines <= 0:
            break
    left_out = total - sum(len(run.text) for run in kept)
    return (*kept, Run(f"…({left_out:,}자 줄임)"))


def split_lines(text: Text) -> list[list[Run]]:
    """The runs of each line, readable; line ends in runs are line breaks. No line of nothing at the end."""
    lines: list[list[Run]] = [[]]
    for run in text:
        for number, line in enumerate(make_readable(run.text).split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append(Run(line, run.marked, run.link))
    while lines and not lines[-1]:
        lines.pop()
    return lines


def split_words(runs: Sequence[Run], columns: int = MAX_WORD_COLUMNS) -> Iterator[Group]:
    """The words of a line; one wider than ``columns`` may be broken."""
    for link, linked in groupby(runs, key=lambda run: run.link):
        yield Group(link, tuple(_joined(_words(linked, columns))))


def _words(runs: Iterator[Run], columns: int) -> Iterator[Word]:
    pieces: list[Piece] = []
    for run in runs:
        for part in _SPACES.split(run.text):
            if part.startswith(" "):
                if pieces:
                    yield _word(pieces, columns)
                pieces = []
                yield Word(WordKind.TEXT, (Piece(part, run.marked),))
                continue
            for number, name in enumerate(_DOTS.split(part)):
                if number and pieces:
                    yield _word(pieces, columns)
                    pieces = []
                if name:
                    pieces.append(Piece(name, run.marked))
    if pieces:
        yield _word(pieces, columns)


def _word(pieces: Sequence[Piece], columns: int) -> Word:
    text = "".join(piece.text for piece in pieces)
    wide = width(text)
    is_crowded = len(text) > wide + MAX_MARKS
    if wide <= columns and not is_crowded:
        return Word(WordKind.WHOLE if wide > len(text) or len(pieces) > 1 else WordKind.TEXT, tuple(pieces))
    if not is_crowded and all(len(part) <= columns for part in re.findall(r"[\x00-\u10ff]+", text)):
        return Word(WordKind.TEXT, tuple(pieces))
    return Word(WordKind.PARTS, tuple(part for piece in pieces for part in _parts(piece)))


def _parts(piece: Piece) -> Iterator[Piece]:
    """Parts of a few letters; a mark stays with its letter, as far as there are not too many."""
    start = 0
    for at in range(1, len(piece.text)):
        if at - start >= MAX_PART and (at - start > MAX_MARKS or not combining(piece.text[at])):
            yield Piece(piece.text[start:at], piece.marked)
            start = at
    yield Piece(piece.text[start:], piece.marked)


def _joined(words: Iterator[Word]) -> Iterator[Word]:
    """Plain text that follows plain text joined to one."""
    for kind, together in groupby(words, key=lambda word: word.kind):
        if kind is not WordKind.TEXT:
            yield from together
            continue
        pieces = [piece for word in together for piece in word.pieces]
        same = groupby(pieces, key=lambda piece: piece.marked)
        yield Word(kind, tuple(Piece("".join(one.text for one in ones), marked) for marked, ones in same))
