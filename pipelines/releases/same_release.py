"""Whether two files are one release: the same letters from the headline to the end, and no other day or time.

An office files a release as .hwpx and as .pdf. Their bytes and line breaks differ, their letters do not, once the
lines that only number a page are left out. Nothing less than all letters counts: a release that was corrected is
another one.
"""

import re
from collections.abc import Sequence

from pipelines.text_reuse.letters import fold_letters

_PAGE_NUMBER = re.compile(r"[-‐–—]\s?\d{1,3}\s?[-‐–—]|\d{1,3}\s?/\s?\d{1,3}")


def letters_of_release(title: str, body: str) -> str:
    """The letters that say which release it is."""
    return fold_letters("\n".join([title, *(line for line in body.split("\n") if not _PAGE_NUMBER.fullmatch(line))]))


def times_agree(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether two (day, time) say the same, as far as both say anything."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))
