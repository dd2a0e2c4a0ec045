"""Queries nobody tuned for: drawn by a seed of their own from the words and the texts of the archive."""

from dataclasses import dataclass
from random import Random

from tests.bench.search.corpus import LATIN, Corpus

EACH = 24
CUT = "cut out anywhere"
"""The kind that is no query of words: some letters in a row, quoted. It has its own line, and no goal of speed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the kind it stands for; ``words`` are the texts that must all stand in a hit, where it is so plain."""

    kind: str
    text: str
    words: tuple[str, ...] = ()


def queries(corpus: Corpus, seed: int, newest: int) -> list[Asked]:
    """Some of each kind; ``newest`` is how many articles there are: parts of words are cut from the last 20,000."""
    rng = Random(seed)
    out: list[Asked] = []
    for _ in range(EACH):
        texts = [corpus.article(rng.randrange(max(0, newest - 20_000), newest)) for _ in range(2)]
        words = [rng.choice(text.body.split()) for text in texts]
        noun, other = (_noun(corpus, rng) for _ in range(2))
        part = _part(rng, texts[0].body)
        out += [
            Asked("one syllable", noun[0], (noun[0],)),
            Asked("a word", noun, (noun,)),
            Asked("a word of three", _noun(corpus, rng, 3, 3)),
            Asked("a longer word", _noun(corpus, rng, 4, 9)),
            Asked("a word there is not", noun + other, (noun + other,)),
            Asked(CUT, f'"{part}"', (part,)),
            Asked("word with josa", words[0].strip('.“”…"'), (words[0].strip('.“”…"'),)),
            Asked("two words", f"{noun} {other}", (noun, other)),
            Asked("Latin", rng.choice(LATIN)[: rng.randint(2, 6)]),
            Asked("one without the other", f"{noun} -{other}"),
            Asked("either", f"{noun} OR {other}"),
            Asked("in the headline", f"headline:{noun}"),
            Asked("reporter", f"reporter:{rng.choice(corpus.people)}"),
        ]
    return [Asked("포항", "포항", ("포항",)), Asked("포항 배터리", "포항 배터리", ("포항", "배터리")), *out]


def _noun(corpus: Corpus, rng: Random, fewest: int = 1, most: int = 9) -> str:
    """A noun of so many letters, its rank drawn so that each tenfold of the ranks is as likely: common words are asked
    for most."""
    while True:
        noun = corpus.nouns[int(len(corpus.nouns) ** rng.random())][0]
        if fewest <= len(noun) <= most:
            return noun


def _part(rng: Random, body: str) -> str:
    while True:
        start = rng.randrange(len(body) - 6)
        part = body[start : start + rng.randint(2, 6)].strip()
        if len(part) > 1 and "\n" not in part and all(c.isalnum() or c == " " for c in part):
            return part
