"""What changed between two texts of one article, word by word. Standard library only.

Plain: ``[-옛말-]{+새말+}``, as `git diff --word-diff` writes it; on a terminal red and green. Lines that stayed as they
were are left out, but for one on either side of a change.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from models.records.article import FIELDS, Article
from models.records.labels import label
from reports.articles.columns import ExportChoice, make_cell
from reports.formats.terminal import clean, wants_colour

TOKEN = re.compile(r"[가-힣]+|[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|[^\w\s]|.", re.DOTALL)
"""A run of Hangul, of Latin letters, a number, white space, one other character: so 20일 shows the number alone."""
MAX_TOKENS = 3_000
TEXT_FIELDS = tuple(name for name, field in FIELDS.items() if field.change == "lines")
SHORT_FIELDS = tuple(name for name, field in FIELDS.items() if field.change == "cell")
CHOICE = ExportChoice(language="ko")
OLD, NEW, END = "\x1b[31;9m", "\x1b[32m", "\x1b[0m"


def wants_colours() -> bool:
    """Whether standard output shows them."""
    return wants_colour(sys.stdout)


def change_lines(old: Article, new: Article, *, colour: bool) -> Iterator[str]:
    """The changes as lines that are safe to print; a sentence where nothing but the page around it changed."""
    count = 0
    for name in TEXT_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            count += 1
            yield f"{label(name)}:"
            yield from (f"  {line}" for line in line_changes(before, after, colour=colour))
    for name in SHORT_FIELDS:
        before, after = make_cell(old, name, CHOICE), make_cell(new, name, CHOICE)
        if before != after:
            count += 1
            yield f"{label(name)}: {_marked(clean(before), clean(after), colour=colour)}"
    if not count:
        yield "(본문 밖의 변경)"


def line_changes(before: str, after: str, *, colour: bool) -> Iterator[str]:
    """The lines of a text with their changes marked, and one unchanged line on either side."""
    a, b = before.split("\n"), after.split("\n")
    shown: list[str | None] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            same = [clean(line) for line in b[b1:b2]]
            shown += same if len(same) <= 2 else [same[0] if shown else None, None, same[-1]]
        else:
            shown += _pairs(a[a1:a2], b[b1:b2], colour=colour)
    while shown and shown[-1] is not None and shown[-1] == clean(b[-1]) and len(shown) > 1 and shown[-2] is None:
        shown.pop()
    gap = False
    for line in shown:
        if line is not None:
            yield line
        elif not gap:
            yield "…"
        gap = line is None


def _pairs(old: Sequence[str], new: Sequence[str], *, colour: bool) -> Iterator[str]:
    """Lines in place of others, each beside its like; the rest came or went whole."""
    for n in range(max(len(old), len(new))):
        before = old[n] if n < len(old) else ""
        after = new[n] if n < len(new) else ""
        yield word_changes(clean(before), clean(after), colour=colour)


def word_changes(before: str, after: str, *, colour: bool) -> str:
    """One line with what went and what came marked in it."""
    a, b = TOKEN.findall(before), TOKEN.findall(after)
    if len(a) > MAX_TOKENS or len(b) > MAX_TOKENS:
        return _marked(before, after, colour=colour)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if before and after and matcher.ratio() < 0.3:
        return _marked(before, after, colour=colour)
    out = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        went, came = "".join(a[a1:a2]), "".join(b[b1:b2])
        out.append(came if kind == "equal" else _marked(went, came, colour=colour))
    return "".join(out)


def _marked(went: str, came: str, *, colour: bool) -> str:
    if colour:
        return (f"{OLD}{went}{END}" if went else "") + (f"{NEW}{came}{END}" if came else "")
    return (f"[-{went}-]" if went else "") + (f"{{+{came}+}}" if came else "")
