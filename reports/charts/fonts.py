"""Finds a font file that draws Hangul, where systems keep them; else the one that is shipped (``reports/fonts``)."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from models.language import _
from models.records.errors import UserError

KNOWN_NAMES = (
    "NotoSansKR-Regular", "NotoSansKR-VariableFont_wght", "NotoSansCJKkr-Regular", "NotoSansCJK-Regular",
    "Pretendard-Regular", "NanumGothic", "NanumBarunGothic", "malgun", "AppleSDGothicNeo", "AppleGothic", "UnDotum",
    "Batang", "gulim", "baekmuk",
)  # fmt: skip
"""Names of files, the best first; a file of another name with NANUM or CJK in it is taken after them."""
ENDINGS = (".ttf", ".otf", ".ttc")
MAX_FILES = 20_000
ENVIRONMENT = "NEWS_FONT"
SHIPPED = Path(__file__).resolve().parent.parent / "fonts" / "ArchiveSansKR-Regular.otf"


class FontNotFoundError(UserError):
    """No font that draws Hangul was found."""

    exit_code = 1


def find_font() -> Path:
    """The font file named by NEWS_FONT, else the best one found, else ours. Raises ``FontNotFoundError``."""
    if named := os.environ.get(ENVIRONMENT):
        if not Path(named).is_file():
            raise FontNotFoundError(
                _("{variable} names {path}, which is not a file.", variable=ENVIRONMENT, path=named)
            )
        return Path(named)
    found = sorted(_candidates(), key=lambda pair: (pair[0], len(pair[1].name), str(pair[1])))
    return found[0][1] if found else SHIPPED


def folders() -> list[Path]:
    """Where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return [Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts", local]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return [data / "fonts", home / ".fonts", *(Path(one) / "fonts" for one in shared.split(":") if one)]


def _candidates() -> Iterator[tuple[int, Path]]:
    seen = 0
    for folder in folders():
        for place, _folders, names in os.walk(folder):
            for name in names:
                seen += 1
                if seen > MAX_FILES:
                    return
                rank = _rank(name)
                if rank is not None:
                    yield rank, Path(place, name)


def _rank(name: str) -> int | None:
    stem, ending = os.path.splitext(name)
    if ending.lower() not in ENDINGS:
        return None
    lowered = stem.lower()
    for place, known in enumerate(KNOWN_NAMES):
        if lowered == known.lower():
            return place
    if any(mark in lowered for mark in ("nanum", "cjk", "notosanskr", "notoserifkr")) and "bold" not in lowered:
        return len(KNOWN_NAMES)
    return None
