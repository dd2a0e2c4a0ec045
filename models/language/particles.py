"""Korean particles behind a text that is only known when a message is shown: 포항을, 경주를, archive.db를, 27으로.

The catalog writes ``{name:을}``, a particle as it is behind a consonant; which form is shown is decided here by how the
inserted text ends, read aloud.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

FORMS: Mapping[str, str] = MappingProxyType(
    {"을": "를", "이": "가", "은": "는", "과": "와", "으로": "로", "이라는": "라는", "이라고": "라고", "이나": "나"}
)
"""Behind a final consonant, and behind none."""
_PLACE = re.compile(rf"\{{(?P<name>\w+)(?:!(?P<conversion>[rs]))?:(?P<particle>{'|'.join(FORMS)})\}}")
_LONGEST = 200
"""Letters of an inserted text that are looked at from its end."""
_BRACKETS = re.compile(r"(?<=\S)\s?(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*\Z")
_METRES = "%㎞㎝㎜㎡㎥"
_TRAILING = re.compile(rf"[^\w{_METRES}]+\Z")
_LATIN = re.compile(r"[A-Za-z]+\Z")
_NAMED_L, _NAMED_CONSONANT = "lr", "mn"
"""Letters whose names (엘, 알, 엠, 엔) end in a consonant."""
_DIGITS = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔", "9": "구"}
_ENDS_IN_L = re.compile(r"l\Z|[^aeiou]le\Z|ile\Z")
_ENDS_IN_CONSONANT = re.compile(r"(?:m|n|ng|[aeiou]{1,2}[bkp]|ck|ic|[aiou]me|[aiou]ne)\Z")
_JAMO_L, _LAST_CONSONANT = "ㄹ", "ㅎ"


def attach_particle(text: str, particle: str) -> str:
    """The text with a particle as it is there; in both forms, 을(를), where it cannot be known how the text ends.

    ``particle`` is the form behind a consonant, a key of ``FORMS``.
    """
    ending = _read_ending(text)
    behind_none = FORMS[particle]
    if ending is None:
        return (
            f"{text}({particle[0]}){particle[1:]}"
            if particle.endswith(behind_none)
            else f"{text}{particle}({behind_none})"
        )
    is_vowel = ending == "" or (ending == _JAMO_L and particle == "으로")
    return text + (behind_none if is_vowel else particle)


def fill_message(message: str, values: Mapping[str, object]) -> str:
    """A message with its placeholders filled; ``{name:을}`` with the text and the particle that it takes."""
    chosen: dict[str, str] = {}

    def keep(place: re.Match[str]) -> str:
        value = values[place["name"]]
        key = f"particle{len(chosen)}"
        chosen[key] = attach_particle(repr(value) if place["conversion"] == "r" else str(value), place["particle"])
        return f"{{{key}}}"

    text = _PLACE.sub(keep, message)
    return text.format_map({**values, **chosen})


class Message(str):
    """A message that is filled by its own ``format``, as other programs do it."""

    __slots__ = ()

    def format(self, *_positional: object, **values: object) -> str:
        return fill_message(str(self), values)


def _read_ending(text: str) -> str | None:
    """The consonant that a text ends in, read aloud: "" for a vowel, ㄹ, x for another one; None: not known."""
    tail = text[-_LONGEST:]
    bare = _TRAILING.sub("", _BRACKETS.sub("", tail).rstrip("'\"’”"))
    bare = normalize("NFC", bare or _TRAILING.sub("", tail))
    if latin := _LATIN.search(bare):
        return _read_latin(latin[0])
    last = _DIGITS.get(bare[-1:], bare[-1:])
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "" if final == 0 else _JAMO_L if final == 8 else "x"
    if "ㄱ" <= last <= _LAST_CONSONANT:
        return _JAMO_L if last == _JAMO_L else "x"
    if "ㅏ" <= last <= "ㅣ" or (last and last in _METRES):
        return ""
    return None


def _read_latin(word: str) -> str:
    """How a word of Latin letters ends: spelled where it is all capitals or without vowels (DB, csv), else read."""
    lower = word.lower()
    if len(word) == 1 or word.isupper() or not re.search("[aeiouy]", lower):
        return _JAMO_L if lower[-1] in _NAMED_L else "x" if lower[-1] in _NAMED_CONSONANT else ""
    if _ENDS_IN_L.search(lower):
        return _JAMO_L
    return "x" if _ENDS_IN_CONSONANT.search(lower) else ""
