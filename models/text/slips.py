"""Spellings that are one slip apart: of a letter in a syllable of Hangul, or in a word of ASCII letters."""

from collections.abc import Iterator
from string import ascii_lowercase

from models.text.jamo import FINALS, INITIALS, VOWELS, join_syllable, split_syllable

_ALIKE = (
    "ㅐㅔ",
    "ㅒㅖ",
    "ㅙㅚㅞ",
    "ㅡㅜ",
    "ㅓㅗ",
    "ㅢㅣ",
    "ㅟㅣ",
    "ㄱㅋㄲ",
    "ㄷㅌㄸ",
    "ㅂㅍㅃ",
    "ㅈㅊㅉ",
    "ㅅㅆ",
    "ㄴㄹ",
    "ㄴㅇ",
)
"""Letters that are most often written for each other."""
_ACCENTED = {
    "a": "áàâäåãăą", "c": "çčć", "d": "ďđ", "e": "éèêëěę", "g": "ğ", "i": "íìîïı", "l": "łľ", "n": "ñňń",
    "o": "óòôöøõő", "r": "ř", "s": "šśş", "t": "ťţ", "u": "úùûüůű", "y": "ýÿ", "z": "žźż",
}  # fmt: skip
MIN_LETTERS = 4
"""In shorter words of ASCII letters nearly everything is one slip from something else."""


def slips(word: str, most: int) -> Iterator[str]:
    """Words that differ from this one by one letter, or by two neighbours that changed places.

    At most so many, each once, the likeliest slips first: in a syllable letters that sound or look alike, a final
    that is missing or was added, a syllable typed twice; then any others. In runs of ASCII letters one gets an
    accent, is changed, left out or put in.
    """
    seen = {word}
    for found in _all_slips(word):
        if len(seen) > most:
            return
        if found not in seen:
            seen.add(found)
            yield found


def _all_slips(word: str) -> Iterator[str]:
    places = [(at, parts) for at, c in enumerate(word) if (parts := split_syllable(c)) is not None]
    for ranked in (_likely, _any):
        for at, parts in places:
            for which, letter in ranked(parts):
                changed = list(parts)
                changed[which] = letter
                yield word[:at] + join_syllable(*changed) + word[at + 1 :]
        if ranked is _likely:
            yield from _swapped(word)
            yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
            yield from _without_final(word, places)
    yield from _ascii(word)


def _without_final(word: str, places: list[tuple[int, tuple[int, int, int]]]) -> Iterator[str]:
    """벳터리: a vowel that sounds alike, and a final that is heard between two syllables."""
    for at, (initial, vowel, final) in places:
        groups = [group for group in _ALIKE if final and VOWELS[vowel] in group]
        for other in (other for group in groups for other in group if other != VOWELS[vowel] and other in VOWELS):
            yield word[:at] + join_syllable(initial, VOWELS.index(other), 0) + word[at + 1 :]


def _swapped(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        if word[at].isalpha() and word[at + 1].isalpha():
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _ascii(word: str) -> Iterator[str]:
    places = [at for at, c in enumerate(word) if c in ascii_lowercase]
    if len(places) < MIN_LETTERS:
        return
    for at in places:
        yield from (word[:at] + letter + word[at + 1 :] for letter in _ACCENTED.get(word[at], ""))
    yield from (word[:at] + word[at + 1 :] for at in places)
    for letter in ascii_lowercase:
        for at in places:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
        yield word[: places[-1] + 1] + letter + word[places[-1] + 1 :]


def _likely(parts: tuple[int, int, int]) -> Iterator[tuple[int, int]]:
    """(which part, the number of another letter in its place)."""
    for which, letters in enumerate((INITIALS, VOWELS, FINALS)):
        here = letters[parts[which]]
        for group in _ALIKE:
            if here and here in group:
                yield from ((which, letters.index(other)) for other in group if other in letters)
    yield 2, 0
    if not parts[2]:
        yield from ((2, FINALS.index(final)) for final in "ㄴㅇㄱㄹㅁㅂㅅㅆ")


def _any(parts: tuple[int, int, int]) -> Iterator[tuple[int, int]]:
    for which, letters in enumerate((INITIALS, VOWELS, FINALS)):
        yield from ((which, number) for number in range(len(letters)) if number != parts[which])
