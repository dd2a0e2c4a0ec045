"""A release and an article sentence by sentence: taken over word for word, rewritten, left out; and what was added.

Word for word: the sentence's letters are in the article's in one piece. Rewritten: enough of its letter pairs are
in one sentence of the article or in two neighbours. Each letter pair of the article may be claimed once, the best match
first, or sentences built alike would vouch for each other. Last, a sentence of the article of which nothing was claimed
and most of which is in one of the release's is a part of that one: papers part long sentences. Numbers are compared
in one way of writing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipelines.releases.figures import find_figures, normalize_numbers
from pipelines.releases.sentence_pairs import Counts, Side, Traceable, count_pairs, own_letters, pairs_of, places_of
from pipelines.text.sentences import find_quotes
from pipelines.text_reuse.letters import fold_letters

Label = Literal["verbatim", "rewritten", "left_out", "from_release", "added"]
MIN_REWRITTEN_SHARE = 0.30
MIN_FROM_RELEASE_SHARE = 0.30
MIN_PART_SHARE = 0.55
"""So much of an article's sentence in one of the release's makes it a part of that one."""
MIN_PART_PAIRS = 6
MIN_KNOWN_QUOTE_SHARE = 0.60
MIN_REWORDED_QUOTE_SHARE = 0.40
"""So much of a quote in one quote of the release makes it that one, in other words."""
MIN_QUOTE_LETTERS = 5
MIN_VERBATIM_LETTERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedSentence:
    """A sentence and what became of it; ``refs`` are places of sentences on the other side.

    On the article's side ``quotes`` and ``numbers`` are those that the release does not have.
    """

    text: str
    label: Label
    score: float = 0.0
    refs: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """Both sides, sentence by sentence, in their own order."""

    release: tuple[TracedSentence, ...]
    article: tuple[TracedSentence, ...]

    def count(self, label: Label) -> int:
        """So many sentences of a label."""
        return sum(one.label == label for side in (self.release, self.article) for one in side)


def trace_sentences(release: Traceable | str, article: str, published_at: datetime | None = None) -> Trace:
    """Both texts against each other; ``published_at`` tells which ``18일`` is only the day of the report."""
    ours, theirs = Traceable(release) if isinstance(release, str) else release, Side.of(article)
    claims = _Claims(ours, theirs)
    claims.take_verbatim()
    claims.take_rewritten()
    claims.take_parts()
    return Trace(tuple(claims.release_side()), tuple(_article_side(claims, ours, theirs, published_at)))


class _Claims:
    """Letter pairs of the article's sentences, and which sentence of the release has claimed how many of them."""

    def __init__(self, ours: Traceable, theirs: Side) -> None:
        self.ours, self.theirs = ours.side, theirs
        self._names, self._wanted = ours.wanted
        self._left = count_pairs([normalize_numbers(letters) for letters in theirs.letters], self._names)
        self._sizes = np.maximum(self._wanted.sum(axis=1), 1)
        self.found: dict[int, tuple[Label, float, tuple[int, ...]]] = {}
        self.claimed: dict[int, dict[int, int]] = {n: {} for n in range(len(theirs.letters))}

    def take_verbatim(self) -> None:
        """Sentences that are in the article in one piece."""
        whole = "".join(self.theirs.letters)
        for n, letters in enumerate(self.ours.letters):
            at = whole.find(letters) if len(letters) >= MIN_VERBATIM_LETTERS else -1
            if at < 0:
                continue
            places = self.theirs.holding(at, at + len(letters))
            for place in places:
                low = max(at - self.theirs.starts[place], 0)
                high = at + len(letters) - self.theirs.starts[place]
                part = self.theirs.letters[place][low:high]
                self._left[place] -= np.minimum(
                    self._left[place], count_pairs([normalize_numbers(part)], self._names)[0]
                )
                self.claimed[place][n] = max(len(part) - 1, 1)
            self.found[n] = ("verbatim", 1.0, tuple(places))

    def take_rewritten(self) -> None:
        """The rest, the best match first, as long as one is good enough."""
        open_ = [n for n in range(len(self.ours.letters)) if n not in self.found]
        count = len(self.theirs.letters)
        if not open_ or not count:
            return
        wanted, sizes = self._wanted[open_], self._sizes[open_][:, None]
        # Each sentence, then each with the next one; the row after the last stands for no second sentence.
        first = np.concatenate([np.arange(count), np.arange(count - 1)])
        second = np.concatenate([np.full(count, count), np.arange(1, count)])
        scores = self._scores(wanted, first, second) / sizes
        # One sentence rather than two where both hold as much.
        scores[:, count:] -= 0.02
        while scores.size:
            row, column = np.unravel_index(int(scores.argmax()), scores.shape)
            score = float(scores[row, column])
            if score < MIN_REWRITTEN_SHARE:
                return
            segment = [int(n) for n in (first[column], second[column]) if n < count]
            self._claim(open_[int(row)], segment, score)
            scores[row] = -1.0
            touched = np.zeros(count + 1, bool)
            touched[segment] = True
            changed = np.flatnonzero(touched[first] | touched[second])
            fresh = self._scores(wanted, first[changed], second[changed]) / sizes - 0.02 * (second[changed] < count)
            scores[:, changed] = np.where(scores[:, changed] < 0, -1.0, fresh)

    def take_parts(self) -> None:
        """Sentences of the article that nobody claimed, and most of which is in one sentence of the release."""
        for place, letters in enumerate(self.theirs.letters):
            size = len(own_letters(letters)) - 1
            if self.claimed[place] or size < MIN_PART_PAIRS or not len(self._wanted):
                continue
            shared = np.minimum(self._wanted, self._left[place]).sum(axis=1)
            n = int(shared.argmax())
            if shared[n] < MIN_PART_SHARE * size:
                continue
            self.claimed[place][n] = int(shared[n])
            label, score, refs = self.found.get(n, ("rewritten", round(float(shared[n] / self._sizes[n]), 3), ()))
            self.found[n] = (label, score, tuple(sorted({*refs, place})))

    def _scores(self, wanted: Counts, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
        """How many of the wanted pairs are in each of the segments: a row a sentence, a column a segment."""
        left = np.concatenate([self._left, np.zeros((1, self._left.shape[1]), np.int16)])
        held = left[first] + left[second]
        scores: NDArray[np.float64] = np.minimum(wanted[:, None, :], held[None, :, :]).sum(axis=2).astype(np.float64)
        return scores

    def _claim(self, n: int, segment: Sequence[int], score: float) -> None:
        rest = self._wanted[n].copy()
        used: list[int] = []
        for place in segment:
            taken = np.minimum(rest, self._left[place])
            self._left[place] -= taken
            rest -= taken
            if total := int(taken.sum()):
                self.claimed[place][n] = total
                used.append(place)
        self.found[n] = ("rewritten", round(score, 3), tuple(used))

    def release_side(self) -> list[TracedSentence]:
        """The release's sentences with their labels."""
        out = []
        for n, text in enumerate(self.ours.sentences):
            label, score, refs = self.found.get(n, ("left_out", 0.0, ()))
            out.append(TracedSentence(text=text, label=label, score=score, refs=refs))
        return out


def _article_side(
    claims: _Claims, ours: Traceable, theirs: Side, published_at: datetime | None
) -> list[TracedSentence]:
    out = []
    for n, (text, letters) in enumerate(zip(theirs.sentences, theirs.letters, strict=True)):
        held = claims.claimed[n]
        share = sum(held.values()) / max(len(letters) - 1, 1)
        is_taken = share >= MIN_FROM_RELEASE_SHARE
        out.append(
            TracedSentence(
                text=text,
                label="from_release" if is_taken else "added",
                score=round(min(share, 1.0), 3),
                refs=tuple(sorted(held)) if is_taken else (),
                quotes=tuple(quote for quote in find_quotes(text) if _is_new_quote(quote, ours)),
                numbers=tuple(_new_numbers(text, ours.values, published_at)),
            )
        )
    return out


def _is_new_quote(quote: str, ours: Traceable) -> bool:
    letters = fold_letters(quote)
    if len(letters) < MIN_QUOTE_LETTERS:
        return False
    pairs = pairs_of(letters)
    reworded = max((len(places_of(pairs, one)) for one in ours.quotes), default=0) >= MIN_REWORDED_QUOTE_SHARE * len(
        pairs
    )
    return not reworded and len(places_of(pairs, ours.pairs)) < MIN_KNOWN_QUOTE_SHARE * len(pairs)


def _new_numbers(text: str, known: set[Decimal], published_at: datetime | None) -> list[str]:
    own = {published_at.day, published_at.day - 1} if published_at else set()
    out = []
    for number in find_figures(text):
        is_own_day = number.value in own and text[number.end : number.end + 1] == "일"
        if number.value not in known and not is_own_day:
            out.append(number.text)
    return list(dict.fromkeys(out))
