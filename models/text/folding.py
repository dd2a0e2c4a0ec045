"""How text is folded before it is compared: width, case, marks that look alike, commas in numbers, spaces."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from itertools import chain, zip_longest
from unicodedata import is_normalized, normalize

from stringzilla import contains, split, translate

ALIKE = {
    "·": "ㆍ・･•‧∙⋅․ᆞ",
    "'": "‘’‚‛′ʼ´`",
    '"': "“”„‟″",
    "-": "‐‑‒–—―−─﹘",
    "~": "〜∼～",
}
"""Marks that are one to whoever reads or types them: the one they are folded to, and the others."""

_THOUSANDS = re.compile(r",(?<=[0-9],)(?<![0-9]{4},)(?=[0-9]{3}(?![0-9]))")
"""A comma that parts thousands, as in 1,000 and not in 3,4호기: begins with what can be looked for quickly."""


_NEEDS_COMMAS_GONE = re.compile(r"[0-9] ?[0-9]|(?:^|[0-9]) ?, ?(?:$|[0-9])", re.MULTILINE)
"""Terms that a comma inside a number, gone or not, makes a difference to; a space in a term may mean none."""


_SPACES = re.compile(r"[ \t]+")


_BYTES_THOUSANDS = re.compile(_THOUSANDS.pattern.encode())


_BYTES_SPACES = re.compile(rb"[ \t]+")


_JAMO = re.compile("[\u3131-\u318e\uffa0-\uffdc]")
_INITIALS, _FINALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_ALONE = {
    **dict(enumerate(_INITIALS, 0x1100)),
    **{0x1161 + n: chr(0x314F + n) for n in range(21)},
    **dict(enumerate(_FINALS, 0x11A8)),
}
"""Parts of syllables that belong to no syllable, as letters of their own."""


def fold(text: str) -> str:
    """Text as it is compared: NFKC, lower case, marks that look alike as one, 1,000 as 1000, spaces and tabs in a row
    as one space.

    A text is found where ``fold(term) in fold(text)``; lines stay apart. Letters typed one by one (ㅋㅋㅠㅠ) make no
    syllables, as NFKC would have it; İ is i, and a final ς is σ.
    """
    text = _replace_alike(text)
    if not text.isascii() and not is_normalized("NFKC", text):
        text = _normalize(text)
    text = _lower_case(text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text


def kept_commas(text: str) -> list[bool]:
    """For each character, whether folding keeps it: False for the commas that part thousands."""
    kept = [True] * len(text)
    for comma in _THOUSANDS.finditer(text):
        kept[comma.start()] = False
    return kept


def _replace_alike(text: str) -> str:
    return _replace(text, _MARK, _FOLDED)


def _replace(text: str, marks: re.Pattern[str], folded: Mapping[str, str]) -> str:
    # One pass says which are there: to look for each mark alone is slow in Hangul, which shares its bytes with them.
    for mark in set(marks.findall(text)):
        text = text.replace(mark, folded[mark])
    return text


def _normalize(text: str) -> str:
    """NFKC, but that a letter of Hangul typed alone stays one."""
    if _JAMO.search(text) is None:
        text = normalize("NFKC", text)
    else:
        letters = [normalize("NFKC", letter) for letter in _JAMO.findall(text)]
        others = [normalize("NFKC", other) for other in _JAMO.split(text)]
        text = "".join(chain.from_iterable(zip_longest(others, letters, fillvalue="")))
    return _replace_alike(text.translate(_ALONE))


def _lower_case(text: str) -> str:
    text = text.lower()
    if "\u0307" in text:
        text = text.replace("i\u0307", "i")
    return text.replace("ς", "σ") if "ς" in text else text


_FOLDED = {mark: folded for folded, marks in ALIKE.items() for mark in marks}
_MARK = re.compile(f"[{''.join(_FOLDED)}]")


_FREQUENT_TEXT = _FOLDED | {c: fold(c) for c in "…\u00a0㎡"}
_FREQUENT_MARK = re.compile(f"[{''.join(_FREQUENT_TEXT)}]")


_FREQUENT = {c.encode(): folded.encode() for c, folded in _FREQUENT_TEXT.items()}
"""Characters that folding changes and yet are in many articles; none of them becomes Hangul or Hanja."""


def fold_bytes(text: bytes) -> bytes:
    """A cheap ``fold`` of UTF-8, right for every text of which ``fold_to_index`` says so."""
    # Marks of several bytes are found several times as fast in str.
    return _spaces(_commas(_replace_frequent(text.lower().decode()).encode()))


FOLDED_SPACE = rb"(?:[ \t]|\xc2\xa0)"
"""A pattern for UTF-8: what folding makes a space, or a part of one."""


def folding_for(terms: Iterable[str]) -> Callable[[bytes], bytes]:
    """As much of ``fold_bytes`` as folded terms need to be found; spaces stay as they are."""
    every = "\n".join(terms)
    here = set(every) - {" "}
    steps: list[Callable[[bytes], bytes]] = []
    if any("a" <= c <= "z" for c in here):
        steps.append(_lower)
    for character, folded in _FREQUENT.items():
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


def _replace_frequent(text: str) -> str:
    return _replace(text, _FREQUENT_MARK, _FREQUENT_TEXT)


def _commas(text: bytes) -> bytes:
    return _BYTES_THOUSANDS.sub(b"", text) if b"," in text else text


def _spaces(text: bytes) -> bytes:
    return _BYTES_SPACES.sub(b" ", text) if contains(text, b"  ") or contains(text, b"\t") else text


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
    replaced = _replace_frequent(text)
    encoded = replaced.encode()
    spaced = "\u00a0" not in text and not contains(encoded, b"  ") and not contains(encoded, b"\t")
    if not is_normalized("NFKC", replaced):
        whole = fold(text)
        return whole, _how_plain(fold_bytes(text.encode()) == whole.encode(), spaced)
    lower = _lower_case(replaced)
    plainly = lower.encode() == encoded.lower()
    if "," in lower:
        lower = _THOUSANDS.sub("", lower)
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
    return text if is_normalized("NFKC", text) else _normalize(text)
