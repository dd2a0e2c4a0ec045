"""Text to search tokens: suffix bigrams, so that any part of any Korean word can be found.

A run of Hangul, Hanja or any other letters outside ASCII gives the two letters at every position, and its last
letter alone: 포항시는 -> 포항 항시 시는 는. Runs of ASCII letters and of ASCII digits are one token each:
POBATT2023 -> pobatt 2023. Where a run outside ASCII touches one of ASCII, the two characters at the seam are a token
too: LG에너지 -> lg g에 에너 너지 지, so that 3일 or K하이닉스 is nearly as sure as any bigram. ASCII letters and digits
never share a token, so ``o12`` is free to name an outlet.
"""

import re
from collections.abc import Iterator
from operator import add
from unicodedata import is_normalized, normalize

TOKENIZER_VERSION = 1
"""Another number means other tokens: the search tables must then be built anew."""

ASCII_TOKEN = 64
"""Longest token of ASCII letters or digits; a longer run becomes overlapping tokens of this length."""
ASCII_STEP = 32
"""Any part of at most this many characters of a long run stands whole in one of its tokens."""

_COMMA_IN_NUMBER = re.compile(r",(?=[0-9])(?<=[0-9],)")
_SPACES = re.compile(r"[ \t]+")
_RUN = re.compile(r"([a-z]+|[0-9]+|[^\W\x00-\x7f]+)(?=([^\W_]?))")


def fold(text: str) -> str:
    """Text as it is compared: NFKC, lower case, 1,000 as 1000, spaces and tabs in a row as one space.

    A text is found where ``fold(term) in fold(text)``; lines stay apart.
    """
    if not text.isascii() and not is_normalized("NFKC", text):
        text = normalize("NFKC", text)
    text = text.lower()
    if "," in text:
        text = _COMMA_IN_NUMBER.sub("", text)
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text


def is_plain(folded: str) -> bool:
    """Whether a folded term is of Hangul syllables and Hanja alone: only NFKC touches those."""
    return all("가" <= c <= "힣" or "一" <= c <= "\u9fff" for c in folded)


def fold_plain(text: str) -> str:
    """A cheaper ``fold`` that is as good where only plain terms are looked for."""
    return text if is_normalized("NFKC", text) else normalize("NFKC", text)


def runs(folded: str) -> list[tuple[str, str]]:
    """The runs of folded text, in order: ASCII letters, ASCII digits, or letters outside ASCII.

    With each comes the character that touches its end, if that is a letter or digit, else "".
    """
    return _RUN.findall(folded)


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


def grams(text: str) -> set[str]:
    """Every token of the text, once."""
    out: set[str] = set()
    for run, following in runs(fold(text)):
        if is_ascii_run(run):
            out.update(run_grams(run))
        else:
            out.update(map(add, run, run[1:]))
            out.add(run[-1])
        if following:
            out.add(seam(run, following))
    out.discard("")
    return out


def phrase_grams(text: str) -> list[str]:
    """Every token of the text, in order, as often as it stands there."""
    out: list[str] = []
    for run, following in runs(fold(text)):
        out.extend(run_grams(run))
        if joint := seam(run, following):
            out.append(joint)
    return out
