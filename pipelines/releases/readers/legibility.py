"""Whether what was read from a file are letters at all: a wrong encoding gives text too, and it would match nothing."""

import unicodedata
from collections.abc import Iterable

from models.language import _
from pipelines.releases.readers.limits import ReleaseFileError

UNREADABLE = "\ufffd"
"""Stands where a file shows a letter without saying which it is."""
MAX_UNREADABLE = 0.03
MAX_STRANGE = 0.3
_STRANGE = frozenset({"Cc", "Co", "Cs", "Cn"})


def refuse_illegible(lines: Iterable[str]) -> None:
    """Raise ``ReleaseFileError`` for a text that is not made of letters as Koreans write them.

    Korean text is written with the 2,350 syllables, the hanja and the foreign letters of KS X 1001, nearly all of it;
    of the bytes of one encoding read as another, four in five syllables are none of these.
    """
    text = "".join(lines)
    letters = strange = 0
    for letter in text:
        kind = unicodedata.category(letter)
        if kind[0] == "L" or kind in _STRANGE or letter == UNREADABLE:
            letters += 1
            strange += not letter.isascii() and not _is_usual(letter)
    if letters and (strange > MAX_STRANGE * letters or text.count(UNREADABLE) > MAX_UNREADABLE * letters):
        raise ReleaseFileError(_("it does not say which letters it shows: save it again as .hwpx or .docx"))


def _is_usual(letter: str) -> bool:
    """Whether KS X 1001 has a letter; a syllable that it has not is spelt out by the codec, in eight bytes."""
    try:
        return len(letter.encode("euc_kr")) <= 2
    except UnicodeEncodeError:
        return False
