"""What two writings of one text have in common, and how much Korean a text holds."""

import re

from models.text.alnum_key import alnum_key
from models.text.remember import remember_short

__all__ = ["alnum_key", "count_hangul"]

_HANGUL = re.compile(r"[가-힣]+")


@remember_short
def count_hangul(text: str) -> int:
    """How many Hangul syllables a text holds."""
    return 0 if text.isascii() else len("".join(_HANGUL.findall(text)))
