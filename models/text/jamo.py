"""Syllables of Hangul as the letters they are made of."""

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = 0xAC00, 0xD7A3


def split_syllable(syllable: str) -> tuple[int, int, int] | None:
    """The numbers of a syllable's initial, vowel and final; None for any other character."""
    code = ord(syllable)
    if not _FIRST <= code <= _LAST:
        return None
    rest, final = divmod(code - _FIRST, len(FINALS))
    return (*divmod(rest, len(VOWELS)), final)


def join_syllable(initial: int, vowel: int, final: int = 0) -> str:
    """The syllable of an initial, a vowel and a final, by their numbers."""
    return chr(_FIRST + (initial * len(VOWELS) + vowel) * len(FINALS) + final)
