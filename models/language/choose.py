"""Which language the program speaks: ``NEWS_LANG``, else that of the machine; Korean on a Korean machine."""

import os
import sys
from collections.abc import Mapping
from typing import Literal

Language = Literal["ko", "en"]
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the locale of messages; the first that is set decides."""
KOREAN = ("kor", "kr", "한국")
KOREAN_ON_WINDOWS = 0x12
"""The primary part of the language codes of Windows that stands for Korean."""


def choose_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The language by the environment, on Windows else by that of its desktop; English where none is known."""
    named = next(filter(None, (environment.get(name) for name in ("NEWS_LANG", *LOCALES))), None)
    if named is not None:
        return "ko" if _is_korean(named.strip().lower()) else "en"
    if sys.platform == "win32":
        import ctypes

        return "ko" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == KOREAN_ON_WINDOWS else "en"
    return "en"


def _is_korean(name: str) -> bool:
    """``ko``, ``ko_KR.UTF-8``, ``korean``; not another language that begins so (``kok_IN``)."""
    return name.startswith(KOREAN) or (name.startswith("ko") and not name[2:3].isalpha())
