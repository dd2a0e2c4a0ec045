"""How text is compared and cut into search tokens: suffix bigrams, so that any part of any Korean word can be found.

A run of Hangul, Hanja or any other letters outside ASCII gives the two letters at every position, and its last
letter alone: 포항시는 -> 포항 항시 시는 는. Runs of ASCII letters and of ASCII digits are one token each:
POBATT2023 -> pobatt 2023. Where a run outside ASCII touches one of ASCII, the two characters at the seam are a token
too: LG에너지 -> lg g에 에너 너지 지, so that 3일 or K하이닉스 is nearly as sure as any bigram. ASCII letters and digits
never share a token, so ``o12`` is free to name an outlet and ``s…`` a section. A headline's tokens are there a second
time, with ``HEADLINE`` before them. ``tokens.py`` makes all tokens of a text; this file is what searching needs.
"""

from collections.abc import Iterator
from operator import add

TOKENIZER_VERSION = 4
"""Another number means other tokens: the search tables must then be built anew."""

ASCII_TOKEN = 64
"""Longest token of ASCII letters or digits; a longer run becomes overlapping tokens of this length."""
ASCII_STEP = 32
"""Any part of at most this many characters of a long run is whole in one of its tokens."""

HEADLINE = "§"
"""Is before each token of a headline; no letter, so that no text has such tokens."""


def is_ascii_run(run: str) -> bool:
    """Whether a run is of ASCII letters or digits."""
    return run[0] < "\x80"


def run_grams(run: str) -> Iterator[str]:
    """The tokens of one run, in order."""
    if not is_ascii_run(run):
        yield from map(add, run, run[1:])
        yield run[-1]
    elif len(run) <= ASCII_TOKEN:
        yield run
    else:
        start = 0
        while len(run) - start > ASCII_TOKEN:
            yield run[start : start + ASCII_TOKEN]
            start += ASCII_STEP
        yield run[start:]


def seam(run: str, following: str) -> str:
    """The token where a run touches the next one: of one in ASCII and one outside it, else ""."""
    return run[-1] + following if following and (run[-1] < "\x80") != (following < "\x80") else ""


def outlet_token(outlet_n: int) -> str:
    """The token that files an article under its outlet."""
    return f"o{outlet_n}"


def section_code(section: str) -> int:
    """A number of 47 bits for the name of a section."""
    from hashlib import blake2b  # loads OpenSSL, which most searches have no use for

    return int.from_bytes(blake2b(section.encode(), digest_size=6).digest(), "big") >> 1


def section_token(code: int) -> str:
    """The token that files an article under its section."""
    return f"s{code}"
