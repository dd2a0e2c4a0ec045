"""Keys that were typed with the keyboard set to the wrong language."""

from models.text.jamo import FINALS, INITIALS, VOWELS, join_syllable

_KEYS = dict(
    zip(
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        strict=True,
    )
)
"""The keys of the Korean keyboard (두벌식)."""
_TWO_KEYS = {
    "ㅗㅏ": "ㅘ",
    "ㅗㅐ": "ㅙ",
    "ㅗㅣ": "ㅚ",
    "ㅜㅓ": "ㅝ",
    "ㅜㅔ": "ㅞ",
    "ㅜㅣ": "ㅟ",
    "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ",
    "ㄴㅈ": "ㄵ",
    "ㄴㅎ": "ㄶ",
    "ㄹㄱ": "ㄺ",
    "ㄹㅁ": "ㄻ",
    "ㄹㅂ": "ㄼ",
    "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ",
    "ㄹㅍ": "ㄿ",
    "ㄹㅎ": "ㅀ",
    "ㅂㅅ": "ㅄ",
}


def typed_in_english(keys: str) -> str:
    """The Hangul that these keys give on a Korean keyboard (vhgkd: 포항); "" where they give no whole syllables."""
    if not (keys.isascii() and keys.isalpha()):
        return ""
    letters = [_KEYS.get(key) or _KEYS[key.lower()] for key in keys]
    out, at = "", 0
    while at < len(letters):
        if letters[at] not in INITIALS or at + 1 == len(letters) or letters[at + 1] not in VOWELS:
            return ""
        initial, vowel, at = letters[at], letters[at + 1], at + 2
        if at < len(letters) and (both := _TWO_KEYS.get(vowel + letters[at])):
            vowel, at = both, at + 1
        final = ""
        while (
            at < len(letters)
            and letters[at] not in VOWELS
            and (at + 1 == len(letters) or letters[at + 1] not in VOWELS)
        ):
            both = _TWO_KEYS.get(final + letters[at], "") if final else letters[at]
            if both not in FINALS or not both:
                break
            final, at = both, at + 1
        out += join_syllable(INITIALS.index(initial), VOWELS.index(vowel), FINALS.index(final))
    return out
