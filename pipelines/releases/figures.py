"""Numbers as Korean papers write them, so that 1,200면, 1천200면 and 1천2백면 are one number, and 세 곳 is 3곳.

Figures are read with the units 십 백 천 만 억 조; native numerals (한, 두, 열두 …) before what is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_GREAT = {"조": Decimal(10) ** 12, "억": Decimal(10) ** 8, "만": Decimal(10) ** 4}
_SMALL = {"천": 1000, "백": 100, "십": 10}
_ONES = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE = {word: n for n, word in enumerate(_ONES, 1)} | {"열": 10, "스무": 20}
_NATIVE |= {f"열{word}": n for n, word in enumerate(_ONES, 11)}
_COUNTED = (
    "명|곳|개|대|건|팀|차례|번|가지|살|달|시간|해|마리|그루|쪽|권|장|층|단계|"
    "사람|군데|가구|배|회|마을|학교|기관|지역|종류"
)
_FIGURE = r"\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,6})?|\d{1,30}(?:\.\d{1,6})?"
_NUMBER = re.compile(
    rf"(?:{_FIGURE})[조억만천백십]{{0,2}}(?:(?<=[조억만천백])(?:\s?(?:{_FIGURE})[조억만천백십]{{1,2}}|\d{{1,4}})"
    r"|(?<=만) [1-9]\d{3}(?![\d,년])){0,4}"
)
_PART = re.compile(r"([\d,]+(?:\.\d+)?)([천백십]?)([조억만]?)")
_WORD = re.compile(rf"(?<![가-힣])({'|'.join(sorted(_NATIVE, key=len, reverse=True))}) ?(?={_COUNTED})")
_FOLDED = re.compile(r"(?<!\d)\d{1,30}(?!\d)(?:[조억만천백십]{1,2}\d{0,30}(?!\d)){0,8}")
_FOLDED_WORD = re.compile(rf"({'|'.join(sorted(_NATIVE, key=len, reverse=True))})(?={_COUNTED})")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: its place, and its value."""

    start: int
    end: int
    text: str
    value: Decimal


def find_figures(text: str) -> Iterator[Figure]:
    """The numbers of a text that are written in figures, with their units; in order."""
    for found in _NUMBER.finditer(text):
        yield Figure(found.start(), found.end(), found[0], value_of(found[0]))


def find_values(text: str) -> set[Decimal]:
    """The values of all numbers of a text, those in native numerals too."""
    words = {Decimal(_NATIVE[found[1]]) for found in _WORD.finditer(text)}
    return words | {one.value for one in find_figures(text)}


def value_of(number: str) -> Decimal:
    """The value of ``1천200``, ``2조 1천억``, ``83.4``."""
    total = group = Decimal(0)
    for digits, small, great in _PART.findall(number):
        group += Decimal(digits.replace(",", "")) * _SMALL.get(small, 1)
        if great:
            total += group * _GREAT[great]
            group = Decimal(0)
    return total + group


def normalize_numbers(letters: str) -> str:
    """Letters (``fold_letters``) with every number written in one way: 14000 and 1만4천 both as 1만4000."""
    letters = _FOLDED_WORD.sub(lambda found: str(_NATIVE[found[1]]), letters)
    return _FOLDED.sub(lambda found: _written(int(value_of(found[0]))), letters)


def _written(value: int) -> str:
    if value >= 10**16:
        return str(value)
    parts: list[str] = []
    for unit, size in (("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)):
        part, value = divmod(value, size)
        if part or (not unit and not parts):
            parts.append(f"{part}{unit}")
    return "".join(parts)
