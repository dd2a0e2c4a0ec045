"""How much of a short text stands in a longer one: a headline speaks of what its article tells, a menu does not."""

import re
from collections.abc import Iterable
from operator import add

_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}|\d{2,}")
MAX_CHARACTERS = 4_000


def word_pairs(texts: Iterable[str]) -> frozenset[str]:
    """All pairs of neighbouring characters inside the words of the texts, of a bounded number of characters."""
    found: set[str] = set()
    read = 0
    for text in texts:
        for word in _WORD.findall(text[:MAX_CHARACTERS]):
            found.update(map(add, word, word[1:]))
        read += len(text)
        if read > MAX_CHARACTERS:
            break
    return frozenset(found)


def share_pairs(text: str, pairs: frozenset[str]) -> float:
    """The share of a text's pairs that are among ``pairs``: 0 to 1; 0 for a text without words."""
    own = word_pairs((text,))
    return len(own & pairs) / len(own) if own else 0.0
