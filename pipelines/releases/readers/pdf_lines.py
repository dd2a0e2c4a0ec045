"""Letters at their places on pages to the paragraphs that they make.

Lines that the page's width broke are put together again. A line was broken by the width when what follows it would not
have fitted; where a line ends earlier, somebody ended it: a headline, a date, the last line of a paragraph. What stands
at the top or bottom of several pages alike, and the numbers of pages, are not part of the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import NamedTuple


class Letter(NamedTuple):
    """A letter (or what a ligature stands for), its left and right end, its baseline, its size, and its font."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; ``first`` is how wide its first word is, ``gap`` how far below the line before it stands.

    ``is_spaced``: a space is drawn before it, after it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    fonts: frozenset[str]
    first: float
    gap: float
    is_spaced: tuple[bool, bool]


_SAME_LINE = 0.4
_SPACE = 0.2
_SCRIPTS_APART = 0.4
"""Where spaces are letters: Word and LibreOffice set Hangul and digits apart by a gap that is none."""
_MIN_DRAWN_SPACES = 0.05
_COLUMN = 2.0
"""A gap as wide as two letters is one between the cells of a table."""
_TWICE = 0.15
"""A letter drawn twice so near is one letter, printed bold."""
_SAME_SIZE = 0.12
_LARGE = 1.15
_FULL = 1.15
"""A line is full when no more than one letter would have fitted."""
_EXCEPTIONS = 8
"""Of so many lines of a text whose lines are all full one may be another: a headline that is nearly as long."""
_WIDE_GAP = 1.35
_INDENT = 0.8
_EDGE_LINES = 2
_MAX_HEADLINE = 120
_ENDS = re.compile(r"(?:[.!?][\"'”’)\]]{0,2}|[:：>\])」』])\Z")
_OPENS = re.compile(
    r"[□■○●◦▪※▲△▶*‐\-–①-⑳ㅇ❍❏]|\d{1,2}[.)]\s|(?:담\s?당|문의|붙\s?임|배\s?포|보\s?도|제\s?공|작\s?성)\s?[가-힣]{0,2}\s?[:：\t]"
)
_PAGE_NUMBER = re.compile(
    r"[-‐–—<(]?\s?(?:p(?:age)?\.?\s?)?\d{1,3}(?:\s?(?:/|of)\s?\d{1,3})?\s?(?:쪽|페이지)?\s?[-‐–—>)]?", re.I
)
_DIGITS = re.compile(r"\d+")


def join_pages(pages: Sequence[Sequence[Letter]]) -> list[str]:
    """The paragraphs of all pages; a tab stands between the cells of a table's row."""
    return join_lines([line for page in _drop_furniture([list(_lines(page)) for page in pages]) for line in page])


def _lines(letters: Iterable[Letter]) -> Iterator[_Line]:
    """The lines of a page from top to bottom, whatever the order in which they are drawn."""
    row: list[Letter] = []
    before: float | None = None
    letters = sorted(letters, key=lambda one: -one.base)
    draws_spaces = sum(one.text.isspace() for one in letters) > _MIN_DRAWN_SPACES * len(letters)
    for letter in letters:
        if row and row[0].base - letter.base > _SAME_LINE * min(row[0].size, letter.size):
            yield from (made := list(_line(row, before, draws_spaces)))
            before = made[0].base if made else before
            row = []
        row.append(letter)
    yield from _line(row, before, draws_spaces)


def _line(row: list[Letter], before: float | None, draws_spaces: bool) -> Iterator[_Line]:
    pieces: list[str] = []
    seen: list[Letter] = []
    segment = 0  # letters since the last wide gap
    first = 0.0
    ordered = sorted(row, key=lambda one: one.left)
    indent = next((n for n, letter in enumerate(ordered) if letter.text.strip()), 0)
    is_spaced = indent == 1  # the space between two words, drawn behind the break; more of them are an indent
    for letter in ordered:
        if seen:
            last = seen[-1]
            if letter.text == last.text and letter.left - last.left < _TWICE * letter.size and letter.text.strip():
                continue
            gap = letter.left - last.right
            if gap > _COLUMN * letter.size and segment > 1:
                pieces.append("\t")
                segment = 0
            elif (
                gap > _widest_without_space(last, letter, draws_spaces)
                and not letter.text.isspace()
                and not last.text.isspace()
            ):
                pieces.append(" ")
        if not first and seen and (letter.text.isspace() or (pieces and pieces[-1] in " \t")):
            first = seen[-1].right - seen[0].left
        if seen or letter.text.strip():
            pieces.append(letter.text)
            seen.append(letter)
            segment += bool(letter.text.strip())
    shown = [letter for letter in seen if letter.text.strip()]
    if shown:
        text = "\t".join(" ".join(cell.split()) for cell in "".join(pieces).split("\t")).strip()
        base = shown[0].base
        yield _Line(
            text=text,
            left=ordered[0].left if is_spaced else shown[0].left,
            right=shown[-1].right,
            base=base,
            size=median(letter.size for letter in shown),
            fonts=frozenset(letter.font for letter in shown),
            first=first or shown[-1].right - shown[0].left,
            gap=0.0 if before is None else before - base,
            is_spaced=(is_spaced, seen[-1].text.isspace()),
        )


