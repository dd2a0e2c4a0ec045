"""The stretch of a text that shows best why it was found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from unicodedata import combining, is_normalized

from models.query.tree import Needle
from models.records.article import Article
from models.text.folding import fold, kept_commas
from models.text.particles import places
from models.text.searchable import EXCERPT_PARTS, part_texts

ELLIPSIS = "…"
MAX_HITS = 200
"""Hits of one term that are examined; a longer text with more of them is shown by its beginning."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of text; ``spans`` are (start, end) of the hits in it, in order and apart from each other."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def make_excerpt_of_text(text: str, terms: Sequence[Needle], width: int = 80) -> Excerpt:
    """About ``width`` characters around the densest hits of ``terms``, with … where the text continues.

    Without a hit it is the beginning of the text. A hit longer than ``width`` is cut.
    """
    width = max(width, 1)
    found = find_spans(text, terms)
    start = _densest(found, width) if found else 0
    if found:
        last = max((end for _, end, _ in found if end <= start + width), default=start)
        start = max(0, start - max(0, width - (last - start)) // 2)
    start = max(0, min(start, len(text) - width))
    end = min(len(text), start + width)
    start, end = _at_words(text, start, end, found)
    shown = text[start:end]
    lead = len(shown) - len(shown.lstrip())
    start, shown = start + lead, shown.strip()
    end = start + len(shown)
    before, after = ELLIPSIS if text[:start].strip() else "", ELLIPSIS if text[end:].strip() else ""
    spans = _merged((max(s, start), min(e, end)) for s, e, _ in found if s < end and e > start)
    shift = len(before) - start
    line = "".join(" " if c in "\r\n\t\v\f\x85\u2028\u2029" else c for c in shown)
    return Excerpt(before + line + after, tuple((s + shift, e + shift) for s, e in spans))


def article_excerpt(article: Article, terms: Sequence[Needle], width: int = 80) -> Excerpt:
    """The excerpt of an article: from the part in which most of the terms occur, the body before deck and captions."""
    if not terms:
        return make_excerpt_of_text(article.body or article.deck, terms, width)
    parts = [text for name in EXCERPT_PARTS for text in part_texts(article, name)]
    best, most = article.body or article.deck, 0
    for part in parts:
        folded = fold(part)
        here = sum(_stands(term, folded) for term in terms)
        if here > most:
            best, most = part, here
    return make_excerpt_of_text(best, terms, width)


def highlight(text: str, terms: Sequence[Needle]) -> Excerpt:
    """The whole of a short text (a headline) with its hits."""
    return Excerpt(text, _merged((start, end) for start, end, _ in find_spans(text, terms)))


def find_spans(text: str, terms: Sequence[Needle]) -> list[tuple[int, int, int]]:
    """(start, end, which term) of every hit in the unfolded text, in order."""
    if not terms:
        return []
    folded = fold(text)
    found: list[tuple[int, int, int]] = []
    where: Sequence[int] | None = None
    for number, term in enumerate(terms):
        for start, end in islice(_hits(term, folded), MAX_HITS):
            if where is None:
                where = _places(text, folded)
            found.append((where[start], where[end - 1] + 1, number))
    found.sort()
    return [hit for hit in found if hit[0] < hit[1]]


def _stands(term: Needle, folded: str) -> bool:
    return term in folded if isinstance(term, str) else term.search(folded) is not None


def _hits(term: Needle, folded: str) -> Iterator[tuple[int, int]]:
    if not isinstance(term, str):
        return (hit.span() for hit in term.finditer(folded))
    return places(term, folded) if term else iter(())


def _places(text: str, folded: str) -> Sequence[int]:
    """For each folded character the place in the text it came from."""
    if len(text) == len(folded):
        return range(len(text))
    if is_normalized("NFKC", text) and "  " not in text and "\t" not in text and len(text.lower()) == len(text):
        return [i for i, is_kept in enumerate(kept_commas(text)) if is_kept]
    return _places_by_letter(text, folded)


def _places_by_letter(text: str, folded: str) -> Sequence[int]:
    """The same for any text: letter by letter, each with the marks that follow it."""
    places: list[int] = []
    at, end, length = 0, 0, len(folded)
    while at < len(text):
        end = at + 1
        while end < len(text) and (combining(text[end]) or "\u1160" <= text[end] <= "\u11ff"):
            end += 1
        piece = fold(text[at:end])
        here = len(places)
        if folded.startswith(piece, here):
            places.extend([at] * len(piece))
        elif piece == " " and here and folded[here - 1] == " ":
            pass  # one of several spaces, already counted
        elif piece != ",":
            places.extend([at] * len(piece))
        at = end
    places.extend([len(text) - 1] * (length - len(places)))
    return places[:length]


def _densest(found: Sequence[tuple[int, int, int]], width: int) -> int:
    """Where a window of ``width`` begins that holds most of the terms, then most hits, then is first."""
    best, where = (0, 0), found[0][0]
    last = 0
    inside: dict[int, int] = {}
    for first, (start, _, number) in enumerate(found):
        while last < len(found) and (found[last][1] <= start + width or last == first):
            inside[found[last][2]] = inside.get(found[last][2], 0) + 1
            last += 1
        here = (len(inside), last - first)
        if here > best:
            best, where = here, start
        inside[number] -= 1
        if not inside[number]:
            del inside[number]
    return where


def _at_words(text: str, start: int, end: int, found: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """The window drawn in to the spaces at its ends, unless a hit would be lost or the loss is too long."""
    reach = (end - start) // 5
    if start and not text[start - 1].isspace():
        space = next((i for i in range(start, min(start + reach, end)) if text[i].isspace()), None)
        if space is not None and not any(s < space and e > start for s, e, _ in found):
            start = space + 1
    if end < len(text) and not text[end].isspace():
        space = next((i for i in range(end - 1, max(end - reach, start), -1) if text[i].isspace()), None)
        if space is not None and not any(s < end and e > space for s, e, _ in found):
            end = space
    return start, end


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        elif start < end:
            out.append((start, end))
    return tuple(out)
