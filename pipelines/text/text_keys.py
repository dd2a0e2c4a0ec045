"""How much Korean a text holds."""

import re

from models.text.remember import remember_short

_HANGUL = re.compile(r"[가-힣]+")


@remember_short
def count_hangul(text: str) -> int:
    """How many Hangul syllables a text holds."""
    return 0 if text.isascii() else len("".join(_HANGUL.findall(text)))