def _widest_without_space(last: Letter, letter: Letter, draws_spaces: bool) -> float:
    """Between two letters of one word no gap is wider."""
    are_two_scripts = last.text.isascii() != letter.text.isascii() and last.text.isalnum() and letter.text.isalnum()
    return (_SCRIPTS_APART if draws_spaces and are_two_scripts else _SPACE) * letter.size


def _drop_furniture(pages: Sequence[Sequence[_Line]]) -> Iterator[list[_Line]]:
    """The pages without their running heads and feet and without their numbers."""

    def look(line: _Line) -> str:
        return _DIGITS.sub("#", line.text)

    edges = [{look(line) for line in _edges(page)} for page in pages]
    often = Counter(one for edge in edges for one in edge)
    repeated = {one for one, count in often.items() if count >= 2 and 2 * count >= len(pages)}
    for page in pages:
        at_edge = {id(line) for line in _edges(page) if look(line) in repeated}
        at_edge |= {id(line) for line in (*page[:1], *page[-1:]) if _PAGE_NUMBER.fullmatch(line.text)}
        yield [line for line in page if id(line) not in at_edge]


def _edges(page: Sequence[_Line]) -> list[_Line]:
    return list(page) if len(page) <= 2 * _EDGE_LINES else [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]


def join_lines(lines: Sequence[_Line]) -> list[str]:
    """Lines that the page's width broke, as the paragraphs they were; a headline in two lines as one."""
    if not lines:
        return []
    measures = _Measures.of(lines)
    out: list[list[str]] = [[lines[0].text]]
    for last, line in pairwise(lines):
        length = sum(map(len, islice(out[-1], _MAX_HEADLINE))) + len(line.text)
        if measures.goes_on(last, line) or (length <= _MAX_HEADLINE and measures.are_headline(last, line)):
            out[-1].append(measures.between(last, line) + line.text)
        else:
            out.append([line.text])
    return ["".join(parts) for parts in out]


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a text: where lines end, how large they are, how far apart, and how they are broken.

    ``is_cut_anywhere``: lines are full, broken inside words or stretched; otherwise they are broken between words.
    ``shows_spaces``: a space at a break is drawn, so that where none is a word was cut.
    """

    edge: float
    size: float
    spacing: float
    is_cut_anywhere: bool
    shows_spaces: bool

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> "_Measures":
        edge = max(line.right for line in lines)
        size = median([line.size for line in lines for _ in line.text])
        spacing = median([line.gap / line.size for line in lines if line.gap > 0] or [0.0])
        by_words = cls(edge, size, spacing, is_cut_anywhere=False, shows_spaces=False)
        broken = [(last, line) for last, line in pairwise(lines) if by_words.goes_on(last, line)]
        full = sum(by_words.room(last) < _FULL * last.size for last, _ in broken)
        shows_spaces = any(last.is_spaced[1] or line.is_spaced[0] for last, line in broken)
        return cls(
            edge,
            size,
            spacing,
            is_cut_anywhere=len(broken) - full <= len(broken) // _EXCEPTIONS,
            shows_spaces=shows_spaces,
        )

    def room(self, line: _Line) -> float:
        """How much room is left behind a line."""
        return self.edge - line.right

    def needed(self, line: _Line) -> float:
        """How much room the beginning of a line would have needed on the line before it."""
        return (line.size if self.is_cut_anywhere else line.first) + _SPACE * line.size

    def goes_on(self, last: _Line, line: _Line) -> bool:
        """Whether a line goes on with the one before it, for want of room there."""
        return self._may_go_on(last, line) and self.room(last) < self.needed(line)

    def _may_go_on(self, last: _Line, line: _Line) -> bool:
        is_ended = _ENDS.search(last.text) is not None and not line.is_spaced[0]
        if is_ended or _OPENS.match(line.text) or "\t" in last.text or "\t" in line.text:
            return False
        if not _are_alike(last, line) or line.gap > _WIDE_GAP * self.spacing * line.size > 0:
            return False
        return bool(_OPENS.match(last.text)) or line.left - last.left <= _INDENT * line.size

    def are_headline(self, last: _Line, line: _Line) -> bool:
        """Whether two lines are one headline: both of one size, larger than the text, and close together."""
        return (
            min(last.size, line.size) > _LARGE * self.size
            and _are_alike(last, line)
            and 0 < line.gap < 2 * line.size
            and not _OPENS.match(line.text)
        )

    def between(self, last: _Line, line: _Line) -> str:
        """What stands between two lines that are one."""
        is_cut = self.is_cut_anywhere and self.shows_spaces and not (last.is_spaced[1] or line.is_spaced[0])
        return "" if is_cut else " "


def _are_alike(last: _Line, line: _Line) -> bool:
    return abs(last.size - line.size) <= _SAME_SIZE * max(last.size, line.size) and not last.fonts.isdisjoint(
        line.fonts
    )
