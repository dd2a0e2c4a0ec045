"""How text is folded before it is compared: width, case, commas in numbers, spaces."""

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from unicodedata import is_normalized, normalize

from stringzilla import contains, split, translate

_COMMA_IN_NUMBER = re.compile(r",(?=[0-9])(?<=[0-9],)")


_NEEDS_COMMAS_GONE = re.compile(r"[0-9] ?[0-9]|(?:^|[0-9]) ?, ?(?:$|[0-9])", re.MULTILINE)
"""Terms that a comma inside a number, gone or not, makes a difference to; a space in a term may mean none."""


_SPACES = re.compile(r"[ \t]+")


_BYTES_COMMA_IN_NUMBER = re.compile(rb",(?=[0-9])(?<=[0-9],)")


_BYTES_SPACES = re.compile(rb"[ \t]+")


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


_FREQUENT_TEXT = tuple((c, fold(c)) for c in "…\u00a0㎡")


_FREQUENT = tuple((c.encode(), folded.encode()) for c, folded in _FREQUENT_TEXT)
"""Characters that NFKC changes and yet are in many articles; none of them becomes Hangul or Hanja."""


def fold_bytes(text: bytes) -> bytes:
    """A cheap ``fold`` of UTF-8, right for every text of which ``fold_to_index`` says so."""
    return _spaces(_commas(_frequent(text.lower())))


FOLDED_SPACE = rb"(?:[ \t]|\xc2\xa0)"
"""A pattern for UTF-8: what folding makes a space, or a part of one."""


def folding_for(terms: Iterable[str]) -> Callable[[bytes], bytes]:
    """As much of ``fold_bytes`` as folded terms need to be found; spaces stay as they are."""
    every = "\n".join(terms)
    here = set(every) - {" "}
    steps: list[Callable[[bytes], bytes]] = []
    if any("a" <= c <= "z" for c in here):
        steps.append(_lower)
    for character, folded in _FREQUENT:
        if not here.isdisjoint(folded.decode()):
            steps.append(_replacing(character, folded))
    if _NEEDS_COMMAS_GONE.search(every):
        steps.append(_commas)

    def run(text: bytes) -> bytes:
        for step in steps:
            text = step(text)
        return text

    return steps[0] if len(steps) == 1 else run if steps else bytes


def _replacing(character: bytes, folded: bytes) -> Callable[[bytes], bytes]:
    return lambda text: folded.join(split(text, character)) if contains(text, character) else text


_LOWER = bytes(range(256)).lower()


def _lower(text: bytes) -> bytes:
    """As ``bytes.lower``, in a third of its time."""
    lower: bytes = translate(text, _LOWER)
    return lower


def _frequent(text: bytes) -> bytes:
    for character, folded in _FREQUENT:
        if character in text:
            text = text.replace(character, folded)
    return text


def _commas(text: bytes) -> bytes:
    return _BYTES_COMMA_IN_NUMBER.sub(b"", text) if b"," in text else text


def _spaces(text: bytes) -> bytes:
    return _BYTES_SPACES.sub(b" ", text) if b"  " in text or b"\t" in text else text


class Plain(IntEnum):
    """How plainly a text folds, known from when it was indexed. Only ``NO`` is false."""

    NO = 0
    """Only ``fold`` folds it."""
    YES = 1
    """``fold_bytes`` does."""
    SPACED = 2
    """And wherever its folded form has a space, it has one space and nothing else."""


def fold_to_index(text: str) -> tuple[str, Plain]:
    """The text as ``fold`` gives it, and how plainly it folds: at half the cost of both."""
    replaced = text
    for character, folded in _FREQUENT_TEXT:
        if character in replaced:
            replaced = replaced.replace(character, folded)
    spaced = "  " not in text and "\t" not in text and "\u00a0" not in text
    if not is_normalized("NFKC", replaced):
        whole = fold(text)
        return whole, _how_plain(fold_bytes(text.encode()) == whole.encode(), spaced)
    lower = replaced.lower()
    plainly = lower.encode() == replaced.encode().lower()
    if "," in lower:
        lower = _COMMA_IN_NUMBER.sub("", lower)
    if not spaced:
        lower = _SPACES.sub(" ", lower)
    return lower, _how_plain(plainly, spaced)


def _how_plain(plainly: bool, spaced: bool) -> Plain:
    return Plain.NO if not plainly else Plain.SPACED if spaced else Plain.YES


def is_plain(folded: str) -> bool:
    """Whether a folded term is of Hangul syllables and Hanja alone: only NFKC touches those.

    In a text that folds plainly they stay as they are, so that it need not be folded at all to find them.
    """
    return all("가" <= c <= "힣" or "一" <= c <= "\u9fff" for c in folded)


def fold_plain(text: str) -> str:
    """A cheaper ``fold`` that is as good where only plain terms are searched for."""
    return text if is_normalized("NFKC", text) else normalize("NFKC", text)
