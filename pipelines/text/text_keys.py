"""What two writings of one text have in common, and how much Korean a text holds."""

import re

_NOT_ALNUM = re.compile(r"[\W_]+")
_HANGUL = re.compile(r"[가-힣]+")


def alnum_key(text: str) -> str:
    """Letters and digits alone, in lower case: equal for two writings of one headline."""
    return _NOT_ALNUM.sub("", text).lower()


def count_hangul(text: str) -> int:
    """How many Hangul syllables a text holds."""
    return 0 if text.isascii() else len("".join(_HANGUL.findall(text)))
