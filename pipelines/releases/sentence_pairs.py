"""A release and an article made ready to be traced: their sentences, the letters of these, and the letter pairs.

A letter pair is a number, the first letter in its upper half. Numbers are written in one way (``figures.plain``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipelines.releases.figures import find_values, normalize_numbers
from pipelines.text.sentences import find_quotes, split_sentences
from pipelines.text_reuse.letters import fold_letters, own_words
from pipelines.text_reuse.shingles import sort_distinct

_ENDING = re.compile(
    r"(?:라|다|자|이라|했다|됐다|한다|된다)?(?:고|며|면서)?(?:밝혔다|말했다|전했다|설명했다|강조했다|덧붙였다|당부했다|했다|알렸다|언급했다)\Z"
)
Counts = NDArray[np.int16]
Pairs = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of a text, their letters, and where each begins in the letters of the whole."""

    sentences: list[str]
    letters: list[str]
    starts: list[int]

    @classmethod
    def of(cls, body: str) -> "Side":
        pairs = [(s, f) for s in split_sentences(own_words(body)) if (f := fold_letters(s))]
        starts = [0]
        for _, letters in pairs:
            starts.append(starts[-1] + len(letters))
        return cls([s for s, _ in pairs], [f for _, f in pairs], starts)

    def holding(self, start: int, end: int) -> list[int]:
        """The sentences that the letters from ``start`` to ``end`` touch."""
        return [n for n in range(len(self.letters)) if self.starts[n] < end and start < self.starts[n + 1]]


@dataclass(frozen=True)
class Traceable:
    """A release made ready to be traced in many articles."""

    body: str

    @cached_property
    def side(self) -> Side:
        """Its sentences."""
        return Side.of(self.body)

    @cached_property
    def wanted(self) -> tuple[Pairs, Counts]:
        """All its letter pairs in order, and how often each occurs in each sentence (without a verb of saying)."""
        cut = [own_letters(letters) for letters in self.side.letters]
        names = sort_distinct(pairs_of("".join(cut))) if cut else np.empty(0, np.uint32)
        return names, count_pairs(cut, names)

    @cached_property
    def values(self) -> set[Decimal]:
        """Its numbers."""
        return {value for sentence in self.side.sentences for value in find_values(sentence)}

    @cached_property
    def pairs(self) -> Pairs:
        """The letter pairs of its text in one piece, in order."""
        return sort_distinct(pairs_of("".join(self.side.letters)))

    @cached_property
    def quotes(self) -> list[Pairs]:
        """The letter pairs of each of its quotes, in order."""
        return [
            sort_distinct(pairs_of(fold_letters(quote))) for text in self.side.sentences for quote in find_quotes(text)
        ]


def own_letters(letters: str) -> str:
    """A sentence's letters without its last verb, where that says no more than that it was said."""
    return normalize_numbers(_ENDING.sub("", letters) or letters)


def pairs_of(letters: str) -> Pairs:
    """Each two letters in a row, as a number."""
    codes = np.frombuffer(letters.encode("utf-16-le"), "<u2").astype(np.uint32)
    return codes[:-1] << np.uint32(16) | codes[1:]


def places_of(pairs: Pairs, ordered: Pairs) -> NDArray[np.int64]:
    """The place of each pair among the ordered ones; of those that are there."""
    if not len(ordered):
        return np.empty(0, np.int64)
    at = np.searchsorted(ordered, pairs)
    at[at == len(ordered)] = 0
    found: NDArray[np.int64] = at[ordered[at] == pairs]
    return found


def count_pairs(texts: Sequence[str], names: Pairs) -> Counts:
    """How often each named letter pair occurs in each text: one row a text."""
    counts = np.zeros((len(texts), max(len(names), 1)), np.int16)
    for row, text in enumerate(texts):
        counts[row] = np.bincount(places_of(pairs_of(text), names), minlength=counts.shape[1])
    return counts
